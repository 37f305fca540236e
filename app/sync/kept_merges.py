"""What the store keeps of merges: who wrote what on the trip, and every conflict until and after it is decided."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from app.core.moments import Moment
from app.services.undoing import taken_back
from app.store.said import read_text, write_text
from app.store.tables import check_out_conflict, check_out_merge
from app.sync.merge import Conflict, Nature
from app.sync.package import TravelDeed
from app.sync.preparing import Prepared
from app.sync.stored_rows import parts
from app.sync.telling import Asked, Cell
from app.sync.told import Choice, Origin

_COLUMNS = check_out_conflict.c


@dataclass(frozen=True, slots=True)
class KeptConflict:
    """One conflict of a merge with what became of it; open while nobody decided, or the decision was taken back."""

    asked: Asked
    merge: UUID
    check_out: UUID
    is_open: bool
    choice: Choice
    reason: str


def keep_merge(session: Session, found: Prepared, *, deed: UUID, at: datetime) -> None:
    """Enter a merge, and who wrote on the trip what it took over."""
    cells = {(change.record, change.field) for change in found.merged.changes}
    told = [entry for entry in (_told(deed_there, cells) for deed_there in found.deeds) if entry["touched"]]
    session.execute(
        insert(check_out_merge).values(
            deed=deed,
            check_out=found.out.id,
            copy=found.manifest.copy,
            turn=found.manifest.turn,
            at=at,
            returned_at=found.manifest.packed_at,
            told=json.dumps(told, ensure_ascii=False),
        )
    )


def _told(deed: TravelDeed, cells: set[Cell]) -> dict[str, Any]:
    touched = [[str(record), name] for record, name in deed.touched if (record, name) in cells]
    return {"at": deed.at.isoformat(), "who": deed.who, "title": write_text(deed.title), "touched": touched}


def deeds_told(text: str) -> tuple[TravelDeed, ...]:
    """Read the deeds of a traveller that a merge kept."""
    return tuple(
        TravelDeed(
            datetime.fromisoformat(entry["at"]),
            entry["who"],
            read_text(entry["title"]),
            tuple((UUID(record), name) for record, name in entry["touched"]),
        )
        for entry in json.loads(text)
    )


def keep_conflicts(session: Session, every: Iterable[Asked], *, merge: UUID, check_out: UUID) -> None:
    """Enter the conflicts of a merge; one left by the same package, merged before and taken back, makes room."""
    rows = [_row(asked, merge, check_out) for asked in every]
    for part in parts(row["id"] for row in rows):
        session.execute(delete(check_out_conflict).where(_COLUMNS.id.in_(part)))
    if rows:
        session.execute(insert(check_out_conflict), rows)


def _row(asked: Asked, merge: UUID, check_out: UUID) -> dict[str, Any]:
    found = asked.conflict
    return {
        "id": asked.id,
        "merge": merge,
        "check_out": check_out,
        "kind": found.kind,
        "record": found.record,
        "field": found.field,
        "nature": str(found.nature),
        "base": found.base,
        "ours": found.ours,
        "theirs": found.theirs,
        "other": found.other,
        "told": json.dumps([_origin_json(asked.theirs), _origin_json(asked.ours)], ensure_ascii=False),
        "decided": None,
        "choice": str(Choice.LATER),
        "reason": "",
    }


def kept_conflicts(session: Session, *, merge: UUID | None = None, check_out: UUID | None = None) -> tuple[KeptConflict, ...]:
    """Read the conflicts of merges that stand, of all of them or of one, in the order of their records."""
    gone = taken_back(session)
    wanted = select(check_out_conflict).order_by(_COLUMNS.merge, _COLUMNS.kind, _COLUMNS.record, _COLUMNS.field)
    if merge is not None:
        wanted = wanted.where(_COLUMNS.merge == merge)
    if check_out is not None:
        wanted = wanted.where(_COLUMNS.check_out == check_out)
    return tuple(_kept(row, gone) for row in session.execute(wanted) if row.merge not in gone)


def _kept(row: Row[Any], gone: frozenset[UUID]) -> KeptConflict:
    conflict = Conflict(row.kind, row.record, row.field, Nature(row.nature), row.base, row.ours, row.theirs, row.other)
    theirs, ours = (_origin(raw) for raw in json.loads(row.told))
    is_open = row.decided is None or row.decided in gone
    choice = Choice.LATER if is_open else Choice(row.choice)
    return KeptConflict(Asked(row.id, conflict, theirs, ours), row.merge, row.check_out, is_open, choice, row.reason)


def settle(session: Session, choices: Mapping[UUID, tuple[Choice, str]], *, deed: UUID) -> None:
    """Write what was decided about conflicts, and by which deed."""
    for conflict, (choice, reason) in choices.items():
        session.execute(
            update(check_out_conflict).where(_COLUMNS.id == conflict).values(decided=deed, choice=str(choice), reason=reason)
        )


def settle_overtaken(session: Session, kept: Sequence[KeptConflict], cells: set[Cell], *, deed: UUID) -> None:
    """Close open conflicts of the same copy whose field came back once more: the later return speaks for it now."""
    overtaken = {
        one.asked.id: (Choice.LATER, "")
        for one in kept
        if one.is_open and (one.asked.conflict.record, one.asked.conflict.field) in cells
    }
    settle(session, overtaken, deed=deed)


def _origin_json(origin: Origin) -> list[str | None]:
    return [origin.who, origin.at.encode() if origin.at else None, origin.why]


def _origin(raw: list[Any]) -> Origin:
    who, at, why = raw
    return Origin(str(who), Moment.decode(at) if at else None, str(why))
