"""Whatever takes the focus has an accessible name, and survives every theme, language and text size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.core.i18n import Language
from app.ui import kit
from app.ui.theme import Theme

Show = Callable[[QWidget], QWidget]
STAGES = [kit.Stage("a", "درخواست", "passed"), kit.Stage("b", "تأیید", "now"), kit.Stage("c", "مختومه", "coming")]
POINTS = [kit.NoticePoint(0.1, "امضا", "۹ آذر ۱۳۹۵", "past"), kit.NoticePoint(0.7, "امروز", "۲ آذر ۱۴۰۵", "now")]


def rail() -> kit.Rail:
    made = kit.Rail(kit.RailWords("سفیر", "امور بین‌الملل", "ناوبری", "تنظیمات", "راهنما", "قفل"))
    entries = [kit.RailEntry("m", "handshake", "دیدارها", "۳"), kit.RailEntry("a", "file-check-2", "توافق‌نامه‌ها")]
    made.set_groups([kit.RailGroup("", [kit.RailEntry("home", "home", "خانه")]), kit.RailGroup("دیپلماسی", entries)])
    made.set_person("مریم رضایی", "کارشناس", "م")
    return made


def tab_bar() -> kit.TabBar:
    made = kit.TabBar(name="بخش‌ها")
    for key in ("الف", "ب", "پ"):
        made.add_tab(key, key, "۲")
    return made


def top_bar() -> kit.TopBar:
    made = kit.TopBar()
    made.set_title("دیدار با شهردار", crumb="دیدارها")
    made.set_back("بازگشت", "Alt+→")
    made.add_trailing(kit.CommandBox("جست‌وجو یا فرمان…"))
    return made


def card() -> kit.Card:
    made = kit.Card(accent="brass_line")
    made.add(kit.CardHead("alert", "نیازمند تصمیم", sub="۴", action="همه", badge=kit.LabelBadge("محرمانه", "confidential")))
    made.add_line()
    made.add(kit.SideHead("ما", "ours", sub="۳ نفر", action="افزودن"))
    made.add(kit.Fact("نوع", "تفاهم‌نامه", trailing=kit.Label("الف")))
    made.add(kit.NoteBar("هم‌ترازی", action="دیدن"))
    return made


def drawer() -> QWidget:
    page = QWidget()
    page.resize(900, 500)
    made = kit.Drawer(page, "تاریخچه", close_name="بستن")
    made.body.addWidget(kit.Label("الف"))
    made.open()
    return page


def toast() -> QWidget:
    page = QWidget()
    page.resize(900, 500)
    kit.Toast(page).say("ذخیره شد", action="بازگردانی")
    return page


PARTS: dict[str, Callable[[], QWidget]] = {
    "alert": lambda: kit.AlertRow(kit.Alert("k", "bad", "alert", "واقعیت", "دلیل", "اقدام", why="چرا؟", more="بیشتر")),
    "avatar": lambda: kit.Avatar("ن"),
    "badge": lambda: kit.LabelBadge("محرمانه", "confidential"),
    "button": lambda: kit.Button("چاپ", icon="print", shortcut="Ctrl+P"),
    "card": card,
    "chain": lambda: kit.ChainStrip([kit.ChainNode("a", "بیانیه", "۱۳۸۸", "پایان", "neutral")], name="زنجیره"),
    "chip": lambda: kit.FilterChip("مرحله: باز", joiner="و", remove_name="برداشتن"),
    "command": lambda: kit.CommandBox("جست‌وجو یا فرمان…"),
    "drawer": drawer,
    "empty": lambda: kit.EmptyState("handshake", "هنوز دیداری نیست", "…", actions=[("a", "افزودن"), ("b", "ورود")]),
    "event": lambda: kit.EventRow(kit.Event("k", "۰۹:۳۰", "تهران", "دیدار", "تالار", pill="آماده", pill_family="good")),
    "icon button": lambda: kit.IconButton("bell", "هشدارها", shortcut="F8"),
    "label": lambda: kit.Label("متن بلند " * 20, wrap=True),
    "meter": lambda: kit.MeterRow("حضور", 72, value="۷۲٪", mark=66),
    "notice": lambda: kit.NoticeStrip(POINTS, [kit.NoticeSpan(0.1, 0.7, "good"), kit.NoticeSpan(0.7, 1, "hatched")], name="مسیر"),
    "person": lambda: kit.PersonChip(kit.Person("k", "نوری", "شهردار", "ن", number="۱", pill="غایب", pill_family="warn")),
    "pill": lambda: kit.Pill("باز", clickable=True),
    "rail": rail,
    "ring": lambda: kit.Ring(78, name="تکمیل"),
    "save bar": lambda: kit.SaveBar(kit.SaveBarWords("ذخیره", "ذخیره و بستن", "انصراف", "تکمیل")),
    "search": lambda: kit.SearchBox("جست‌وجو", name="جست‌وجو در فهرست", clear_name="پاک کردن"),
    "segmented": lambda: kit.Segmented([("a", "هفته"), ("b", "ماه")], name="نما"),
    "side panel": lambda: kit.SidePanel("پیش‌نمایش", close_name="بستن"),
    "split": lambda: kit.SplitButton("جدید", icon="add", menu_name="گونه‌ها"),
    "stages": lambda: kit.StageStrip(STAGES, name="مرحله‌ها", on_more="همه"),
    "stats": lambda: kit.StatRow([kit.Stat("a", "flag", "۴", "دیرکرد", "بیشترین: ۴۱ روز", "warn")] * 3),
    "tabs": tab_bar,
    "toast": toast,
    "top bar": top_bar,
}


def unnamed(widget: QWidget) -> list[QWidget]:
    return [
        part
        for part in (widget, *widget.findChildren(QWidget))
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and part.isVisibleTo(widget)
        and not part.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()
    ]


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_part_that_takes_the_focus_has_a_name(show: Show, name: str) -> None:
    assert unnamed(show(PARTS[name]())) == []


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_part_paints_in_every_dress(
    dress: Theme, speak: Callable[[Language], None], show: Show, name: str, language: Language
) -> None:
    speak(language)
    part = show(PARTS[name]())
    light = part.grab().toImage()
    dress.set_mode("dark")
    dark = part.grab().toImage()
    dress.set_text_scale(1.25)
    assert not part.grab().isNull()
    dress.set_text_scale(1.0)
    assert light != dark


def test_an_icon_button_is_named_like_its_tooltip_which_ends_with_the_keys(show: Show) -> None:
    button = kit.IconButton("bell", "هشدارها", shortcut="F8")
    show(button)
    assert button.accessibleName() == "هشدارها"
    assert button.toolTip() == "هشدارها (\u2066F8\u2069)"


def test_an_ampersand_in_a_button_is_an_ampersand(show: Show) -> None:
    button = kit.Button("AT&T")
    show(button)
    assert button.text() == "AT&T"
    assert button.shortcut().isEmpty()
