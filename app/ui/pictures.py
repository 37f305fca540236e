"""Pictures of every screen (`screens DIR`): a sample office in a temporary folder, drawn without a display.

Persian and English, light and dark at 1366 x 768, and Persian at 150 % (911 x 512 logical pixels); each scale runs in its own
process, because Qt takes it once. The first pages of every paper are drawn, too.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.core import settings as settings_store
from app.core.i18n import Language
from app.ui.shell.places import (
    AlertsPlace,
    BackupsPlace,
    BinPlace,
    HelpPlace,
    HomePlace,
    KeysPlace,
    ListPlace,
    MergePlace,
    PackPlace,
    PaperPlace,
    Place,
    RecordPlace,
    SettingsPlace,
    TripsPlace,
)

if TYPE_CHECKING:
    from app.ui.context import Context
    from app.ui.start.gate import Gate

MakeGate = Callable[[Path], "Gate"]
_PASSPHRASE = "pictures of a sample"  # noqa: S105 - of a store that lives for a minute
_SETTLE_MS = 140
_LOOK_MS = 40
_CALM_MS = 200
_LONGEST_S = 120
_SHORT_PAUSE_MS = 2_000
"""A pause of a page up to this belongs to its filling; longer ones (the keeping of drafts) do not."""
_SCALES = ("1", "1.5")
_SIZES = {"1": (1366, 768), "1.5": (911, 512)}
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One walk through all screens: language, theme, and what stands before the names."""

    language: Language
    theme: Literal["light", "dark"]
    suffix: str = ""

    @property
    def prefix(self) -> str:
        """Begin the names of the pictures."""
        return f"{self.language}-{self.theme}-"


class NotFilled(RuntimeError):
    """A page that is still reading after a long time; a picture of it would show something else than it does."""


def take(folder: Path, only: str) -> int:
    """Draw every screen whose name holds `only` into a folder; each scale in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    worst = 0
    for scale in _SCALES:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        command = [sys.executable, *_own_start(), "--pictures", json.dumps([str(folder), only, scale])]
        worst = max(worst, subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603 - our own program
    return worst


def _own_start() -> list[str]:
    return [] if getattr(sys, "frozen", False) else [str(Path(sys.argv[0]).resolve())]


def draw(asked: str, make_gate: MakeGate) -> int:
    """Draw one scale: `asked` is the JSON of folder, filter and scale that `take` hands over."""
    target, only, scale = json.loads(asked)
    series = [Series("fa", "light", "@150")] if scale != "1" else _all_series()
    # On a busy machine a worker may still put away its last file of the sample; the pictures are done by then.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for variable in ("SAFIR_CONFIG_DIR", "SAFIR_DATA_DIR", "SAFIR_CACHE_DIR"):
            os.environ[variable] = str(Path(name) / variable.lower())
        _draw_all(Path(name), Path(target), only, series=series, size=_SIZES[scale], make_gate=make_gate)
    return 0


def _all_series() -> list[Series]:
    return [Series("fa", "light"), Series("fa", "dark"), Series("en", "light"), Series("en", "dark")]


def _draw_all(room: Path, target: Path, only: str, *, series: list[Series], size: tuple[int, int], make_gate: MakeGate) -> None:
    from app.services import opening
    from app.ui.paper_pictures import draw_papers

    full = opening.create_office(
        room / "full", _PASSPHRASE, office_name="امور بین‌الملل شورای شهر تهران", officer_name="مریم نمونه‌ای", sample=True
    ).office
    bare = opening.create_office(room / "bare", _PASSPHRASE, office_name="دفتر امور بین‌الملل", officer_name="مریم نمونه‌ای").office
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    for each in series:
        _save_settings(each)
        before = _Camera(app, make_gate(room / "none"), target, only, series=each, size=size)
        before.start_screens(make_gate(room / "full"))
        _Camera(app, make_gate(room / "full"), target, only, series=each, size=size).inside(full)
        if each.theme == "light" and not each.suffix:
            draw_papers(full, target, only, language=each.language)
        _Camera(app, make_gate(room / "bare"), target, only, series=each, size=size).empty(bare)
    full.close()
    bare.close()


def _save_settings(series: Series) -> None:
    path = settings_store.settings_file()
    kept = settings_store.load(path)
    settings_store.save(path, replace(kept, language=series.language, theme=series.theme, lock_minutes=0))


class _Camera:
    """One window, walked through."""

    def __init__(
        self, app: QApplication, gate: "Gate", target: Path, only: str, *, series: Series, size: tuple[int, int]
    ) -> None:
        from app.ui.app import Running
        from app.ui.host import Host

        self.host = Host()
        self.running: Running = Running(app, gate, host=self.host, settings_path=settings_store.settings_file())
        self.host.resize(*size)
        self._target, self._only, self._series = target, only, series

    def _wants(self, name: str) -> str:
        whole = f"{self._series.prefix}{name}{self._series.suffix}.png"
        return whole if self._only in whole else ""

    def _shoot(self, name: str) -> None:
        whole = self._wants(name)
        if whole:
            wait(_SETTLE_MS)
            self.host.grab().save(str(self._target / whole))

    def _arrive(self, name: str) -> None:
        arrive(self._is_filled, name)

    def _is_filled(self) -> bool:
        page = self.running.window.page
        timers: list[QTimer] = page.findChildren(QTimer) if isinstance(page, QWidget) else []
        paused = any(each.isSingleShot() and each.isActive() and each.interval() <= _SHORT_PAUSE_MS for each in timers)
        context = self.running.context
        idle = self.running.tasks.is_idle and (context is None or context.tasks.is_idle)
        return idle and not paused and bool(getattr(page, "is_filled", True))

    def start_screens(self, full: "Gate") -> None:
        """Draw the steps of the first run, and the lock."""
        from app.ui.start.first_run import FirstRunPage
        from app.ui.start.unlock import UnlockPage

        running = self.running
        page = FirstRunPage(running.gate, running.tasks, running.dialogs)
        running.window.show_start(page)
        self.host.show()
        for step in range(_STEPS):
            page.show_step(step)
            self._shoot(f"first-run-{step + 1}")
        lock = UnlockPage(running.tasks, by_passphrase=full.verify, by_recovery=full.recover, who="مریم نمونه‌ای")
        running.window.show_start(lock)
        self._shoot("unlock")
        self._end()

    def inside(self, office: object) -> None:
        """Draw every page of a full office."""
        context = self._enter(office)
        for name, place in places(context):
            if self._wants(name):
                context.go(place)
                self._arrive(name)
                self._shoot(name)
        if self._wants("palette"):
            self._palette(context)
        if self._wants("merge"):
            self._merge(context)
        self._end()

    def _merge(self, context: "Context") -> None:
        """Draw the review of a trip that came home, with its first conflict undecided and with one chosen."""
        from app.ui.merge_pictures import returned_trip
        from app.ui.screens.merge_page import MergePage

        context.go(MergePlace(returned_trip(context.office, context.office.store.folder.parent)))
        page = self.running.window.page
        self._arrive("merge")
        self._shoot("merge")
        if isinstance(page, MergePage) and page.sheet is not None:
            page.sheet.trip.click()
            self._arrive("merge-chosen")
            self._shoot("merge-chosen")

    def _palette(self, context: "Context") -> None:
        context.go(HomePlace())
        self._arrive("palette")
        window = self.running.window
        window.open_palette()
        self._shoot("palette")
        if window.palette_ is not None:
            window.palette_.edit.setText("تهران")
            wait(_CALM_MS)
            self._arrive("palette-found")
            self._shoot("palette-found")
            window.palette_.close_palette()

    def empty(self, office: object) -> None:
        """Draw what an empty office shows."""
        context = self._enter(office)
        for name, place in [
            ("home", HomePlace()),
            *((kind.key, ListPlace(kind.key)) for kind in context.office.catalogue.pages()),
        ]:
            if self._wants(f"empty-{name}"):
                context.go(place)
                self._arrive(f"empty-{name}")
                self._shoot(f"empty-{name}")
        self._end()

    def _enter(self, office: object) -> "Context":
        self.host.show()
        self.running.enter(office)  # type: ignore[arg-type]
        context = self.running.context
        if context is None:
            raise RuntimeError(office)
        return context

    def _end(self) -> None:
        self.running.tasks.stop_all()
        self.running.leave()
        self.host.hide()
        self.host.deleteLater()
        wait(1)


def places(context: "Context") -> Iterator[tuple[str, Place]]:
    """Walk the places of a full office, by the name of their picture."""
    catalogue = context.office.catalogue
    yield "home", HomePlace()
    yield "alerts", AlertsPlace()
    for kind in catalogue.pages():
        yield f"list-{kind.key}", ListPlace(kind.key)
        found = first_record(context, kind.key)
        if found is not None:
            yield f"form-{kind.key}", found
        yield f"new-{kind.key}", RecordPlace(kind.key)
        yield from _papers(kind.key, found.id if found is not None else None)
    for kind in catalogue.lists():
        yield f"list-{kind.key}", ListPlace(kind.key)
    yield "trips", TripsPlace()
    yield "pack", PackPlace(_first_id(context, "delegation"))
    yield "backups", BackupsPlace()
    yield "bin", BinPlace()
    yield "keys", KeysPlace()
    yield "settings", SettingsPlace()
    yield "help", HelpPlace()


def _first_id(context: "Context", kind: str) -> UUID | None:
    found = first_record(context, kind)
    return found.id if found is not None else None


def _papers(kind: str, record: UUID | None) -> Iterator[tuple[str, Place]]:
    """Walk the pages of the papers about one record, and of the registers of its kind."""
    from app.papers import papers_of, registers_of

    for paper in papers_of(kind) if record is not None else ():
        yield f"paper-{paper.name}", PaperPlace(paper.name, record)
    for paper in registers_of(kind):
        yield f"paper-{paper.name}", PaperPlace(paper.name)


def first_record(context: "Context", kind: str) -> RecordPlace | None:
    """Give the first record of a kind as its list shows it."""
    from app.services.listing import ListQuery, first_rows

    rows = first_rows(context.office, ListQuery(kind), limit=1)
    return RecordPlace(kind, rows[0].id) if rows else None


def arrive(is_filled: Callable[[], bool], name: str, *, longest: float = _LONGEST_S) -> None:
    """Wait until a page is filled and has been calm for a moment, however busy the machine is.

    Raises NotFilled with its name after `longest` seconds, so that no picture shows half a page.
    """
    until, calm = monotonic() + longest, 0
    while calm < _CALM_MS:
        if monotonic() > until:
            raise NotFilled(name)
        wait(_LOOK_MS)
        calm = calm + _LOOK_MS if is_filled() else 0


def wait(milliseconds: int) -> None:
    """Let the window work for a while; the workers run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
