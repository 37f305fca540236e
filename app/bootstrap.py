"""The composition root: chooses between the window and a command, and gives the window its ways into the office.

Nothing heavy is imported here; the window is painted before the database layer is loaded.
"""

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.office import Office
    from app.ui.start.gate import Beginning, Gate, Made, Strength, Who

DEMO_PASSPHRASE = "safir-demo"  # noqa: S105 - the sample holds no secret; README names it
_loading = Lock()
KEY_FILE, DATABASE_FILE = "safir.key", "safir.db"


def main(argv: Sequence[str]) -> int:
    """Open the window, or run the command named first; gives the exit status."""
    if argv and (not argv[0].startswith("-") or argv[0] in ("-h", "--help")):
        from app.cli.run import run

        return run(argv, extra={"screens": _screens})
    asked = _arguments(argv)
    if asked.pictures:
        from app.ui import pictures

        return pictures.draw(asked.pictures, gate_of)
    return open_window(asked)


def _arguments(argv: Sequence[str]) -> "Namespace":
    import argparse

    parser = argparse.ArgumentParser(prog="main.py", add_help=False)
    parser.add_argument("--store", type=Path, default=None)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--pictures", default="", help=argparse.SUPPRESS)
    parser.add_argument("--measure", type=Path, default=None, help="write the moments of the start into a file and end")
    return parser.parse_args(argv)


def open_window(asked: "Namespace") -> int:
    """Open the window and stay until it is closed; without a display say so and name what works."""
    if not _has_display():
        print(_no_display(), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    # From here on everything made lives to the end; `app.ui.garbage`, which needs Qt, takes over after the first paint.
    gc.disable()
    from app.core.paths import default_store
    from app.core.settings import load, settings_file
    from app.ui.host import run

    folder = asked.store or (default_store().with_name("demo") if asked.demo else default_store())
    passphrase = DEMO_PASSPHRASE if asked.demo else os.environ.get("SAFIR_PASSPHRASE", "")
    path = settings_file()
    gate = partial(gate_of, folder, demo=asked.demo)
    locked = not passphrase and (folder / KEY_FILE).is_file()
    return run(gate, load(path), settings_path=path, passphrase=passphrase, locked=locked, measure=asked.measure)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _no_display() -> str:
    from app.core.i18n import _
    from app.core.text import strip_isolates

    sentence = _(
        "There is no display for the window. Without one these commands work: init, add, list, show, search, history, undo, "
        "redo, export, paper, screens, check, kinds, date, fold, sort; `main.py COMMAND --help` tells more."
    )
    return strip_isolates(str(sentence))


def gate_of(folder: Path, *, demo: bool = False) -> "Gate":
    """Make the ways into the office of a folder; the services are imported when one is used."""
    from app.ui.start.gate import Gate

    return Gate(
        folder=folder,
        exists=lambda: demo or _holds_store(folder),
        prepare=_prepare,
        open=lambda passphrase: _open(folder, passphrase, demo=demo),
        recover=lambda text: _recover(folder, text),
        create=lambda beginning: _create(folder, beginning),
        receive=lambda package, secret: _receive(folder, package, secret),
        verify=lambda passphrase: _verify(folder, passphrase),
        strength=_strength,
        officers=_officers,
        choose=_choose,
        fill_sample=_fill_sample,
        write_sheet=_write_sheet,
    )


def _holds_store(folder: Path) -> bool:
    """Tell whether a folder holds a store, also one whose restore a crash interrupted: opening it goes on."""
    if (folder / DATABASE_FILE).is_file():
        return True  # also without its key file: opening says what is missing, and a new office must not be made over it
    return (folder / KEY_FILE).is_file() and ((folder / "restoring").is_dir() or any(folder.glob("backups/safir-*.db")))


def _prepare() -> None:
    """Import what comes after the lock, while the passphrase is typed."""
    with _loading:
        import app.services.dashboard  # noqa: F401
        from app.services import opening

        opening.make_ready()


def _open(folder: Path, passphrase: str, *, demo: bool) -> "Office":
    _await_preparation()
    if not demo:
        return _open_store(folder, passphrase)
    from app.core.i18n import _
    from app.services import opening

    if not opening.exists(folder):
        made = opening.create_office(
            folder,
            passphrase,
            office_name=str(_("Sample office of international affairs")),
            officer_name=str(_("Sample officer")),
            sample=True,
            secret=False,
        )
        return made.office
    office = _open_store(folder, passphrase)
    if office.actor.officer is None:
        opening.choose_officer(office, opening.officers(office)[0].id)
    return office


def _open_store(folder: Path, passphrase: str) -> "Office":
    """Derive the key, which takes a tenth of a second of pure computing, while the kinds are still being imported."""
    from concurrent.futures import ThreadPoolExecutor

    from app.store import keys

    with ThreadPoolExecutor(1) as worker:
        key = worker.submit(keys.unlock, folder, passphrase)
        from app.services import opening

        return opening.open_with_key(folder, key.result())


def _await_preparation() -> None:
    """Wait for what is being loaded: two threads that load the same ring of modules could meet half-made ones."""
    with _loading:
        pass


def _recover(folder: Path, text: str) -> "Office":
    _await_preparation()
    from app.services import opening

    return opening.open_with_recovery(folder, text)


def _create(folder: Path, beginning: "Beginning") -> "Made":
    _await_preparation()
    from app.services import opening
    from app.ui.start.gate import Made

    made = opening.create_office(
        folder,
        beginning.passphrase,
        office_name=beginning.office_name,
        officer_name=beginning.officer_name,
        zone=beginning.zone,
    )
    return Made(made.office, made.recovery_key)


def _receive(folder: Path, package: Path, secret: str) -> "Office":
    """Make the data of a laptop from the package of a trip; its passphrase and its recovery key open the laptop, too."""
    _await_preparation()
    from app.sync import receiving

    folder.mkdir(parents=True, exist_ok=True)
    return receiving.receive(package, secret, folder)


def _verify(folder: Path, passphrase: str) -> None:
    from app.store import keys

    keys.unlock(folder, passphrase)


def _strength(text: str) -> "Strength":
    from app.store.strength import strength

    return strength(text)


def _officers(office: "Office") -> "Sequence[Who]":
    from app.core.i18n import language
    from app.services import opening
    from app.ui.start.gate import Who

    english = language() == "en"
    return [Who(each.id, each.code, (each.name_en if english else "") or each.name_fa) for each in opening.officers(office)]


def _choose(office: "Office", who: "Who") -> None:
    from app.services import opening

    opening.choose_officer(office, who.id)


def _fill_sample(office: "Office") -> None:
    from app.services import sample

    sample.fill(office)


def _write_sheet(key: str, office_name: str, path: Path) -> None:
    from app.papers.recovery_sheet import write_sheet

    write_sheet(key, office_name, path)


def _screens(arguments: "Namespace") -> int:
    """Draw every screen into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.ui import pictures

    return pictures.take(arguments.folder, arguments.only)
