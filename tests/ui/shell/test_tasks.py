"""Work beside the window: answers, refusals, and pages that were left meanwhile."""

import gc
import threading
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.core.errors import SafirError
from app.core.i18n import _
from app.ui.garbage import collect_due
from app.ui.tasks import Job, Tasks, leave


class Page(QObject):
    """Hear an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def take(self, value: object) -> None:
        self.heard.append(value)


@pytest.fixture
def refused() -> list[SafirError]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, refused: list[SafirError]) -> Tasks:
    return Tasks(refused.append)


def test_an_answer_arrives_in_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    page = Page()
    tasks.run(lambda _job: 7, page.take)
    qtbot.waitUntil(lambda: page.heard == [7])


def test_a_refusal_is_reported_as_a_fact(qtbot: QtBot, tasks: Tasks, refused: list[SafirError]) -> None:
    def work(_job: Job) -> None:
        raise SafirError(_("Nothing was changed: there is nothing to take back."))

    tasks.run(work, lambda _none: None)
    qtbot.waitUntil(lambda: len(refused) == 1)


def test_a_fault_of_the_program_is_told_without_its_insides(
    qtbot: QtBot, tasks: Tasks, refused: list[SafirError], caplog: pytest.LogCaptureFixture
) -> None:
    tasks.run(lambda _job: 1 // 0, lambda _none: None)
    qtbot.waitUntil(lambda: len(refused) == 1)
    assert refused[0].code == "unexpected"
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_answer_counts_for_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    page, gate = Page(), Event()
    running = tasks.run(lambda _job: gate.wait(5), page.take)
    running.cancel()
    gate.set()
    qtbot.waitUntil(lambda: running.done)
    assert page.heard == []


def test_an_answer_for_a_page_that_was_left_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    page, other, gate = Page(), Page(), Event()
    first = tasks.run(lambda _job: gate.wait(5), page.take)
    tasks.run(lambda _job: 2, lambda value: page.take(value))  # noqa: PLW0108 - a closure, on purpose
    tasks.run(lambda _job: 3, other.take)
    delete(page)
    gate.set()
    qtbot.waitUntil(lambda: other.heard == [3])
    assert first.done


class Mourned:
    """Remember the thread in which the last hold on it was let go."""

    itself: object = None

    def __del__(self) -> None:
        ENDED.append(threading.current_thread())


ENDED: list[threading.Thread] = []


def name_of(held: Mourned, _job: Job) -> str:
    return type(held).__name__


def test_a_worker_never_collects_the_cycles_of_a_page(qtbot: QtBot, tasks: Tasks) -> None:
    ENDED.clear()
    left = Mourned()
    left.itself = left
    del left
    heard: list[int] = []
    tasks.run(lambda _job: len([[at] for at in range(200_000)]), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    collect_due()
    gc.collect()
    assert set(ENDED) == {threading.main_thread()}


def test_what_a_job_holds_ends_in_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    ENDED.clear()
    heard: list[str] = []
    for _turn in range(50):
        tasks.run(partial(name_of, Mourned()), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 50 and len(ENDED) == 50)
    assert set(ENDED) == {threading.main_thread()}


def test_cycles_are_collected_without_the_automatic_search(tasks: Tasks) -> None:
    assert not gc.isenabled()
    ENDED.clear()
    for _turn in range(2000):
        left = Mourned()
        left.itself = left
    del left
    collect_due()
    assert len(ENDED) > 1000


def test_a_page_that_was_left_hears_no_answer(qtbot: QtBot, tasks: Tasks) -> None:
    page, other = Page(), Page()
    tasks.run(lambda _job: 1, page.take)
    leave(page)
    tasks.run(lambda _job: 2, other.take)
    qtbot.waitUntil(lambda: other.heard == [2])
    assert page.heard == []
