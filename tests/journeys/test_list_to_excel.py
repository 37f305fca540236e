"""From a list to a workbook by the names on the screen: filter, select, export, open again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import Text, _
from app.services import reference, sample
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.list import ListPage
from app.ui.list.filter_sheet import FilterSheet
from app.ui.shell.places import ListPlace
from app.ui.theme import apply_theme
from tests.ui.form.making import Answers, open_context


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Context, Answers]]:
    """Give the context of an office with a sample, in Persian."""
    apply_theme(qapp, "light", language="fa")
    with open_context(tmp_path) as found:
        reference.load(found[0].office)
        sample.fill(found[0].office)
        yield found


def named(parent: QWidget, name: str) -> QAbstractButton:
    """Find the one button of that name that can be seen."""
    found = [
        button
        for button in parent.findChildren(QAbstractButton)
        if button.isVisible() and name in {button.accessibleName(), button.text()}
    ]
    assert len(found) == 1, (name, [button.accessibleName() or button.text() for button in parent.findChildren(QAbstractButton)])
    return found[0]


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    qtbot.mouseClick(named(parent, name), Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]


def fill_filter() -> None:
    """Choose «stage is in force» in the sheet that is open."""
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FilterSheet)
    # Whatever fails below, the sheet must not stay open for ever.
    QTimer.singleShot(3000, sheet.reject)
    fields = next(box for box in sheet.findChildren(QComboBox) if box.accessibleName() == str(_("Field")))
    fields.setCurrentIndex(fields.findData("stage"))
    next(check for check in sheet.findChildren(QCheckBox) if check.text() == "لازم‌الاجرا").setChecked(True)
    sheet.apply()


def test_a_filtered_selection_leaves_as_a_workbook(
    opened: tuple[Context, Answers], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, dialogs = opened
    target = tmp_path / "توافق‌ها.xlsx"
    monkeypatch.setattr(dialogs, "save_file", lambda *_asked, **_named: target)
    said: list[str] = []

    def ask(question: Text | str, detail: Text | str, choices: Sequence[Choice]) -> str:
        said.append(f"{question} {detail}")
        return "secret" if any(choice.key == "secret" for choice in choices) else "close"

    monkeypatch.setattr(dialogs, "ask", ask)
    page = ListPage(context, ListPlace("agreement"))
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitUntil(lambda: page.model.is_settled, timeout=5000)
    every = page.model.rowCount()
    QTimer.singleShot(0, fill_filter)
    press(qtbot, page, "فیلتر")
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() < every, timeout=5000)
    page.grid.setFocus()
    page.grid.go_to(0)
    for _step in range(2):
        qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[no-untyped-call]
    titles = [page.model.words(number)[0] for number in range(3)]
    press(qtbot, page, "Excel")
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    sheet = load_workbook(target).worksheets[0]
    written = {str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert set(titles) <= written
    assert "۳" in said[1]
