"""Sheets of a register: columns told from any kind of fact, with the cells that lists write for the same kind of value."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.i18n import Text
from app.exchange.cells import Telling, cells_of, columns_of
from app.exchange.tables import Table, TableRow
from app.rules.labels import Confidentiality
from app.schema.fields import Field, FieldKind
from app.schema.values import Value
from app.services.brief_names import Named
from app.services.derived import Tone

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """One column of a register: its heading, the kind of its values, and how it is taken from a fact."""

    label: Text
    kind: FieldKind
    value: Callable[[T], Value | Named | Text]
    latin: bool = False

    @property
    def field(self) -> Field:
        """Describe the values as those of a stored field."""
        return Field(self.kind, self.label, latin=self.latin)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the sheets of one workbook share: how values are told, and the label of everything that was let through."""

    telling: Telling
    label: Confidentiality

    def table(
        self, title: Text, columns: Sequence[Told[T]], facts: Sequence[T], *, tone: Callable[[T], Tone] = lambda _fact: Tone.PLAIN
    ) -> Table:
        """Make one sheet; every row carries the label of the whole."""
        headings = tuple(heading for told in columns for heading in columns_of(told.field, self.telling))
        return Table(title.in_(self.telling.lang), headings, self._rows(columns, facts, tone=tone), len(facts))

    def _rows(self, columns: Sequence[Told[T]], facts: Sequence[T], *, tone: Callable[[T], Tone]) -> Iterator[TableRow]:
        for fact in facts:
            cells = [cell for told in columns for cell in cells_of(told.field, self._plain(told.value(fact)), self.telling)]
            yield TableRow(tuple(cells), tone(fact), self.label)

    def _plain(self, value: Value | Named | Text) -> Value:
        if isinstance(value, Named | Text):
            return value.in_(self.telling.lang)
        return value or None if isinstance(value, str) else value
