"""Work beside the window: one database worker, progress, cancelling, and answers that come too late are dropped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from types import CellType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.logs import failure

T = TypeVar("T")


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
    finished = Signal(object)
    failed = Signal(object)
    advanced = Signal(int, int)
    handed = Signal(object)


class _Runner(QRunnable):
    def __init__(self, work: Callable[[Job], Any], signals: _Signals, stop: Event) -> None:
        super().__init__()
        self._work, self._signals, self._stop = work, signals, stop

    @override
    def run(self) -> None:
        if self._stop.is_set():
            self._signals.failed.emit(None)
            return
        job = Job(self._stop, self._signals.advanced.emit, self._signals.handed.emit)
        try:
            answer = self._work(job)
        except SafirError as error:
            self._signals.failed.emit(error)
        except Exception as error:
            failure(error)
            self._signals.failed.emit(Unexpected())
        else:
            self._signals.finished.emit(answer)


def still_there(callback: Callable[..., object]) -> bool:
    """Tell whether whom an answer is for still exists: the page may have been left while the work went on."""
    cells = getattr(callback, "__closure__", None) or ()
    held = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells if _is_filled(cell))]
    return all(isValid(each) for each in held if isinstance(each, QObject))


def _is_filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


@dataclass(eq=False)
class Running(Generic[T]):
    """A job on its way; `cancel` makes its answer count for nothing."""

    signals: _Signals
    stop: Event = field(default_factory=Event)
    done: bool = False

    def cancel(self) -> None:
        """Ask the job to stop and drop whatever it still says."""
        self.stop.set()


class Tasks(QObject):
    """The one worker for the database and the one for papers; answers arrive in the thread of the window."""

    busy = Signal(bool)

    def __init__(self, report: Callable[[SafirError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[Running[Any]] = set()

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
        running: Running[T] = Running(_Signals(self))
        self._connect(running, done, failed or self._report, progress, part)
        self._running.add(running)
        self.busy.emit(True)  # noqa: FBT003 - Qt signals take their values by position
        self._pool.start(_Runner(work, running.signals, running.stop))
        return running

    def _connect(
        self,
        running: Running[Any],
        done: Callable[[Any], None],
        failed: Callable[[SafirError], None],
        progress: Callable[[int, int], None] | None,
        part: Callable[[Any], None] | None,
    ) -> None:
        def answer(value: object) -> None:
            self._end(running)
            if not running.stop.is_set() and still_there(done):
                done(value)

        def fail(error: SafirError | None) -> None:
            self._end(running)
            if error is not None and not running.stop.is_set() and still_there(failed):
                failed(error)

        def advance(at: int, total: int) -> None:
            if progress is not None and not running.stop.is_set() and still_there(progress):
                progress(at, total)

        def hand(value: object) -> None:
            if part is not None and not running.stop.is_set() and still_there(part):
                part(value)

        queued = Qt.ConnectionType.QueuedConnection
        running.signals.finished.connect(answer, queued)
        running.signals.failed.connect(fail, queued)
        running.signals.advanced.connect(advance, queued)
        running.signals.handed.connect(hand, queued)

    def _end(self, running: Running[Any]) -> None:
        running.done = True
        self._running.discard(running)
        running.signals.deleteLater()
        if not self._running:
            self.busy.emit(False)  # noqa: FBT003 - Qt signals take their values by position

    def stop_all(self) -> None:
        """Ask every job to stop and wait for the worker (before the store is closed)."""
        for running in tuple(self._running):
            running.cancel()
        self._pool.waitForDone()
