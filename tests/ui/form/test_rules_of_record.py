"""The warnings above a form: of what is written and not only of what was saved, each with a reason of its own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.moments import Moment
from app.rules.vocabulary import Side
from app.services import editing, findings
from app.ui.context import Context
from app.ui.form import FormPage
from app.ui.shell.places import RecordPlace
from app.ui.theme import apply_theme
from tests.ui.form.making import Answers, keep, open_context

AT = Moment(datetime.fromisoformat("2026-12-05T10:00"), "Asia/Tehran")


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Context, Answers]]:
    apply_theme(qapp, "light", language="fa")
    with open_context(tmp_path) as found:
        yield found


def attend(context: Context, page: FormPage, person: UUID) -> None:
    """Enter somebody of our side, as the panel does."""
    row = editing.blank_row(context.office, page.session.draft, panel="attendees")
    row.values |= {"person": person, "side": Side.OURS}
    page.session.draft.rows["attendees"].append(row)


def meeting(context: Context, subject: str, *people: UUID) -> UUID:
    draft = editing.blank(context.office, "meeting", values={"subject": subject, "starts_at": AT})
    for person in people:
        row = editing.blank_row(context.office, draft, panel="attendees")
        row.values |= {"person": person, "side": Side.OURS}
        draft.rows["attendees"].append(row)
    return editing.save(context.office, draft).id


def shown(context: Context, qtbot: QtBot, place: RecordPlace) -> FormPage:
    page = FormPage(context, place)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def facts(page: FormPage) -> list[str]:
    return [told.fact.in_("fa") for told in page.findings.shown]


def test_a_new_meeting_warns_while_it_is_written(opened: tuple[Context, Answers], qtbot: QtBot) -> None:
    context, _dialogs = opened
    person = keep(context, "person", name_fa="حسین نمونه")
    meeting(context, "پیشین", person)
    page = shown(context, qtbot, RecordPlace("meeting", values={"subject": "تازه", "starts_at": AT}))
    assert facts(page) == []
    attend(context, page, person)
    page.session.touch()
    qtbot.waitUntil(lambda: len(facts(page)) == 1, timeout=5000)
    assert "حسین نمونه" in facts(page)[0]
    page.session.draft.rows["attendees"].clear()
    page.session.touch()
    qtbot.waitUntil(lambda: facts(page) == [], timeout=5000)


def test_a_reason_given_above_the_form_answers_its_own_card(opened: tuple[Context, Answers], qtbot: QtBot) -> None:
    context, dialogs = opened
    people = [keep(context, "person", name_fa=name) for name in ("یک نمونه", "دو نمونه")]
    meeting(context, "پیشین", *people)
    page = shown(context, qtbot, RecordPlace("meeting", values={"subject": "تازه", "starts_at": AT}))
    for person in people:
        attend(context, page, person)
    page.session.touch()
    qtbot.waitUntil(lambda: len(facts(page)) == 2, timeout=5000)
    gone, left = facts(page)
    dialogs.reasons.append("کوتاه می‌ماند")
    page.findings.override_asked.emit("0:overlap")
    qtbot.waitUntil(lambda: facts(page) == [left], timeout=5000)
    record = page.session.draft.id
    assert record is not None
    (kept,) = findings.gone_past(context.office, record)
    assert (kept.reason, kept.fact) == ("کوتاه می‌ماند", gone)
