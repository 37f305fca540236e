"""Measures of the window in logical pixels: a 4 px grid, fixed heights, few radii, three breakpoints."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Space:
    """Hold the steps of the 4 px grid."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 - the size is called l
    xl: int = 24
    xxl: int = 32


@dataclass(frozen=True, slots=True)
class Height:
    """Hold the fixed heights of bars, rows and controls."""

    top_bar: int = 54
    top_bar_compact: int = 44
    save_bar: int = 56
    save_bar_compact: int = 46
    field: int = 32
    small: int = 28
    pill: int = 24
    pill_small: int = 20
    label: int = 22
    stage: int = 28
    row: int = 36
    row_dense: int = 30
    row_roomy: int = 44
    table_header: int = 32
    rail_entry: int = 32
    tab: int = 36
    command: int = 34


@dataclass(frozen=True, slots=True)
class Radius:
    """Hold the corner radii."""

    card: int = 10
    field: int = 6
    mark: int = 7
    label: int = 3
    box: int = 8


@dataclass(frozen=True, slots=True)
class Width:
    """Hold the fixed widths of panels and bars."""

    rail: int = 196
    rail_wide: int = 220
    rail_icons: int = 56
    command: int = 330
    drawer: int = 380
    dialog: int = 480
    wizard: int = 760
    form: int = 1320
    two_columns_from: int = 720


SPACE = Space()
HEIGHT = Height()
RADIUS = Radius()
WIDTH = Width()
COMPACT_BELOW = 1100
WIDE_FROM = 1600
SHORT_BELOW = 600


class Breakpoint(StrEnum):
    """Name the three layouts of the window."""

    COMPACT = "compact"
    REGULAR = "regular"
    WIDE = "wide"


def breakpoint_of(width: int, scale: float = 1.0) -> Breakpoint:
    """Return the layout for a window width in logical pixels; larger text counts as a narrower window."""
    seen = width / scale
    if seen < COMPACT_BELOW:
        return Breakpoint.COMPACT
    return Breakpoint.REGULAR if seen < WIDE_FROM else Breakpoint.WIDE


def is_short(height: int, scale: float = 1.0) -> bool:
    """Tell whether bars are shortened at this window height in logical pixels."""
    return height / scale < SHORT_BELOW
