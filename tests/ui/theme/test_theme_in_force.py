"""The theme is applied, changes live, and gives the window its direction."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, LIGHT, Breakpoint, Theme, breakpoint_of, colour, current, font, is_short, line_height, theme
from app.ui.theme.focus import FocusRing
from app.ui.theme.palette import tokens_of

PACKAGE = Path(__file__).parents[3] / "app" / "ui"


def test_no_colour_is_written_outside_the_tokens() -> None:
    hexed = re.compile(r"#[0-9A-Fa-f]{6}\b")
    found = [path for part in ("theme", "kit") for path in (PACKAGE / part).glob("*.py") if hexed.search(path.read_text("utf-8"))]
    assert [path.name for path in found] == ["tokens.py"]


def test_the_theme_needs_neither_the_orm_nor_the_schema() -> None:
    code = "import sys, app.ui.theme; sys.exit(any(name.startswith(('sqlalchemy', 'app.schema')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PACKAGE.parents[1]).returncode == 0


def test_dark_and_light_change_live(dress: Theme, qtbot: QtBot) -> None:
    assert current() is LIGHT
    with qtbot.waitSignal(dress.changed):
        dress.set_mode("dark")
    assert current() is DARK
    assert colour("surface").name().upper() == DARK.surface
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.surface


def test_the_theme_is_told_once_per_change(dress: Theme) -> None:
    told: list[bool] = []
    dress.changed.connect(lambda: told.append(True))
    dress.set_mode("dark")
    assert told == [True]


def test_there_is_one_theme_per_application(dress: Theme) -> None:
    assert theme() is dress


def test_direction_and_locale_follow_the_language(dress: Theme, qapp: QApplication) -> None:
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert QLocale().language() is QLocale.Language.Persian
    dress.set_language("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(("scale", "pixels"), [(1.0, 13), (1.125, 15), (1.25, 16)])
def test_text_grows_with_the_setting(dress: Theme, scale: float, pixels: int) -> None:
    dress.set_text_scale(scale)
    assert font("body").pixelSize() == pixels
    assert line_height("body") == round(20 * scale)


def test_a_text_size_that_is_not_offered_is_refused(dress: Theme) -> None:
    with pytest.raises(ValueError, match=r"2\.0"):
        dress.set_text_scale(2.0)
    dress.set_text_scale(1.0)


def test_vazirmatn_is_the_face_in_all_weights(dress: Theme) -> None:
    assert QFont(font("body")).families()[0] == "Vazirmatn"
    faces = {weight: QFontMetrics(font("body", weight=weight)) for weight in (400, 600, 700)}
    widths = {weight: metrics.horizontalAdvance("دیدار با شهردار") for weight, metrics in faces.items()}
    assert widths[400] < widths[600] <= widths[700]


def test_tabular_digits_have_one_width(dress: Theme) -> None:
    metrics = QFontMetrics(font("body", tabular=True))
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "۰۱۲۳۴۵۶۷۸۹"}) == 1


@pytest.mark.parametrize(
    ("width", "scale", "layout"),
    [(911, 1.0, "compact"), (1099, 1.0, "compact"), (1366, 1.0, "regular"), (1920, 1.0, "wide"), (1366, 1.25, "compact")],
)
def test_larger_text_counts_as_a_narrower_window(width: int, scale: float, layout: str) -> None:
    assert breakpoint_of(width, scale) is Breakpoint(layout)


def test_a_low_window_is_short() -> None:
    assert is_short(512)
    assert not is_short(768)


def test_high_contrast_takes_its_colours_from_the_system(dress: Theme) -> None:
    palette = QPalette(Qt.GlobalColor.black)
    palette.setColor(QPalette.ColorRole.WindowText, Qt.GlobalColor.yellow)
    palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    tokens = tokens_of(palette, LIGHT)
    assert tokens.text == "#ffff00"
    assert tokens.good.text == "#ffff00"
    assert tokens.surface == "#000000"


def test_the_ring_comes_with_the_keyboard_and_goes_with_the_mouse(dress: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QVBoxLayout(window)
    first, second = QPushButton("یک"), QLineEdit()
    line.addWidget(first)
    line.addWidget(second)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    handle = window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert not [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert len(rings) == 1
    assert rings[0].part is second
    assert rings[0].geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=second.geometry().center())
    assert not [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
