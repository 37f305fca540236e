"""Records out of a package, judged by the declarations of their kinds before anything else sees them.

A package is authenticated, and still nothing in it is believed: every kind, field, value, length and reference is checked.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Text, _, plain
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.core.text import clean
from app.records.office import SAVED_VIEWS
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Row
from app.schema.values import FileRef, Place
from app.store import stored
from app.store.files import LIMIT_MB
from app.store.names import safe_name
from app.sync.rows import RANK, PackedRow, shape_of

LONGEST = 2_000_000
"""Characters of one value."""
MOST_LINKS = 10_000
_HEX = frozenset("0123456789abcdef")
_RANKS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_INT = 2**63


class Unfit(ValueError):
    """A record that does not fit its declaration; `reason` says which and why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def travels(kind: RecordKind) -> bool:
    """Tell whether records of a kind may be in a package; views of one desk never are."""
    return kind is not SAVED_VIEWS


def row_json(row: PackedRow) -> list[object]:
    """Write a record for a package; empty values are left out."""
    values = {name: text for name, text in row.values.items() if text is not None}
    return [row.kind, str(row.id), row.deleted, values]


def row_from_json(catalogue: Catalogue, raw: object) -> PackedRow:
    """Read a record of a package; raises Unfit."""
    if not (isinstance(raw, list) and len(raw) == 4):
        raise Unfit(_("It holds something that is no record."))
    key, record, deleted, values = raw
    if not isinstance(key, str) or key not in catalogue or not travels(catalogue[key]):
        raise Unfit(_("It holds records of a kind that this Safir does not know."))
    if not isinstance(values, Mapping) or not isinstance(deleted, bool):
        raise Unfit(_("It holds something that is no record."))
    kind = catalogue[key]
    shape = shape_of(kind)
    unknown = [name for name in values if name not in shape.fields]
    if unknown:
        raise Unfit(_("A record of {kind} has a field that this Safir does not know.").format(kind=kind.plural))
    found = {name: fitted(kind, name, values.get(name)) for name in shape.fields}
    return PackedRow(key, _uuid(record), found, deleted)


def _uuid(raw: object) -> UUID:
    if not isinstance(raw, str) or len(raw) != 36:
        raise Unfit(_("It holds something that is no record."))
    try:
        return UUID(raw)
    except ValueError as error:
        raise Unfit(_("It holds something that is no record.")) from error


def fitted(kind: RecordKind, name: str, text: object) -> str | None:
    """Check one stored value and give it as this program would write it."""
    if text is None or text in ("null", "[]"):
        if name in _needed(kind):
            raise _refusal(kind, name)
        return None
    if not isinstance(text, str) or len(text) > LONGEST:
        raise _refusal(kind, name)
    try:
        value = stored.from_stored(kind, name, text)
        if not _JUDGES[_kind_of(kind, name)](value) or (_is_place(kind, name) and not is_rank(str(value))):
            raise _refusal(kind, name)
        return stored.to_stored(kind, name, _tidied(value))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, SafirError) as error:
        raise _refusal(kind, name) from error


def _refusal(kind: RecordKind, name: str) -> Unfit:
    label = kind.fields[name].label if name in kind.fields else plain(name)
    return Unfit(_("The field “{field}” of {kind} has a value that does not fit.").format(field=label, kind=kind.plural))


_NEEDED: dict[type[Row], frozenset[str]] = {}


def _needed(kind: RecordKind) -> frozenset[str]:
    """List the fields that must be filled; kept by class, because hashing a declaration costs more than reading it."""
    found = _NEEDED.get(kind.model)
    if found is None:
        columns = (name for name in shape_of(kind).fields if name not in shape_of(kind).sets)
        needed = frozenset(name for name in columns if not getattr(kind.model, name).property.columns[0].nullable)
        found = _NEEDED[kind.model] = needed
    return found


def _kind_of(kind: RecordKind, name: str) -> FieldKind:
    if name in kind.fields:
        return kind.fields[name].kind
    # Columns that are no fields: whose row it is and where it stands, the record of an override, and the sample mark.
    return FieldKind.TEXT if _is_place(kind, name) else FieldKind.YES_NO if name == "sample" else FieldKind.LINK


def _is_place(kind: RecordKind, name: str) -> bool:
    return name == RANK and shape_of(kind).lives_in and name not in kind.fields


def _tidied(value: object) -> object:
    """Take out what no text and no name may hold."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return clean(value)
    return replace(value, name=safe_name(value.name)) if isinstance(value, FileRef) else value


def _text(value: object) -> bool:
    return isinstance(value, str)


def _integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_INT <= value < _INT


def _file(value: object) -> bool:
    return (
        isinstance(value, FileRef)
        and is_hash(value.digest)
        and 0 <= value.size <= LIMIT_MB * 1024 * 1024
        and len(value.media_type) < 200
        and value.media_type.isprintable()
    )


def is_hash(text: object) -> bool:
    """Tell whether a text is a SHA-256 in hex digits."""
    return isinstance(text, str) and len(text) == 64 and set(text) <= _HEX


def is_rank(text: str) -> bool:
    """Tell whether a text is a place in a list: it never ends in the lowest digit, so that there is room before it."""
    return 0 < len(text) < 500 and set(text) <= _RANKS and text[-1] != "0"


_JUDGES: Mapping[FieldKind, Callable[[Any], bool]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.CONTACT: _text,
    FieldKind.INTEGER: _integer,
    FieldKind.RATING: lambda value: _integer(value) and 1 <= value <= 5,
    FieldKind.AMOUNT: lambda value: isinstance(value, Money) and _integer(value.minor),
    FieldKind.DAY: lambda value: isinstance(value, date | PartialDate),
    FieldKind.MOMENT: lambda value: isinstance(value, Moment),
    FieldKind.YES_NO: lambda value: isinstance(value, bool),
    FieldKind.CHOICE: lambda value: isinstance(value, Enum),
    FieldKind.OFFICE_LIST: lambda value: isinstance(value, UUID),
    FieldKind.LINK: lambda value: isinstance(value, UUID),
    FieldKind.LINKS: lambda value: len(value) <= MOST_LINKS and len(set(value)) == len(value),
    FieldKind.PLACE: lambda value: isinstance(value, Place),
    FieldKind.FILE: _file,
}


def check_references(
    catalogue: Catalogue, rows: Iterable[PackedRow], known: Callable[[Collection[UUID]], Mapping[UUID, str]]
) -> None:
    """Make sure that whatever a record points to is there and of the right kind; raises Unfit.

    `known` tells the kinds of records outside the package.
    """
    every = list(rows)
    kinds = {row.id: row.kind for row in every}
    pointed = {target for row in every for _name, target in shape_of(catalogue[row.kind]).all_references(row)}
    kinds |= known(pointed - kinds.keys())
    for row in every:
        kind = catalogue[row.kind]
        for name, target in shape_of(kind).all_references(row):
            wanted = kind.fields[name].target if name in kind.fields else kind.owner
            if kinds.get(target) != wanted:
                raise Unfit(_("A record of {kind} points to something that is not there.").format(kind=kind.plural))


def file_refs(kind: RecordKind, row: PackedRow) -> Iterable[tuple[str, FileRef]]:
    """Walk the attachments of a record by field name."""
    for field in kind.of_kind(FieldKind.FILE):
        text = row.values.get(field.name)
        if text is not None:
            yield field.name, FileRef.decode(json.loads(text))


def with_files(kind: RecordKind, row: PackedRow, names: Mapping[str, str]) -> PackedRow:
    """Give a record with the names of its contents translated; a content without another name keeps its own."""
    changed = {}
    for name, ref in file_refs(kind, row):
        if ref.digest in names:
            renamed = FileRef(names[ref.digest], ref.name, ref.size, ref.media_type)
            changed[name] = json.dumps(renamed.encode(), ensure_ascii=False)
    return row.with_values(changed) if changed else row


def blobs_missing(catalogue: Catalogue, rows: Iterable[PackedRow], known: Collection[str]) -> set[str]:
    """List the contents that records name and that nobody has."""
    return {ref.digest for row in rows for _name, ref in file_refs(catalogue[row.kind], row) if ref.digest not in known}
