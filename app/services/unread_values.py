"""Stored days, times, amounts and places that cannot be read any more; lists show them as empty."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app.schema.fields import Field
from app.schema.kinds import RecordKind
from app.schema.types import TextCoded
from app.services.office import Office
from app.store.tables import living


def unread_values(office: Office, session: Session) -> Iterator[tuple[RecordKind, Field, UUID]]:
    """Walk the living rows that hold such a value."""
    for kind in office.catalogue:
        row = kind.model.__table__.c
        for described in kind.fields.values():
            column = row.get(described.name)
            if column is None or not isinstance(column.type, TextCoded) or not column.type.fragile:
                continue
            stored = type_coerce(column, String)
            texts = session.scalars(select(stored).where(column.is_not(None), living(kind)).distinct())
            bad = [text for text in texts if not column.type.reads(text)]
            if bad:
                found = session.scalars(select(row.id).where(stored.in_(bad), living(kind)))
                yield from ((kind, described, record) for record in found)
