"""Each block of a document as paragraphs and tables of Word: one complete table from block type to writer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from app.core.i18n import _
from app.core.numbers import in_language
from app.papers.document import (
    Block,
    Bullets,
    Contents,
    Cover,
    Document,
    Facts,
    Heading,
    Ink,
    InLanguage,
    NoteLines,
    Numbered,
    PageBreak,
    PageWords,
    Paragraph,
    People,
    Person,
    Programme,
    Run,
    SeparateSheet,
    Table,
    Tone,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
    Words,
)
from app.papers.errors import RaggedTable
from app.papers.programme_table import programme_table, runs_of
from app.papers.render_pdf.furniture import words_of_part
from app.papers.render_pdf.pictures import printable
from app.papers.render_pdf.styles import MM, PETROL
from app.papers.render_word.marks import child, fit, property_
from app.papers.render_word.pen import Pen
from app.papers.render_word.styles import CELL, COLUMN_HEAD, MUTED_TEXT, NOTE_LINE, PARAGRAPH, WARN_TEXT, WARNING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.table import Table as WordTable

_HAIRLINE: Final = "CBD3D6"
_WIDTH: Final = 170.0
"""Width between the margins, in millimetres."""
_PHOTO: Final = (22.0, 27.5)
_TONES: Final = {Tone.NORMAL: PARAGRAPH, Tone.MUTED: MUTED_TEXT, Tone.WARN: WARN_TEXT}


class WordWriter:
    """Writes blocks one after another; a part with words of its own on its pages becomes a section."""

    def __init__(self, document: Document, pen: Pen, headings: Sequence[tuple[str, Heading]]) -> None:
        self.document = document
        self.pen = pen
        self.headings = headings
        self.names = iter(headings)

    def write(self, block: Block) -> None:
        """Write one block."""
        WRITERS[type(block)](self, block)

    def part(self, blocks: Sequence[Block], on_page: PageWords | None, pen: Pen) -> None:
        """Write a part in its language, under its own words."""
        outer = (self.document, self.pen)
        self.pen = pen
        if on_page is not None:
            self.document = words_of_part(self.document, on_page)
            self._section()
        for block in blocks:
            self.write(block)
        self.document, self.pen = outer
        if on_page is not None:
            self._section()

    def _section(self) -> None:
        section = self.pen.word.add_section()
        direct(section._sectPr, rtl=self.pen.rtl)  # noqa: SLF001
        self.pen.words_of_pages(section, self.document)


def direct(section: Element, *, rtl: bool) -> None:
    """Turn a section: Word then puts the first column on the right."""
    from docx.oxml.ns import qn

    for old in section.findall(qn("w:bidi")):
        section.remove(old)
    if rtl:
        made = child(section, "bidi")
        grid = section.find(qn("w:docGrid"))
        if grid is not None:
            grid.addprevious(made)


def _cover(writer: WordWriter, block: Cover) -> None:
    pen = writer.pen
    for words, style in (
        (block.issuer, MUTED_TEXT),
        (block.title or writer.document.title, "Title"),
        (block.subtitle, "Subtitle"),
        *((line, PARAGRAPH) for line in block.lines),
        (writer.document.copy, PARAGRAPH),
    ):
        pen.write(words, style)
    pen.write((Run(writer.document.label, bold=True, ink=Ink.WARN),))
    _page_break(writer, PageBreak())


def _contents(writer: WordWriter, block: Contents) -> None:
    """List the headings with links; the field is marked as old, so Word counts the pages when the file is opened."""
    pen = writer.pen
    pen.write(block.title or _("Contents").in_(pen.language), "TOC Heading")
    shown = [(name, heading) for name, heading in writer.headings if heading.level <= block.levels]
    lines = [pen.paragraph() for _each in shown] or [pen.paragraph()]
    begin = child(child(lines[0]._p, "r"), "fldChar", fldCharType="begin", dirty="true")  # noqa: SLF001
    code = child(begin.getparent(), "instrText")
    code.text = f' TOC \\o "1-{block.levels}" \\h \\z \\u '
    child(child(lines[0]._p, "r"), "fldChar", fldCharType="separate")  # noqa: SLF001
    for line, (name, heading) in zip(lines, shown, strict=False):
        link = child(line._p, "hyperlink", anchor=name)  # noqa: SLF001
        run = child(link, "r")
        if pen.rtl:
            property_(child(run, "rPr"), "rtl")
        child(run, "t").text = fit(heading.text).replace("\n", " ").strip()
    child(child(lines[-1]._p, "r"), "fldChar", fldCharType="end")  # noqa: SLF001


def _heading(writer: WordWriter, block: Heading) -> None:
    if not block.text.strip():
        return
    name, _same = next(writer.names)
    written = writer.pen.write(block.text, f"Heading {min(max(block.level, 1), 3)}")
    if not written:
        return
    first = written[0]
    first.paragraph_format.page_break_before = block.new_page
    number = name.removeprefix("_Toc")
    start = child(first._p, "bookmarkStart", id=number, name=name)  # noqa: SLF001
    first._p.insert(1, start)  # noqa: SLF001 - behind the properties
    child(first._p, "bookmarkEnd", id=number)  # noqa: SLF001


def _paragraph(writer: WordWriter, block: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for written in writer.pen.write(block.words, _TONES[block.tone]):
        if block.tone is Tone.NORMAL:
            written.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _bullets(writer: WordWriter, block: Bullets) -> None:
    for item in block.items:
        writer.pen.write(item, "List Bullet")


def _numbered(writer: WordWriter, block: Numbered) -> None:
    """Write the figures as text: Word's own numbering would go on from list to list, in figures of its choice."""
    pen = writer.pen
    for number, item in enumerate(block.items, block.first):
        figure = Run(f"{in_language(str(number), pen.language)}. ", ink=Ink.STRONG)
        pen.write((figure, *runs_of(item)), "List")


def _facts(writer: WordWriter, block: Facts) -> None:
    rows = tuple(((Run(fact.date, bold=True, ink=Ink.STRONG),), fact.words) for fact in block.facts)
    _plain_table(writer.pen, rows, (0.28, 0.72))


def _two_columns(writer: WordWriter, block: TwoColumnFacts) -> None:
    pairs = [((Run(label, ink=Ink.MUTED),), value) for label, value in block.pairs]
    rows: list[tuple[Words, ...]] = []
    for first in range(0, len(pairs), 2):
        row = (*pairs[first], *(pairs[first + 1] if first + 1 < len(pairs) else ("", "")))
        rows.append(row)
    _plain_table(writer.pen, rows, (0.16, 0.34, 0.16, 0.34))


def _table(writer: WordWriter, block: Table) -> None:
    for number, row in enumerate(block.rows, 1):
        if len(row) != len(block.columns):
            raise RaggedTable(number, len(row), len(block.columns))
    if not block.rows:
        writer.pen.write(block.empty, MUTED_TEXT)
        return
    total = sum(column.weight for column in block.columns)
    heads: tuple[Words, ...] = tuple(column.head for column in block.columns)
    made = _plain_table(writer.pen, (heads, *block.rows), [column.weight / total for column in block.columns], headed=True)
    made.style = writer.pen.word.styles["Table Grid"]
    _dress(made)
    head = made.rows[0]
    for cell in head.cells:
        child(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=PETROL.removeprefix("#"))  # noqa: SLF001
    if block.repeat_head:
        child(head._tr.get_or_add_trPr(), "tblHeader")  # noqa: SLF001


def _dress(table: WordTable) -> None:
    """Give a table the hairlines of the printed one, between its rows only, and air in its cells."""
    properties = table._tbl.tblPr  # noqa: SLF001 - behind the properties of the table
    borders = property_(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        seen = side in ("top", "bottom", "insideH")
        child(borders, side, val="single" if seen else "nil", sz="4", space="0", color=_HAIRLINE)
    margins = property_(properties, "tblCellMar")
    for side, twips in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
        child(margins, side, w=str(twips), type="dxa")


def _programme(writer: WordWriter, block: Programme) -> None:
    if block.events:
        _table(writer, programme_table(block))


def _plain_table(pen: Pen, rows: Sequence[Sequence[Words]], shares: Sequence[float], *, headed: bool = False) -> WordTable:
    """Write a table of words, its first column at the leading edge; shares of the width are given."""
    made = _empty_table(pen, len(rows), shares)
    for number, row in enumerate(rows):
        style = COLUMN_HEAD if headed and number == 0 else CELL
        for cell, words in zip(made.rows[number].cells, row, strict=True):
            _fill(pen.inside(cell), words, style)
    _space_below(pen)
    return made


def _empty_table(pen: Pen, rows: int, shares: Sequence[float]) -> WordTable:
    from docx.shared import Mm

    made: WordTable = pen.word.add_table(rows, len(shares))
    made.autofit = False
    if pen.rtl:
        property_(made._tbl.tblPr, "bidiVisual")  # noqa: SLF001
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Mm(_WIDTH * share)
    for row in made.rows:
        child(row._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(_WIDTH * share)
    return made


def _fill(pen: Pen, words: Words, style: str) -> None:
    """Write into a cell, whose empty first paragraph Word insists on."""
    written = pen.write(words, style)
    if written:
        first = written[0]._p.getparent()[1]  # noqa: SLF001 - behind the properties of the cell
        first.getparent().remove(first)


def _space_below(pen: Pen) -> None:
    """Part a table from what follows: two tables without anything between them would be one."""
    pen.paragraph(CELL)


def _people(writer: WordWriter, block: People) -> None:
    if not block.people:
        return
    pen = writer.pen
    made = _empty_table(pen, len(block.people), (0.06, 0.16, 0.78))
    for row, person in zip(made.rows, block.people, strict=True):
        rank, photo, words = row.cells
        _fill(pen.inside(rank), (Run(person.precedence, bold=True),), CELL)
        _photo(pen.inside(photo), person)
        _fill(pen.inside(words), _person_words(person), CELL)
    _space_below(pen)


def _person_words(person: Person) -> Words:
    lines = [Run(person.name, bold=True), *(Run(f"\n{line}", ink=ink) for line, ink in _beside(person) if line)]
    said = runs_of(person.text)
    return (*lines, *((Run("\n"), *said) if any(run.text for run in said) else ()))


def _beside(person: Person) -> tuple[tuple[str, Ink], ...]:
    return (person.post, Ink.MUTED), (person.role, Ink.STRONG)


def _photo(pen: Pen, person: Person) -> None:
    if not person.photo:
        return
    from docx.shared import Mm

    width, height = _PHOTO
    picture = io.BytesIO(printable(person.photo, (width * MM, height * MM)))
    paragraph = pen.place.paragraphs[0]
    paragraph.add_run().add_picture(picture, Mm(width), Mm(height))


def _note_lines(writer: WordWriter, block: NoteLines) -> None:
    for _line in range(block.count):
        writer.pen.paragraph(NOTE_LINE)


def _warning(writer: WordWriter, block: Warning) -> None:
    title = tuple(replace(run, bold=True) for run in runs_of(block.title))
    writer.pen.write(title, WARNING)
    writer.pen.write(block.words, WARNING)
    _space_below(writer.pen)


def _page_break(writer: WordWriter, _block: PageBreak) -> None:
    from docx.enum.text import WD_BREAK

    writer.pen.paragraph().add_run().add_break(WD_BREAK.PAGE)


def _in_language(writer: WordWriter, block: InLanguage) -> None:
    writer.part(block.blocks, block.on_page, writer.pen.in_language(block.language))


def _separate_sheet(writer: WordWriter, block: SeparateSheet) -> None:
    writer.part(block.blocks, block.on_page, writer.pen)


WRITERS: Final[Mapping[type, Callable[[WordWriter, Any], None]]] = MappingProxyType(
    {
        Cover: _cover,
        Contents: _contents,
        Heading: _heading,
        Paragraph: _paragraph,
        Bullets: _bullets,
        Numbered: _numbered,
        Facts: _facts,
        TwoColumnFacts: _two_columns,
        Table: _table,
        Programme: _programme,
        People: _people,
        NoteLines: _note_lines,
        Warning: _warning,
        PageBreak: _page_break,
        InLanguage: _in_language,
        SeparateSheet: _separate_sheet,
    }
)
