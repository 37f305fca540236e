"""Reading a record into a draft, with the rows of all its panels, a few statements for each level."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import _
from app.schema.draft import Draft
from app.schema.fields import FieldKind, Links
from app.schema.kinds import Catalogue, PanelRows, RecordKind
from app.schema.record import Child, Row
from app.store import links
from app.store.tables import living

_BATCH = 500


class NoSuchRecord(SafirError):
    """A record that is not in the store, or was deleted."""

    code = "no_such_record"

    def __init__(self, kind: RecordKind, record: UUID) -> None:
        super().__init__(
            _(
                "{kind} {id} was not found: it does not exist or was deleted. Nothing was changed. Search for it by its name."
            ).format(kind=kind.name, id=str(record))
        )
        self.kind, self.record = kind.key, record


@dataclass(frozen=True, slots=True)
class _Level:
    """Drafts of one kind whose panels are still to be read."""

    kind: RecordKind
    drafts: tuple[Draft, ...]


def is_own(panel: PanelRows, owner: RecordKind) -> bool:
    """Tell the child rows that live in a panel from rows that only link to its record."""
    return panel.is_child and panel.via == "owner" and panel.kind.owner == owner.key


def load_drafts(
    session: Session, catalogue: Catalogue, kind: RecordKind, *, ids: Iterable[UUID], today: date
) -> dict[UUID, Draft]:
    """Read living records as drafts by id, with the rows of their panels; ids that do not live are left out.

    Child rows carry their own panels too; records that only link here carry their values. A record that stands in two
    panels of the tree is one draft in both.
    """
    every = tuple(ids)
    if len(every) > _BATCH:
        parts = (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))
        return {record: draft for part in parts for record, draft in _together(session, catalogue, kind, ids=part, today=today)}
    return dict(_together(session, catalogue, kind, ids=every, today=today))


def _together(
    session: Session, catalogue: Catalogue, kind: RecordKind, *, ids: tuple[UUID, ...], today: date
) -> Iterable[tuple[UUID, Draft]]:
    found = _read(session, kind, "id", among=ids, today=today)
    known: dict[UUID, Draft] = dict(found)
    levels = [_Level(kind, tuple(found.values()))]
    while levels:
        level = levels.pop()
        for panel in catalogue.panels(level.kind.key).values():
            rows = _read_panel(session, level, panel, today=today, known=known)
            if rows and is_own(panel, level.kind):
                levels.append(_Level(panel.kind, rows))
    return found.items()


def load_draft(session: Session, catalogue: Catalogue, kind: RecordKind, *, record: UUID, today: date) -> Draft:
    """Read one record as a draft; raises NoSuchRecord."""
    found = load_drafts(session, catalogue, kind, ids=(record,), today=today)
    if record not in found:
        raise NoSuchRecord(kind, record)
    return found[record]


def stored_values(session: Session, kind: RecordKind, rows: Iterable[Row]) -> dict[UUID, dict[str, Any]]:
    """Give the values of stored rows by attribute name, links included."""
    every = list(rows)
    columns = [name for name, field in kind.fields.items() if field.kind is not FieldKind.LINKS]
    values = {row.id: {name: getattr(row, name) for name in columns} for row in every}
    many = [field.name for field in kind.of_kind(FieldKind.LINKS)]
    if many and every:
        linked = links.targets_of(session, [row.id for row in every])
        for record, found in values.items():
            found.update({name: linked.get((record, name), ()) for name in many})
    return values


def _read(session: Session, kind: RecordKind, name: str, *, among: tuple[UUID, ...], today: date) -> dict[UUID, Draft]:
    """Read the living rows of a kind whose `name` (an id, or a link) is among some ids, in their order."""
    wanted = _READINGS.get((kind.model, name))
    if wanted is None:
        asked = getattr(kind.model, name).in_(bindparam("among", expanding=True))
        wanted = _READINGS[kind.model, name] = select(kind.model).where(living(kind), asked).order_by(*_order(kind))
    rows = session.scalars(wanted, {"among": among}).all()
    values = stored_values(session, kind, rows)
    return {row.id: Draft(kind.key, today, values[row.id], {}, row.id, row.version) for row in rows}


_READINGS: dict[tuple[type[Row], str], Select[Any]] = {}
"""Built once for each kind: every opening of a record runs them, and building them costs more than running them."""


def _order(kind: RecordKind) -> tuple[Any, ...]:
    """Child rows stand as their owner put them, records that link here in the order of their list."""
    model, by = kind.model, kind.sort.by
    if issubclass(model, Child):
        return (model.rank, model.id)
    if isinstance(by, Links):
        return (model.id,)
    return (by.desc() if kind.sort.descending else by, model.id)


def _read_panel(
    session: Session, level: _Level, panel: PanelRows, *, today: date, known: dict[UUID, Draft]
) -> tuple[Draft, ...]:
    owners: Mapping[UUID, Draft] = {draft.id: draft for draft in level.drafts if draft.id is not None}
    via = getattr(panel.kind.model, panel.via)
    read = _read(session, panel.kind, panel.via, among=tuple(owners), today=today)
    wanted = select(panel.kind.model.id, via).where(panel.kind.model.id.in_(tuple(read)))
    owner_of: dict[UUID, UUID] = dict(session.execute(wanted).all()) if read else {}
    rows: defaultdict[UUID, list[Draft]] = defaultdict(list)
    for record, draft in read.items():
        rows[owner_of[record]].append(known.setdefault(record, draft))
    for owner, draft in owners.items():
        draft.rows[panel.name] = rows[owner]
    return tuple(draft for draft in read.values() if known[draft.id or UUID(int=0)] is draft)
