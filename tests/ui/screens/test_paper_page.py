"""The page of a paper on the sample office: choices, preview, warnings, files, printer."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import papers
from app.core import platform
from app.core.ids import uuid7
from app.core.numbers import format_integer
from app.core.text import strip_isolates
from app.papers import Composed, Gap, Paper, PaperOptions, Part, by_name, copy_files
from app.papers.document import Paragraph
from app.papers.errors import PaperStopped
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.office import Office
from app.ui.kit import EmptyState
from app.ui.screens import paper_making, paper_printing
from app.ui.screens.paper_deeds import file_name
from app.ui.screens.paper_making import Asked
from app.ui.screens.paper_page import PaperPage
from app.ui.screens.paper_pdf import Opened
from app.ui.screens.paper_sheets import Sheet
from app.ui.shell.places import ListPlace, PaperPlace, RecordPlace
from app.ui.tasks import Job
from tests.ui.screens.seen import Stage, words

NORMAL, CONFIDENTIAL, SECRET = Confidentiality


def meeting_of(stage: Stage, label: Confidentiality = NORMAL) -> UUID:
    office = stage.context.office
    with office.store.reading() as session:
        found = session.scalars(select(Meeting.id).where(Meeting.internal.is_(False)).order_by(Meeting.starts_at.desc())).first()
    assert found is not None
    draft = editing.open_draft(office, "meeting", found)
    draft.values["label"] = label
    editing.save(office, draft)
    return found


def opened(
    qtbot: QtBot, stage: Stage, meeting: UUID | None, *, name: str = "meeting_brief", size: tuple[int, int] = (1366, 768)
) -> PaperPage:
    page = PaperPage(stage.context, PaperPlace(name, meeting))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


def made(qtbot: QtBot, page: PaperPage) -> PaperPage:
    qtbot.waitUntil(page.print.isEnabled, timeout=20000)
    QApplication.processEvents()  # a layout shows what was added to it in the next turn of the loop
    return page


def press(page: QWidget, name: str) -> None:
    """Press the button that a screen reader calls so."""
    found = [each for each in page.findChildren(QAbstractButton) if strip_isolates(each.accessibleName() or each.text()) == name]
    assert found, [each.accessibleName() or each.text() for each in page.findChildren(QAbstractButton)]
    found[0].click()


def _compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the brief with one block for each part, a gap that leads somewhere, and one that leads nowhere."""
    made = by_name("meeting_brief").compose(office, record, options)
    said = tuple(Paragraph(f"بخش {key}") for key in ("one", "two") if options.wants(key))
    document = replace(made.document, blocks=(*said, Paragraph("رایانامه: a@b.ir")))
    return Composed(document, made.label, made.left_out, (Gap("عکس ندارد", "meeting", record), Gap("بی‌جا")))


TWO_PARTS = (Part("one", papers.PAPERS[0].title), Part("two", papers.PAPERS[0].title))


@pytest.fixture
def shareable(monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Put a shareable paper of two parts among the office's papers."""
    paper = Paper("trial", papers.PAPERS[0].title, "meeting", _compose, TWO_PARTS, shareable=True)
    monkeypatch.setattr(papers, "PAPERS", (*papers.PAPERS, paper))
    return paper


def test_the_paper_is_shown_as_it_will_be_printed(qtbot: QtBot, staged: Stage) -> None:
    meeting = meeting_of(staged)
    page = made(qtbot, opened(qtbot, staged, meeting))
    sheets = page.findChildren(Sheet)
    qtbot.waitUntil(lambda: sheets[0].picture is not None, timeout=10000)
    picture = sheets[0].picture
    assert picture is not None
    assert picture.width() == sheets[0].wanted.width()
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(seen) > 10
    assert f"{format_integer(len(sheets), 'fa')} صفحه" in words(page)
    assert "کیلوبایت" in words(page)
    assert page.crumb_place() == RecordPlace("meeting", meeting)
    assert page.title() == str(by_name("meeting_brief").title)


def test_the_label_of_the_paper_says_what_gave_it(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged, SECRET)))
    assert page.badge.isVisible()
    assert page.crumb() in strip_isolates(page.reason.text())
    plain = made(qtbot, opened(qtbot, staged, meeting_of(staged, NORMAL)))
    assert plain.reason.isHidden()


def test_pages_out_of_sight_are_drawn_when_they_are_reached(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged), size=(1366, 500)))
    page.sheets.set_zoom(150)
    last = page.sheets.sheets[-1]
    page.sheets.verticalScrollBar().setValue(page.sheets.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: last.picture is not None and last.picture.size() == last.wanted, timeout=10000)


def test_a_ceiling_below_the_record_is_told_in_words(qtbot: QtBot, staged: Stage) -> None:
    meeting = meeting_of(staged, SECRET)
    page = made(qtbot, opened(qtbot, staged, meeting))
    assert page.choices.options.ceiling is SECRET
    page.choices.set_ceiling(NORMAL)
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=20000)
    assert not page.print.isEnabled()
    page.findChildren(EmptyState)[0].action_clicked.emit("record")
    assert staged.went == [RecordPlace("meeting", meeting)]


def test_a_record_that_is_gone_is_told_in_words(qtbot: QtBot, staged: Stage) -> None:
    page = opened(qtbot, staged, uuid7())
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=20000)
    assert not page.save.isEnabled()


def test_another_language_makes_another_paper(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    press(page, "انگلیسی")
    assert not page.print.isEnabled()
    made(qtbot, page)
    assert page.asked.options.language == "en"


def test_parts_are_left_out_one_by_one_and_all_at_once(qtbot: QtBot, staged: Stage, shareable: Paper) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged), name=shareable.name))
    page.choices.parts["two"].click()
    assert page.asked.options.parts == frozenset({"one"})
    page.choices.parts["two"].click()
    assert page.asked.options.parts is None
    press(page, "کنار گذاشتن همه")
    assert page.asked.options.parts == frozenset()
    press(page, "همهٔ بخش‌ها")
    assert page.asked.options.parts is None
    made(qtbot, page)


def test_a_day_is_typed_and_one_to_come_is_refused(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    today = staged.context.office.today()
    page.choices.day.choose(today)
    made(qtbot, page)
    assert page.asked.options.as_of == today
    page.choices.day.choose(today + timedelta(days=1))
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=20000)
    page.choices.day.edit.setText("۱۴۰۵/۱۳/۴۰")
    page.choices.day.settle()
    assert page.asked.options.as_of == today + timedelta(days=1)
    page.choices.day.choose(None)
    made(qtbot, page)


def test_gaps_and_warnings_lead_to_their_records(qtbot: QtBot, staged: Stage, shareable: Paper) -> None:
    meeting = meeting_of(staged)
    page = made(qtbot, opened(qtbot, staged, meeting, name=shareable.name))
    said = words(page.choices)
    assert "عکس ندارد" in said
    assert "بی‌جا" in said
    assert "a@b.ir" in said
    assert "نکته پیش از چاپ" in said
    press(page, "رفتن به مورد: عکس ندارد")
    assert staged.went == [RecordPlace("meeting", meeting)]


def test_a_paper_with_warnings_goes_out_only_with_a_reason(
    qtbot: QtBot, staged: Stage, shareable: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = meeting_of(staged)
    page = made(qtbot, opened(qtbot, staged, meeting, name=shareable.name))
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(staged.dialogs, "save_file", lambda *_words, **_more: target)
    answers = iter(("leave", "go", "reason"))
    monkeypatch.setattr(staged.dialogs, "ask", lambda *_asked: next(answers))
    page.save_as(".pdf")
    assert not target.exists()
    page.save_as(".pdf")
    assert staged.went == [RecordPlace("meeting", meeting)]
    monkeypatch.setattr(staged.dialogs, "reason", lambda *_asked: "نشانی عمومی است")
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        page.save_as(".pdf")
    assert target.read_bytes().startswith(b"%PDF")
    page.refresh(None)
    made(qtbot, page)
    assert "a@b.ir" not in words(page.choices)


def saving(stage: Stage, target: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    suggested: list[str] = []

    def save_file(_title: object, name: str, *, pattern: str = "") -> Path:
        suggested.append(name + pattern)
        return target

    monkeypatch.setattr(stage.dialogs, "save_file", save_file)
    return suggested


def test_the_paper_is_kept_as_a_file(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    suggested = saving(staged, tmp_path / "brief", monkeypatch)
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        page.act("export")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert ".pdf" in suggested[0]


def test_every_copy_is_a_numbered_file(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    for _copy in range(2):
        press(page, "یک نسخه بیشتر")
    press(page, "یک نسخه کمتر")
    made(qtbot, page)
    saving(staged, tmp_path / "brief.pdf", monkeypatch)
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        press(page, "ذخیرهٔ PDF")
    assert {file.name for file in tmp_path.glob("*.pdf")} == {"brief (1-2).pdf", "brief (2-2).pdf"}
    first, second = (file.read_bytes() for file in copy_files(tmp_path / "brief.pdf", 2))
    assert first != second


def test_giving_up_stops_the_work_and_leaves_no_file(staged: Stage, tmp_path: Path) -> None:
    asked = Asked(by_name("meeting_brief"), meeting_of(staged), PaperOptions(SECRET), copies=3)
    job = _job()
    pages: list[int] = []

    def give_up(page: int, _pages: int) -> None:
        pages.append(page)
        job.stop.set()

    with pytest.raises(PaperStopped):
        paper_making.save(staged.context.office, asked, tmp_path / "brief.pdf", replace(job, tell=give_up))
    assert pages == [1]
    assert not list(tmp_path.glob("brief*"))


def test_without_a_printer_the_file_is_offered(qtbot: QtBot, staged: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    monkeypatch.setattr(paper_printing, "has_printer", lambda: False)
    assert page.act("print")
    assert len(staged.dialogs.asked) == 1


def printer_to(file: Path, *, copies: int = 1) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setCopyCount(copies)
    return printer


def page_count(pdf: bytes) -> int:
    with Opened(pdf) as document:
        return document.pageCount()


def test_every_page_of_every_copy_goes_to_the_printer(
    qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    printer = printer_to(tmp_path / "printed.pdf", copies=2)
    monkeypatch.setattr(paper_printing, "has_printer", lambda: True)
    monkeypatch.setattr(paper_printing, "ask_printer", lambda _parent, **_asked: printer)
    with qtbot.waitSignal(staged.context.said, timeout=30000):
        page.print_out()
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 2 * len(page.findChildren(Sheet))


def test_only_the_chosen_pages_are_printed(staged: Stage, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    asked = Asked(by_name("meeting_brief"), meeting_of(staged), PaperOptions(SECRET))
    told: list[tuple[int, int]] = []
    job = replace(_job(), tell=lambda done, total: told.append((done, total)))
    paper_printing.print_copies(staged.context.office, asked, printer, job)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1
    assert told == [(1, 1)]


def test_printing_is_given_up_at_once(staged: Stage, tmp_path: Path) -> None:
    asked = Asked(by_name("meeting_brief"), meeting_of(staged), PaperOptions(SECRET))
    job = _job()
    stopping = replace(job, tell=lambda _done, _total: job.stop.set())
    with pytest.raises(PaperStopped):
        paper_printing.print_copies(staged.context.office, asked, printer_to(tmp_path / "printed.pdf"), stopping)


def test_the_paper_is_opened_outside_from_a_copy_that_goes_with_the_office(
    qtbot: QtBot, staged: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    shown: list[Path] = []
    monkeypatch.setattr(platform, "open_outside", shown.append)
    press(page, "گشودن در برنامهٔ دیگر")
    assert shown[0].read_bytes().startswith(b"%PDF")
    staged.context.office.store.files.sweep()
    assert not shown[0].exists()
    monkeypatch.setattr(platform, "open_outside", _refuse)
    page.open_outside()
    assert len(staged.dialogs.told) == 1


def _refuse(_path: Path) -> None:
    raise OSError


def test_nothing_of_the_paper_stays_on_disk(staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    asked = Asked(by_name("meeting_brief"), meeting_of(staged), PaperOptions(SECRET))
    before = set(tmp_path.iterdir())
    found = paper_making.make(staged.context.office, asked, _job())
    assert found.pdf.startswith(b"%PDF")
    assert set(tmp_path.iterdir()) == before


def _job() -> Job:
    from threading import Event

    return Job(Event(), lambda _at, _total: None, lambda _part: None)


def test_only_the_last_of_many_changes_is_made(qtbot: QtBot, staged: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged)))
    finished: list[Asked] = []
    make: Callable[..., Any] = paper_making.make

    def counting(office: Office, asked: Asked, job: Job) -> Any:
        answer = make(office, asked, job)
        finished.append(asked)
        return answer

    monkeypatch.setattr(paper_making, "make", counting)
    for level in (SECRET, CONFIDENTIAL, SECRET, CONFIDENTIAL, NORMAL):
        page.choices.set_ceiling(level)
    made(qtbot, page)
    assert finished[-1].options.ceiling is NORMAL
    assert len(finished) <= 2


def test_a_change_of_a_paper_of_twenty_pages_is_seen_within_a_second(
    qtbot: QtBot, staged: Stage, shareable: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long_one(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
        made = by_name("meeting_brief").compose(office, record, options)
        blocks = made.document.blocks * (1 + 20 // 3)
        return replace(made, document=replace(made.document, blocks=blocks))

    monkeypatch.setattr(papers, "PAPERS", (replace(shareable, compose=long_one, shareable=False), *papers.PAPERS))
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged), name="trial"))
    assert len(page.sheets.sheets) >= 15
    before = page.sheets.sheets[0]
    start = time.process_time()
    page.choices.set_ceiling(SECRET)
    qtbot.waitUntil(lambda: page.sheets.sheets[0] is not before and page.sheets.sheets[0].asked.isValid(), timeout=20000)
    # The time of the processor, because the machine of a test is shared.
    assert time.process_time() - start < 1


def test_a_narrow_window_puts_the_options_into_a_drawer(qtbot: QtBot, staged: Stage) -> None:
    page = made(qtbot, opened(qtbot, staged, meeting_of(staged), size=(911, 512)))
    assert page.options_button.isVisible()
    assert not page.choices.isVisible()
    page.options_button.click()
    assert page.choices.isVisible()
    page.resize(1366, 768)
    assert not page.options_button.isVisible()
    assert page.choices.isVisible()


def test_the_page_comes_back_as_it_was_left(qtbot: QtBot, staged: Stage) -> None:
    meeting = meeting_of(staged)
    page = made(qtbot, opened(qtbot, staged, meeting))
    page.larger.click()
    page.choices.set_ceiling(CONFIDENTIAL)
    page.choices.set_copies(4)
    other = opened(qtbot, staged, meeting)
    other.restore(page.state())
    assert other.state() == page.state()
    made(qtbot, other)


def test_a_register_belongs_to_its_list(qtbot: QtBot, staged: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, brief = meeting_of(staged), by_name("meeting_brief")

    def register(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
        assert record is None
        return brief.compose(office, meeting, options)

    monkeypatch.setattr(papers, "PAPERS", (Paper("book", papers.PAPERS[0].title, "meeting", register, register=True),))
    page = made(qtbot, opened(qtbot, staged, None, name="book"))
    assert page.crumb_place() == ListPlace("meeting")
    assert page.crumb() == "دیدارها"


def test_a_file_name_has_no_signs_that_a_system_refuses() -> None:
    assert file_name("برگه: \u2068دیدار/۱\u2069.") == "برگه- دیدار-۱"
