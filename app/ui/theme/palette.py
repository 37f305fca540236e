"""QPalette and style sheet made from tokens; the tokens of a high-contrast system made from its palette."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.icons import tinted_svg
from app.ui.theme.qss import SHEET
from app.ui.theme.tokens import FAMILIES, LEVELS, Family, LabelColours, Tokens, Tone
from app.ui.theme.type import STEPS, scaled

_ROLES: tuple[tuple[QPalette.ColorRole, Tone], ...] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.Highlight, "primary"),
    (QPalette.ColorRole.HighlightedText, "on_primary"),
    (QPalette.ColorRole.Accent, "primary"),
    (QPalette.ColorRole.Link, "primary"),
    (QPalette.ColorRole.LinkVisited, "primary_hover"),
    (QPalette.ColorRole.PlaceholderText, "text_3"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "sunken"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
    (QPalette.ColorRole.Shadow, "shadow"),
)
_GREYED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
_PICTURES: tuple[tuple[str, str, Tone], ...] = (
    ("chevron_down", "chevron-down", "text_2"),
    ("chevron_down_off", "chevron-down", "edge"),
    ("chevron_leading", "next", "text_2"),
    ("check", "check", "on_primary"),
)


def palette_of(tokens: Tokens) -> QPalette:
    """Return Qt's palette in the colours of the tokens."""
    palette = QPalette()
    for role, tone in _ROLES:
        palette.setColor(role, QColor(tokens.hex_of(tone)))
    for role in _GREYED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_3))
    return palette


def tokens_of(palette: QPalette, tokens: Tokens) -> Tokens:
    """Return tokens in which every colour is one of the system's own, for a high-contrast desktop."""

    def hexed(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    text, ground = hexed(QPalette.ColorRole.WindowText), hexed(QPalette.ColorRole.Window)
    chosen, on_chosen = hexed(QPalette.ColorRole.Highlight), hexed(QPalette.ColorRole.HighlightedText)
    loud = {"primary", "primary_hover", "rail_active", "rail_mark", "ours", "theirs", "brass_line"}
    quiet = {"canvas", "surface", "sunken", "rail", "primary_soft", "ours_soft", "theirs_soft", "select", "shadow"}
    colours: dict[str, str] = {}
    for field in fields(Tokens):
        if isinstance(getattr(tokens, field.name), str):
            colours[field.name] = chosen if field.name in loud else ground if field.name in quiet else text
    colours |= {"on_primary": on_chosen, "rail_on": on_chosen, "rail_mark": text}
    families = dict.fromkeys(FAMILIES, Family(text, ground, text))
    labels = dict.fromkeys(LEVELS, LabelColours(text, ground))
    return replace(tokens, **colours, **families, **labels)  # type: ignore[arg-type]


def style_sheet(tokens: Tokens, pictures: Path) -> str:
    """Return the style sheet; tinted pictures it needs are written into the given folder."""
    names: dict[str, str] = {field.name: str(getattr(tokens, field.name)) for field in fields(Tokens)}
    names |= {"bad_dot": tokens.bad.dot, "warn_dot": tokens.warn.dot, "label_px": f"{scaled(STEPS['label'].pixels)}px"}
    names |= {"hover": _blend(tokens.select, tokens.surface), "scroll": _blend(tokens.edge, tokens.surface)}
    names |= _write_pictures(pictures)
    return Template(SHEET).substitute(names)


def _write_pictures(folder: Path) -> Mapping[str, str]:
    paths: dict[str, str] = {}
    for key, name, tone in _PICTURES:
        paths[key] = _write(folder, f"{key}.svg", tinted_svg(name, tone))
    arrow = tinted_svg("chevron-down", "text_3")
    paths["arrow_down"] = _write(folder, "arrow_down.svg", arrow)
    # Fusion shows an upward arrow for descending order; up means ascending here, so the two pictures change places.
    paths["arrow_up"] = _write(folder, "arrow_up.svg", arrow.replace(b'd="m6 9 6 6 6-6"', b'd="m18 15-6-6-6 6"'))
    paths["arrow_down"], paths["arrow_up"] = paths["arrow_up"], paths["arrow_down"]
    return paths


def _write(folder: Path, name: str, svg: bytes) -> str:
    path = folder / name
    path.write_bytes(svg)
    return f'"{path.as_posix()}"'


def _blend(first: str, second: str) -> str:
    one, two = QColor(first), QColor(second)
    return QColor((one.red() + two.red()) // 2, (one.green() + two.green()) // 2, (one.blue() + two.blue()) // 2).name()
