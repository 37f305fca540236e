"""The commands that read the store: list, show, search, history, kinds, check."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

from app.cli import output
from app.cli.errors import UnfitFilterValue, UnknownFilter
from app.cli.session import kind_of, opened, record_of
from app.cli.words import inputs
from app.core.i18n import language
from app.core.moments import iso_moment
from app.core.text import ltr, strip_isolates
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.services import editing, health, json_values, listing, search, wording
from app.services import history as history_service
from app.services.history import DeedInWords
from app.services.json_errors import UnfitValue
from app.services.json_read import Given, value_from_json
from app.services.json_write import codes_behind, value_json
from app.services.listing import Condition, Filter, ListQuery, ListRow
from app.services.office import Office
from app.services.typed_values import yes_or_no

_PAGE = 200
_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT)


def query_of(office: Office, kind: RecordKind, arguments: Namespace) -> ListQuery:
    """Build the query that `--filter`, `--text`, `--sort` and `--archived` ask for; raises UnknownFilter, UnfitFilterValue."""
    return ListQuery(
        kind=kind.key,
        text=arguments.text,
        filters=tuple(_filter(office, kind, each) for each in arguments.filter),
        sort=arguments.sort.removeprefix("-"),
        descending=arguments.sort.startswith("-"),
        archived=arguments.archived,
        columns=tuple(attribute.key for attribute in kind.columns),
    )


def _filter(office: Office, kind: RecordKind, text: str) -> Filter:
    name, equals, raw = text.partition("=")
    if not equals or name not in kind.fields:
        raise UnknownFilter(ltr(text))
    field = kind.fields[name]
    if not raw:
        return Filter(name, Condition.EMPTY, ())
    if field.kind in _TEXTS:
        return Filter(name, Condition.CONTAINS, (raw,))
    # A filter names one target of a many-to-many field, as it would name the one of a link.
    single = replace(field, kind=FieldKind.LINK) if field.kind is FieldKind.LINKS else field
    # Any word that says neither stays a text, which the reader refuses.
    said = yes_or_no(raw) if field.kind is FieldKind.YES_NO else None
    try:
        with office.store.reading() as session:
            value = value_from_json(Given(office, session, single, name, raw if said is None else said))
    except UnfitValue as error:
        raise UnfitFilterValue(error.field, error.reason) from error
    return Filter(name, Condition.IS, (value,))


def list_records(arguments: Namespace) -> int:
    """Print the records of a kind, one a line, in the order asked."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        query = query_of(office, kind, arguments)
        for page in _pages(office, query, arguments.limit):
            if output.wants_json(asked=arguments.json):
                _print_objects(office, kind, page)
            else:
                _print_lines(office, kind, page)
    return 0


def _pages(office: Office, query: ListQuery, limit: int | None) -> Iterator[tuple[ListRow, ...]]:
    handles = listing.handles(office, query, cancelled=lambda: False)
    wanted = handles if limit is None else handles[:limit]
    for start in range(0, len(wanted), _PAGE):
        yield listing.rows_at(office, query, wanted[start : start + _PAGE])


def _print_objects(office: Office, kind: RecordKind, rows: tuple[ListRow, ...]) -> None:
    fields = [kind.fields[attribute.key] for attribute in kind.columns]
    pairs = [pair for row in rows for pair in zip(fields, row.values, strict=True)]
    with office.store.reading() as session:
        codes = codes_behind(session, office.catalogue, pairs)
    titles = wording.cells(office, ((fields[0], row.values[0]) for row in rows), lang=language())
    for row, title in zip(rows, titles, strict=True):
        shown = {field.name: value_json(field, value, codes) for field, value in zip(fields, row.values, strict=True)}
        # A kind's own attribute called `title` wins over the title in words.
        output.print_object({"id": str(row.id), "title": strip_isolates(title), **shown})


def _print_lines(office: Office, kind: RecordKind, rows: tuple[ListRow, ...]) -> None:
    fields = [kind.fields[attribute.key] for attribute in kind.columns]
    words = wording.cells(office, (pair for row in rows for pair in zip(fields, row.values, strict=True)), lang=language())
    for start in range(0, len(words), len(fields)):
        output.print_line("  ".join(word for word in words[start : start + len(fields)] if word))


def show(arguments: Namespace) -> int:
    """Print one record with its rows."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        draft = editing.open_draft(office, kind.key, record_of(office, kind, arguments.id))
        if output.wants_json(asked=arguments.json):
            output.print_object(json_values.to_json(office, kind, draft))
            return 0
        pairs = [(kind.fields[name], value) for name, value in draft.values.items() if value not in (None, ())]
        for (field, _value), word in zip(pairs, wording.cells(office, pairs, lang=language()), strict=True):
            output.print_line(f"{field.label}: {word}")
    return 0


def find(arguments: Namespace) -> int:
    """Print the hits of each query, best first."""
    with opened(arguments) as office:
        if arguments.kind is not None:
            kind_of(office, arguments.kind)
        for text in inputs(arguments):
            hits = search.find(office, text, kind=arguments.kind, limit=arguments.limit)
            if output.wants_json(asked=arguments.json):
                output.print_object({"query": text, "hits": [_hit(hit) for hit in hits]})
            else:
                for hit in hits:
                    output.print_line(f"{office.catalogue[hit.kind].name}: {hit.title}")
    return 0


def _hit(hit: search.Hit) -> dict[str, str]:
    return {
        "kind": hit.kind,
        "id": str(hit.id),
        "title": strip_isolates(hit.title),
        "snippet": strip_isolates(hit.snippet),
    }


def history(arguments: Namespace) -> int:
    """Print what was done to a record, newest first."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        for deed in history_service.history(office, kind.key, record_of(office, kind, arguments.id)):
            if output.wants_json(asked=arguments.json):
                output.print_object(_deed(deed))
            else:
                output.print_line(f"{deed.at.shown(language())}  {deed.who}  {deed.title}")
                for change in deed.changes:
                    output.print_line(f"    {change.field}: {change.old} ← {change.new}")
    return 0


def _deed(deed: DeedInWords) -> dict[str, object]:
    changes = [
        {
            "seq": change.seq,
            "panel": str(change.panel) if change.panel else None,
            "row": strip_isolates(change.row),
            "field": str(change.field),
            "old": strip_isolates(change.old),
            "new": strip_isolates(change.new),
        }
        for change in deed.changes
    ]
    return {
        "deed": str(deed.id),
        "at": iso_moment(deed.at),
        "who": deed.who,
        "use_case": deed.use_case,
        "title": strip_isolates(str(deed.title)),
        "undone": deed.undone,
        "changes": changes,
    }


def kinds(arguments: Namespace) -> int:
    """Print every kind with its attributes; needs no store."""
    from app.records import ALL

    for found in json_values.kinds_json(Catalogue(ALL)):
        if output.wants_json(asked=arguments.json):
            output.print_object({"kind": found["key"], **found})
        else:
            output.print_line(f"{found['key']}: {found['name']['fa']} / {found['name']['en']}")
    return 0


def check(arguments: Namespace) -> int:
    """Check the file, the index and the attachments; exit status 1 when anything is wrong."""
    with opened(arguments) as office:
        report = health.check(office)
    if output.wants_json(asked=arguments.json):
        output.print_object(report.to_json())
    else:
        for line in report.lines():
            output.print_line(str(line))
    return 0 if report.sound else 1
