"""The meeting editor over a real office: two clocks, stages, people, agenda, preparation and the talks before."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services import editing, history
from app.services.listing import ListQuery, first_rows
from app.ui.kit import Button
from app.ui.screens.meeting_editor import MeetingEditor
from app.ui.shell.places import PaperPlace, RecordPlace
from tests.ui.form.hands import named, nameless
from tests.ui.screens.seen import Stage

Opened = Callable[[str], MeetingEditor]


@pytest.fixture
def opened(staged: Stage, qtbot: QtBot) -> Opened:
    def make(subject: str) -> MeetingEditor:
        rows = first_rows(staged.context.office, ListQuery("meeting", columns=("subject",)))
        record = next(row.id for row in rows if str(row.values[0]).startswith(subject))
        page = MeetingEditor(staged.context, RecordPlace("meeting", record))
        page.resize(1170, 700)
        qtbot.addWidget(page)
        page.show()
        page.body.finish()
        return page

    return make


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_it_tells_the_agenda_the_preparation_and_both_clocks(opened: Opened, qtbot: QtBot) -> None:
    page = opened("دیدار با شهردار سئول")
    qtbot.waitUntil(lambda: "دیدار پیشین" in words_of(page), timeout=5000)
    said = words_of(page)
    assert "همکاری در آلودگی هوا و حمل‌ونقل پاک" in said
    assert "تبدیل توافق‌نامهٔ دوستی به برنامهٔ اقدام دوساله" in said
    assert "۱۰:۰۰" in said
    assert "۰۴:۳۰" in said
    assert "تعهدهای باز" in said


def test_promises_stand_under_their_item_after_the_talks(opened: Opened) -> None:
    said = words_of(opened("دیدار با معاون حمل‌ونقل سئول"))
    assert "ارسال دادهٔ یک‌سالهٔ ۲۲ ایستگاه سنجش هوا به سئول" in said
    assert "اعزام دو کارشناس پایش هوا به تهران، به هزینهٔ سئول" in said


def test_the_brief_is_one_press_away(opened: Opened, staged: Stage) -> None:
    page = opened("دیدار با شهردار سئول")
    named(page, Button, "برگهٔ توجیهی").click()
    assert staged.went[-1] == PaperPlace("meeting_brief", page.session.draft.id)


def test_what_is_written_is_saved_once_and_undone_once(opened: Opened, staged: Stage) -> None:
    page = opened("دیدار با شهردار سئول")
    page.edit()
    page.body.finish()
    draft = page.session.draft
    draft.values["minutes"] = "متن صورت‌جلسه"
    row = editing.blank_row(staged.context.office, draft, panel="agenda")
    row.values["subject"] = "بند تازه"
    promise = editing.blank_row(staged.context.office, row, panel="promises")
    promise.values["what"] = "ارسال نامهٔ سپاس"
    row.rows["promises"] = [promise]
    draft.rows["agenda"].append(row)
    page.session.touch()
    assert page.session.save()
    record = draft.id
    assert record is not None
    stored = editing.open_draft(staged.context.office, "meeting", record)
    assert stored.values["minutes"] == "متن صورت‌جلسه"
    assert stored.rows["agenda"][-1].rows["promises"][0].values["what"] == "ارسال نامهٔ سپاس"
    history.undo(staged.context.office)
    assert editing.open_draft(staged.context.office, "meeting", record).values.get("minutes") is None


def test_every_part_that_takes_the_keyboard_has_a_name(opened: Opened) -> None:
    page = opened("دیدار با شهردار سئول")
    assert nameless(page) == []
    page.edit()
    page.body.finish()
    assert nameless(page) == []


def test_a_new_meeting_opens_empty(staged: Stage, qtbot: QtBot) -> None:
    page = MeetingEditor(staged.context, RecordPlace("meeting"))
    qtbot.addWidget(page)
    page.show()
    assert not page.reading
