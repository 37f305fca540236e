"""What somebody was typing, kept in the encrypted file until it is saved or thrown away."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import kept_draft

_DROP = delete(kept_draft).where(kept_draft.c.id.in_(bindparam("records", expanding=True)))
"""Built once: it runs at every save."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft by the id of its record; `data` is what the form wrote, `at` the instant of the last key."""

    id: UUID
    kind: str
    officer: UUID | None
    at: datetime
    data: str


def keep(connection: Connection, draft: KeptDraft) -> None:
    """Keep a draft in the place of an earlier one of the same record."""
    values = {"id": draft.id, "kind": draft.kind, "officer": draft.officer, "at": draft.at, "data": draft.data}
    statement = insert(kept_draft).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def drop(connection: Connection, *records: UUID) -> None:
    """Forget the drafts of records."""
    connection.execute(_DROP, {"records": records})


def kept(connection: Connection) -> tuple[KeptDraft, ...]:
    """List the drafts, newest first."""
    rows = connection.execute(select(kept_draft).order_by(kept_draft.c.at.desc()))
    return tuple(KeptDraft(row.id, row.kind, row.officer, row.at, row.data) for row in rows)
