"""The commands that read the store: list, show, search, history, kinds, check."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from app.cli import output
from app.cli.errors import UnknownFilter
from app.cli.session import kind_of, opened
from app.core.i18n import language
from app.core.text import ltr
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.services import checking, editing, json_values, listing, search, wording
from app.services import history as history_service
from app.services.listing import Condition, Filter, ListQuery
from app.services.office import Office

_PAGE = 200


def query_of(office: Office, kind: RecordKind, arguments: Namespace) -> ListQuery:
    """Build the query that `--filter`, `--text`, `--sort` and `--archived` ask for; raises UnknownFilter."""
    filters = tuple(_filter(office, kind, each) for each in arguments.filter)
    return ListQuery(
        kind=kind.key,
        text=arguments.text,
        filters=filters,
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
    if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT):
        return Filter(name, Condition.CONTAINS, (raw,))
    if not raw:
        return Filter(name, Condition.EMPTY, ())
    value: Any = raw == "true" if field.kind is FieldKind.YES_NO else raw
    read = json_values.value_from_json(office, field, [value] if field.kind is FieldKind.LINKS else value)
    return Filter(name, Condition.IS, tuple(read) if isinstance(read, tuple) else (read,))


def list_records(arguments: Namespace) -> int:
    """Print the records of a kind, one a line, in the order asked."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        query = query_of(office, kind, arguments)
        for row in _rows(office, query, arguments.limit):
            _print_row(office, kind, row, as_json=output.wants_json(asked=arguments.json))
    return 0


def _rows(office: Office, query: ListQuery, limit: int | None) -> Iterator[listing.ListRow]:
    handles = listing.handles(office, query, cancelled=lambda: False)
    wanted = handles if limit is None else handles[:limit]
    for start in range(0, len(wanted), _PAGE):
        yield from listing.rows_at(office, query, wanted[start : start + _PAGE])


def _print_row(office: Office, kind: RecordKind, row: listing.ListRow, *, as_json: bool) -> None:
    fields = [kind.fields[attribute.key] for attribute in kind.columns]
    pairs = list(zip(fields, row.values, strict=False))
    if not as_json:
        words = (wording.cell_text(office, field, value, language()) for field, value in pairs if value is not None)
        output.print_line("  ".join(words))
        return
    titles = (wording.cell_text(office, field, value, language()) for field, value in pairs if field.name == kind.title.key)
    title = next(titles, "")
    shown = {field.name: json_values.value_to_json(field, value) for field, value in pairs}
    output.print_object({"kind": kind.key, "id": str(row.id), "title": output.strip_isolates(title), **shown})


def show(arguments: Namespace) -> int:
    """Print one record with its rows."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        draft = editing.open_draft(office, kind.key, json_values.id_of(office, kind.key, arguments.id))
        found = json_values.to_json(office, kind, draft)
        if output.wants_json(asked=arguments.json):
            output.print_object(found)
        else:
            for name, value in draft.values.items():
                text = wording.cell_text(office, kind.fields[name], value, language())
                if text:
                    output.print_line(f"{kind.fields[name].label}: {text}")
    return 0


def find(arguments: Namespace) -> int:
    """Print the hits of each query, best first."""
    from app.cli.words import inputs

    with opened(arguments) as office:
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
        "title": output.strip_isolates(hit.title),
        "snippet": output.strip_isolates(hit.snippet),
    }


def history(arguments: Namespace) -> int:
    """Print what was done to a record, newest first."""
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        identity: UUID = json_values.id_of(office, kind.key, arguments.id)
        for deed in history_service.history(office, kind.key, identity):
            if output.wants_json(asked=arguments.json):
                output.print_object(history_service.to_json(deed))
            else:
                for line in history_service.in_words(deed):
                    output.print_line(line)
    return 0


def kinds(arguments: Namespace) -> int:
    """Print every kind with its attributes; needs no store."""
    from app.records import ALL

    for found in json_values.kinds_json(Catalogue(ALL)):
        if output.wants_json(asked=arguments.json):
            output.print_object(found)
        else:
            output.print_line(f"{found['kind']}: {found['name_fa']} / {found['name_en']}")
    return 0


def check(arguments: Namespace) -> int:
    """Check the file, the index and the attachments; exit status 1 when anything is wrong."""
    with opened(arguments) as office:
        report = checking.check(office)
    if output.wants_json(asked=arguments.json):
        output.print_object(report.to_json())
    else:
        for line in report.lines():
            output.print_line(str(line))
    return 0 if report.sound else 1


