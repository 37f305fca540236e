"""How complete a record is, and what is still missing in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import Text, _c
from app.rules.completeness import Part, completeness_of
from app.schema.draft import Draft
from app.schema.kinds import Catalogue, Panel, RecordKind
from app.services.draft_loading import is_own, load_drafts
from app.services.office import Office

_REQUIRED_WEIGHT = 2
_ROWS_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: its name, the attribute, and the panel it stands in (None for the record itself).

    Where rows themselves are missing, the attribute is empty and the panel is the place to add them.
    """

    name: Text
    field: str
    panel: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How full a record is, in percent, and its gaps, the weightiest first."""

    percent: int
    gaps: tuple[Gap, ...]


def completeness(office: Office, draft: Draft) -> Reading:
    """Weigh what a draft has against what its kind asks for, in the sections that exist for it."""
    return _reading(office.catalogue, draft)


def completeness_by_id(office: Office, kind_key: str, ids: Iterable[UUID]) -> dict[UUID, Reading]:
    """Weigh many records at once."""
    kind = office.catalogue[kind_key]
    with office.store.reading() as session:
        drafts = load_drafts(session, office.catalogue, kind, ids=ids, today=office.today())
    return {record: _reading(office.catalogue, draft) for record, draft in drafts.items()}


def _reading(catalogue: Catalogue, draft: Draft) -> Reading:
    kind = catalogue[draft.kind]
    found = [*_own_parts(kind, draft), *_rows_wanted(catalogue, kind, draft), *_row_parts(catalogue, kind, draft)]
    gaps = sorted((pair for pair in found if not pair[1].filled), key=lambda pair: -pair[1].weight)
    return Reading(completeness_of(part for _gap, part in found).percent, tuple(gap for gap, _part in gaps))


def _own_parts(kind: RecordKind, draft: Draft) -> Iterator[tuple[Gap, Part]]:
    for name in _asked_for(kind, draft):
        field = kind.fields[name]
        weight = _REQUIRED_WEIGHT if field.required else 1
        yield Gap(field.label, name), Part(field.label, _is_filled(draft, name), weight)


def _rows_wanted(catalogue: Catalogue, kind: RecordKind, draft: Draft) -> Iterator[tuple[Gap, Part]]:
    """Ask for the rows that a panel wants at least; a record without them is no smaller matter than an empty required field."""
    for section in kind.sections(draft):
        for item in section.items:
            if isinstance(item, Panel) and item.wanted:
                count = sum(1 for _row in draft.living(item.name))
                label = catalogue.panels(kind.key)[item.name].kind.plural
                if count:
                    label = _c("panel and minimum", "{panel}: at least {n}").format(panel=label, n=item.wanted)
                yield Gap(label, "", item.name), Part(label, count >= item.wanted, _ROWS_WEIGHT)


def _row_parts(catalogue: Catalogue, kind: RecordKind, draft: Draft) -> Iterator[tuple[Gap, Part]]:
    """Ask of the rows of each panel what their kind asks for: a field counts once for all rows of the panel."""
    for name, panel in catalogue.panels(kind.key).items():
        rows = list(draft.living(name))
        if not rows or not is_own(panel, kind):
            continue
        for field in panel.kind.fields.values():
            if field.wanted:
                label = _c("panel and field", "{panel}: {field}").format(panel=panel.kind.plural, field=field.label)
                yield Gap(label, field.name, name), Part(label, all(_is_filled(row, field.name) for row in rows))


def _asked_for(kind: RecordKind, draft: Draft) -> Iterator[str]:
    seen: set[str] = set()
    for section in kind.sections(draft):
        for item in section.items:
            if isinstance(item, Panel):
                continue
            field = kind.fields[item.key]
            if (field.wanted or field.required) and item.key not in seen:
                seen.add(item.key)
                yield item.key


def _is_filled(draft: Draft, name: str) -> bool:
    value = draft.values.get(name)
    return value is not None and value not in ("", ())
