"""The running window: the ways from the lock into the office and back, language, theme, and one window at a time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.core import settings as settings_store
from app.core.errors import SafirError
from app.core.i18n import Language, _, use_language
from app.core.settings import Settings
from app.ui.backup_clock import BackupClock
from app.ui.closing import Closing
from app.ui.desk_watch import DeskWatch
from app.ui.dialogs import Dialogs
from app.ui.garbage import keep_what_stands
from app.ui.host import PLACE, Host
from app.ui.lock_picture import keep_picture, picture_file
from app.ui.locking import IdleWatch, Lock
from app.ui.shell.window import Window
from app.ui.start.gate import Gate
from app.ui.start.people import People
from app.ui.startup import page_stands
from app.ui.tasks import Tasks
from app.ui.theme import apply_theme, theme

if TYPE_CHECKING:
    from app.services.office import Office
    from app.ui.context import Context
    from app.ui.shell.places import Place
    from app.ui.start.first_run import FirstRunPage

_SETTLED_MS = 400
_LOCK_PAINTED_MS = 80
_REBUILD_LATER_MS = 200


class QtWords(QTranslator):
    """Qt's own words in Persian, but the names of keys as they stand on the board."""

    @override
    def translate(
        self, context: bytes | str, sourceText: bytes | str, /, disambiguation: bytes | str | None = None, n: int = -1
    ) -> str | None:
        """Translate everything except the names of keys."""
        if context in ("QShortcut", b"QShortcut"):
            return sourceText if isinstance(sourceText, str) else sourceText.decode()
        return super().translate(context, sourceText, disambiguation, n)  # type: ignore[arg-type]


class Running(QObject):
    """One run of the window over one store; `entered` tells that the frame stands."""

    started = Signal()
    entered = Signal()

    def __init__(self, app: QApplication, gate: Gate, *, host: Host, settings_path: Path, passphrase: str = "") -> None:
        super().__init__()
        self.app, self.gate, self.host = app, gate, host
        self._settings_path, self._passphrase = settings_path, passphrase
        self._waits = not passphrase
        self._settings = settings_store.load(settings_path)
        self._words = QtWords(app)
        self._speak(self._settings.language)
        apply_theme(app, self._settings.theme, text_scale=self._settings.text_scale, language=self._settings.language)
        self.window = Window(host)
        self.dialogs = Dialogs(host)
        self.tasks = Tasks(self.dialogs.report, self)
        self.context: Context | None = None
        self.first_place: Callable[[Context], Place] | None = None
        self.people = People(gate, self.window, lambda: self.context)
        self._preparing = Thread(target=gate.prepare, daemon=True)
        self._language_at_lock = self._settings.language
        self._first_run: FirstRunPage | None = None
        self.locking = Lock(self)
        self._idle = IdleWatch(app, self)
        self._desk = DeskWatch(app, self)
        self._picture_due = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._picture_due.timeout.connect(self._keep_lock_picture)
        self._connect(host)

    def _connect(self, host: Host) -> None:
        host.closing.connect(self._close)
        host.may_close = Closing(self).allowed
        self.window.lock_asked.connect(self.lock)
        self._idle.idle.connect(self.lock)
        self._desk.left.connect(self.lock)
        self.locking.locked.connect(self._ask_anew)
        self.locking.hidden.connect(self._hide)
        self.window.language_asked.connect(self.change_language)
        self.window.theme_asked.connect(self.change_theme)
        self.window.who_asked.connect(self.people.offer)

    @property
    def waits_for_a_person(self) -> bool:
        """Tell whether nothing opens by itself."""
        return self._waits

    # Starting

    def start(self) -> None:
        """Show the lock, or the first run where there is no data yet; load the rest beside it.

        With a passphrase given the lock is shown only when it does not open.
        """
        if self._waits:
            self._show_start()
            page_stands()
        self.host.show()
        self._desk.watch(self.host)
        self._prepare()
        self.started.emit()

    def _show_start(self) -> None:
        if self.gate.exists():
            self.window.show_start(self._unlock_page())
            if not self.locking.who:
                # The picture of the next start is that of an empty lock.
                self._picture_due.start()
        else:
            self.window.show_start(self._first_run_page())

    def _keep_lock_picture(self) -> None:
        keep_picture(self.host, picture_file(self._settings))

    def _unlock_page(self) -> QWidget:
        from app.ui.start.unlock import UnlockPage

        locked = self.context is not None
        page = UnlockPage(
            self.tasks,
            by_passphrase=self.gate.verify if locked else self.gate.open,
            by_recovery=None if locked else self.gate.recover,
            office_name="" if locked else self._settings.office_name,
            who=self.locking.who,
            note=str(_("What you wrote is safe.")) if self.locking.was_locked else "",
        )
        page.opened.connect(self._unlocked if locked else self.enter)
        page.language_asked.connect(self.change_language)
        page.theme_asked.connect(self.change_theme)
        return page

    def _first_run_page(self) -> "FirstRunPage":
        from app.ui.start.first_run import FirstRunPage

        page = self._first_run = FirstRunPage(self.gate, self.tasks, self.dialogs)
        page.begun.connect(self._begin)
        page.language_asked.connect(self.change_language)
        page.theme_asked.connect(self.change_theme)
        return page

    def _prepare(self) -> None:
        # Not on the worker of `tasks`: the key is derived there meanwhile. No thread of Qt: its pool waits at the end with
        # Python's lock in hand, and an import could never finish.
        if self._waits:
            # Python runs one thread at a time: the fields of the lock come first.
            QTimer.singleShot(_LOCK_PAINTED_MS, self._preparing.start)
        if self._passphrase:
            given, self._passphrase = self._passphrase, ""
            self.tasks.run(lambda _job: self.gate.open(given), self.enter, failed=self._refuse)

    def _refuse(self, error: SafirError) -> None:
        self._show_start()
        page_stands()
        self.dialogs.report(error)

    # Inside

    def enter(self, office: "Office") -> None:
        """Show the frame over an open office; ask who is here when nobody is chosen."""
        from app.ui.context import Context

        self._picture_due.stop()
        self._first_run = None
        settings = replace(self._settings, office_name=office.settings.office_name, office_zone=office.zone)
        self._settings = settings
        self.context = Context(office, self.dialogs, settings, settings_path=self._settings_path, gate=self.gate)
        self.context.settings_changed.connect(self._take_settings)
        self.context.replaced.connect(self.locking.put_away)
        left = self.locking.take_left()
        if left is not None:
            self.window.enter(self.context, left.place, left.state)
        else:
            self.window.enter(self.context, self.first_place(self.context) if self.first_place is not None else None)
        self._idle.begin(settings.lock_minutes)
        BackupClock(self.context)
        keep_what_stands()
        page_stands()
        self.entered.emit()
        if office.actor.officer is None:
            QTimer.singleShot(0, self.people.ask)
        elif not settings.last_officer:
            self.people.remember(office)

    def _begin(self, office: "Office", backup_folder: str) -> None:
        self.enter(office)
        if self.context is not None:
            self.context.keep(replace(self.context.settings, backup_folder=backup_folder))

    # Lock

    def lock(self) -> None:
        """Put the data away; the passphrase brings the same place back, with what was being typed."""
        self.locking.lock()

    def _ask_anew(self) -> None:
        self._idle.stop()
        self._show_start()

    def _hide(self) -> None:
        """Take the data out of sight only, because something could not be kept."""
        self._idle.stop()
        self._language_at_lock = self._settings.language
        self.window.show_start(self._unlock_page())

    def _unlocked(self, _nothing: object) -> None:
        if self._language_at_lock == self._settings.language:
            self.window.unlock()
        else:
            self.window.build()
        self._idle.begin(self._settings.lock_minutes)

    # Language, theme, settings

    def change_language(self, lang: Language) -> None:
        """Speak another language from now on; the window is built anew, the place is kept."""
        self._keep(replace(self._settings, language=lang))

    def change_theme(self) -> None:
        """Turn light into dark, or back."""
        self._keep(replace(self._settings, theme="light" if theme().is_dark else "dark"))

    def _keep(self, settings: Settings) -> None:
        if self.context is not None:
            self.context.keep(settings)
        else:
            settings_store.save(self._settings_path, settings)
            self._obey(settings)

    def _take_settings(self) -> None:
        if self.context is not None:
            self._obey(self.context.settings)

    def _obey(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if (before.theme, before.text_scale) != (settings.theme, settings.text_scale):
            theme().dress(settings.theme, scale=settings.text_scale, language=settings.language)
        if before.lock_minutes != settings.lock_minutes:
            self._idle.begin(settings.lock_minutes)
        if before.language != settings.language:
            self._speak(settings.language)
            theme().set_language(settings.language)
            QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        first_run = self._first_run
        if first_run is not None and isValid(first_run):
            if first_run.is_waiting:
                QTimer.singleShot(_REBUILD_LATER_MS, self._rebuild)
                return
            page = self._first_run_page()
            page.take_up(first_run)
            self.window.show_start(page)
        elif self.window.is_locked:
            self._show_start()
        else:
            self.window.build()

    def _speak(self, lang: Language) -> None:
        use_language(lang)
        self.app.removeTranslator(self._words)
        if lang == "fa":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._words.load(QLocale(QLocale.Language.Persian), "qtbase", "_", folder):
                self.app.installTranslator(self._words)

    # Ending

    def finish(self) -> None:
        """Wait for imports that are still under way; an interpreter must not end in the middle of one."""
        if self._preparing.is_alive():
            self._preparing.join()

    def leave(self) -> None:
        """Let the window go and keep the office open, for pictures: the watchers stop."""
        self._idle.stop()
        self.app.removeEventFilter(self._idle)
        self.window.stop_watching()

    def _close(self) -> None:
        if self._picture_due.isActive():
            self._keep_lock_picture()
        views = {**self._settings.views, PLACE: self.host.place_text()}
        settings = replace(self._settings, views=views)
        settings_store.save(self._settings_path, settings)
        self.tasks.stop_all()
        if self.context is not None:
            self.context.close()
            self.context = None


def start(
    app: QApplication, host: Host, gate: Gate, *, settings_path: Path, passphrase: str = "", measure: Path | None = None
) -> Running | None:
    """Fill a window that is on the screen; None when another window has the same store, which then came to the front."""
    from app.core.paths import user_cache
    from app.ui.faults import Faults
    from app.ui.one_window import OneWindow

    one = OneWindow(gate.folder, app)
    if one.raise_first():
        return None
    running = Running(app, gate, host=host, settings_path=settings_path, passphrase=passphrase)
    Faults(running.dialogs.report, user_cache() / "logs", running).install()
    one.listen(host)
    if measure is not None:
        from app.ui.measured import Measure

        Measure(running, measure, painted_at=host.painted_at)
    running.start()
    return running
