"""The page of a delegation, used by hand: registered, moved, guarded, and not closed without its report."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.calendars import Calendar, iso_text
from app.core.i18n import Text, _, _n
from app.core.text import strip_isolates
from app.records.delegation import Delegation, Direction
from app.rules.stages import DelegationStage
from app.services import editing, reference
from app.services.findings import clearance_lines
from app.services.listing import ListQuery, first_rows
from app.services.sample import fill
from app.services.titles import titles
from app.ui.context import Context
from app.ui.fields.links import LinkEditor
from app.ui.kit import EventRow, PersonChip, Pill, Row
from app.ui.screens.delegation_guards import ClearanceRow
from app.ui.screens.delegation_page import DelegationPage
from app.ui.screens.delegation_words import clearance_pill, clearance_sub
from app.ui.screens.overview_page import OverviewPage
from app.ui.shell.places import RecordPlace
from app.ui.shell.screens import make_page
from app.ui.theme import apply_theme
from tests.ui.form.hands import key, named, nameless, press, type_into
from tests.ui.form.making import Answers, keep, open_context

SEOUL = "سفر به سئول برای هوای پاک و حمل‌ونقل (نمونه)"
MINSK = "سفر به مینسک برای نمایشگاه شهر هوشمند (نمونه)"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Context, Answers]]:
    apply_theme(qapp, "light", language="fa")
    with open_context(tmp_path) as found:
        yield found
        # What a page still builds in free moments reads from its office, which goes first.
        for page in QApplication.topLevelWidgets():
            if isinstance(page, OverviewPage):
                page.hide()
                page.rest()


@pytest.fixture
def context(opened: tuple[Context, Answers]) -> Context:
    return opened[0]


@pytest.fixture
def dialogs(opened: tuple[Context, Answers]) -> Answers:
    return opened[1]


def record(context: Context, kind: str, title: str) -> UUID:
    rows = first_rows(context.office, ListQuery(kind), limit=100)
    names = titles(context.office, [row.id for row in rows])
    return next(found for found, name in names.items() if name.title == title)


def shown(context: Context, qtbot: QtBot, place: RecordPlace) -> DelegationPage:
    page = make_page(context, place)
    assert isinstance(page, DelegationPage)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def seoul(context: Context, qtbot: QtBot) -> DelegationPage:
    reference.load(context.office)
    fill(context.office)
    return shown(context, qtbot, RecordPlace("delegation", record(context, "delegation", SEOUL)))


def label(context: Context, kind: str, name: str) -> str:
    return str(context.office.catalogue[kind].fields[name].label)


def rows(page: DelegationPage, kind: type[Row]) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(kind) if row.isVisibleTo(page)]


def test_a_delegation_to_seoul_is_registered_with_members_and_programme(context: Context, qtbot: QtBot) -> None:
    """One draft, one save; afterwards the page shows the member and the programme."""
    keep(context, "person", name_fa="علی آزمایشی")
    page = shown(context, qtbot, RecordPlace("delegation", values={"direction": Direction.OUTGOING}))
    type_into(named(page, QLineEdit, label(context, "delegation", "title")), "سفر به سئول")
    type_into(named(page, QLineEdit, label(context, "delegation", "starts_on")), "۱۵ آذر ۱۴۰۵")
    members = page.body.blocks["s1"].panels["members"]
    members.add_row()
    assert members.form is not None
    who = members.form.grid.editors["person"]
    assert isinstance(who, LinkEditor)
    type_into(who.picker, "علي")
    who.picker.offer()
    who.picker.take(0)
    programme = page.body.blocks["s2"].panels["itinerary"]
    programme.add_row()
    assert programme.form is not None
    type_into(named(programme.form, QLineEdit, label(context, "itinerary_item", "subject")), "دیدار با شهردار")
    key(page, Qt.Key.Key_S, CTRL)
    assert page.summary.isHidden(), page.summary.lines()
    page.set_reading(reading=True)
    assert any("علی آزمایشی" in name for name in rows(page, PersonChip))
    assert any("دیدار با شهردار" in name for name in rows(page, EventRow))


def test_moving_the_departure_moves_the_deadlines_before_anything_is_saved(seoul: DelegationPage, context: Context) -> None:
    """The day is typed; the card of clearances counts back from it at once."""
    draft = seoul.session.draft
    before = {line.step: line.needed_by for line in clearance_lines(context.office, draft)}
    departs = draft[Delegation.starts_on]
    assert departs is not None
    later = departs + timedelta(days=5)
    seoul.edit()
    seoul.body.finish()
    line = named(seoul, QLineEdit, label(context, "delegation", "starts_on"))
    line.clear()
    type_into(line, iso_text(later, Calendar.JALALI))
    seoul.body.settle()
    seoul.show_live()
    after = clearance_lines(context.office, draft)
    assert draft[Delegation.starts_on] == later
    assert all(found.needed_by == day + timedelta(days=5) for found in after if (day := before[found.step]))
    told = rows(seoul, Row)
    first = next(found for found in after if found.row is not None)
    assert f"{first.name} · {clearance_sub(first)} · {clearance_pill(first)}" in told


def test_the_departure_alone_is_enough_to_count_from(seoul: DelegationPage, context: Context) -> None:
    """Without a return the deadlines are there all the same."""
    wanted = [line.name for line in clearance_lines(context.office, seoul.session.draft) if line.row is not None]
    seoul.session.draft[Delegation.ends_on] = None
    seoul.show_live()
    told = rows(seoul, Row)
    assert wanted
    assert all(any(row.startswith(name) for row in told) for name in wanted)


def test_closing_without_a_report_is_refused(context: Context, qtbot: QtBot) -> None:
    """The file stays open, and the problem names the report."""
    found = keep(context, "delegation", title="سفر بی‌گزارش", direction=Direction.OUTGOING, stage=DelegationStage.REPORT_ACCEPTED)
    page = shown(context, qtbot, RecordPlace("delegation", found))
    closing = next(part for part in page.findChildren(QPushButton) if part.toolTip() == str(_("Click to go to this stage")))
    closing.click()
    assert not page.summary.isHidden()
    assert editing.open_draft(context.office, "delegation", found)[Delegation.stage] is DelegationStage.REPORT_ACCEPTED


def test_the_guards_say_what_stands_against_the_trip_and_why(seoul: DelegationPage, qtbot: QtBot) -> None:
    """Quorum, passport and overlap are told with their arithmetic."""
    qtbot.waitUntil(lambda: len(seoul.guards.facts) >= 3, timeout=5000)
    why = [part for part in seoul.guards.findChildren(QPushButton) if part.text() == str(_("Why?"))]
    assert len(why) == len(seoul.guards.facts)


def test_a_guard_is_gone_past_only_with_a_reason(seoul: DelegationPage, qtbot: QtBot, dialogs: Answers) -> None:
    """Without a reason it stays; with one it is gone, and the reason is kept."""
    qtbot.waitUntil(lambda: len(seoul.guards.facts) >= 3, timeout=5000)
    count = len(seoul.guards.facts)
    dialogs.reasons += [None, "با اجازهٔ رئیس شورا"]
    press(seoul, str(_("Ignore, with reason")))
    assert len(seoul.guards.facts) == count
    press(seoul, str(_("Ignore, with reason")))
    qtbot.waitUntil(lambda: len(seoul.guards.facts) == count - 1, timeout=5000)


def said_in(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part))


def buttons(part: QWidget, words: Text) -> list[QPushButton]:
    return [button for button in part.findChildren(QPushButton) if button.text() == str(words) and button.isVisibleTo(part)]


def test_what_was_gone_past_stays_to_be_read_with_its_reason(seoul: DelegationPage, qtbot: QtBot, dialogs: Answers) -> None:
    """The guard is not in order: it says that somebody decided, why and when."""
    qtbot.waitUntil(lambda: len(seoul.guards.facts) >= 3, timeout=5000)
    fact = seoul.guards.facts[0]
    dialogs.reasons.append("با اجازهٔ رئیس شورا")
    buttons(seoul.guards, _("Ignore, with reason"))[0].click()
    qtbot.waitUntil(lambda: fact not in seoul.guards.facts, timeout=5000)
    told = said_in(seoul.guards)
    assert strip_isolates(fact) in strip_isolates(told)
    assert "با اجازهٔ رئیس شورا" in told
    assert "۲ آذر ۱۴۰۵" in told


def test_an_empty_delegation_has_no_green_guard(context: Context, qtbot: QtBot) -> None:
    """What could not be looked at says what it waits for."""
    found = keep(context, "delegation", title="تازه", direction=Direction.OUTGOING)
    page = shown(context, qtbot, RecordPlace("delegation", found))
    qtbot.waitUntil(lambda: said_in(page.guards).count("بررسی نشد") == 5, timeout=5000)
    assert not page.guards.findChildren(Pill)
    assert "ردهٔ میزبان" in said_in(page.guards)


def test_guests_have_the_guard_of_ranks(context: Context, qtbot: QtBot) -> None:
    """Nothing else is asked of guests."""
    found = keep(context, "delegation", title="باکو", direction=Direction.INCOMING)
    page = shown(context, qtbot, RecordPlace("delegation", found))
    qtbot.waitUntil(lambda: "هم‌ترازی" in said_in(page.guards), timeout=5000)
    assert said_in(page.guards).count("بررسی نشد") == 1


def test_a_clearance_explains_itself_and_is_gone_past_under_its_line(
    seoul: DelegationPage, qtbot: QtBot, dialogs: Answers
) -> None:
    """One reason settles one clearance; the others stay as they are."""

    def late() -> list[ClearanceRow]:
        return [row for row in seoul.findChildren(ClearanceRow) if row.opener.isVisibleTo(seoul)]

    qtbot.waitUntil(lambda: len(late()) >= 2, timeout=5000)
    first, second = late()[:2]
    before = second.row.accessibleName()
    assert not buttons(first, _("Why?"))
    first.opener.click()
    assert buttons(first, _("Why?"))
    dialogs.reasons.append("با تلفن موافقت شد")
    buttons(first, _("Ignore, with reason"))[0].click()
    qtbot.waitUntil(lambda: str(_("Ignored, with reason")) in first.row.accessibleName(), timeout=5000)
    assert "با تلفن موافقت شد" in said_in(first)
    assert second.row.accessibleName() == before
    second.opener.click()
    assert buttons(second, _("Ignore, with reason"))


def test_members_stand_by_precedence_and_the_programme_by_two_clocks(seoul: DelegationPage) -> None:
    """The head comes first; a line in Seoul tells the clock of the office and of the place."""
    assert "علی آزمایشی" in rows(seoul, PersonChip)[0]
    line = next(name for name in rows(seoul, EventRow) if name.find("شهردار سئول") >= 0)
    assert "تهران" in line
    assert "۱۰:۰۰\u00a0\u2068سئول\u2069" in line


def test_authorities_not_asked_yet_are_folded(context: Context, qtbot: QtBot) -> None:
    """What is in the file is read first; one button shows the others."""
    reference.load(context.office)
    fill(context.office)
    page = shown(context, qtbot, RecordPlace("delegation", record(context, "delegation", MINSK)))
    lines = clearance_lines(context.office, page.session.draft)
    missing = [found for found in lines if found.row is None]
    assert missing
    assert not any(name.startswith(missing[0].name) for name in rows(page, Row))
    words = _n("{n} more authority is not in the file", "{n} more authorities are not in the file", len(missing))
    fold = named(page, QPushButton, str(words))
    fold.click()
    assert any(name.startswith(missing[0].name) for name in rows(page, Row))


def test_everything_that_takes_the_keyboard_has_a_name(seoul: DelegationPage) -> None:
    """A screen reader can say each part."""
    assert nameless(seoul) == []
