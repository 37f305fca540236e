"""From runs of text to placed glyphs: direction, face and script of each word, then HarfBuzz."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import uharfbuzz as hb

from app.core.text import clean
from app.papers.persian import bidi
from app.papers.persian.breaks import line_ends
from app.papers.persian.fonts import (
    ABSENT,
    ARABIC,
    LATIN,
    LINE_END,
    NEUTRAL,
    SPACE,
    UNSEEN,
    CharacterClasses,
    Face,
    Weight,
    classes,
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run is set: size in points, colour as #rrggbb, figures of one width where tabular, link as an address or #anchor."""

    weight: Weight = Weight.REGULAR
    size: float = 11.0
    colour: str = "#14252A"
    tabular: bool = False
    link: str = ""


class StyledRun(NamedTuple):
    """A piece of a paragraph in one style."""

    text: str
    style: TextStyle


class GlyphCode(NamedTuple):
    """What one code of the PDF stands for; width is declared in thousandths of the type size, glyph -1 is invisible."""

    glyph: int
    char: str
    width: float


class Rise(NamedTuple):
    """Lifts the glyphs after it, in thousandths of the type size."""

    up: float


Step = GlyphCode | Rise | float
"""A glyph, a lift, or a move to the right in thousandths of the type size."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Shaped text without a space; compared by identity, because shaping is cached."""

    advance: float
    steps: tuple[Step, ...]
    clusters: tuple[tuple[int, float], ...]
    """Where each cluster begins in the stretch, in logical order, and its width."""
    absent: bool


class Voice(NamedTuple):
    """What HarfBuzz must know about a word."""

    rtl: bool
    script: str
    tabular: bool


class Token(NamedTuple):
    """The smallest part that moves as one in bidi order; level, style and face are the same throughout."""

    start: int
    end: int
    level: int
    kind: str
    style: TextStyle
    face: Face
    voice: Voice
    stretch: str
    """The text between two spaces that holds the token: its letters join with what stands beside it."""
    at: int
    """Where the token begins in the stretch."""
    word: Word
    width: float

    @property
    def first(self) -> str:
        """First character, in logical order."""
        return self.stretch[self.at]

    @property
    def last(self) -> str:
        """Last character, in logical order."""
        return self.stretch[self.at + self.end - self.start - 1]

    @property
    def blank(self) -> bool:
        """Tell whether nothing is seen of the token at the end of a line."""
        return self.kind in _BLANKS


@dataclass(frozen=True, slots=True, eq=False)
class ShapedText:
    """A paragraph, shaped once; lines of any width are cut from it. Compared by identity."""

    text: str
    base: int
    tokens: tuple[Token, ...]
    ends: frozenset[int]
    """Offsets before which a new line may begin."""
    joints: frozenset[int]
    """These and the ones inside words, for words wider than their line."""
    absent: frozenset[str]
    """Characters that no face can draw."""

    @property
    def width(self) -> float:
        """Width on one line, in points."""
        return sum(token.width for token in self.tokens)


STICKY: Final = frozenset(".,:%$#+-/،٪٫٬−°")
"""Signs that poppler counts among the figures."""
_BLANKS: Final = frozenset((SPACE, LINE_END, UNSEEN))
_NOTHING: Final = Word(0.0, (), (), absent=False)
_LEFT_OUT = dict.fromkeys(map(ord, "\u00ad\ufeff"))
"""Soft hyphens (a Persian word is never hyphenated) and byte order marks."""
_WHITE = re.compile("[ \t\u0085\x0b\x0c]+")
_LINE_END = re.compile(" ?(?:\r\n?|\u2028|\u2029|\n) ?")
_PRESENTATION_FORM = re.compile("[\ufb50-\ufd3d\ufd50-\ufdfd\ufe70-\ufefc]")
_TOKENS = re.compile(
    f"{NEUTRAL}*(?:{ARABIC}[{ARABIC}{NEUTRAL}]*|{LATIN}[{LATIN}{NEUTRAL}]*)|{NEUTRAL}+|[{SPACE}{LINE_END}{UNSEEN}]|(.)\\1*"
)
_PLAIN_VOICE = Voice(rtl=False, script="Latn", tabular=False)
_FEATURES = {"kern": True, "liga": True, "calt": True}
_TABULAR = {**_FEATURES, "tnum": True}
_UNSEEN_GAP = 0.05
"""Thousandths of the type size that no eye sees."""
_STICKY_BESIDE_SIGN = re.compile(r"(?<=[.,:%$#+/،٪٫٬−°-])(?=[^\w\s])|(?<=[^\w\s])(?=[.,:%$#+/،٪٫٬−°-])")
"""Between such a sign and another sign, where `emit` may have to part them."""


def tidy(text: str) -> str:
    """Make text fit for setting: single spaces and line ends, no controls, no presentation forms; half-spaces stay."""
    text = _LINE_END.sub("\n", _WHITE.sub(" ", clean(text).translate(_LEFT_OUT)))
    if _PRESENTATION_FORM.search(text):
        text = _PRESENTATION_FORM.sub(lambda form: unicodedata.normalize("NFKC", form.group()), text)
    return text


@lru_cache(maxsize=2048)
def shape(runs: tuple[StyledRun, ...], base: int) -> ShapedText:
    """Shape a paragraph of tidied runs whose base level is bidi.LTR or bidi.RTL."""
    text = "".join(run.text for run in runs)
    levels = bidi.levels(text, base)
    ends = line_ends(text)
    cuts = {*ends.joints, *(at for at, (before, here) in enumerate(pairwise(levels), 1) if before != here)}
    cuts.update(found.start() for found in _STICKY_BESIDE_SIGN.finditer(text) if levels[found.start()] & 1)
    tokens: list[Token] = []
    start = 0
    for run in runs:
        tokens += _tokens_of(text, start, run, cuts, levels)
        start += len(run.text)
    return ShapedText(text, base, tuple(tokens), frozenset(ends.ends), frozenset(ends.joints), _absent(text, tokens))


def _tokens_of(text: str, start: int, run: StyledRun, cuts: set[int], levels: tuple[int, ...]) -> list[Token]:
    """Cut one run into tokens, at every change of level, script and face and wherever a line may end."""
    table = classes(run.style.weight)
    kinds = _mend_marks(run.text, run.text.translate(table), table)
    end = start + len(run.text)
    marks = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    tokens = []
    for low, high in pairwise(marks):
        for found in _TOKENS.finditer(kinds, low - start, high - start):
            first, last = start + found.start(), start + found.end()
            tokens.append(_token(text, (first, last), found.group(), level=levels[first], style=run.style, table=table))
    return tokens


def _token(text: str, span: tuple[int, int], kinds: str, *, level: int, style: TextStyle, table: CharacterClasses) -> Token:
    start, end = span
    kind, face = kinds[0], table.primary
    if kind in _BLANKS:
        word = shape_word(face, _PLAIN_VOICE, text[start], 0, 1) if kind == SPACE else _NOTHING
        return Token(
            start, end, level, kind, style, face, _PLAIN_VOICE, text[start:end], 0, word, word.advance * style.size / 1000
        )
    script = _script_of(kinds, text[start], level)
    if script is None:
        face, script = table.kind(kind)
    voice = Voice(bool(level & 1), script, style.tabular)
    stretch, at = _stretch(text, start, end)
    word = shape_word(face, voice, stretch, at, at + end - start)
    return Token(start, end, level, kind, style, face, voice, stretch, at, word, word.advance * style.size / 1000)


def _script_of(kinds: str, first: str, level: int) -> str | None:
    """Name the script of a token in the first face; None stands for one in a fallback face."""
    if ARABIC in kinds:
        return "Arab"
    if LATIN in kinds:
        return "Latn"
    if kinds[0] not in {NEUTRAL, ABSENT}:
        return None
    return "Arab" if level & 1 or "\u0600" <= first <= "\u06ff" else "Latn"


def _stretch(text: str, start: int, end: int) -> tuple[str, int]:
    """Widen a token to the spaces around it: beyond a space no letter joins."""
    low = text.rfind(" ", 0, start) + 1
    high = text.find(" ", end)
    return text[low : high if high >= 0 else len(text)], start - low


def _mend_marks(text: str, kinds: str, table: CharacterClasses) -> str:
    """Set a letter in the face that also has its mark, where the first choice has not."""
    if kinds.isascii():
        return kinds
    mended = list(kinds)
    for index in range(1, len(text)):
        if unicodedata.combining(text[index]) and mended[index] not in {NEUTRAL, mended[index - 1]}:
            both = table.together(text[index - 1], text[index])
            if both is not None:
                mended[index - 1] = mended[index] = both
    return "".join(mended)


def _absent(text: str, tokens: list[Token]) -> frozenset[str]:
    """Collect the characters without a glyph."""
    faulty = (token for token in tokens if token.kind == ABSENT or token.word.absent)
    return frozenset(char for token in faulty for char in text[token.start : token.end])


def part(token: Token, start: int, end: int) -> Token:
    """Cut a part out of a token at cluster boundaries; its letters keep their joined forms."""
    at = token.at + start - token.start
    word = shape_word(token.face, token.voice, token.stretch, at, at + end - start)
    return token._replace(start=start, end=end, at=at, word=word, width=word.advance * token.style.size / 1000)


@lru_cache(maxsize=65_536)
def shape_word(face: Face, voice: Voice, stretch: str, start: int, end: int) -> Word:
    """Shape stretch[start:end] with the rest of the stretch as context."""
    buffer = hb.Buffer()
    buffer.add_str(stretch, start, end - start)
    buffer.direction = "rtl" if voice.rtl else "ltr"
    buffer.script = voice.script
    buffer.language = "fa" if voice.script == "Arab" else "en"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(face.font, buffer, _TABULAR if voice.tabular else _FEATURES)
    glyphs: dict[int, list[_Glyph]] = {}
    scale = face.scale
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = _Glyph(info.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        glyphs.setdefault(info.cluster, []).append(glyph)
    return _word(face, stretch, end, glyphs, rtl=voice.rtl)


class _Glyph(NamedTuple):
    number: int
    advance: float
    right: float
    up: float


def _word(face: Face, stretch: str, end: int, glyphs: dict[int, list[_Glyph]], *, rtl: bool) -> Word:
    """Turn clusters (in visual order) into steps of the pen."""
    starts = sorted(glyphs)
    stops = dict(zip(starts, [*starts[1:], end], strict=True))
    pen = _Pen(face)
    for start, cluster in glyphs.items():
        source = stretch[start : stops[start]]
        pen.write(cluster, source[::-1] if rtl else source)
    pen.arrive()
    widths = tuple((start, sum(glyph.advance for glyph in glyphs[start])) for start in starts)
    absent = any(glyph.number == 0 for cluster in glyphs.values() for glyph in cluster)
    return Word(pen.goal, tuple(pen.steps), widths, absent)


class _Pen:
    """Writes codes from left to right so that declared widths and moves add up to the places HarfBuzz asked for."""

    def __init__(self, face: Face) -> None:
        self.steps: list[Step] = []
        self.goal = 0.0
        self._face = face
        self._at = 0.0
        self._up = 0.0

    def write(self, cluster: list[_Glyph], source: str) -> None:
        """Write a cluster; source is in visual order.

        A cluster of n characters is its main glyph with the first of them and n - 1 invisible codes: each code is then
        exactly one character, and all share the width. Its marks follow: a mark may hang over the space beside the word, and
        what comes first says for poppler where the word begins.
        """
        if len(cluster) == len(source) == 1:  # nearly always
            (glyph,) = cluster
            self._put(GlyphCode(glyph.number, source, self._face.advance(glyph.number)), self.goal + glyph.right, glyph.up)
            self.goal += glyph.advance
            return
        begin, advance = self.goal, sum(glyph.advance for glyph in cluster)
        share = round(advance / len(source), 3)
        main = max(range(len(cluster)), key=lambda index: cluster[index].advance)
        before = accumulate((glyph.advance for glyph in cluster[:-1]), initial=begin)
        places = [at + glyph.right for at, glyph in zip(before, cluster, strict=True)]
        width = share if len(source) > 1 else self._face.advance(cluster[main].number)
        self._put(GlyphCode(cluster[main].number, source[0], width), places[main], cluster[main].up)
        for number, char in enumerate(source[1:], 1):
            self._put(GlyphCode(-1, char, share), begin + share * number, 0.0)
        for index, glyph in enumerate(cluster):
            if index != main:
                self._put(GlyphCode(glyph.number, "", self._face.advance(glyph.number)), places[index], glyph.up)
        self.goal += advance

    def arrive(self) -> None:
        """Move to the end of the word, back on the base line."""
        self._lift(0.0)
        self._move(self.goal)

    def _put(self, code: GlyphCode, place: float, up: float) -> None:
        self._move(place)
        self._lift(up)
        self.steps.append(code)
        self._at += code.width

    def _move(self, place: float) -> None:
        if abs(place - self._at) > _UNSEEN_GAP:
            self.steps.append(place - self._at)
            self._at = place

    def _lift(self, up: float) -> None:
        if up != self._up:
            self.steps.append(Rise(up))
            self._up = up
