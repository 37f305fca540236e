"""Lines as operators of a PDF page, with one code for each character."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

from app.papers.persian.fonts import SPACE, Face
from app.papers.persian.lines import Line, visual_tokens
from app.papers.persian.shaping import GlyphCode, Rise, Token, Word


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

    def _step(self, step: GlyphCode | Rise | float, size: float) -> str:
        if isinstance(step, GlyphCode):
            code = self.codes.get(step)
            if code is None:
                code = self.codes[step] = f"{len(self.codes) + 1:04X}"
            return code
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
    code = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
    strings: list[str] = []
    state: tuple[Face, float, str] | None = None
    codes: FaceCodes | None = None
    for token in visual_tokens(line):
        if not token.word.steps:
            continue
        style = token.style
        if codes is None or state != (token.face, style.size, style.colour):
            _flush(code, strings)
            codes, state = fonts.codes_of(token.face), (token.face, style.size, style.colour)
            code.append(f"/{codes.resource} {style.size:g} Tf {fill_operator(style.colour)}")
        strings.append(codes.word(token.word, style.size))
        if gap and token.kind == SPACE:
            strings.append(f">{-gap * 1000 / style.size:.2f}<")
    _flush(code, strings)
    code.append("ET")
    return " ".join(code)


def _flush(code: list[str], strings: list[str]) -> None:
    if strings:
        code.append(f"[<{''.join(strings)}>] TJ".replace("<>", "").replace("[] TJ ", ""))
        strings.clear()


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
