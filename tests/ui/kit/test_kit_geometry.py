"""Leading is right in Persian and left in English; strips run in reading direction; nothing overlaps."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import Language
from app.ui import kit
from app.ui.kit.notice import between, moved_apart
from app.ui.kit.paint import direction_of
from app.ui.kit.stages import shared_out, stages_in_view
from app.ui.theme import colour

Show = Callable[[QWidget], QWidget]
Speak = Callable[[Language], None]
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


def inked(image: QImage, tone: str) -> list[int]:
    """Return the columns in which a colour is found."""
    wanted = colour(tone).rgb()  # type: ignore[arg-type]
    return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))]


def stage(key: int, now: int) -> kit.Stage:
    return kit.Stage(str(key), f"مرحلهٔ {key}", "passed" if key < now else "now" if key == now else "coming")


@pytest.mark.parametrize(("language", "rightmost"), [("fa", 0), ("en", 2)])
def test_stages_run_in_reading_direction(speak: Speak, show: Show, language: Language, rightmost: int) -> None:
    speak(language)
    strip = kit.StageStrip([stage(key, 1) for key in range(3)], name="مرحله‌ها")
    strip.resize(600, 28)
    show(strip)
    arrows = sorted(strip.findChildren(QPushButton), key=lambda arrow: arrow.x())
    assert arrows[-1].accessibleName() == f"مرحلهٔ {rightmost}"


def test_a_click_on_a_stage_tells_its_key(show: Show) -> None:
    strip = kit.StageStrip([stage(key, 1) for key in range(3)], name="مرحله‌ها")
    show(strip)
    told: list[str] = []
    strip.stage_clicked.connect(told.append)
    next(arrow for arrow in strip.findChildren(QPushButton) if arrow.accessibleName() == "مرحلهٔ 2").click()
    assert told == ["2"]


def test_ten_or_more_stages_show_the_last_two_now_and_the_next_three() -> None:
    before, shown, after = stages_in_view([stage(key, 5) for key in range(12)])
    assert [part.key for part in shown] == ["3", "4", "5", "6", "7", "8"]
    assert (before, after) == (True, True)


def test_nine_stages_are_all_shown() -> None:
    before, shown, after = stages_in_view([stage(key, 5) for key in range(9)])
    assert (before, len(shown), after) == (False, 9, False)


@given(st.lists(st.integers(20, 200), min_size=1, max_size=9), st.integers(200, 1600))
def test_shares_fill_the_room_exactly(wanted: list[int], room: int) -> None:
    assert sum(shared_out(wanted, room)) == room


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(20, 120)), min_size=1, max_size=6), st.integers(900, 1600))
def test_labels_of_a_life_never_touch_where_there_is_room(points: list[tuple[float, int]], room: int) -> None:
    points.sort()
    widths = [float(wide) for _, wide in points]
    places = moved_apart([at * room for at, _ in points], widths, float(room))
    spans = [(place - wide / 2, place + wide / 2) for place, wide in zip(places, widths, strict=True)]
    assert all(first[1] <= second[0] + 0.01 for first, second in pairwise(spans))
    assert spans[0][0] >= -0.01
    assert spans[-1][1] <= room + 0.01


def test_a_place_between_moved_points_moves_with_them() -> None:
    assert between(0.5, [0.0, 1.0], [0.2, 0.6]) == pytest.approx(0.4)


@pytest.mark.parametrize(("language", "right"), [("fa", True), ("en", False)])
def test_a_meter_fills_in_reading_direction(speak: Speak, show: Show, language: Language, right: bool) -> None:
    speak(language)
    meter = kit.Meter(25, height=8)
    meter.resize(200, 8)
    columns = inked(show(meter).grab().toImage(), "primary")
    assert (min(columns) > 140) if right else (max(columns) < 60)


@pytest.mark.parametrize(("language", "right"), [("fa", True), ("en", False)])
def test_the_dot_of_a_pill_is_on_the_leading_side(speak: Speak, show: Show, language: Language, right: bool) -> None:
    speak(language)
    pill = kit.Pill("در انتظار پاسخ", "good")
    columns = inked(show(pill).grab().toImage(), "good_dot")
    assert (min(columns) > pill.width() / 2) if right else (max(columns) < pill.width() / 2)


@pytest.mark.parametrize(("language", "right"), [("fa", True), ("en", False)])
def test_text_of_either_script_starts_at_the_leading_edge(speak: Speak, show: Show, language: Language, right: bool) -> None:
    speak(language)
    for text in ("تهران", "Seoul", "۱۴۰۵/۰۹/۰۲"):
        label = kit.Label(text)
        label.resize(400, 20)
        image = show(label).grab().toImage()
        ground = image.pixel(200, 1)
        columns = [x for x in range(400) if any(image.pixel(x, y) != ground for y in range(image.height()))]
        assert (min(columns) > 300) if right else (max(columns) < 100)


def test_numbers_stand_right_in_both_directions(speak: Speak, show: Show) -> None:
    for language in ("fa", "en"):
        speak(language)
        label = kit.Label("1,250", align="number")
        label.resize(300, 20)
        image = show(label).grab().toImage()
        ground = image.pixel(100, 1)
        assert all(image.pixel(x, y) == ground for x in range(200) for y in range(image.height()))


@pytest.mark.parametrize(
    ("text", "direction"),
    [("سلام", RTL), ("Hello", LTR), ("۱۴۰۵", RTL), ("\u2068Hello\u2069 سلام", RTL), ("\u2066TR-1\u2069", RTL), ("«Hello»", LTR)],
)
def test_a_text_takes_the_direction_of_its_first_strong_letter(text: str, direction: Qt.LayoutDirection) -> None:
    assert direction_of(text, RTL) is direction


def test_chips_flow_from_the_leading_edge_and_wrap(show: Show) -> None:
    page = QWidget()
    flow = kit.FlowLayout(spacing=8)
    page.setLayout(flow)
    chips = [kit.Button("دکمه") for _ in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    page.resize(200, 300)
    show(page)
    assert chips[0].geometry().right() == page.width() - 1
    assert chips[-1].y() > chips[0].y()
    assert flow.heightForWidth(2000) == chips[0].height()


def test_a_chip_of_a_right_to_left_page_mirrors_that_of_a_left_to_right_one(speak: Speak, show: Show) -> None:
    seen: dict[Language, QRect] = {}
    for language in ("fa", "en"):
        speak(language)
        page = QWidget()
        flow = kit.FlowLayout()
        page.setLayout(flow)
        chip = kit.Button("x")
        flow.addWidget(chip)
        page.resize(300, 60)
        show(page)
        seen[language] = chip.geometry()
    assert seen["fa"].right() == 300 - 1 - seen["en"].left()


def test_columns_stack_in_a_narrow_place(show: Show) -> None:
    first, second = kit.Card(), kit.Card()
    columns = kit.Columns(first, second, shares=(66, 34))
    columns.resize(1000, 300)
    show(columns)
    assert not columns.is_stacked
    assert first.x() > second.x()
    assert first.width() == pytest.approx(2 * second.width(), rel=0.06)
    columns.resize(500, 300)
    assert columns.is_stacked


@pytest.mark.parametrize(("size", "width"), [("wide", 220), ("regular", 196), ("icons", 56)])
def test_the_rail_has_the_width_of_its_size(show: Show, size: kit.RailSize, width: int) -> None:
    rail = kit.Rail(kit.RailWords("سفیر", "دفتر", "ناوبری", "تنظیمات", "راهنما", "قفل"))
    rail.set_size(size)
    assert show(rail).width() == width


def test_the_drawer_lies_at_the_trailing_edge_and_goes_with_escape(speak: Speak, show: Show, qtbot: QtBot) -> None:
    edges: dict[Language, bool] = {"fa": True, "en": False}
    for language, left in edges.items():
        speak(language)
        page = QWidget()
        page.resize(1000, 600)
        show(page)
        drawer = kit.Drawer(page, "تاریخچه", close_name="بستن")
        drawer.open()
        assert (drawer.geometry().left() == 0) is left
        assert drawer.height() == page.height()
        with qtbot.waitSignal(drawer.closed):
            QTest.keyClick(drawer, Qt.Key.Key_Escape)
        assert drawer.isHidden()


def test_the_toast_lies_in_the_bottom_leading_corner(show: Show) -> None:
    page = QWidget()
    page.resize(1000, 600)
    show(page)
    toast = kit.Toast(page)
    toast.say("مهلت تغییر کرد", action="بازگردانی")
    assert toast.geometry().center().x() > 500
    assert toast.geometry().center().y() > 500


def test_elided_text_is_its_own_tooltip(show: Show) -> None:
    label = kit.Label("عنوانی که در این جای تنگ نمی‌گنجد", elide=True)
    label.resize(60, 20)
    show(label)
    label.resize(61, 20)
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_a_label_never_reads_markup(show: Show) -> None:
    label = kit.Label("<b>تهران</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > kit.Label("تهران").sizeHint().width()


def test_a_page_keeps_its_side_margins_when_it_scrolls(show: Show, qtbot: QtBot) -> None:
    page = kit.ScrollPage()
    page.resize(1200, 300)
    card = kit.Card()
    card.setFixedHeight(100)
    page.add(card)
    page.add(None)
    show(page)
    before = QRect(card.mapTo(page, QPoint(0, 0)), card.size())
    card.setFixedHeight(2000)
    page.resize(1200, 301)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    after = QRect(card.mapTo(page, QPoint(0, 0)), card.size())
    assert (before.left(), before.right()) == (24, 1200 - 25)
    assert (after.left(), after.right()) == (24, 1200 - 25)
