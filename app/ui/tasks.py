"""Work beside the window: one database worker, progress, cancelling, and answers that come too late are dropped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from types import CellType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.logs import failure
from app.ui.garbage import collect_here

T = TypeVar("T")
_LEFT = "left"


class Unexpected(SafirError):
    """A fault of the program, told without its insides; the log has the classes."""

    code = "unexpected"

    def __init__(self) -> None:
        super().__init__(
            _("This was not done; your data and what you wrote are safe. A report without names was kept on this computer.")
        )


@dataclass(frozen=True, slots=True)
class Job:
    """What a job sees of the window: whether to stop, how to tell progress, how to hand over a first part."""

    stop: Event
    tell: Callable[[int, int], None]
    hand_over: Callable[[Any], None]

    def cancelled(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self.stop.is_set()


class _Signals(QObject):
    """What the worker says, with the number of its job; lives as long as the worker, so nobody speaks through a deleted one."""

    finished = Signal(int, object)
    failed = Signal(int, object)
    advanced = Signal(int, int, int)
    handed = Signal(int, object)


class _Runner(QRunnable):
    """Work in the thread of the pool. It lets go of the work before it answers: what the work holds must die in the window."""

    def __init__(self, number: int, running: "Running[Any]", signals: _Signals) -> None:
        super().__init__()
        self._number, self._signals = number, signals
        self._given = [running]

    @override
    def run(self) -> None:
        self._say_outcome()(self._number)

    def _say_outcome(self) -> Callable[[int], None]:
        number, signals, running = self._number, self._signals, self._given.pop()
        if running.stop.is_set():
            return lambda at: signals.failed.emit(at, None)
        job = Job(
            running.stop,
            lambda at, total: signals.advanced.emit(number, at, total),
            lambda value: signals.handed.emit(number, value),
        )
        try:
            answer = running.work(job)
        except SafirError as error:
            said = error.with_traceback(None)
            return lambda at: signals.failed.emit(at, said)
        except Exception as error:
            failure(error)
            return lambda at: signals.failed.emit(at, Unexpected())
        return lambda at: signals.finished.emit(at, answer)


def leave(page: QObject) -> None:
    """Let answers that are still on their way to a page count for nothing from now on; it is deleted a moment later."""
    page.setProperty(_LEFT, True)  # noqa: FBT003 - Qt takes the value by position


def still_there(callback: Callable[..., object]) -> bool:
    """Tell whether whom an answer is for still exists: the page may have been left while the work went on."""
    cells = getattr(callback, "__closure__", None) or ()
    held = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells if _is_filled(cell))]
    return all(isValid(each) and not each.property(_LEFT) for each in held if isinstance(each, QObject))


def _is_filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


@dataclass(eq=False)
class Running(Generic[T]):
    """A job on its way; `cancel` makes its answer count for nothing."""

    work: Callable[[Job], T]
    answer: Callable[[T], None]
    refuse: Callable[[SafirError], None]
    advance: Callable[[int, int], None] | None = None
    take_part: Callable[[Any], None] | None = None
    stop: Event = field(default_factory=Event)
    done: bool = False

    def cancel(self) -> None:
        """Ask the job to stop and drop whatever it still says."""
        self.stop.set()

    def tell(self, callback: Callable[..., object] | None, *values: object) -> None:
        """Call back, unless the job was cancelled or whom it is for is gone."""
        if callback is not None and not self.stop.is_set() and still_there(callback):
            callback(*values)


class Tasks(QObject):
    """The one worker for the database and the one for papers; answers arrive in the thread of the window."""

    busy = Signal(bool)

    def __init__(self, report: Callable[[SafirError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._numbers = count(1)
        self._running: dict[int, Running[Any]] = {}
        self._signals = _Signals(self)
        collect_here(self)
        self._connect()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._signals.finished.connect(self._finished, queued)
        self._signals.failed.connect(self._failed, queued)
        self._signals.advanced.connect(self._advanced, queued)
        self._signals.handed.connect(self._handed, queued)

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[SafirError], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        part: Callable[[Any], None] | None = None,
    ) -> Running[T]:
        """Run a job beside the window; `done`, `failed`, `progress` and `part` are called in the window's thread."""
        running = Running(work, done, failed or self._report, progress, part)
        number = next(self._numbers)
        self._running[number] = running
        self.busy.emit(True)  # noqa: FBT003 - Qt signals take their values by position
        self._pool.start(_Runner(number, running, self._signals))
        return running

    def _finished(self, number: int, value: object) -> None:
        running = self._end(number)
        running.tell(running.answer, value)

    def _failed(self, number: int, error: SafirError | None) -> None:
        running = self._end(number)
        if error is not None:
            running.tell(running.refuse, error)

    def _advanced(self, number: int, at: int, total: int) -> None:
        running = self._running[number]
        running.tell(running.advance, at, total)

    def _handed(self, number: int, value: object) -> None:
        running = self._running[number]
        running.tell(running.take_part, value)

    def _end(self, number: int) -> Running[Any]:
        running = self._running.pop(number)
        running.done = True
        if not self._running:
            self.busy.emit(False)  # noqa: FBT003 - Qt signals take their values by position
        return running

    @property
    def is_idle(self) -> bool:
        """Tell whether every answer has been given."""
        return not self._running

    def stop_all(self) -> None:
        """Ask every job to stop and wait for the worker (before the store is closed)."""
        for running in tuple(self._running.values()):
            running.cancel()
        self._pool.waitForDone()
