"""The meeting editor used by hand, by the names of its parts: written, saved, opened again, taken back."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.moments import Moment
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Attendee, Meeting
from app.rules.vocabulary import Side
from app.services import editing, history
from app.services.listing import ListQuery, first_rows
from app.services.titles import title_of
from app.ui.fields.picker import Picker
from app.ui.kit.rows import Row
from app.ui.kit.stages import StageStrip
from app.ui.screens.meeting_agenda import AgendaRow, Outcome
from app.ui.screens.meeting_editor import MeetingEditor
from app.ui.screens.meeting_words import post_on
from app.ui.shell.places import RecordPlace
from tests.ui.form.hands import key, named, nameless, press, type_into
from tests.ui.screens.seen import Stage

SEOUL = "دیدار با شهردار سئول"


def found(staged: Stage, kind: str, column: str, start: str) -> UUID:
    rows = first_rows(staged.context.office, ListQuery(kind, columns=(column,)))
    return next(row.id for row in rows if str(row.values[0]).startswith(start))


def shown(staged: Stage, qtbot: QtBot, record: UUID | None, size: tuple[int, int] = (1170, 714)) -> MeetingEditor:
    page = MeetingEditor(staged.context, RecordPlace("meeting", record))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.body.finish()
    return page


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_meeting_is_written_saved_opened_again_and_taken_back(staged: Stage, qtbot: QtBot) -> None:
    """Agenda, talking points, minutes and a promise of each side are one deed."""
    record = found(staged, "meeting", "subject", SEOUL)
    page = shown(staged, qtbot, record)
    page.edit()
    page.body.finish()
    press(page, "افزودن: بند دستور جلسه")
    type_into(named(page.body.agenda, QLineEdit, "بند دستور جلسه"), "پایش برخط هوا")
    type_into(named(page.body.agenda, QPlainTextEdit, "خلاصه"), "سئول سامانهٔ خود را معرفی کرد.")
    for name, what in (("تعهد ما", "ارسال فهرست ایستگاه‌ها"), ("تعهد آنان", "اعزام سه کارشناس")):
        QApplication.processEvents()
        press(page, f"افزودن: {name}")
        type_into(named(page.body.agenda, QLineEdit, "چه باید بشود"), what)
    type_into(named(page, QPlainTextEdit, "هدف‌های ما"), "هدف تازه ")
    type_into(named(page, QPlainTextEdit, "صورت‌جلسه"), "دو طرف گفت‌وگو کردند.")
    staged.dialogs.reasons = ["دلیل"] * 3
    page.act("save")
    assert not page.session.dirty

    again = shown(staged, qtbot, record)
    said = words_of(again)
    for part in ("پایش برخط هوا", "سئول سامانهٔ خود را معرفی کرد.", "ارسال فهرست ایستگاه‌ها", "اعزام سه کارشناس"):
        assert part in said
    item = again.session.draft.rows["agenda"][-1]
    sides = {promise[FollowUp.what]: promise[FollowUp.side] for promise in item.rows["promises"]}
    assert sides == {"ارسال فهرست ایستگاه‌ها": Side.OURS, "اعزام سه کارشناس": Side.THEIRS}
    promise = item.rows["promises"][0]
    at = again.session.draft[Meeting.starts_at]
    assert isinstance(at, Moment)
    assert promise.values["meeting"] == record
    assert promise[FollowUp.counterpart] == again.session.draft[Meeting.counterparts][0]
    assert promise[FollowUp.promised_on] == at.day

    history.undo(staged.context.office)
    stored = editing.open_draft(staged.context.office, "meeting", record)
    assert stored[Meeting.minutes] is None
    assert all(row[AgendaItem.subject] != "پایش برخط هوا" for row in stored.rows["agenda"])


def test_a_new_meeting_seats_people_with_the_post_of_that_day(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, None)
    stored = editing.open_draft(staged.context.office, "meeting", found(staged, "meeting", "subject", SEOUL))
    at = Moment.decode(str(stored[Meeting.starts_at].encode()))  # type: ignore[union-attr]
    page.session.draft[Meeting.starts_at] = at
    line = named(page, Picker, "افزودن به آنان: نامی بنویسید…")
    type_into(line, "هان")
    line.offer()
    key(line, Qt.Key.Key_Return)
    (row,) = page.session.draft.rows["attendees"]
    assert row[Attendee.side] is Side.THEIRS
    assert row[Attendee.head]
    post = row[Attendee.post]
    assert post is not None
    assert title_of(staged.context.office, post) == "شهردار سئول"
    assert "شهردار سئول" in words_of(page.body.people)


def test_an_earlier_day_gives_the_earlier_post(staged: Stage) -> None:
    office = staged.context.office
    person = found(staged, "person", "name_fa", "هان")
    long_ago = office.today().replace(year=office.today().year - 2)
    post = post_on(office, person, long_ago)
    assert post is not None
    assert title_of(office, post) == "معاون حمل‌ونقل شهردار سئول"
    assert post_on(office, person, long_ago.replace(year=1990)) is None


def test_a_click_on_an_outcome_writes_there(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, found(staged, "meeting", "subject", "دیدار با معاون حمل‌ونقل سئول"))
    seen = [part for part in page.findChildren(Outcome) if part.isVisibleTo(page)]
    box = next(part for part in seen if part.accessibleName().startswith("خلاصه"))
    box.setFocus(Qt.FocusReason.TabFocusReason)
    key(box, Qt.Key.Key_Return)
    page.body.finish()
    assert not page.reading
    form = page.body.agenda.form
    assert form is not None
    assert form.grid.editors["summary"].is_editing


def test_items_move_by_keyboard_while_they_are_written(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, found(staged, "meeting", "subject", SEOUL))
    page.edit()
    page.body.finish()
    before = [row[AgendaItem.subject] for row in page.session.draft.rows["agenda"]]
    first = next(row for row in page.body.agenda.rows if isinstance(row, AgendaRow))
    key(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = [row[AgendaItem.subject] for row in page.session.draft.rows["agenda"]]
    assert after == [before[1], before[0], *before[2:]]


def test_points_fold_and_unfold(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, found(staged, "meeting", "subject", SEOUL))
    arguments = next(row for row in page.findChildren(Row) if row.accessibleName().startswith("استدلال‌ها"))
    assert "وارونگی هوا" not in words_of(page)
    key(arguments, Qt.Key.Key_Space)
    assert "وارونگی هوا" in words_of(page)


def test_the_preparation_goes_into_a_drawer_in_a_narrow_window(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, found(staged, "meeting", "subject", SEOUL), (855, 466))
    assert "هدف‌های ما" not in words_of(page)
    press(page, "آماده‌سازی")
    assert "هدف‌های ما" in words_of(page.drawer)
    page.resize(1170, 714)
    qtbot.waitUntil(lambda: "هدف‌های ما" in words_of(page.body.side))


def test_a_stage_that_may_follow_is_one_click_away_and_others_only_say_so(staged: Stage, qtbot: QtBot) -> None:
    page = shown(staged, qtbot, found(staged, "meeting", "subject", SEOUL))
    said: list[str] = []
    staged.context.said.connect(lambda text, _undoable: said.append(text))
    page.findChild(StageStrip).stage_clicked.emit("closed")  # type: ignore[union-attr]
    assert said
    staged.dialogs.reasons = ["دلیل"] * 3
    page.findChild(StageStrip).stage_clicked.emit("held")  # type: ignore[union-attr]
    assert str(page.session.draft[Meeting.stage]) == "held"
    assert "بی‌نتیجه" in "".join(row.accessibleName() for row in page.body.agenda.rows)


@pytest.mark.parametrize("size", [(1170, 714), (855, 466)])
def test_a_new_meeting_has_a_name_on_every_part(staged: Stage, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = shown(staged, qtbot, None, size)
    assert nameless(page) == []
