"""The rows behind the register: what is out, the base of each package, and which merges stand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.orm import Session

from app.services.undoing import taken_back
from app.store.tables import check_out, check_out_merge, check_out_row
from app.sync.package import Manifest
from app.sync.rows import PackedRow
from app.sync.told import OutState

_BATCH = 2_000

Opened = Session | Connection
"""Both of them run statements: a session of a use case, and a connection for what is no record."""


@dataclass(frozen=True, slots=True)
class CheckOut:
    """One package that left: `key` opens it and its returns, `files` names its contents here by their SHA-256."""

    id: UUID
    is_trip: bool
    delegation: UUID
    title: str
    to_whom: str
    until: date | None
    packed_at: datetime
    packed_by: UUID | None
    key: bytes
    copy: UUID
    state: OutState
    returns: int
    files: Mapping[str, str]


def check_out_from(
    manifest: Manifest, key: bytes, *, at: datetime, by: UUID | None, files: Mapping[str, str], is_trip: bool = False
) -> CheckOut:
    """Make the register's line of a package that leaves, or the one line of a travel copy."""
    return CheckOut(
        id=manifest.check_out,
        is_trip=is_trip,
        delegation=manifest.delegation,
        title=manifest.title,
        to_whom=manifest.to_whom,
        until=manifest.until,
        packed_at=at,
        packed_by=by,
        key=key,
        copy=manifest.copy,
        state=OutState.OUT,
        returns=0,
        files=dict(files),
    )


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One merge that stands: its deed, the package that was merged, and its number among the returns."""

    deed: UUID
    copy: UUID
    turn: int
    at: datetime
    returned_at: datetime
    told: str


def all_check_outs(session: Opened) -> tuple[CheckOut, ...]:
    """List what left, newest first."""
    rows = session.execute(select(check_out).order_by(check_out.c.packed_at.desc(), check_out.c.id))
    return tuple(_check_out(row) for row in rows)


def check_out_of(session: Opened, check_out_id: UUID) -> CheckOut | None:
    """Read one check-out; None when it did not leave from here."""
    row = session.execute(select(check_out).where(check_out.c.id == check_out_id)).one_or_none()
    return None if row is None else _check_out(row)


def keep_check_out(session: Opened, out: CheckOut) -> None:
    """Enter a package in the register."""
    values = {entry.name: getattr(out, entry.name) for entry in fields(CheckOut)}
    values |= {"state": str(out.state), "files": json.dumps(dict(out.files))}
    session.execute(insert(check_out).values(values))


def change_check_out(session: Opened, check_out_id: UUID, **values: object) -> None:
    """Write facts about a package that is out, by the names of the columns."""
    session.execute(update(check_out).where(check_out.c.id == check_out_id).values(**values))


def keep_base(session: Opened, copy: UUID, rows: Iterable[PackedRow]) -> None:
    """Keep the rows of one package as the base of a merge to come, in the place of what a merge taken back left of it."""
    session.execute(delete(check_out_row).where(check_out_row.c.copy == copy))
    walk = iter(rows)
    while part := list(islice(walk, _BATCH)):
        session.execute(
            insert(check_out_row),
            [{"copy": copy, "record": row.id, "kind": row.kind, "deleted": row.deleted, "data": _data(row)} for row in part],
        )


def base_of(session: Opened, copy: UUID) -> dict[UUID, PackedRow]:
    """Read the rows of one package as they left or came back."""
    wanted = select(check_out_row.c.record, check_out_row.c.kind, check_out_row.c.deleted, check_out_row.c.data)
    rows = session.execute(wanted.where(check_out_row.c.copy == copy).order_by(check_out_row.c.record))
    return {record: PackedRow(kind, record, json.loads(data), deleted) for record, kind, deleted, data in rows}


def records_in(session: Opened, copy: UUID) -> Mapping[str, int]:
    """Count the records of one package by kind."""
    found: dict[str, int] = {}
    for kind in session.scalars(select(check_out_row.c.kind).where(check_out_row.c.copy == copy)):
        found[kind] = found.get(kind, 0) + 1
    return found


def standing_merges(session: Session, check_out_id: UUID) -> tuple[MergeRow, ...]:
    """List the merges of a check-out that were not taken back, in the order of their returns."""
    gone = taken_back(session)
    wanted = select(check_out_merge).where(check_out_merge.c.check_out == check_out_id).order_by(check_out_merge.c.turn)
    return tuple(
        MergeRow(row.deed, row.copy, row.turn, row.at, row.returned_at, row.told)
        for row in session.execute(wanted)
        if row.deed not in gone
    )


def _data(row: PackedRow) -> str:
    values = {name: text for name, text in row.values.items() if text is not None}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _check_out(row: Row[Any]) -> CheckOut:
    found = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return CheckOut(**{**found, "state": OutState(found["state"]), "files": json.loads(found["files"])})
