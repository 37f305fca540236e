"""Font roles of the window: Vazirmatn in pixel sizes, multiplied by the chosen text size."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from PySide6.QtGui import QFont

Role: TypeAlias = Literal["caption", "label", "body", "card_title", "page_title", "record_title", "compared"]
TEXT_SCALES = (1.0, 1.125, 1.25)
# A fallback per script: Korean and Chinese names stand beside Persian ones in every list.
FAMILIES = ("Vazirmatn", "Noto Sans", "NanumGothic", "Droid Sans Fallback", "DejaVu Sans")
PARAGRAPH_FACTOR = 1.7  # wrapped paragraphs, of the pixel size


@dataclass(frozen=True, slots=True)
class TypeStep:
    """Hold size, weight and measured line height of one role at text size 1."""

    pixels: int
    weight: int
    line: int


STEPS: dict[Role, TypeStep] = {
    "caption": TypeStep(11, 400, 17),
    "label": TypeStep(12, 400, 19),
    "body": TypeStep(13, 400, 20),
    "card_title": TypeStep(14, 600, 22),
    "page_title": TypeStep(15, 600, 23),
    "record_title": TypeStep(20, 700, 31),
    "compared": TypeStep(24, 700, 38),
}


class _TextSize:
    """Keep the one factor that all fonts are multiplied by."""

    scale = 1.0


def text_scale() -> float:
    """Return the factor of the chosen text size: 1, 1.125 or 1.25."""
    return _TextSize.scale


def set_text_scale(scale: float) -> None:
    """Set the factor; raise ValueError for a size the settings do not offer."""
    if scale not in TEXT_SCALES:
        raise ValueError(scale)
    _TextSize.scale = scale


def font(role: Role, *, weight: int | None = None, tabular: bool = False) -> QFont:
    """Return the font of a role; tabular gives every digit one width, for columns, clocks and counters only."""
    step = STEPS[role]
    return QFont(sized_font(round(step.pixels * _TextSize.scale), weight or step.weight, tabular=tabular))


@lru_cache(maxsize=256)
def sized_font(pixels: int, weight: int, *, tabular: bool = False) -> QFont:
    """Return Vazirmatn at a pixel size that is already multiplied."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line_height(role: Role) -> int:
    """Return the line height of a role in pixels at the chosen text size."""
    return round(STEPS[role].line * _TextSize.scale)


def scaled(pixels: float) -> int:
    """Return a measure that grows with the text."""
    return round(pixels * _TextSize.scale)
