"""The faces of papers, opened when first needed, and which of them draws a character."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from app.core.icu_bridge import icu
from app.core.paths import resources

SPACE: Final = "S"
LINE_END: Final = "B"
UNSEEN: Final = "C"
NEUTRAL: Final = "n"
ARABIC: Final = "A"
LATIN: Final = "L"
ABSENT: Final = "X"
"""Classes of characters; every further class is one fallback face with one script."""

_JOINERS = frozenset("\u200c\u200d")
_FALLBACKS = ("DejaVuSans.ttf", "DroidSansFallbackFull.ttf", "NanumGothic.ttf")
_BOLD_FALLBACKS = ("DejaVuSans-Bold.ttf", "DroidSansFallbackFull.ttf", "NanumGothicBold.ttf")


class Weight(StrEnum):
    """How heavy a text is set."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


class Face:
    """One TrueType file; measures are thousandths of the type size."""

    def __init__(self, file: Path) -> None:
        self.name = file.stem
        self._file = file
        self._advances: dict[int, float] = {}

    @cached_property
    def face(self) -> hb.Face:
        """Open the file."""
        return hb.Face(hb.Blob.from_file_path(str(self._file)))

    @cached_property
    def font(self) -> hb.Font:
        """Give the shaper its font."""
        return hb.Font(self.face)

    @cached_property
    def scale(self) -> float:
        """Thousandths of the type size in one font unit."""
        return 1000 / self.face.upem

    @cached_property
    def ascent(self) -> float:
        """Height above the base line."""
        return self.font.get_font_extents("ltr").ascender * self.scale

    @cached_property
    def descent(self) -> float:
        """Depth below the base line, negative."""
        return self.font.get_font_extents("ltr").descender * self.scale

    @cached_property
    def space(self) -> int:
        """Glyph of the space: the one without ink."""
        return self.font.get_nominal_glyph(ord(" ")) or 0

    def covers(self, text: str) -> bool:
        """Tell whether every character has a glyph."""
        return all(self.font.get_nominal_glyph(ord(char)) for char in text)

    def draws(self, char: str) -> bool:
        """Tell whether a character can be drawn, whole or from its parts."""
        return self.covers(char) or self.covers(unicodedata.normalize("NFD", char))

    def advance(self, glyph: int) -> float:
        """Measure the natural width of a glyph."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = round(self.font.get_glyph_h_advance(glyph) * self.scale, 3)
        return width


@lru_cache(maxsize=16)
def _face(file: str) -> Face:
    return Face(resources() / "fonts" / file)


@lru_cache(maxsize=4)
def chain(weight: Weight) -> tuple[Face, ...]:
    """Name the faces of a weight, first choice first."""
    heavy = weight in {Weight.SEMIBOLD, Weight.BOLD}
    return tuple(_face(file) for file in (f"Vazirmatn-{weight}.ttf", *(_BOLD_FALLBACKS if heavy else _FALLBACKS)))


class CharacterClasses(dict[int, str]):
    """Table for str.translate: code point to class, filled as characters appear."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._chain = chain(weight)
        self._kinds: list[tuple[Face, str]] = []
        self.update({ord(" "): SPACE, 0xA0: SPACE, 0x0A: LINE_END, 0x2028: LINE_END, 0x2029: LINE_END})

    @property
    def primary(self) -> Face:
        """The first face of the chain."""
        return self._chain[0]

    def __missing__(self, code: int) -> str:
        found = self[code] = self._classify(chr(code))
        return found

    def kind(self, letter: str) -> tuple[Face, str]:
        """Tell face and script of a class that is not one of the named ones."""
        return self._kinds[ord(letter) - 0x100]

    def together(self, base: str, mark: str) -> str | None:
        """Find the class whose face draws a letter with its mark, where the chain has one."""
        both = next((face for face in self._chain if face.draws(base) and face.draws(mark)), None)
        return self._class_of(both, _script(base)) if both else None

    def _classify(self, char: str) -> str:
        if _is_ignorable(char):
            joins = char in _JOINERS or unicodedata.category(char) == "Mn"
            return NEUTRAL if joins else UNSEEN
        face = next((face for face in self._chain if face.draws(char)), None)
        return self._class_of(face, _script(char)) if face else ABSENT

    def _class_of(self, face: Face, script: str) -> str:
        if face is self.primary:
            return ARABIC if script == "Arab" else NEUTRAL if script in {"Zyyy", "Zinh"} else LATIN
        if (face, script) not in self._kinds:
            self._kinds.append((face, script))
        return chr(0x100 + self._kinds.index((face, script)))


@lru_cache(maxsize=4)
def classes(weight: Weight) -> CharacterClasses:
    """Give the table of character classes of a weight."""
    return CharacterClasses(weight)


def _script(char: str) -> str:
    return str(icu.Script.getScript(char).getShortName())


def _is_ignorable(char: str) -> bool:
    """Tell bidi controls, joiners and other characters without any ink from those that must be seen."""
    return unicodedata.category(char) == "Cc" or bool(
        icu.Char.hasBinaryProperty(char, icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT)
    )
