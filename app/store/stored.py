"""Stored values: what the journal and undo keep of a value, as JSON text, read back through the column's own type."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Boolean
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from app.core.partial_dates import PartialDate
from app.schema.choices import of_yes_no
from app.schema.fields import Links, field_of
from app.schema.kinds import RecordKind
from app.schema.types import PARTIAL_DAY, UuidType
from app.schema.values import Value

_DIALECT = sqlite.dialect()
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    """Read a value that `to_stored` wrote; no links are an empty tuple.

    Packages and drafts may be older than the file: a yes or no that has become a verdict, and a day that may now be known in
    part, are read as what they were.
    """
    if isinstance(getattr(kind.model, name), Links):
        return tuple(UUID(target) for target in json.loads(text or "[]"))
    if text is None:
        return None
    raw = json.loads(text)
    column_type = _type(kind, name)
    if isinstance(column_type, UuidType):
        return UUID(raw)
    if isinstance(raw, bool) and not isinstance(column_type, Boolean):
        return of_yes_no(field_of(getattr(kind.model, name)).choices, yes=raw)
    if column_type is PARTIAL_DAY and _ISO_DAY.fullmatch(str(raw)):
        return PartialDate.of_day(date.fromisoformat(raw))
    read = column_type.result_processor(_DIALECT, None)
    return raw if isinstance(raw, bool) or read is None else read(raw)


def field_value(kind: RecordKind, name: str, text: str | None) -> Value:
    """Read a stored value of a declared field, typed for the services; raises KeyError for any other column."""
    field_of(kind.attributes[name])
    return cast("Value", from_stored(kind, name, text))
