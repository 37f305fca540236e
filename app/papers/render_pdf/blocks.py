"""Each block of a document as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import singledispatch

from app.core.i18n import _
from app.core.numbers import in_language
from app.core.text import strip_isolates
from app.papers.document import (
    Bullets,
    Contents,
    Facts,
    Heading,
    NoteLines,
    Numbered,
    Paragraph,
    People,
    Person,
    Programme,
    Table,
    Tone,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
    Words,
)
from app.papers.persian.bidi import RTL
from app.papers.persian.lines import widest_chunk
from app.papers.persian.shaping import TextStyle
from app.papers.programme_table import programme_table
from app.papers.render_pdf.contents import ContentsLine
from app.papers.render_pdf.flowables import Box, Cell, HeadingBox, Mark, RowBox, RowLook, RuledBox, TextBox
from app.papers.render_pdf.pictures import PictureBox
from app.papers.render_pdf.styles import BRASS, FRAME_WIDTH, MM, PETROL, WARN, WARN_GROUND, WARN_LINE, Align
from app.papers.render_pdf.tables import table_box
from app.papers.render_pdf.typeset import Typesetter, coloured

_GUTTER = 18.0
_RANK_WIDTH = 24.0
_WARNING_LOOK = RowLook(pad=8, ground=WARN_GROUND, frame=WARN_LINE, bar=WARN_LINE)


@singledispatch
def boxes_of(block: object, setter: Typesetter) -> Sequence[Box]:  # noqa: ARG001 - what the others take
    """Lay out a block in boxes of the frame's width."""
    raise TypeError(block)


def heading_boxes(heading: Heading, anchor: str, setter: Typesetter) -> Sequence[Box]:
    """Lay out a heading, whose anchor is a name inside the file."""
    style = setter.look.headings[min(heading.level, 3) - 1]
    texts = setter.boxes(heading.text, style, FRAME_WIDTH)
    if not texts:
        return ()
    title = strip_isolates(heading.text.replace("\n", " ")).strip()
    spoken = setter.spoken(title, f"H{min(heading.level, 3)}")
    first, *others = (replace(text, spoken=spoken) for text in texts)
    return (HeadingBox(first, anchor, title, heading.level - 1), *others)


@boxes_of.register
def _paragraph(block: Paragraph, setter: Typesetter) -> Sequence[Box]:
    style = {Tone.NORMAL: setter.look.body, Tone.MUTED: setter.look.muted, Tone.WARN: setter.look.warn}[block.tone]
    return setter.boxes(block.words, style, FRAME_WIDTH)


@boxes_of.register
def _bullets(block: Bullets, setter: Typesetter) -> Sequence[Box]:
    return _list(setter, ((item, Mark(None, BRASS)) for item in block.items))


@boxes_of.register
def _numbered(block: Numbered, setter: Typesetter) -> Sequence[Box]:
    style = replace(setter.look.item.text, colour=PETROL)
    marks = (
        Mark(setter.line(f"{in_language(str(number), setter.language)}.", style), PETROL)
        for number in range(block.first, block.first + len(block.items))
    )
    return _list(setter, zip(block.items, marks, strict=True))


def _list(setter: Typesetter, items: Iterable[tuple[Words, Mark]]) -> Sequence[Box]:
    """Lay out list items; only the first paragraph of each is marked."""
    boxes: list[TextBox] = []
    indent = setter.look.item.indent
    for words, mark in items:
        width = mark.line.width + 7 if mark.line else 0.0
        style = replace(setter.look.item, indent=max(indent, width))
        found = setter.boxes(words, style, FRAME_WIDTH)
        boxes += [replace(box, mark=mark if index == 0 else None, rtl=box.base == RTL) for index, box in enumerate(found)]
    if boxes:
        boxes[-1] = replace(boxes[-1], style=replace(boxes[-1].style, after=setter.look.body.after))
    return boxes


@boxes_of.register
def _facts(block: Facts, setter: Typesetter) -> Sequence[Box]:
    dates = [setter.paragraphs(fact.date, setter.look.date.text) for fact in block.facts]
    widest = max((date.width for found in dates for date in found), default=0.0)
    column = min(widest + 1, FRAME_WIDTH * 0.38)
    text = FRAME_WIDTH - column - _GUTTER
    rows = [
        RowBox(
            (
                Cell(tuple(setter.box(part, setter.look.date, column) for part in date), 0, column),
                Cell(tuple(setter.boxes(fact.words, setter.look.value, text)), column + _GUTTER, text),
            ),
            FRAME_WIDTH,
            RowLook(pad=3),
        )
        for date, fact in zip(dates, block.facts, strict=True)
    ]
    return _spaced(rows)


def _spaced(rows: Sequence[RowBox]) -> Sequence[Box]:
    """Give a group of rows the space around a table."""
    if not rows:
        return ()
    first = replace(rows[0], before=4.0)
    if len(rows) == 1:
        return (replace(first, after=10.0),)
    return (first, *rows[1:-1], replace(rows[-1], after=10.0))


@boxes_of.register
def _table(block: Table, setter: Typesetter) -> Sequence[Box]:
    if not block.rows:
        return setter.boxes(block.empty, setter.look.muted, FRAME_WIDTH)
    return (table_box(setter, block),)


@boxes_of.register
def _two_columns(block: TwoColumnFacts, setter: Typesetter) -> Sequence[Box]:
    half = (FRAME_WIDTH - _GUTTER) / 2
    labels = [setter.paragraphs(label, setter.look.label.text) for label, _value in block.pairs]
    label_width = min(max((text.width for found in labels for text in found), default=0.0) + 1, half * 0.45)
    value_width = half - label_width - 10
    rows: list[list[Cell]] = []
    open_row = False
    for (label, value), _shaped in zip(block.pairs, labels, strict=True):
        texts = setter.paragraphs(value, setter.look.value.text)
        wide = sum(text.width for text in texts) > 2 * value_width or any(widest_chunk(text)[0] > value_width for text in texts)
        if wide or not open_row:
            rows.append([])
        offset = half + _GUTTER if open_row and not wide else 0.0
        width = FRAME_WIDTH - label_width - 10 if wide else value_width
        rows[-1] += [
            Cell(tuple(setter.boxes(label, setter.look.label, label_width)), offset, label_width),
            Cell(tuple(setter.box(text, setter.look.value, width) for text in texts), offset + label_width + 10, width),
        ]
        open_row = not wide and not open_row
    return _spaced([RowBox(tuple(cells), FRAME_WIDTH, RowLook(pad=2.5)) for cells in rows])


@boxes_of.register
def _programme(block: Programme, setter: Typesetter) -> Sequence[Box]:
    if not block.events:
        return ()
    return (table_box(setter, programme_table(block)),)


@boxes_of.register
def _people(block: People, setter: Typesetter) -> Sequence[Box]:
    with_photo = any(person.photo for person in block.people)
    return _spaced([_person(person, setter, with_photo=with_photo) for person in block.people])


def _person(person: Person, setter: Typesetter, *, with_photo: bool) -> RowBox:
    """Lay out one person: rank, photograph, words; the role stands apart where there is no biography."""
    look = setter.look
    role_style = replace(coloured(look.cell, PETROL), leading=16)
    apart = bool(person.role) and not person.text
    photo, role = (26 * MM if with_photo else 0.0), (FRAME_WIDTH * 0.24 if apart else 0.0)
    width = FRAME_WIDTH - _RANK_WIDTH - photo - role - 10
    words = [*setter.boxes(person.name, look.name, width), *setter.boxes(person.post, replace(look.label, leading=16), width)]
    if not apart:
        words += setter.boxes(person.role, role_style, width)
    words += setter.boxes(person.text, replace(look.value, before=3, leading=16), width)
    cells = [
        Cell(tuple(setter.boxes(person.precedence, look.rank, _RANK_WIDTH)), 0, _RANK_WIDTH),
        Cell(tuple(words), _RANK_WIDTH + photo + 6, width),
    ]
    if person.photo:
        cells.append(Cell((PictureBox(person.photo, 22 * MM, 27.5 * MM),), _RANK_WIDTH + 4, 22 * MM))
    if apart:
        cells.append(Cell(tuple(setter.boxes(person.role, replace(role_style, leading=18), role)), FRAME_WIDTH - role, role))
    return RowBox(tuple(cells), FRAME_WIDTH, RowLook(pad=5 if with_photo else 3.5))


@boxes_of.register
def _note_lines(block: NoteLines, setter: Typesetter) -> Sequence[Box]:  # noqa: ARG001 - what the others take
    return (RuledBox(block.count, FRAME_WIDTH),) if block.count > 0 else ()


@boxes_of.register
def _warning(block: Warning, setter: Typesetter) -> Sequence[Box]:
    width = FRAME_WIDTH - 30
    boxes = [*setter.boxes(block.title, setter.look.warning_title, width)]
    boxes += setter.boxes(block.words, coloured(replace(setter.look.value, leading=17.5), WARN), width)
    return (RowBox((Cell(tuple(boxes), 15, width),), FRAME_WIDTH, _WARNING_LOOK, before=6, after=10),)


@boxes_of.register
def _contents(block: Contents, setter: Typesetter) -> Sequence[Box]:
    title = block.title or _("Contents").in_(setter.language)
    heading = replace(setter.look.headings[0], align=Align.LEAD)
    lines: list[Box] = [*setter.boxes(title, heading, FRAME_WIDTH)]
    for anchor, entry in setter.headings:
        if entry.level <= block.levels:
            style = setter.look.contents[min(entry.level, 3) - 1]
            lines += [
                ContentsLine(box, anchor, _figures(style.text), setter)
                for box in setter.boxes(entry.text, style, FRAME_WIDTH - 40)[:1]
            ]
    return lines


def _figures(style: TextStyle) -> TextStyle:
    return replace(style, tabular=True)
