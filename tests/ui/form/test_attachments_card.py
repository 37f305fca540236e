"""Attachments come by button, drop and paste, are called what they are, are looked at inside, and come back after removal."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core import platform
from app.core.text import strip_isolates
from app.services import attachments, history
from app.ui.attachments.card import AttachmentsCard
from app.ui.attachments.look_inside import Picture
from app.ui.context import Context
from app.ui.kit import IconButton, Label, SmallButton
from app.ui.screens.paper_sheets import Sheets
from app.ui.shell.places import RecordPlace
from tests.ui.form.making import Answers
from tests.ui.form.test_page import a_trip, shown

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.fixture
def card(context: Context, qtbot: QtBot) -> AttachmentsCard:
    """Give the card of a saved trip, on its page."""
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    return page.attachments


def filed(folder: Path, name: str, content: bytes = b"words") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def wait_for(qtbot: QtBot, card: AttachmentsCard, names: list[str]) -> None:
    qtbot.waitUntil(lambda: card.names() == names, timeout=10_000)


def press(card: AttachmentsCard, name: str) -> None:
    found = [button for button in card.findChildren(IconButton) if strip_isolates(button.accessibleName()).startswith(name)]
    found[0].click()


def test_files_that_are_chosen_hang_on_the_record(
    card: AttachmentsCard, context: Context, dialogs: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.picked = [filed(tmp_path, "نامهٔ دعوت.txt"), filed(tmp_path, "b.txt")]
    card.choose()
    wait_for(qtbot, card, ["b.txt", "نامهٔ دعوت.txt"])
    history.undo(context.office)
    qtbot.waitUntil(lambda: len(card.names()) == 1, timeout=10_000)


def test_a_row_says_who_attached_it_and_when(card: AttachmentsCard, dialogs: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    dialogs.picked = [filed(tmp_path, "a.txt")]
    card.choose()
    wait_for(qtbot, card, ["a.txt"])
    said = strip_isolates(" ".join(part.text() for part in card.findChildren(Label)))
    assert "پیوست‌شده در ۲ آذر ۱۴۰۵" in said


def test_many_files_can_be_stopped_and_what_is_there_stays(
    card: AttachmentsCard, dialogs: Answers, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = attachments.add

    def add_and_stop(*arguments: object, **named: object) -> object:
        made = plain(*arguments, **named)  # type: ignore[arg-type]
        card.stop()
        return made

    monkeypatch.setattr(attachments, "add", add_and_stop)
    dialogs.picked = [filed(tmp_path, f"{number}.txt") for number in range(5)]
    card.choose()
    stop = next(button for button in card.findChildren(SmallButton) if button.text() == "توقف")
    assert not stop.isHidden()
    wait_for(qtbot, card, ["0.txt"])
    qtbot.waitUntil(stop.isHidden, timeout=5_000)


def test_stopping_stops_every_run_that_waits(
    card: AttachmentsCard, dialogs: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    for run in range(2):
        dialogs.picked = [filed(tmp_path, f"{run}-{number}.txt") for number in range(4)]
        card.choose()
    card.stop()
    stop = next(button for button in card.findChildren(SmallButton) if button.text() == "توقف")
    qtbot.waitUntil(stop.isHidden, timeout=10_000)
    assert len(card.names()) < 8
    assert not [name for name in card.names() if name.startswith("1-")]


@pytest.mark.filterwarnings("ignore:Function:DeprecationWarning")  # the events have no other maker in this binding
def test_files_are_dropped_on_it(card: AttachmentsCard, qtbot: QtBot, tmp_path: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(filed(tmp_path, "dropped.txt")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, buttons, keys)
    QApplication.sendEvent(card, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(card, QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, buttons, keys))
    wait_for(qtbot, card, ["dropped.txt"])


def test_a_picture_is_pasted_and_seen_inside(card: AttachmentsCard, qtbot: QtBot) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    held = QMimeData()
    held.setImageData(picture)
    assert card.take_mime(held)
    wait_for(qtbot, card, ["تصویر چسبانده‌شده.png"])
    press(card, "دیدن")
    assert card.inside is not None
    assert isinstance(card.inside.content, Picture)
    card.inside.reject()


def test_a_text_is_shown_as_text_whatever_stands_in_it(card: AttachmentsCard, qtbot: QtBot, tmp_path: Path) -> None:
    card.take([filed(tmp_path, "note.txt", "<b>متن</b> <img src='http://x'>".encode())])
    wait_for(qtbot, card, ["note.txt"])
    press(card, "دیدن")
    assert card.inside is not None
    assert isinstance(card.inside.content, QPlainTextEdit)
    assert card.inside.content.toPlainText() == "<b>متن</b> <img src='http://x'>"
    card.inside.reject()


def test_the_pages_of_a_pdf_are_shown(card: AttachmentsCard, qtbot: QtBot, tmp_path: Path) -> None:
    card.take([filed(tmp_path, "a.pdf", PDF)])
    wait_for(qtbot, card, ["a.pdf"])
    press(card, "دیدن")
    assert card.inside is not None
    assert isinstance(card.inside.content, Sheets)
    assert len(card.inside.content.sheets) == 1
    card.inside.reject()


def test_a_misleading_name_is_said_and_does_not_open(card: AttachmentsCard, qtbot: QtBot, tmp_path: Path) -> None:
    card.take([filed(tmp_path, "report.pdf.exe")])
    qtbot.waitUntil(lambda: bool(card.names()), timeout=10_000)
    assert any("برنامه" in label.text() for label in card.findChildren(Label))
    outside = [each for each in card.findChildren(IconButton) if "برنامهٔ دیگر" in each.accessibleName()]
    assert outside
    assert outside[0].isHidden()


def test_a_copy_is_opened_outside_and_saved(
    card: AttachmentsCard, dialogs: Answers, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []
    monkeypatch.setattr(platform, "open_outside", lambda path: opened.append(path.read_bytes()))
    card.take([filed(tmp_path, "a.txt", b"plain")])
    wait_for(qtbot, card, ["a.txt"])
    press(card, "گشودن")
    assert opened == [b"plain"]
    dialogs.saved_as = [tmp_path / "copy.txt"]
    press(card, "ذخیره")
    assert (tmp_path / "copy.txt").read_bytes() == b"plain"


def test_what_is_too_large_or_gone_is_told(card: AttachmentsCard, dialogs: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    card.take([large])
    qtbot.waitUntil(lambda: len(dialogs.told) == 1, timeout=20_000)
    card.take([tmp_path / "gone.txt"])
    qtbot.waitUntil(lambda: len(dialogs.told) == 2, timeout=10_000)
    assert card.names() == []


def test_a_removed_one_comes_back(card: AttachmentsCard, context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    card.take([filed(tmp_path, "a.txt")])
    wait_for(qtbot, card, ["a.txt"])
    press(card, "برداشتن")
    assert card.names() == []
    history.undo(context.office)
    wait_for(qtbot, card, ["a.txt"])


def test_a_new_record_has_nothing_to_hang_it_on(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("person"))
    assert page.attachments.isHidden()
