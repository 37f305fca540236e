"""Home on the sample office: what it says, and where everything on it leads."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import speaking, use_language
from app.core.numbers import to_latin
from app.services import dashboard, findings, listing, sample
from app.ui.kit import Button, EventRow, NoteBar, Row, SmallButton, StatFigure, StatRow
from app.ui.screens.home import AlertsPage, HomePage
from app.ui.screens.home_alerts import AlertGroup, AlertLine
from app.ui.screens.home_cards import AbroadCard, NoticeRow, NoticesCard, PromiseRow, PromisesCard, TripRow, WeekCard
from app.ui.shell.places import AlertsPlace, ListPlace, RecordPlace
from tests.ui.screens.seen import Stage, words


def shown(qtbot: QtBot, stage: Stage, *, size: tuple[int, int] = (1366, 768)) -> HomePage:
    page = HomePage(stage.context)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(WeekCard)))
    return page


def shown_alerts(qtbot: QtBot, stage: Stage) -> AlertsPage:
    page = AlertsPage(stage.context)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(AlertLine)))
    return page


def test_home_tells_the_day_in_three_calendars(qtbot: QtBot, staged: Stage) -> None:
    said = words(shown(qtbot, staged))
    assert "دوشنبه ۲ آذر ۱۴۰۵" in said
    assert "23 November 2026" in said
    assert "(تقریبی)" in said or "(approximate)" in said


def test_every_figure_opens_its_list(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged)
    expected = dashboard.home(staged.context.office).figures
    for figure in page.findChildren(StatFigure):
        figure.setFocus()
        QTest.keyClick(figure, Qt.Key.Key_Return)
    assert staged.went == [ListPlace(figure.query.kind, figure.query) for figure in expected]


def test_every_line_opens_its_record(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged)
    for kind in (EventRow, TripRow, PromiseRow, NoticeRow):
        for line in page.findChildren(kind):
            before = len(staged.went)
            line.setFocus()
            QTest.keyClick(line, Qt.Key.Key_Space)
            place = staged.went[before]
            assert isinstance(place, RecordPlace)
            assert str(place.id) == line.key


def test_an_alert_opens_its_record_and_tells_its_arithmetic(qtbot: QtBot, staged: Stage) -> None:
    line = shown(qtbot, staged).findChildren(AlertLine)[0]
    assert line.why.isHidden()
    line.turn_why()
    assert not line.why.isHidden()
    line.action.click()
    assert staged.went[-1].id == line.alert.id


def test_a_folded_home_keeps_its_figures_as_links(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged, size=(911, 512))
    assert not page.findChildren(StatRow)
    figure = dashboard.home(staged.context.office).figures[0]
    button = next(each for each in page.findChildren(SmallButton) if str(figure.label) in each.text())
    button.click()
    assert staged.went[-1] == ListPlace("delegation", figure.query)
    page.resize(1366, 768)
    assert page.findChildren(StatRow)


def test_home_shows_who_is_abroad_and_the_council_limit(qtbot: QtBot, staged: Stage) -> None:
    home = dashboard.home(staged.context.office)
    card = shown(qtbot, staged).findChildren(AbroadCard)[0]
    said = words(card)
    assert home.trips[0].city in said
    assert str(len(home.council)) in to_latin(said)


def test_the_sample_goes_with_one_click(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged)
    said: list[tuple[str, bool]] = []
    staged.context.said.connect(lambda text, undoable: said.append((text, undoable)))
    bar = page.findChildren(NoteBar)[0]
    next(iter(bar.findChildren(SmallButton))).click()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0][1]
    assert not sample.is_there(staged.context.office)
    page.refresh(None)
    qtbot.waitUntil(lambda: not page.findChildren(NoteBar))


def test_an_empty_office_has_a_calm_home(qtbot: QtBot, bare: Stage) -> None:
    page = shown(qtbot, bare)
    assert not page.findChildren(AlertLine)
    assert not page.findChildren(NoteBar)
    new = next(each for each in page.findChildren(SmallButton) if each.text() in ("دیدار جدید", "New meeting"))
    new.click()
    assert bare.went == [RecordPlace("meeting")]


def test_an_alert_is_ignored_with_a_reason(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged)
    line = next(each for each in page.findChildren(AlertLine) if each.alert.finding.overridable)
    staged.dialogs.reasons = ["با وزیر هماهنگ شده است"]
    with qtbot.waitSignal(staged.context.said):
        line.ignore()
    gone = findings.gone_past(staged.context.office, line.alert.id)
    assert [each.reason for each in gone] == ["با وزیر هماهنگ شده است"]


def test_without_a_reason_the_alert_stays(qtbot: QtBot, staged: Stage) -> None:
    line = shown(qtbot, staged).findChildren(AlertLine)[0]
    line.ignore()
    assert findings.gone_past(staged.context.office, line.alert.id) == ()


def test_all_alerts_are_grouped_by_rule(qtbot: QtBot, staged: Stage) -> None:
    page = shown_alerts(qtbot, staged)
    found = findings.alerts(staged.context.office)
    assert len(page.findChildren(AlertLine)) == len(found)
    assert len(page.findChildren(AlertGroup)) == len({alert.finding.rule for alert in found})


def test_many_alerts_of_a_rule_come_on_demand(qtbot: QtBot, staged: Stage) -> None:
    page = shown_alerts(qtbot, staged)
    alert = findings.alerts(staged.context.office)[0]
    page.show_alerts([alert] * 20)
    qtbot.waitUntil(lambda: len(page.findChildren(AlertGroup)) == 1)
    assert len(page.findChildren(AlertGroup)[0].findChildren(AlertLine)) == 8
    more = next(each for each in page.findChildren(AlertGroup)[0].findChildren(SmallButton) if "12" in to_latin(each.text()))
    more.click()
    assert len(page.findChildren(AlertGroup)[0].findChildren(AlertLine)) == 20


def test_home_leads_to_all_alerts(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged)
    next(each for each in page.findChildren(SmallButton) if each.text() in ("همهٔ هشدارها", "All alerts")).click()
    assert staged.went == [AlertsPlace()]


def test_a_page_that_is_gone_takes_no_answer(qtbot: QtBot, staged: Stage) -> None:
    page = HomePage(staged.context)
    page.deleteLater()
    with qtbot.captureExceptions() as caught:
        qtbot.wait(300)
    assert caught == []


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (1920, 1080)])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, staged: Stage, size: tuple[int, int], language: str) -> None:
    use_language("en" if language == "en" else "fa")
    try:
        page = shown(qtbot, staged, size=size)
        for part in page.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(part, (Row, Button)):
                assert part.accessibleName()
        for label in page.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
    finally:
        use_language("fa")


def test_home_speaks_english(qtbot: QtBot, staged: Stage) -> None:
    with speaking("en"):
        assert str(dashboard.home(staged.context.office).figures[0].label) == "delegations abroad"


def listed(stage: Stage, place: object) -> set[UUID]:
    """Give the records of the list that a way out opens."""
    assert isinstance(place, ListPlace)
    assert place.query is not None
    office = stage.context.office
    return {row.id for row in listing.rows_at(office, place.query, listing.handles(office, place.query))}


def test_each_card_opens_a_list_of_exactly_what_it_shows(qtbot: QtBot, staged: Stage) -> None:
    page, home = shown(qtbot, staged), dashboard.home(staged.context.office)
    page.findChildren(PromisesCard)[0].head.action.click()
    assert listed(staged, staged.went[-1]) == {line.id for line in (*home.overdue, *home.due)}
    page.findChildren(NoticesCard)[0].head.action.click()
    assert listed(staged, staged.went[-1]) == {line.id for line in home.notices}


def test_the_council_members_abroad_are_behind_their_number(qtbot: QtBot, staged: Stage) -> None:
    page, home = shown(qtbot, staged), dashboard.home(staged.context.office)
    line = next(each for each in page.findChildren(Row) if each.key == "council")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert len(home.council) == 2
    assert listed(staged, staged.went[-1]) == set(home.council)


def test_the_rest_of_the_week_comes_on_demand(qtbot: QtBot, staged: Stage) -> None:
    card, home = shown(qtbot, staged).findChildren(WeekCard)[0], dashboard.home(staged.context.office)
    few = len(card.findChildren(EventRow))
    assert few < len(home.events)
    card.more.click()
    qtbot.waitUntil(lambda: len(card.findChildren(EventRow)) == len(home.events))
    assert card.more.isHidden()


def test_a_small_home_shows_three_events_above_the_fold(qtbot: QtBot, staged: Stage) -> None:
    page = shown(qtbot, staged, size=(855, 468))
    rows = page.findChildren(EventRow)[:3]
    qtbot.waitUntil(lambda: rows[2].mapTo(page, rows[2].rect().center()).y() > 0)
    assert all(row.mapTo(page, row.rect().bottomLeft()).y() <= page.height() + 8 for row in rows)


def test_an_empty_home_claims_nothing_of_meetings_that_are_not_there(qtbot: QtBot, bare: Stage) -> None:
    said = words(shown(qtbot, bare))
    assert "امروز چیزی نیازمند تصمیم نیست." in said
    assert "برگهٔ توجیهی همه آماده است" not in said


def test_an_alert_can_remind_on_a_day(qtbot: QtBot, staged: Stage) -> None:
    line = shown(qtbot, staged).findChildren(AlertLine)[0]
    assert any(action.text() == "یادآوری در…" for action in line.menu().actions())
    line.remind()
    qtbot.waitUntil(lambda: bool(staged.went))
    place = staged.went[-1]
    assert isinstance(place, RecordPlace)
    assert (place.kind, place.id) == ("follow_up", None)
    assert str(place.values["what"]).startswith("یادآوری: ")
