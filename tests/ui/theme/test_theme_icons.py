"""Icons are found by meaning, tinted, and turned over exactly where the design says so."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage

from app.ui.theme import Theme, icon, icon_pixmap, is_mirrored
from app.ui.theme.icons import MEANINGS, MIRRORED, UnknownIcon

FOLDER = Path(__file__).parents[3] / "resources" / "icons"
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
NEVER = ("check", "clock", "history", "search", "plane-takeoff", "plane-landing", "handshake", "pencil", "signature", "scale")


def picture(name: str, direction: Qt.LayoutDirection) -> QImage:
    return icon_pixmap(name, "text", 24, direction=direction).toImage()


def turned(image: QImage) -> QImage:
    return image.flipped(Qt.Orientation.Horizontal)


def differ(first: QImage, second: QImage) -> int:
    """Return how many pixels differ clearly; antialiasing is not exactly symmetric."""
    spots = ((x, y) for x in range(first.width()) for y in range(first.height()))
    return sum(abs(first.pixelColor(x, y).alpha() - second.pixelColor(x, y).alpha()) > 24 for x, y in spots)


@pytest.mark.parametrize("name", sorted(MIRRORED))
def test_icons_with_a_direction_turn_over_in_persian(dress: Theme, name: str) -> None:
    assert differ(picture(name, RIGHT), picture(name, LEFT)) > 0
    assert differ(picture(name, RIGHT), turned(picture(name, LEFT))) == 0


@pytest.mark.parametrize("name", NEVER)
def test_icons_without_a_direction_never_turn(dress: Theme, name: str) -> None:
    assert picture(name, RIGHT) == picture(name, LEFT)


def test_exactly_the_listed_set_is_mirrored(dress: Theme) -> None:
    names = [path.stem for path in FOLDER.glob("*.svg")]
    assert {name for name in names if is_mirrored(name)} == {
        "undo-2", "redo-2", "arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "external-link",
        "list-checks", "file-text", "book-open", "message-square", "message-square-quote",
    }  # fmt: skip


def test_the_question_mark_is_persian_in_persian(dress: Theme) -> None:
    assert picture("help", RIGHT) != picture("help", LEFT)
    assert differ(picture("help", RIGHT), turned(picture("help", LEFT))) == 0


def test_back_points_to_where_one_came_from(dress: Theme) -> None:
    assert differ(picture("back", RIGHT), picture("forward", LEFT)) == 0


def test_every_meaning_has_a_drawing(dress: Theme) -> None:
    assert all((FOLDER / f"{file}.svg").is_file() for file in MEANINGS.values())


def test_the_licence_lies_beside_the_drawings() -> None:
    assert "ISC License" in (FOLDER / "LICENSE.txt").read_text("utf-8")


def test_every_drawing_shows_something(dress: Theme) -> None:
    for path in FOLDER.glob("*.svg"):
        image = picture(path.stem, LEFT)
        inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
        assert inked > 20, path.stem


def test_an_unknown_name_is_a_fact_not_a_blank(dress: Theme) -> None:
    with pytest.raises(UnknownIcon, match="no-such-icon"):
        icon("no-such-icon")


def test_a_live_icon_follows_the_theme_and_the_scale(dress: Theme) -> None:
    made = icon("check", "text")
    light = made.pixmap(QSize(16, 16), 2.0, QIcon.Mode.Normal).toImage()
    assert light.width() == 32
    dress.set_mode("dark")
    dark = made.pixmap(QSize(16, 16), 2.0, QIcon.Mode.Normal).toImage()
    assert light != dark


def test_copies_of_an_icon_outlive_the_first(dress: Theme) -> None:
    copies = [QIcon(icon("printer")) for _ in range(50)]
    assert all(not copy.pixmap(16, 16).isNull() for copy in copies)


def test_the_stroke_is_thinned(dress: Theme) -> None:
    raw = (FOLDER / "check.svg").read_text("utf-8")
    assert re.search(r'stroke-width="2"', raw)
