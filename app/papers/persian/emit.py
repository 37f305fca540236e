"""Lines as operators of a PDF page, with one code for each character."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple, Protocol
from unicodedata import bidirectional

from app.papers.persian.fonts import SPACE, Face
from app.papers.persian.lines import Line, visual_tokens
from app.papers.persian.shaping import STICKY, GlyphCode, Rise, Token, Word

_RLM: Final = "\u200f"
_LRM: Final = "\u200e"


class FaceCodes:
    """The codes given out for one face in one PDF file, in the order of their numbers, which begin at 1."""

    def __init__(self, resource: str, face: Face) -> None:
        self.resource = resource
        self.face = face
        self.codes: dict[GlyphCode, str] = {}
        self._words: dict[tuple[Word, float], str] = {}

    def word(self, word: Word, size: float) -> str:
        """Write a word as the inside of a TJ string: ``0001>12.5<0002``."""
        text = self._words.get((word, size))
        if text is None:
            text = self._words[word, size] = "".join(self._step(step, size) for step in word.steps)
        return text

    def code(self, step: GlyphCode) -> str:
        """Give the number of a code, in hexadecimal digits."""
        code = self.codes.get(step)
        if code is None:
            code = self.codes[step] = f"{len(self.codes) + 1:04X}"
        return code

    def _step(self, step: GlyphCode | Rise | float, size: float) -> str:
        if isinstance(step, GlyphCode):
            return self.code(step)
        if isinstance(step, Rise):
            return f">] TJ {step.up * size / 1000:.2f} Ts [<"
        return f">{-step:.2f}<"


class Fonts(Protocol):
    """Hands out the codes of a face in the file being written."""

    def codes_of(self, face: Face) -> FaceCodes:
        """Give the codes of a face."""


class LinkArea(NamedTuple):
    """The part of a line that leads somewhere, in points from the left edge of the line."""

    link: str
    left: float
    right: float
    colour: str


@lru_cache(maxsize=256)
def fill_operator(colour: str) -> str:
    """Write a colour (#rrggbb) as a fill operator."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg"


def line_operators(fonts: Fonts, line: Line, *, x: float, y: float, gap: float = 0.0) -> str:
    """Write a line whose left end is x and base line is y, in points; gap is added to each space."""
    writer = _LineWriter(fonts, f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")
    before: Token | None = None
    for token in visual_tokens(line):
        if not token.word.steps:
            continue
        writer.choose(token)
        writer.sign(_sign_between(before, token, line.base) if before else _sign_at_start(token, line.base))
        writer.write(token, gap if token.kind == SPACE else 0.0)
        before = token
    if before is not None:
        writer.sign(_sign_at_end(before, line.base))
    return writer.finish()


class _LineWriter:
    """Collects the operators of one line."""

    def __init__(self, fonts: Fonts, begin: str) -> None:
        self._fonts = fonts
        self._operators = [begin]
        self._strings: list[str] = []
        self._state: tuple[Face, float, str] | None = None
        self._codes: FaceCodes | None = None

    def choose(self, token: Token) -> None:
        """Choose face, size and colour of a token."""
        style = token.style
        state = (token.face, style.size, style.colour)
        if state != self._state:
            self._flush()
            self._state, self._codes = state, self._fonts.codes_of(token.face)
            self._operators.append(f"/{self._codes.resource} {style.size:g} Tf {fill_operator(style.colour)}")

    def write(self, token: Token, gap: float) -> None:
        """Write a token and a gap behind it."""
        if self._codes is not None:
            self._strings.append(self._codes.word(token.word, token.style.size))
        if gap:
            self._strings.append(f">{-gap * 1000 / token.style.size:.2f}<")

    def sign(self, sign: str) -> None:
        """Write an invisible sign of direction as a text of its own, which has no width."""
        if sign and self._codes is not None:
            self._flush()
            self._operators.append(f"<{self._codes.code(GlyphCode(-1, sign, 0.0))}> Tj")

    def finish(self) -> str:
        """Close the text."""
        self._flush()
        self._operators.append("ET")
        return " ".join(self._operators)

    def _flush(self) -> None:
        if self._strings:
            self._operators.append(f"[<{''.join(self._strings)}>] TJ".replace("<>", ""))
            self._strings.clear()


def _sign_between(left: Token, right: Token, base: int) -> str:
    """Name the sign that readers of poppler's kind need between two neighbours, to keep neutral characters in their order.

    They put a line into logical order by letters and figures alone: a space or bracket beside a number would change sides,
    and so would whatever stands after a sign that they count among the figures. Readers of pdfium's kind skip texts without a
    width and need no sign.
    """
    if base & 1:
        if not left.level & 1:
            return _sign_after_figures(left, right) if right.level & 1 else ""
        neutral = left.kind == SPACE or _is_neutral(left.first)
        return _RLM if neutral and (not right.level & 1 or right.last in STICKY) else ""
    if not left.level & 1:
        return _sign_at_start(right, base)
    return _LRM if not right.level & 1 and (right.kind == SPACE or _is_neutral(right.first)) else ""


def _sign_after_figures(left: Token, right: Token) -> str:
    """Close a stretch from left to right in a line from right to left, whose last sign (a bracket) has no direction itself."""
    if _is_neutral(left.last) and left.last not in STICKY:
        return _LRM
    return _RLM if right.last in STICKY else ""


def _sign_at_start(first: Token, base: int) -> str:
    """Open a stretch from right to left in a line from left to right, whose leftmost sign is the mark of a letter (هٔ)."""
    return _RLM if not base & 1 and first.level & 1 and bidirectional(first.last) == "NSM" else ""


def _sign_at_end(last: Token, base: int) -> str:
    """Close a stretch from left to right at the right edge of a line from right to left, which begins there."""
    return _LRM if base & 1 and not last.level & 1 and last.kind != SPACE and _is_neutral(last.last) else ""


def _is_neutral(char: str) -> bool:
    return bidirectional(char) not in {"L", "R", "AL", "EN", "AN"}


def link_areas(line: Line, gap: float) -> list[LinkArea]:
    """Find where the linked parts of a line stand."""
    if not any(token.style.link for token in line.tokens):
        return []
    areas: list[LinkArea] = []
    left = 0.0
    for token in visual_tokens(line):
        right = left + token.width + (gap if token.kind == SPACE else 0.0)
        if token.style.link:
            _extend(areas, token, left, right)
        left = right
    return areas


def _extend(areas: list[LinkArea], token: Token, left: float, right: float) -> None:
    if areas and areas[-1].link == token.style.link and abs(areas[-1].right - left) < 0.5:
        areas[-1] = areas[-1]._replace(right=right)
    else:
        areas.append(LinkArea(token.style.link, left, right, token.style.colour))
