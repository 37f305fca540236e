"""A trip through the window: pack, open on a laptop, edit on both sides, return, decide, apply, and take it all back."""

import errno
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.bootstrap import gate_of
from app.core.file_work import FileWork, doing_with
from app.core.text import strip_isolates
from app.records.follow_up import FollowUp
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.history import history
from app.services.listing import ListQuery, first_rows
from app.services.office import Office
from app.store import keys
from app.sync import deciding, returning
from app.ui.merge_pictures import returned_trip
from app.ui.screens.home import HomePage
from app.ui.screens.merge_page import MergePage
from app.ui.screens.pack_page import PackPage
from app.ui.screens.trips_page import TripsPage, read_outside
from app.ui.shell.places import MergePlace, PackPlace
from app.ui.shell.window import alert_kinds
from app.ui.start.first_run import FirstRunPage
from app.ui.tasks import Tasks
from tests.ui.screens.conftest import bare, sample_folder, staged  # noqa: F401 - fixtures
from tests.ui.screens.seen import Stage, words

PASSPHRASE = "winter road to Seoul 27"


class FullDisk(FileWork):
    """A disk that takes nothing more."""

    @override
    def sync(self, path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))


def _trip(office: Office) -> UUID:
    rows = first_rows(office, ListQuery("delegation"), limit=50)
    return next(row.id for row in rows if "سئول برای هوای پاک" in str(row.values[0]))


def _promises(laptop: Office) -> list[UUID]:
    return sorted(row.id for row in first_rows(laptop, ListQuery("follow_up"), limit=50))


def _change(office: Office, promise: UUID, what: str) -> None:
    draft = editing.open_draft(office, "follow_up", promise)
    draft.values[FollowUp.what.key] = what
    editing.save(office, draft)


def _what(office: Office, promise: UUID) -> str:
    return str(editing.open_draft(office, "follow_up", promise).values[FollowUp.what.key])


def _named(page: QWidget, start: str) -> Any:
    found = [part for part in page.findChildren(QPushButton) if strip_isolates(part.accessibleName()).startswith(start)]
    assert found, start
    return found[0]


def _first_run(stage: Stage, qtbot: QtBot, package: Path, folder: Path) -> Office:
    """Open the package on a computer that has no data yet, as the first run offers it."""
    dialogs = stage.dialogs
    page = FirstRunPage(gate_of(folder), Tasks(dialogs.report), dialogs)
    qtbot.addWidget(page)
    dialogs.picked, dialogs.secrets = [package], [PASSPHRASE]
    with qtbot.waitSignal(page.begun, timeout=30_000) as begun:
        _named(page, "بستهٔ سفر دارم").click()
    office: Office = begun.args[0]
    return office


def test_a_trip_is_packed_returns_with_conflicts_and_is_taken_back_whole(
    staged: Stage,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    office = staged.context.office
    keys.place_keys(office.store.folder, keys.wrap_new_key(PASSPHRASE)[1])  # a backup carries the key file of its day
    trip = _trip(office)
    package, home = tmp_path / "seoul.safir", tmp_path / "home.safir"
    page = PackPage(staged.context, PackPlace(trip))
    qtbot.addWidget(page)
    page.ceilings[Confidentiality.SECRET].click()
    qtbot.waitUntil(lambda: page.proposal is not None and page.proposal.ceiling is Confidentiality.SECRET)
    assert page.proposal is not None
    assert page.proposal.records > 0
    page.to_whom.setText("رضا نمونه‌ای")
    page.passphrase.first.edit.setText(PASSPHRASE)
    page.passphrase.second.edit.setText(PASSPHRASE)
    staged.dialogs.saved_as.append(package)
    page.pack_button.click()
    qtbot.waitUntil(lambda: page.done is not None, timeout=20_000)
    assert package.is_file()

    laptop = _first_run(staged, qtbot, package, tmp_path / "laptop")
    promises = _promises(laptop)[:3]
    for number, promise in enumerate(promises):
        _change(office, promise, f"دفتر {number}")
        _change(laptop, promise, f"سفر {number}")
    returning.pack_return(laptop, home)
    laptop.close()

    review = MergePage(staged.context, MergePlace(home))
    qtbot.addWidget(review)
    review.resize(1100, 700)
    review.show()
    qtbot.waitUntil(lambda: review.review is not None, timeout=20_000)
    assert review.review is not None
    assert len(review.review.conflicts) == len(promises) == 3
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(review, key)
        assert review.sheet is not None
        review.sheet.reason.setText("با طرف سئول هماهنگ شد")
        QTest.keyClick(review.sheet.reason, Qt.Key.Key_Return)
    assert review.review.decided == 3
    with qtbot.waitSignal(review.applied, timeout=20_000):
        _named(review, "اعمال").click()
    told = {_what(office, promise) for promise in promises}
    assert sum(text.startswith("سفر") for text in told) == 2
    assert sum(text.startswith("دفتر") for text in told) == 1
    reasons = [change.new for deed in history(office, "follow_up", promises[0]) for change in deed.changes]
    assert "با طرف سئول هماهنگ شد" in reasons

    for ending, begins in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        report = tmp_path / f"report{ending}"
        staged.dialogs.saved_as = [report]
        _named(review, "گزارش با دو امضا").click()
        qtbot.waitUntil(report.is_file, timeout=20_000)
        assert report.read_bytes().startswith(begins)
    _the_register_offers_the_report(staged, qtbot, tmp_path)

    _named(review, "بازگردانی کل ادغام").click()
    qtbot.waitUntil(lambda: all(_what(office, promise).startswith("دفتر") for promise in promises), timeout=20_000)


def test_conflicts_that_are_left_for_later_stay_in_sight_until_they_are_decided(
    staged: Stage,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    office = staged.context.office
    keys.place_keys(office.store.folder, keys.wrap_new_key(PASSPHRASE)[1])
    home = returned_trip(office, tmp_path)
    review = MergePage(staged.context, MergePlace(home))
    qtbot.addWidget(review)
    qtbot.waitUntil(lambda: review.review is not None, timeout=20_000)
    with qtbot.waitSignal(review.applied, timeout=20_000):
        _named(review, "اعمال").click()
    qtbot.waitUntil(lambda: deciding.count_open(office) == 3)
    assert alert_kinds(office)["trips"] == 3
    day = HomePage(staged.context)
    qtbot.addWidget(day)
    qtbot.waitUntil(lambda: "۳ تعارض ادغام" in words(day), timeout=10_000)
    register = TripsPage(staged.context)
    qtbot.addWidget(register)
    qtbot.waitUntil(lambda: "۳ تعارض" in words(register), timeout=5_000)

    later = MergePage(staged.context, MergePlace())
    qtbot.addWidget(later)
    later.resize(1100, 700)
    later.show()
    qtbot.waitUntil(lambda: later.review is not None, timeout=10_000)
    for _conflict in range(3):
        QTest.keyClick(later, Qt.Key.Key_2)
        QTest.keyClick(later, Qt.Key.Key_Return)
    with qtbot.waitSignal(later.applied, timeout=20_000):
        _named(later, "اعمال ۳ تغییر").click()
    assert deciding.count_open(office) == 0


def _the_register_offers_the_report(stage: Stage, qtbot: QtBot, folder: Path) -> None:
    """Print the report later, from the register; a disk that refuses says so and leaves no half file."""
    register = TripsPage(stage.context)
    qtbot.addWidget(register)
    qtbot.waitUntil(lambda: "سفر به سئول" in words(register), timeout=5_000)
    (line,) = read_outside(stage.context.office).register
    offered = next(action for action in register.menu_of(line).actions() if action.text().startswith("گزارش با دو امضا"))
    later, refused = folder / "later.pdf", folder / "refused.pdf"
    stage.dialogs.saved_as = [refused]
    with doing_with(FullDisk()):
        offered.trigger()
        qtbot.waitUntil(lambda: bool(stage.dialogs.told), timeout=20_000)
    assert "برگه ذخیره نشد" in " ".join(stage.dialogs.told)
    assert not list(folder.glob("refused*"))
    stage.dialogs.saved_as = [later]
    offered.trigger()
    qtbot.waitUntil(later.is_file, timeout=20_000)
    assert later.read_bytes().startswith(b"%PDF")


def test_the_register_names_who_has_what(staged: Stage, qtbot: QtBot) -> None:  # noqa: F811
    page = TripsPage(staged.context)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "بسته‌ای بیرون نیست." in words(page), timeout=5_000)
