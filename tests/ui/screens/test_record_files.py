"""A record as a file for other programs, from the menu of its papers; a register as a workbook from its page."""

from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from openpyxl import load_workbook
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.core.ids import shipped_id
from app.core.text import strip_isolates
from app.rules.labels import Confidentiality
from app.services import editing
from app.ui.papers_menu import PapersButton, RegistersButton
from app.ui.screens.paper_page import PaperPage
from app.ui.shell.places import PaperPlace
from tests.ui.screens.seen import Stage


def offered(qtbot: QtBot, stage: Stage, kind: str, key: str) -> list[QAction]:
    """List what the menu of a record's papers offers."""
    button = PapersButton(stage.context, kind)
    qtbot.addWidget(button)
    button.show_for(shipped_id("sample", key))
    return [action for action in button.menu().actions() if action.text()]


def answering(stage: Stage, monkeypatch: pytest.MonkeyPatch, ceiling: str, target: Path | None) -> list[str]:
    """Answer with a ceiling and a place; keeps the names that were suggested."""
    suggested: list[str] = []

    def save_file(_title: object, name: str, *, pattern: str = "") -> Path | None:
        suggested.append(name + pattern)
        return target

    monkeypatch.setattr(stage.dialogs, "ask", lambda *_asked: ceiling)
    monkeypatch.setattr(stage.dialogs, "save_file", save_file)
    return suggested


def test_a_trip_leaves_as_a_calendar(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    action = offered(qtbot, staged, "delegation", "d_seoul")[-1]
    assert strip_isolates(action.text()) == "برنامهٔ سفر به‌صورت iCalendar"
    suggested = answering(staged, monkeypatch, "secret", tmp_path / "trip")
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        action.trigger()
    assert suggested[0].endswith(".icsiCalendar (*.ics)")
    assert len(Calendar.from_ical((tmp_path / "trip.ics").read_bytes()).walk("VEVENT")) > 5


def test_a_person_leaves_as_a_card(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    action = offered(qtbot, staged, "person", "p_han")[-1]
    answering(staged, monkeypatch, "normal", tmp_path / "han.vcf")
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        action.trigger()
    card: Any = vobject.readOne((tmp_path / "han.vcf").read_text("utf-8"))
    assert card.fn.value == "هان نمونه‌هیون"


def test_giving_up_writes_nothing(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    action = offered(qtbot, staged, "person", "p_han")[-1]
    assert answering(staged, monkeypatch, "leave", tmp_path / "a.vcf") == []
    action.trigger()
    answering(staged, monkeypatch, "normal", None)
    action.trigger()
    assert not list(tmp_path.glob("*.vcf"))


def test_a_record_above_the_ceiling_is_refused_in_words(
    qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = staged.context.office
    draft = editing.open_draft(office, "person", shipped_id("sample", "p_han"))
    editing.save(office, draft.with_values({"label": Confidentiality.SECRET}))
    action = offered(qtbot, staged, "person", "p_han")[-1]
    answering(staged, monkeypatch, "normal", tmp_path / "a.vcf")
    told: list[object] = []
    monkeypatch.setattr(staged.dialogs, "report", told.append)
    action.trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert getattr(told[0], "code", "") == "above_ceiling"
    assert not (tmp_path / "a.vcf").exists()


def test_kinds_without_such_files_offer_papers_alone(qtbot: QtBot, staged: Stage) -> None:
    assert all("iCalendar" not in action.text() for action in offered(qtbot, staged, "meeting", "m_seoul_next"))


def test_a_register_is_kept_as_a_workbook(qtbot: QtBot, staged: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    button = RegistersButton(staged.context, "agreement")
    qtbot.addWidget(button)
    assert [paper.name for paper in button.papers()] == ["agreement_register"]
    page = PaperPage(staged.context, PaperPlace("agreement_register"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.excel.isEnabled, timeout=20000)
    assert not page.excel.isHidden()
    answering(staged, monkeypatch, "reason", tmp_path / "register")
    with qtbot.waitSignal(staged.context.said, timeout=20000):
        page.save_as(".xlsx")
    assert len(load_workbook(tmp_path / "register.xlsx").sheetnames) == 5


def test_a_paper_of_one_record_is_no_workbook(qtbot: QtBot, staged: Stage) -> None:
    page = PaperPage(staged.context, PaperPlace("person_sheet", shipped_id("sample", "p_han")))
    qtbot.addWidget(page)
    assert page.excel.isHidden()
