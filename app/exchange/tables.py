"""Tables for workbooks: headings and typed cells of a list as it is seen, under a ceiling chosen first.

A row above the ceiling is left out and counted; a link to a record above it is neither written nor counted; and the fields of a
section that carries a label of its own (the preparation of a meeting) stand under that label. The label of a row is the highest
of what is written in it, the names of others among it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Language
from app.exchange.cells import Cell, Column, Telling, cells_of, columns_of
from app.rules.labels import Confidentiality, highest, is_above
from app.schema.draft import Draft
from app.schema.fields import Attribute, Field, FieldKind
from app.schema.values import Value
from app.services.derived import Tone
from app.services.governing_labels import governing_labels
from app.services.list_query import ListQuery
from app.services.listing import ReadRow, column_field, column_names, handles, handles_of, read_rows
from app.services.office import Office
from app.services.sql_functions import Cancel, never
from app.services.titles import titles_in
from app.services.wording import Wording, linked_ids

_PAGE = 500


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells, how pressing it is, and its label."""

    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN
    label: Confidentiality = Confidentiality.NORMAL


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: its title, its columns, and its rows, read while they are written.

    `rows` gives None for a row that the ceiling keeps back; `total` counts both.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[TableRow | None]
    total: int


def list_table(
    office: Office,
    query: ListQuery,
    *,
    lang: Language,
    ceiling: Confidentiality,
    ids: Sequence[UUID] | None = None,
    cancelled: Cancel = never,
) -> Table:
    """Make the table of a list as it is seen, or of some of its records in the order given.

    Raises UnknownColumn, UnfitFilter, Cancelled.
    """
    chosen = handles(office, query, cancelled=cancelled) if ids is None else handles_of(office, query, ids)
    source = _Source(office, query, lang, ceiling)
    return Table(office.catalogue[query.kind].plural.in_(lang), source.columns(), source.rows(chosen), len(chosen))


@dataclass(frozen=True, slots=True)
class _Name:
    """A linked record as the sheet may show it."""

    title: str
    label: Confidentiality


class _Source:
    """Reads the rows of a list page by page and turns them into cells."""

    def __init__(self, office: Office, query: ListQuery, lang: Language, ceiling: Confidentiality) -> None:
        self._office, self._query, self._lang, self._ceiling = office, query, lang, ceiling
        kind = office.catalogue[query.kind]
        self._fields = [column_field(office, query.kind, name) for name in column_names(office, query)]
        self._labels = governing_labels(kind)
        self._names: dict[UUID, _Name] = {}

    def columns(self) -> tuple[Column, ...]:
        """List the columns."""
        telling = Telling(Wording(self._lang), self._office.zone)
        return tuple(column for field in self._fields for column in columns_of(field, telling))

    def rows(self, chosen: Sequence[int]) -> Iterator[TableRow | None]:
        """Give the rows in order; one deleted meanwhile is kept back like one above the ceiling."""
        for start in range(0, len(chosen), _PAGE):
            page = chosen[start : start + _PAGE]
            with self._office.store.reading() as session:
                read = read_rows(session, self._office, self._query, wanted=page, extra=self._extra(), toned=True)
                self._learn(session, read)
            shown = {name: known.title for name, known in self._names.items() if not is_above(known.label, self._ceiling)}
            telling = Telling(Wording(self._lang, shown), self._office.zone)
            found = {row.handle: self._row(row, telling) for row in read}
            yield from (found.get(handle) for handle in page)

    def _extra(self) -> tuple[Attribute, ...]:
        kind = self._office.catalogue[self._query.kind]
        return tuple(kind.attributes[name] for name in set(self._labels.values()))

    def _learn(self, session: Session, rows: Sequence[ReadRow]) -> None:
        """Look up the linked records not met before."""
        linked = {record for row in rows for pair in zip(self._fields, row.values, strict=True) for record in linked_ids(*pair)}
        new = linked - self._names.keys()
        if new:
            found = titles_in(session, self._office.catalogue, new, lang=self._lang)
            self._names |= {record: _Name(title.title, title.label) for record, title in found.items()}

    def _row(self, row: ReadRow, telling: Telling) -> TableRow | None:
        if is_above(row.label, self._ceiling):
            return None
        cells: list[Cell] = []
        labels = [row.label]
        for field, value in zip(self._fields, row.values, strict=True):
            own = self._label(field, row.draft)
            if value is not None and own is not None and not is_above(own, self._ceiling):
                labels.append(own)
            kept = None if own is not None and is_above(own, self._ceiling) else self._allowed(field, value, telling)
            labels += [self._names[record].label for record in linked_ids(field, kept) if record in self._names]
            cells.extend(cells_of(field, kept, telling))
        return TableRow(tuple(cells), row.tone, highest(labels))

    def _label(self, field: Field, draft: Draft) -> Confidentiality | None:
        name = self._labels.get(field.name)
        value = draft.values.get(name) if name else None
        return value if isinstance(value, Confidentiality) else None

    def _allowed(self, field: Field, value: Value, telling: Telling) -> Value:
        """Take the links out that the ceiling keeps back."""
        if field.kind not in (FieldKind.LINK, FieldKind.LINKS, FieldKind.OFFICE_LIST):
            return value
        kept = tuple(
            record for record in linked_ids(field, value) if record not in self._names or record in telling.wording.names
        )
        if not kept:
            return None
        return kept if field.kind is FieldKind.LINKS else kept[0]
