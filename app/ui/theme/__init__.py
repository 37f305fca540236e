"""The look: tokens, palette, type, icons and the theme in force.

Decisions: Fusion with a palette and one scoped style sheet; the kit paints its own parts from `colour()` at every
paint, so a theme changes live without rebuilding. The focus ring is one overlay for all parts. Nothing here imports
the ORM: the first paint comes before it.
"""

from app.ui.theme.apply import LanguageCode, Mode, Theme, apply_theme, repolish, set_property, theme
from app.ui.theme.icons import draw_icon, icon, icon_pixmap, is_mirrored
from app.ui.theme.metrics import HEIGHT, RADIUS, SPACE, WIDTH, Breakpoint, breakpoint_of, is_short
from app.ui.theme.present import colour, current, is_outlined
from app.ui.theme.tokens import (
    DARK,
    FAMILIES,
    LEVELS,
    LIGHT,
    PAPER,
    Family,
    FamilyName,
    LabelColours,
    Level,
    PillName,
    Side,
    Tokens,
    Tone,
)
from app.ui.theme.type import Role, font, line_height, scaled, text_scale

__all__ = [
    "DARK", "FAMILIES", "HEIGHT", "LEVELS", "LIGHT", "PAPER", "RADIUS", "SPACE", "WIDTH", "Breakpoint", "Family",
    "FamilyName", "LabelColours", "LanguageCode", "Level", "Mode", "PillName", "Role", "Side", "Theme", "Tokens", "Tone",
    "apply_theme", "breakpoint_of", "colour", "current", "draw_icon", "font", "icon", "icon_pixmap", "is_mirrored",
    "is_outlined", "is_short", "line_height", "repolish", "scaled", "set_property", "text_scale", "theme",
]  # fmt: skip
