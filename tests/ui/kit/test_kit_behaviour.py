"""What the parts tell when they are used, by mouse and by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import kit
from app.ui.kit.over import SHEET_AFTER_MS

Show = Callable[[QWidget], QWidget]


def tabs() -> kit.TabBar:
    made = kit.TabBar(name="بخش‌ها")
    for key in ("a", "b", "c"):
        made.add_tab(key, f"بخش {key}")
    return made


def test_a_tab_tells_its_key_once_and_stays_chosen(show: Show) -> None:
    bar = tabs()
    show(bar)
    told: list[str] = []
    bar.tab_chosen.connect(told.append)
    bar.findChildren(QPushButton)[1].click()
    assert (told, bar.current) == (["b"], "b")
    bar.findChildren(QPushButton)[1].click()
    assert bar.findChildren(QPushButton)[1].isChecked()


def test_a_tab_bar_is_one_tab_stop_with_arrows_as_seen(show: Show, qtbot: QtBot) -> None:
    bar = tabs()
    show(bar)
    bar.activateWindow()
    first, second, third = bar.findChildren(QPushButton)
    stops = [part for part in (first, second, third) if part.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert stops == [first]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Left)
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_End)
    qtbot.waitUntil(third.hasFocus)
    QTest.keyClick(third, Qt.Key.Key_Right)
    qtbot.waitUntil(second.hasFocus)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_answers_the_keyboard_like_the_mouse(show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    row = kit.Row(key="m1")
    row.resize(200, 30)
    show(row)
    told: list[str] = []
    row.clicked.connect(told.append)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.keyClick(row, key)
    assert told == ["m1", "m1"]


def test_a_row_that_only_shows_tells_nothing(show: Show, qtbot: QtBot) -> None:
    row = kit.Row(key="m1", clickable=False)
    show(row)
    with qtbot.assertNotEmitted(row.clicked):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_an_alert_offers_its_action_and_its_reason(show: Show) -> None:
    row = kit.AlertRow(kit.Alert("a7", "bad", "alert", "واقعیت", "دلیل", "تصمیم", why="چرا؟"))
    show(row)
    told: list[tuple[str, str]] = []
    row.action_clicked.connect(lambda key: told.append(("action", key)))
    row.why_clicked.connect(lambda key: told.append(("why", key)))
    for button in row.findChildren(QPushButton):
        button.click()
    assert told == [("why", "a7"), ("action", "a7")]


def test_the_search_box_waits_for_a_pause_and_enter_does_not(show: Show, qtbot: QtBot) -> None:
    box = kit.SearchBox("جست‌وجو")
    show(box)
    with qtbot.waitSignal(box.searched) as heard:
        box.set_text("سئول")
    assert heard.args == ["سئول"]
    with qtbot.waitSignal(box.submitted) as heard:
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert heard.args == ["سئول"]


def test_clearing_the_search_tells_at_once(show: Show) -> None:
    box = kit.SearchBox("جست‌وجو")
    show(box)
    box.set_text("سئول")
    told: list[str] = []
    box.searched.connect(told.append)
    box.clear()
    assert told == [""]


def test_a_chip_can_be_opened_and_removed(show: Show) -> None:
    chip = kit.FilterChip("مرحله: باز")
    show(chip)
    told: list[str] = []
    chip.clicked.connect(lambda: told.append("opened"))
    chip.removed.connect(lambda: told.append("removed"))
    for button in chip.findChildren(QPushButton):
        button.click()
    assert told == ["opened", "removed"]


def test_a_ring_keeps_within_a_hundred_and_says_its_figure_in_persian(show: Show) -> None:
    ring = kit.Ring(178, name="تکمیل")
    show(ring)
    assert ring.percent == 100
    ring.set_percent(86)
    assert ring.accessibleName() == "تکمیل: ۸۶"


def test_the_rail_tells_the_place_and_marks_it(show: Show) -> None:
    rail = kit.Rail(kit.RailWords("سفیر", "دفتر", "ناوبری", "تنظیمات", "راهنما", "قفل"))
    entries = [kit.RailEntry("home", "home", "خانه"), kit.RailEntry("m", "handshake", "دیدارها")]
    rail.set_groups([kit.RailGroup("روابط", entries)])
    show(rail)
    told: list[str] = []
    rail.entry_chosen.connect(told.append)
    next(part for part in rail.findChildren(QPushButton) if part.accessibleName() == "دیدارها").click()
    assert (told, rail.current) == (["m"], "m")
    rail.set_count("m", "۳")
    assert [part.accessibleName() for part in rail.findChildren(QPushButton) if part.isChecked()] == ["دیدارها ۳"]


def test_icons_alone_carry_their_names_in_tooltips(show: Show) -> None:
    rail = kit.Rail(kit.RailWords("سفیر", "دفتر", "ناوبری", "تنظیمات", "راهنما", "قفل"))
    rail.set_groups([kit.RailGroup("روابط", [kit.RailEntry("m", "handshake", "دیدارها")])])
    rail.set_size("icons")
    show(rail)
    assert any(part.toolTip() == "دیدارها" for part in rail.findChildren(QPushButton))


def test_the_toast_offers_to_undo_once(show: Show) -> None:
    page = QWidget()
    page.resize(600, 400)
    show(page)
    toast = kit.Toast(page)
    toast.say("بایگانی شد", action="بازگردانی")
    assert toast.message == "بایگانی شد"
    told: list[bool] = []
    toast.action_clicked.connect(lambda: told.append(True))
    toast.findChildren(QPushButton)[0].click()
    assert told == [True]
    assert toast.isHidden()


def test_the_toast_goes_by_itself(show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(600, 400)
    show(page)
    toast = kit.Toast(page)
    with qtbot.waitSignal(toast.gone, timeout=3000):
        toast.say("ذخیره شد", seconds=0.05)
    assert toast.isHidden()


def test_short_work_shows_no_sheet(show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(600, 400)
    show(page)
    sheet = kit.ProgressSheet(page, kit.ProgressWords("ادامه", "انصراف", "چیزی وارد نمی‌شود"))
    sheet.start("در حال ورود")
    sheet.finish()
    assert sheet.isHidden()


def test_long_work_shows_a_sheet_that_can_be_cancelled(show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(600, 400)
    show(page)
    sheet = kit.ProgressSheet(page, kit.ProgressWords("ادامه", "انصراف", "چیزی وارد نمی‌شود"))
    sheet.start("در حال ورود")
    qtbot.waitUntil(sheet.isVisible, timeout=SHEET_AFTER_MS * 4)
    sheet.set_progress(1, 4, count="۱ از ۴")
    with qtbot.waitSignal(sheet.cancelled):
        next(part for part in sheet.findChildren(kit.Button) if part.text() == "انصراف").click()
    assert sheet.isHidden()


def test_an_empty_state_tells_which_way_was_chosen(show: Show) -> None:
    state = kit.EmptyState("handshake", "هنوز دیداری نیست", actions=[("new", "افزودن"), ("excel", "ورود")])
    show(state)
    told: list[str] = []
    state.action_clicked.connect(told.append)
    for button in state.findChildren(kit.Button):
        button.click()
    assert told == ["new", "excel"]
    assert isinstance(state.findChildren(kit.Button)[0], kit.PrimaryButton)


def test_the_save_bar_asks_and_shows_what_is_missing(show: Show) -> None:
    bar = kit.SaveBar(kit.SaveBarWords("ذخیره", "ذخیره و بستن", "انصراف", "تکمیل"))
    show(bar)
    told: list[str] = []
    bar.save_asked.connect(lambda: told.append("save"))
    bar.save_close_asked.connect(lambda: told.append("close"))
    bar.cancel_asked.connect(lambda: told.append("cancel"))
    for button in (bar.save_button, bar.close_button, bar.cancel_button):
        button.click()
    assert told == ["save", "close", "cancel"]
    bar.set_completeness(78, "تکمیل ۷۸٪", "مانده: نتیجه")
    assert bar.ring.percent == 78


def test_a_segment_tells_only_what_the_person_chose(show: Show) -> None:
    choice = kit.Segmented([("week", "هفته"), ("month", "ماه")], name="نما")
    show(choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.set_chosen("month")
    assert told == []
    choice.findChildren(QPushButton)[0].click()
    assert told == ["week"]


def test_a_menu_offers_plain_words_and_calls_what_was_chosen(show: Show) -> None:
    menu = kit.Menu()
    show(menu)
    told: list[str] = []
    entry = menu.offer("AT&T", lambda: told.append("chosen"), icon_name="print", keys="Ctrl+P")
    refused = menu.offer("مختومه", lambda: told.append("refused"), enabled=False, why_not="نیازمند گزارش")
    entry.trigger()
    refused.trigger()
    assert told == ["chosen"]
    assert refused.toolTip() == "نیازمند گزارش"


def test_a_text_of_the_catalogue_is_taken_like_a_string(show: Show) -> None:
    from app.core.i18n import plain

    assert kit.Label(plain("سئول")).text() == "سئول"
