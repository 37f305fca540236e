"""Column types: each field is exactly one column, so journal, undo and merge see one value.

A moment, an amount and a place are written as one sortable text (architecture.md section 4a asks that a field of several
columns be one field to the journal; one column gives that for nothing).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, String, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from app.core.errors import SafirError
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.schema.values import FileRef, Place


class UuidType(TypeDecorator[UUID]):
    """A UUID: 16 bytes in SQLite, native on PostgreSQL."""

    impl = Uuid
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else value.bytes

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        return value if value is None or isinstance(value, UUID) else UUID(bytes=value)


class TextCoded(TypeDecorator[Any]):
    """A value written as one text by a pair of functions.

    A `fragile` one that cannot be read any more is read as empty, so that one bad text closes no list and no record; nothing is
    written over it until somebody gives another value, and the check of the file names it.
    """

    impl = String
    cache_ok = True

    def __init__(self, name: str, write: Callable[[Any], str], read: Callable[[str], Any], *, fragile: bool = False) -> None:
        super().__init__()
        self.name, self._write, self._read, self.fragile = name, write, read, fragile

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self._write(value)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        try:
            return None if value is None else self._read(value)
        except (SafirError, ValueError, OverflowError):
            if self.fragile:
                return None
            raise

    def reads(self, text: str) -> bool:
        """Tell whether a stored text can be read."""
        try:
            self._read(text)
        except (SafirError, ValueError, OverflowError):
            return False
        return True

    @override
    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        return self

    def __repr__(self) -> str:
        return f"TextCoded({self.name})"


def _write_instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


DAY = TextCoded("day", date.isoformat, date.fromisoformat, fragile=True)
PARTIAL_DAY = TextCoded("partial_day", PartialDate.encode, PartialDate.decode, fragile=True)
MOMENT = TextCoded("moment", Moment.encode, Moment.decode, fragile=True)
MONEY = TextCoded("money", Money.encode, Money.decode, fragile=True)
PLACE = TextCoded("place", Place.encode, Place.decode, fragile=True)
FILE = TextCoded("file", FileRef.encode, FileRef.decode)
INSTANT = TextCoded("instant", _write_instant, _read_instant)


def choice_type(choices: type[Enum]) -> TextCoded:
    """Make the column type of one closed vocabulary; it stores the stable code."""
    return TextCoded(choices.__name__, lambda member: str(choices(member).value), choices)
