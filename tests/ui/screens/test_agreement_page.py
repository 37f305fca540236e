"""The page of an agreement, used by hand on the sample office: which day, why, and what is recorded about it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import _, _n
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement
from app.rules.stages import AgreementStage, FollowUpState
from app.rules.vocabulary import RenewalMode
from app.schema.values import Value
from app.services import editing, reference
from app.services.findings import notice_strip
from app.services.history import history
from app.services.listing import ListQuery, first_rows
from app.services.sample import fill
from app.services.titles import titles
from app.ui.context import Context
from app.ui.kit import ChainStrip, Label, NoticeStrip
from app.ui.screens.agreement_page import AgreementPage
from app.ui.screens.overview_page import OverviewPage
from app.ui.shell.places import RecordPlace
from app.ui.shell.screens import make_page
from app.ui.theme import apply_theme
from tests.ui.form.hands import named, nameless, press
from tests.ui.form.making import Answers, keep, open_context

ANKARA = "تفاهم‌نامهٔ همکاری تهران و آنکارا (نمونه)"


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


def shown(context: Context, qtbot: QtBot, place: RecordPlace) -> AgreementPage:
    page = make_page(context, place)
    assert isinstance(page, AgreementPage)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def ankara(context: Context, qtbot: QtBot) -> AgreementPage:
    reference.load(context.office)
    fill(context.office)
    return shown(context, qtbot, RecordPlace("agreement", record(context, "agreement", ANKARA)))


def words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisibleTo(page)]


def promise_of(page: AgreementPage, what: str) -> Any:
    return next(row for row in page.session.draft.living("obligations") if row.values["what"] == what)


def test_the_day_to_denounce_by_is_said_with_what_follows_from_it(ankara: AgreementPage, context: Context) -> None:
    """Seven days are left; the strip names the day, and why stands behind one click."""
    strip = notice_strip(context.office, ankara.session.draft)
    assert strip is not None
    assert strip.alert is not None
    fact = str(_n("{n} day until the last day for notice", "{n} days until the last day for notice", 7))
    assert fact in words(ankara)
    assert str(strip.alert.reason) in words(ankara)
    assert str(strip.notice.why) not in words(ankara)
    press(ankara, str(_("How was this day counted?")))
    assert str(strip.notice.why) in words(ankara)
    drawn = named(ankara, NoticeStrip, str(_("Notice strip")))
    assert str(strip.points[-1].name) in drawn.accessibleDescription()


def test_a_promise_is_ticked_with_its_evidence(ankara: AgreementPage, context: Context, dialogs: Answers) -> None:
    """The box asks what shows it; the promise is then done, dated and kept with the evidence."""
    what = "اعزام دو کارشناس پسماند به آنکارا"
    dialogs.reasons.append("نامهٔ اعزام ۱۶۰/۵۵۵")
    named(ankara, QCheckBox, str(_("Done: {promise}").format(promise=what))).click()
    stored = editing.open_draft(context.office, "follow_up", promise_of(ankara, what).id)
    assert stored.values["state"] is FollowUpState.DONE
    assert stored.values["evidence"] == "نامهٔ اعزام ۱۶۰/۵۵۵"
    assert stored.values["done_on"] == context.office.today()
    assert promise_of(ankara, what).values["state"] is FollowUpState.DONE


def test_a_ticked_promise_keeps_its_recorded_day_and_is_named_in_history(
    ankara: AgreementPage, context: Context, dialogs: Answers
) -> None:
    """The day on which it was done may be known before its evidence; the deed says which promise was kept."""
    what = "اعزام دو کارشناس پسماند به آنکارا"
    done = date(2026, 10, 1)
    promise = editing.open_draft(context.office, "follow_up", promise_of(ankara, what).id)
    promise.values["done_on"] = done
    editing.save(context.office, promise)
    ankara.read_again()
    dialogs.reasons.append("نامهٔ اعزام ۱۶۰/۵۵۵")
    named(ankara, QCheckBox, str(_("Done: {promise}").format(promise=what))).click()
    assert promise_of(ankara, what).values["done_on"] == done
    assert promise_of(ankara, what).values["state"] is FollowUpState.DONE
    told = history(context.office, "follow_up", promise_of(ankara, what).id)
    assert str(told[0].title) == str(_("Promise kept: {promise}").format(promise=what))
    boxes = [box for box in ankara.findChildren(QCheckBox) if box.isVisibleTo(ankara) and what in box.accessibleName()]
    assert [box.isChecked() for box in boxes] == [True]


def test_without_evidence_the_promise_stays_open(ankara: AgreementPage, dialogs: Answers) -> None:
    """Leaving the question changes nothing, and the box stays empty."""
    what = "اعزام دو کارشناس پسماند به آنکارا"
    dialogs.reasons.append(None)
    box = named(ankara, QCheckBox, str(_("Done: {promise}").format(promise=what)))
    box.click()
    assert not box.isChecked()
    assert promise_of(ankara, what).values["state"] is FollowUpState.OPEN


def test_clauses_of_a_signed_text_change_with_one_reason(ankara: AgreementPage, context: Context, dialogs: Answers) -> None:
    """Two clauses of one signed text are one question; leaving it keeps both as they were signed."""
    session = ankara.session
    session.draft.values |= {"end_clause": "بند پایان", "dispute_clause": "بند اختلاف"}
    assert session.save()
    session.draft.values |= {"end_clause": "بند دیگر", "dispute_clause": None}
    dialogs.reasons = [None]
    assert not session.save()
    asked = len(dialogs.asked)
    dialogs.reasons = ["اصلاح با متمم شمارهٔ ۱"]
    assert session.save()
    assert len(dialogs.asked) == asked + 1
    record = session.draft.id
    assert record is not None
    assert editing.open_draft(context.office, "agreement", record).values["dispute_clause"] is None


def test_a_renewal_moves_the_end_of_validity_by_one_term(ankara: AgreementPage, context: Context, dialogs: Answers) -> None:
    """The question names both days; the answer is one saved deed."""
    strip = notice_strip(context.office, ankara.session.draft)
    assert strip is not None
    dialogs.answers.append("renew")
    press(ankara, str(_("Record renewal")))
    stored = editing.open_draft(context.office, "agreement", ankara.session.draft.id or UUID(int=0))
    expires = stored[Agreement.expires_on]
    assert expires is not None
    assert expires.first == strip.notice.renews_until


def test_notice_given_today_is_recorded_and_the_card_says_so(ankara: AgreementPage, context: Context, dialogs: Answers) -> None:
    """After notice nothing is offered any more but the day on which it ends."""
    dialogs.answers.append("renew")
    press(ankara, str(_("Record notice")))
    ankara.show_live()
    assert ankara.session.draft[Agreement.notice_given_on] == PartialDate.of_day(context.office.today())
    assert str(_("Notice was given")) in words(ankara)
    names = [button.accessibleName() for button in ankara.findChildren(QPushButton) if button.isVisibleTo(ankara)]
    assert str(_("Record notice")) not in names


def test_what_other_rules_say_stands_above_beside_the_card_of_the_notice(context: Context, qtbot: QtBot) -> None:
    """Fewer than two parties is no matter of the notice; the notice itself is not said twice."""
    values: dict[str, Value] = {"title_fa": "تفاهم‌نامه", "stage": AgreementStage.IN_FORCE, "renewal": RenewalMode.TACIT}
    ends = PartialDate.of_day(date(2020, 12, 31))
    record = editing.save(context.office, editing.blank(context.office, "agreement", values={**values, "expires_on": ends})).id
    page = shown(context, qtbot, RecordPlace("agreement", record))
    qtbot.waitUntil(lambda: bool(page.findings.shown), timeout=5000)
    assert [str(told.fact) for told in page.findings.shown] == [str(_("No party of this agreement is recorded."))]
    assert page.findings.isVisibleTo(page)
    assert str(_("The last day for notice is not known")) in words(page)


def test_a_notice_that_was_not_saved_is_not_recorded_on_the_page(
    ankara: AgreementPage, dialogs: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that fails leaves the page as it was read."""
    monkeypatch.setattr(ankara.session, "save", lambda: False)
    dialogs.answers.append("renew")
    press(ankara, str(_("Record notice")))
    assert ankara.reading
    assert ankara.session.draft[Agreement.notice_given_on] is None
    assert not ankara.session.dirty


def test_leaving_the_question_of_notice_records_nothing(ankara: AgreementPage) -> None:
    """The safe answer is taken when nothing is answered."""
    press(ankara, str(_("Record notice")))
    assert ankara.session.draft[Agreement.notice_given_on] is None
    assert not ankara.session.dirty


def test_another_day_of_notice_leads_to_its_field(ankara: AgreementPage, dialogs: Answers) -> None:
    """The day may lie in the past; then the field is where it is written."""
    dialogs.answers.append("other")
    press(ankara, str(_("Record notice")))
    assert not ankara.reading
    assert ankara.session.draft[Agreement.notice_given_on] is None


def test_the_chain_names_this_agreement_and_what_came_of_it(ankara: AgreementPage) -> None:
    """The action plan implements the memorandum and stands after it."""
    strip = named(ankara, ChainStrip, str(_("Chain of the agreement")))
    nodes = [node.accessibleName() for node in strip.findChildren(QPushButton)]
    assert len(nodes) == 2
    assert str(_("This agreement")) in nodes[0]
    assert "برنامهٔ اقدام" in nodes[1]


def test_everything_that_takes_the_keyboard_has_a_name(ankara: AgreementPage) -> None:
    """A screen reader can say each part."""
    assert nameless(ankara) == []


def test_a_proposal_has_no_notice_strip(context: Context, qtbot: QtBot) -> None:
    """It is not an agreement yet; the form says so instead."""
    found = keep(context, "agreement", title_fa="پیشنهاد همکاری", stage=AgreementStage.PROPOSAL)
    page = shown(context, qtbot, RecordPlace("agreement", found))
    assert page.findChildren(NoticeStrip) == []


def test_an_agreement_without_terms_asks_for_them(context: Context, qtbot: QtBot) -> None:
    """Where nothing can be counted the card leads to the field that is missing."""
    found = keep(context, "agreement", title_fa="بی‌مدت", stage=AgreementStage.IN_FORCE)
    page = shown(context, qtbot, RecordPlace("agreement", found))
    press(page, str(_("Enter duration and notice")))
    assert not page.reading


def test_a_new_agreement_begins_in_its_form(context: Context, qtbot: QtBot) -> None:
    """Nothing is counted or offered before the first save."""
    page = shown(context, qtbot, RecordPlace("agreement"))
    assert not page.reading
    assert page.focusPolicy() == Qt.FocusPolicy.NoFocus
