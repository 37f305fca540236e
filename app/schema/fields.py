"""What a field is: its kind of value and everything its readers need to know, declared on the column itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Any, TypedDict

from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import InstrumentedAttribute, MappedColumn, mapped_column
from typing_extensions import Unpack

from app.core.i18n import Text, _
from app.schema import types

NEGATIVE = _("This number cannot be negative.")
"""Why a whole number below zero is refused."""


class FieldKind(StrEnum):
    """The closed set of kinds of value; every reader owns one table from here to its behaviour."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    AMOUNT = "amount"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    CHOICE = "choice"
    OFFICE_LIST = "office_list"
    LINK = "link"
    LINKS = "links"
    CONTACT = "contact"
    PLACE = "place"
    FILE = "file"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Field:
    """Everything that list, form, search, Excel, papers and journal know of one field.

    `target` is the key of the linked kind (LINK, LINKS, OFFICE_LIST); `panel` names the list in which the linked record
    shows the rows that point to it; `wanted` counts the field in the completeness of the record. A
    `historic` day may be of any age (app.core.record_years). What is written in a
    `sealed` field changes only with a reason once the record holds a signed text. A `face` is the picture by which a record
    is known wherever it is named. `english` marks the text that names the record where English is spoken. A `zone` is the
    name of a time zone, which people know by its city. `short` heads its column in a list where the label is too long for one.
    """

    kind: FieldKind
    label: Text
    name: str = ""
    required: bool = False
    hint: Text | None = None
    searchable: bool = False
    target: str | None = None
    panel: str | None = None
    choices: type[Enum] | None = None
    partial: bool = False
    historic: bool = False
    latin: bool = False
    code: bool = False
    wanted: bool = False
    default: Callable[[], Any] | None = None
    common: bool = False
    sealed: bool = False
    face: bool = False
    english: bool = False
    zone: bool = False
    short: Text | None = None

    @property
    def heading(self) -> Text:
        """Give the words at the head of a column of a list."""
        return self.short or self.label


class FieldOptions(TypedDict, total=False):
    """The options that every helper takes; see `Field`."""

    hint: Text
    searchable: bool
    panel: str
    partial: bool
    historic: bool
    latin: bool
    code: bool
    wanted: bool
    default: Callable[[], Any]
    common: bool
    sealed: bool
    face: bool
    english: bool
    zone: bool
    short: Text


class Links:
    """Many-to-many links of a record: declared like a column, kept as rows of one link table."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.key = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name
        self.field = replace(self.field, name=name)

    def __repr__(self) -> str:
        return f"Links({self.key})"


Attribute = InstrumentedAttribute[Any] | Links


def field_of(attribute: Attribute) -> Field:
    """Give the field behind a mapped attribute, with its name and whether it must be filled."""
    if isinstance(attribute, Links):
        return attribute.field
    column = attribute.property.columns[0]
    field: Field = column.info["field"]
    return replace(field, name=attribute.key, required=not column.nullable and field.default is None and column.default is None)


def _column(field: Field, column_type: Any, *arguments: Any, **options: Any) -> MappedColumn[Any]:
    if field.default is not None:
        options["default"] = field.default
    return mapped_column(column_type, *arguments, info={"field": field}, **options)


def text(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a line of text; `latin=True` for names in Latin letters, `code=True` for codes that read left to right."""
    return _column(Field(FieldKind.TEXT, label, **options), String)


def long_text(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare text of any length, paragraphs kept."""
    return _column(Field(FieldKind.LONG_TEXT, label, **options), String)


def integer(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a whole number from zero on, as things are counted; its unit stands in the label."""
    return _column(Field(FieldKind.INTEGER, label, **options), Integer)


def rating(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a judgement from 1 (low) to 5 (high)."""
    return _column(Field(FieldKind.RATING, label, **options), Integer)


def amount(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare an amount of money with its currency."""
    return _column(Field(FieldKind.AMOUNT, label, **options), types.MONEY)


def day(label: Text, *, index: bool = False, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a day without time; with `partial=True` a month, a season or a year may stand for it."""
    kind = types.PARTIAL_DAY if options.get("partial") else types.DAY
    return _column(Field(FieldKind.DAY, label, **options), kind, index=index)


def moment(label: Text, *, index: bool = False, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a wall time with its zone."""
    return _column(Field(FieldKind.MOMENT, label, **options), types.MOMENT, index=index)


def yes_no(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a yes or no that starts as no."""
    options.setdefault("default", lambda: False)
    return _column(Field(FieldKind.YES_NO, label, **options), Boolean)


def choice(label: Text, choices: type[Enum], *, index: bool = False, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare one of a closed vocabulary, stored by its code."""
    return _column(Field(FieldKind.CHOICE, label, choices=choices, **options), types.choice_type(choices), index=index)


def office_list(label: Text, target: str, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare one item of a list that the office edits; `target` is the list's kind."""
    field = Field(FieldKind.OFFICE_LIST, label, target=target, **options)
    return _column(field, types.UuidType, ForeignKey(f"{target}.id"), index=True)


def link(label: Text, target: str, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a link to one record of the kind `target`."""
    field = Field(FieldKind.LINK, label, target=target, **options)
    return _column(field, types.UuidType, ForeignKey(f"{target}.id"), index=True)


def links(label: Text, target: str, **options: Unpack[FieldOptions]) -> Links:
    """Declare links to any number of records of the kind `target`."""
    return Links(Field(FieldKind.LINKS, label, target=target, **options))


def contact(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare telephone numbers, e-mail or web addresses, one a line; always read left to right."""
    options["latin"] = True
    return _column(Field(FieldKind.CONTACT, label, **options), String)


def place(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a point on the map in degrees."""
    return _column(Field(FieldKind.PLACE, label, **options), types.PLACE)


def file(label: Text, **options: Unpack[FieldOptions]) -> MappedColumn[Any]:
    """Declare a file kept encrypted beside the database."""
    return _column(Field(FieldKind.FILE, label, **options), types.FILE)
