"""Stored values: what the journal and undo keep of a value, as JSON text, read back through the column's own type."""

import json
from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from app.schema.fields import Links, field_of
from app.schema.kinds import RecordKind
from app.schema.types import UuidType
from app.schema.values import Value

_DIALECT = sqlite.dialect()
PLACED = frozenset({"owner", "rank"})
"""Columns of child rows that are no fields and yet say something: whose row it is and where it stands."""


def _type(kind: RecordKind, name: str) -> TypeEngine[Any]:
    found: TypeEngine[Any] = getattr(kind.model, name).property.columns[0].type
    return found


def to_stored(kind: RecordKind, name: str, value: object) -> str | None:
    """Write a value of a field (or of a column such as `deleted_at`) as the journal keeps it; None stays None."""
    if value is None:
        return None
    if isinstance(getattr(kind.model, name), Links):
        return json.dumps([str(target) for target in cast("Iterable[UUID]", value)])
    if isinstance(value, UUID):
        return json.dumps(str(value))
    bind = _type(kind, name).bind_processor(_DIALECT)
    raw = value if isinstance(value, bool) or bind is None else bind(value)
    return json.dumps(raw, ensure_ascii=False)


def from_stored(kind: RecordKind, name: str, text: str | None) -> object:
    """Read a value that `to_stored` wrote; no links are an empty tuple."""
    if isinstance(getattr(kind.model, name), Links):
        return tuple(UUID(target) for target in json.loads(text or "[]"))
    if text is None:
        return None
    raw = json.loads(text)
    column_type = _type(kind, name)
    if isinstance(column_type, UuidType):
        return UUID(raw)
    read = column_type.result_processor(_DIALECT, None)
    return raw if isinstance(raw, bool) or read is None else read(raw)


def field_value(kind: RecordKind, name: str, text: str | None) -> Value:
    """Read a stored value of a declared field, typed for the services; raises KeyError for any other column."""
    field_of(kind.attributes[name])
    return cast("Value", from_stored(kind, name, text))
