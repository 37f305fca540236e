"""Tables: columns in logical order, mirrored by the page; no column narrower than its longest word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.papers.document import Column, ColumnKind, Table
from app.papers.errors import ColumnTooNarrow, RaggedTable
from app.papers.persian.lines import widest_chunk
from app.papers.persian.shaping import ShapedText
from app.papers.render_pdf.flowables import Box, Cell, RowBox, RowLook
from app.papers.render_pdf.sheet import Sheet
from app.papers.render_pdf.styles import BAND, FRAME_WIDTH, PETROL, ParagraphStyle
from app.papers.render_pdf.typeset import Typesetter

PAD = 5.5
"""Space on either side of a cell, in points."""
_HEAD_LOOK = RowLook(pad=4.5, ground=PETROL, line_below="")
_ROW_LOOKS = (RowLook(), RowLook(ground=BAND))


_TOGETHER = 2
"""Rows that stay together at the foot and at the head of a page."""
_SMALL_ROWS, _SMALL_HEIGHT = 5, 170.0
"""A table up to this is never divided."""
_TALL = 220.0
"""A row of this height may be divided itself."""
_AMPLE = 480.0
"""Room in which two rows that are not tall always stand under their head: a page that begins with them."""


@dataclass(frozen=True, slots=True)
class TableBox:
    """Rows under a head, which is repeated after a split."""

    head: RowBox
    rows: tuple[RowBox, ...]
    repeat: bool = True
    first: bool = True
    before: float = 6.0
    after: float = 10.0
    keep: bool = False

    @property
    def _heads(self) -> tuple[RowBox, ...]:
        return (self.head,) if self.first or self.repeat else ()

    @property
    def height(self) -> float:
        """Height of the head and all rows."""
        return sum(row.height for row in (*self._heads, *self.rows))

    @property
    def _stay_together(self) -> bool:
        """Tell whether rows are kept in twos: a tall one may be divided itself, and then stands where it can."""
        return all(row.height < _TALL for row in self.rows)

    @property
    def least(self) -> float:
        """Height of a small table, else of the head and the first two rows: neither a head nor a row stands alone."""
        if self._is_small:
            return self.height
        opening = self.rows[:1]
        if self._stay_together:
            opening = self.rows if len(self.rows) < 2 * _TOGETHER else self.rows[:_TOGETHER]
        return min(sum(row.height for row in self._heads) + sum(row.least for row in opening), _AMPLE)

    @property
    def _is_small(self) -> bool:
        return self.first and len(self.rows) <= _SMALL_ROWS and self.height <= _SMALL_HEIGHT

    def split(self, room: float) -> Sequence[Box]:
        """Divide between rows, or inside a tall one; a small table stays whole, and no row stands alone."""
        if self._is_small and room < _AMPLE:
            return ()
        used = sum(row.height for row in self._heads)
        for index, row in enumerate(self.rows):
            if used + row.height > room + 0.01:
                parts = tuple(part for part in row.split(room - used) if isinstance(part, RowBox))
                if parts:
                    return self._divided((*self.rows[:index], parts[0]), (*parts[1:], *self.rows[index + 1 :]))
                kept = self._whole_rows(index, room)
                return self._divided(self.rows[:kept], self.rows[kept:])
            used += row.height
        return ()

    def _whole_rows(self, fitting: int, room: float) -> int:
        """Choose how many rows stay, two at least on either side; on a page of its own a table is divided all the same."""
        chosen = min(fitting, len(self.rows) - _TOGETHER)
        if chosen >= _TOGETHER:
            return chosen
        return fitting if room >= _AMPLE or not self._stay_together else 0

    def _divided(self, fit: tuple[RowBox, ...], rest: tuple[RowBox, ...]) -> Sequence[Box]:
        return (self._with(fit, first=self.first), self._with(rest, first=False)) if fit else ()

    def _with(self, rows: tuple[RowBox, ...], *, first: bool) -> TableBox:
        return TableBox(self.head, rows, self.repeat, first)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw head and rows."""
        for row in (*self._heads, *self.rows):
            if row is self.head and not self.first:
                with sheet.artifact():
                    row.draw(sheet, left, top)
            else:
                row.draw(sheet, left, top)
            top -= row.height


@dataclass(frozen=True, slots=True)
class _Measured:
    """Width that a column needs at least and would take on one line, with the word that decides the first; padding included."""

    least: float
    natural: float
    word: str


def table_box(setter: Typesetter, table: Table, width: float = FRAME_WIDTH) -> TableBox:
    """Lay out a table with at least one row; raise ColumnTooNarrow or RaggedTable."""
    styles = [_styles(setter, column) for column in table.columns]
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns):
            raise RaggedTable(number, len(row), len(table.columns))
    heads = [[setter.paragraphs(column.head, head.text)] for column, (head, _) in zip(table.columns, styles, strict=True)]
    cells = [_column(setter, table, index, styles[index][1]) for index in range(len(table.columns))]
    measured = [_measure([*head, *column]) for head, column in zip(heads, cells, strict=True)]
    widths = column_widths(table.columns, measured, width)
    head_row = _row(setter, [head[0] for head in heads], [style for style, _ in styles], widths=widths, look=_HEAD_LOOK)
    rows = tuple(
        _row(
            setter,
            [column[number] for column in cells],
            [style for _, style in styles],
            widths=widths,
            look=_ROW_LOOKS[number % 2],
        )
        for number in range(len(table.rows))
    )
    return TableBox(head_row, rows, repeat=table.repeat_head)


def _column(setter: Typesetter, table: Table, index: int, style: ParagraphStyle) -> list[list[ShapedText]]:
    """Shape the cells of a column."""
    figures = table.columns[index].kind is ColumnKind.NUMBER
    return [setter.paragraphs(row[index], style.text, figures=figures) for row in table.rows]


def _styles(setter: Typesetter, column: Column) -> tuple[ParagraphStyle, ParagraphStyle]:
    """Choose the styles of a column's head and cells."""
    look = setter.look
    return (look.column_head, look.cell) if column.kind is ColumnKind.TEXT else (look.figure_head, look.figure)


def _measure(cells: Sequence[Sequence[ShapedText]]) -> _Measured:
    texts = [text for cell in cells for text in cell]
    least, word = max((widest_chunk(text) for text in texts), default=(0.0, ""))
    natural = max((text.width for text in texts), default=0.0)
    return _Measured(least + 2 * PAD + 0.1, natural + 2 * PAD + 0.1, word)


def column_widths(columns: Sequence[Column], measured: Sequence[_Measured], width: float) -> list[float]:
    """Share a width, in points, by weights; what a column does not need goes to those that do.

    No column becomes narrower than its longest word: raise ColumnTooNarrow when the words need more than the width.
    """
    needed = sum(column.least for column in measured)
    if needed > width:
        widest = max(range(len(columns)), key=lambda index: measured[index].least)
        raise ColumnTooNarrow(columns[widest].head, measured[widest].word)
    total = sum(column.weight for column in columns)
    wished = [width * column.weight / total for column in columns]
    taken = [max(min(wish, column.natural), column.least) for wish, column in zip(wished, measured, strict=True)]
    spare = width - sum(taken)
    if spare < 0:
        return _cut_back(taken, [column.least for column in measured], -spare)
    hunger = [max(0.0, column.natural - have) for have, column in zip(taken, measured, strict=True)]
    given = min(spare, sum(hunger))
    fed = [have + given * hungry / (sum(hunger) or 1) for have, hungry in zip(taken, hunger, strict=True)]
    return [have + (spare - given) * wish / width for have, wish in zip(fed, wished, strict=True)]


def _cut_back(taken: Sequence[float], least: Sequence[float], excess: float) -> list[float]:
    """Take an excess from the columns that have more than they need."""
    slack = [have - need for have, need in zip(taken, least, strict=True)]
    return [have - excess * loose / sum(slack) for have, loose in zip(taken, slack, strict=True)]


def _row(
    setter: Typesetter,
    texts: Sequence[Sequence[ShapedText]],
    styles: Sequence[ParagraphStyle],
    *,
    widths: Sequence[float],
    look: RowLook,
) -> RowBox:
    offsets = accumulate(widths, initial=0.0)
    cells = tuple(
        Cell(tuple(setter.box(text, style, width - 2 * PAD) for text in cell), offset + PAD, width - 2 * PAD)
        for cell, style, width, offset in zip(texts, styles, widths, offsets, strict=False)
    )
    said = " | ".join(" ".join(text.text for text in cell) for cell in texts)
    return RowBox(cells, sum(widths), look, spoken=setter.spoken(said))
