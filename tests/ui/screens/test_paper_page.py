"""The brief's page on the sample office: options, preview, file, printer."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.ids import uuid7
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.services import editing
from app.ui.kit import EmptyState
from app.ui.screens import brief_paper
from app.ui.screens.brief_page import BriefPage, file_name
from app.ui.screens.brief_sheets import Sheet
from app.ui.shell.places import BriefPlace, RecordPlace
from app.ui.tasks import Job
from tests.ui.screens.seen import Stage, words


def meeting_of(stage: Stage, label: Confidentiality = Confidentiality.NORMAL) -> UUID:
    office = stage.context.office
    with office.store.reading() as session:
        found = session.scalars(select(Meeting.id).where(Meeting.internal.is_(False)).order_by(Meeting.starts_at.desc())).first()
    assert found is not None
    draft = editing.open_draft(office, "meeting", found)
    draft.values["label"] = label
    editing.save(office, draft)
    return found


def opened(qtbot: QtBot, stage: Stage, meeting: UUID, *, size: tuple[int, int] = (1366, 768)) -> BriefPage:
    page = BriefPage(stage.context, BriefPlace(meeting))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


def made(qtbot: QtBot, page: BriefPage) -> BriefPage:
    qtbot.waitUntil(page.print.isEnabled, timeout=20000)
    return page


def test_the_brief_is_shown_as_it_will_be_printed(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    assert page.findChildren(Sheet)
    assert page.title()
    assert page.crumb()


def test_a_ceiling_below_the_meeting_is_told_in_words(qtbot: QtBot, staged: Stage) -> None:
    meeting = meeting_of(staged, Confidentiality.SECRET)
    page = made(qtbot, opened(qtbot, staged, meeting))
    assert page.options.ceiling is Confidentiality.SECRET
    page.options.set_ceiling(Confidentiality.NORMAL)
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=20000)
    assert not page.print.isEnabled()
    page.findChildren(EmptyState)[0].action_clicked.emit("meeting")
    assert staged.went == [RecordPlace("meeting", meeting)]


def test_a_meeting_that_is_gone_is_told_in_words(qtbot: QtBot, staged: Stage) -> None:
    page = opened(qtbot, staged, uuid7())
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=20000)
    assert not page.save.isEnabled()


def test_another_language_makes_another_paper(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    page.options.take(Confidentiality.NORMAL, "en")
    assert not page.print.isEnabled()
    made(qtbot, page)
    assert page.asked.language == "en"
    assert "[fa]" in words(page.options) or page.options.lang == "en"


def test_the_paper_is_kept_as_a_file(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    suggested: list[str] = []

    def save_file(_title: object, name: str, *, pattern: str = "") -> Path:
        suggested.append(name + pattern)
        return tmp_path / "brief"

    monkeypatch.setattr(staged.dialogs, "save_file", save_file)
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        page.act("export")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert ".pdf" in suggested[0]


def test_without_a_printer_the_file_is_offered(qtbot: QtBot, staged: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    monkeypatch.setattr(brief_paper, "has_printer", lambda: False)
    assert page.act("print")
    assert len(staged.dialogs.asked) == 1


def test_every_page_goes_to_the_printer(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(brief_paper, "has_printer", lambda: True)
    monkeypatch.setattr(brief_paper, "ask_printer", lambda _parent: printer)
    with qtbot.waitSignal(staged.context.said, timeout=30000):
        page.print_out()
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert len(brief_paper.pictures(printed)) == len(page.findChildren(Sheet))


def test_nothing_of_the_paper_stays_on_disk(staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    asked = brief_paper.Asked(meeting_of(staged), Confidentiality.SECRET, "fa")
    before = set(tmp_path.iterdir())
    found = brief_paper.make(staged.context.office, asked, _job())
    assert found.pdf.startswith(b"%PDF")
    assert set(tmp_path.iterdir()) == before


def _job() -> Job:
    from threading import Event

    return Job(Event(), lambda _at, _total: None, lambda _part: None)


def test_a_narrow_window_puts_the_options_into_a_drawer(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged), size=(911, 512)))
    assert page.options_button.isVisible()
    assert not page.options.isVisible()
    page.options_button.click()
    assert page.options.isVisible()
    page.resize(1366, 768)
    assert not page.options_button.isVisible()
    assert page.options.isVisible()


def test_the_page_comes_back_as_it_was_left(qtbot: QtBot, staged: Stage) -> None:
    meeting = meeting_of(staged)
    page = made(qtbot, opened(qtbot, staged, meeting))
    page.larger.click()
    page.options.set_ceiling(Confidentiality.CONFIDENTIAL)
    other = opened(qtbot, staged, meeting)
    other.restore(page.state())
    assert other.state() == page.state()
    made(qtbot, other)


def test_a_file_name_has_no_signs_that_a_system_refuses() -> None:
    assert file_name("برگه: \u2068دیدار/۱\u2069.") == "برگه- دیدار-۱"
