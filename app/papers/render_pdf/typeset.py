"""From the words of a document to shaped paragraphs, collecting what no font can draw."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import count

from app.core.i18n import Language
from app.papers.document import Heading, Run, Words
from app.papers.persian import bidi
from app.papers.persian.figures import with_isolates
from app.papers.persian.lines import Line, break_lines
from app.papers.persian.shaping import ShapedText, StyledRun, TextStyle, shape, tidy
from app.papers.render_pdf.flowables import TextBox
from app.papers.render_pdf.styles import Look, ParagraphStyle, look, run_style
from app.papers.render_pdf.tags import Spoken

_WEB = ("https://", "http://", "mailto:", "tel:")


class Typesetter:
    """Sets the texts of one paper; absent collects characters without a glyph, each with the heading above it and its words."""

    def __init__(self, language: Language, headings: Sequence[tuple[str, Heading]] = ()) -> None:
        self.under = ""
        """The heading that what is set now stands under."""
        self.absent: dict[str, tuple[str, str]] = {}
        self._number = count(1)
        self._choose(language)
        self.headings = headings
        """Every heading with its name inside the file."""
        self._anchors = {heading.anchor: name for name, heading in headings if heading.anchor}

    def _choose(self, language: Language) -> None:
        self.language: Language = language
        self.base = bidi.RTL if language == "fa" else bidi.LTR
        self.look: Look = look(language)

    def in_language(self, language: Language) -> Typesetter:
        """Give a setter of another language and direction for the same paper."""
        if language == self.language:
            return self
        other = copy(self)
        other._choose(language)  # noqa: SLF001 - its own class
        return other

    @property
    def rtl(self) -> bool:
        """Tell whether the leading edge is the right one."""
        return self.base == bidi.RTL

    def shape(self, runs: tuple[StyledRun, ...], *, figures: bool = False) -> ShapedText:
        """Shape one paragraph in its own direction; figures without a letter keep their sign on the left."""
        text = "".join(run.text for run in runs)
        shaped = shape(runs, bidi.own_base(text, bidi.LTR if figures else self.base))
        for char in shaped.absent:
            self.absent.setdefault(char, (self.under, text))
        return shaped

    def paragraphs(self, words: Words, style: TextStyle, *, figures: bool = False) -> list[ShapedText]:
        """Shape words, one paragraph for each of their lines; empty lines are left out."""
        if isinstance(words, str):
            texts = (line.strip(" ") for line in self._tidy(words).split("\n"))
            return [self.shape((StyledRun(text, style),), figures=figures) for text in texts if text]
        lines: list[list[StyledRun]] = [[]]
        for run in words:
            first, *others = self._tidy(run.text).split("\n")
            own = self._style_of(run, style)
            lines[-1].append(StyledRun(first, own))
            lines += [[StyledRun(text, own)] for text in others]
        return [self.shape(_single_spaced(line), figures=figures) for line in lines if any(run.text.strip(" ") for run in line)]

    def boxes(self, words: Words, style: ParagraphStyle, width: float) -> list[TextBox]:
        """Break words into lines of a width, in points."""
        return [self.box(shaped, style, width) for shaped in self.paragraphs(words, style.text)]

    def box(self, shaped: ShapedText, style: ParagraphStyle, width: float) -> TextBox:
        """Break a shaped paragraph into lines of a width, in points."""
        lines = break_lines(shaped, width - style.indent)
        return TextBox(lines, style, width, shaped.base, rtl=self.rtl, spoken=self.spoken(shaped.text))

    def spoken(self, words: str, kind: str = "P") -> Spoken:
        """Say words as an element of the reading order."""
        return Spoken(kind, next(self._number), words, self.language)

    def line(self, text: str, style: TextStyle) -> Line:
        """Set a text on one line, however long."""
        shaped = self.shape((StyledRun(tidy(text).replace("\n", " ").strip(" "), style),))
        return Line(shaped.tokens, shaped.width, shaped.base, last=True)

    def fitted_line(self, text: str, style: TextStyle, room: float) -> Line:
        """Set a text on one line of at most the room, in points; what is left out is shown by an ellipsis."""
        text = tidy(text).replace("\n", " ").strip(" ")
        line = self.line(text, style)
        while line.width > room and len(text) > 1:
            shaped = self.shape((StyledRun(text, style),))
            kept = break_lines(shaped, room - style.size)[0].tokens[-1].end
            text = text[: min(kept, len(text) - 1)].rstrip(" .،؛:-–—")
            line = self.line(text + "…", style)
        return line

    def _tidy(self, text: str) -> str:
        text = tidy(text)
        return with_isolates(text, bidi.own_base(text, self.base))

    def _style_of(self, run: Run, style: TextStyle) -> TextStyle:
        link = run.link
        if link.startswith("#"):
            link = "#" + self._anchors[link[1:]] if link[1:] in self._anchors else ""
        elif not link.startswith(_WEB):
            link = ""
        return run_style(style, run.ink, link, bold=run.bold)


def _single_spaced(runs: list[StyledRun]) -> tuple[StyledRun, ...]:
    """Drop spaces at the ends of a paragraph and doubled ones where runs meet."""
    kept: list[StyledRun] = []
    for run in runs:
        after_space = not kept or kept[-1].text.endswith(" ")
        text = run.text.lstrip(" ") if after_space else run.text
        if text:
            kept.append(run._replace(text=text))
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return tuple(run for run in kept if run.text)


def coloured(style: ParagraphStyle, colour: str) -> ParagraphStyle:
    """Change the colour of a paragraph style."""
    return replace(style, text=replace(style.text, colour=colour))
