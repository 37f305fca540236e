"""Set up and drive Safir from a fresh clone with nothing but Python.

    python packaging/dev.py run            open the application on a sample store
    python packaging/dev.py test [...]     check and test everything; --quick, --long, the rest goes to pytest
    python packaging/dev.py lint           the checks without the tests
    python packaging/dev.py bench [NAME]   compare with the alternatives; one table of ratios

Only the standard library is imported here, because nothing else exists before the first run.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "safir-lock.sha256"
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
NEWEST_FIRST = ("3.13", "3.12", "3.11")

# Debian package -> the library or file that shows it is there, so that other distributions are recognised too.
QT_LIBRARIES = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
TEST_TOOLS = {
    "poppler-utils": "/usr/bin/pdftotext",
    "qpdf": "/usr/bin/qpdf",
    "unicode-data": "/usr/share/unicode/UnicodeData.txt",
}

COVERED_WHOLE = ("core", "schema", "rules", "store")
QUICK_FOLDERS = ("core", "schema", "rules", "architecture", "translations")

HEADLESS = """\
There is no display here, so no window can open. The same work without a window:

    python = {python}
    python main.py init --store FOLDER --sample        make a store filled with the sample
    python main.py list meeting --store FOLDER         list records (counterpart, person, delegation ...)
    python main.py search TEXT --store FOLDER          search everything
    python main.py paper meeting_brief --id ID --to brief.pdf --store FOLDER
    python main.py screens DIR                         a picture of every screen, drawn without a display
    python main.py --help                              all commands

The passphrase is read from SAFIR_PASSPHRASE or asked for. `python packaging/dev.py test` needs no display."""


class Step(NamedTuple):
    """One check: how it is called in the summary, and its command."""

    name: str
    command: list[str]


class SetUpFailed(Exception):
    """The environment could not be prepared; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run one command and give its exit code; 2 for a wrong call."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # an old Windows console has few letters
    commands = {"run": run, "test": test, "lint": lint, "bench": bench}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    if sys.version_info < OLDEST:
        return restart_with_newer_python(arguments)
    try:
        return commands[arguments[0]](arguments[1:])
    except SetUpFailed as failure:
        print(f"\nNot set up: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Open the application on a sample store in the user's data folder."""
    window = has_display()
    python = prepare({**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES)
    if not window:
        print(HEADLESS.format(python=python))
        return 0
    return call([str(python), str(ROOT / "main.py"), "--demo", *arguments])


def test(arguments: list[str]) -> int:
    """Run ruff, mypy, import-linter and pytest, each even if an earlier one failed; measure the branches of a full run."""
    python = prepare({**QT_LIBRARIES, **TEST_TOOLS})
    quick = "--quick" in arguments
    for_pytest = [argument for argument in arguments if argument != "--quick"]
    steps = checks(python)
    if quick:
        steps = [step for step in steps if step.name != "mypy"]
        folders = [str(ROOT / "tests" / name) for name in QUICK_FOLDERS]
        for_pytest = ["-m", "not journey and not long", *[folder for folder in folders if Path(folder).is_dir()], *for_pytest]
    whole = not quick and set(for_pytest) <= {"--long"}
    measured = ["--cov", "--cov-report=", *side_by_side()] if whole else []
    steps.append(Step("pytest", [str(python), "-m", "pytest", *measured, *for_pytest]))
    return run_steps([*steps, *(coverage(python) if whole else [])])


def side_by_side() -> list[str]:
    """Give the options that spread the test files over the cores; four at most, because each worker opens its own stores."""
    return ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]


def lint(_arguments: list[str]) -> int:
    """Run the checks that need no tests, and the catalogue check."""
    python = prepare(QT_LIBRARIES)
    catalogue = Step("catalogue", [str(python), str(ROOT / "packaging" / "catalogue.py"), "check"])
    return run_steps([*checks(python), catalogue])


def bench(arguments: list[str]) -> int:
    """Run the benchmarks, or the one named; data and what is compared with live in the user's cache folder."""
    python = prepare(QT_LIBRARIES)
    return call([str(python), str(ROOT / "tests" / "benchmarks" / "run.py"), *arguments], offscreen())


def checks(python: Path) -> list[Step]:
    """List the static checks in the order in which they fail fastest."""
    return [
        Step("ruff", [str(python), "-m", "ruff", "check", "."]),
        Step("mypy", [str(python), "-m", "mypy"]),
        Step("import-linter", [str(python), "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
    ]


def coverage(python: Path) -> list[Step]:
    """List the floors under what the tests reach: every branch of what records rest on, nine tenths of all."""
    elsewhere = f"app/core/platform_{'posix' if WINDOWS else 'windows'}.py"
    report = [str(python), "-m", "coverage", "report", f"--omit={elsewhere}"]
    parts = ",".join(f"app/{name}/*" for name in COVERED_WHOLE)
    return [
        Step("branches", [*report, "--fail-under=100", f"--include={parts}", "--skip-covered", "--show-missing"]),
        Step("coverage", [*report, "--fail-under=90", "--format=total"]),
    ]


def run_steps(steps: list[Step]) -> int:
    """Run every step, print one line each at the end, and give 1 if any failed."""
    results: list[tuple[str, int, float]] = []
    for step in steps:
        print(f"\n== {step.name}", flush=True)
        start = time.monotonic()
        results.append((step.name, call(step.command, offscreen()), time.monotonic() - start))
    print()
    for name, code, seconds in results:
        print(f"{name:<14} {'ok' if code == 0 else 'FAILED':<7} {seconds:6.1f} s")
    return 0 if all(code == 0 for _, code, _ in results) else 1


def offscreen() -> dict[str, str]:
    """Give the environment of tests: no window, UTF-8 everywhere, the same on every machine."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def call(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder and give its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def has_display() -> bool:
    """Say whether a window can open; QT_QPA_PLATFORM counts as the user's own decision."""
    if WINDOWS or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def prepare(packages: dict[str, str]) -> Path:
    """Make what is missing of system libraries and virtual environment, and give its Python."""
    provide_system_packages(packages)
    python = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if python.exists() and STAMP.is_file() and STAMP.read_text(encoding="ascii").strip() == wanted:
        return python
    if not is_usable(python):
        make_environment()
    install(python)
    STAMP.write_text(wanted + "\n", encoding="ascii")
    return python


def is_usable(python: Path) -> bool:
    """Say whether the environment's Python starts, is new enough and has pip."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST!r})"
    return python.exists() and subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    """Make an empty virtual environment in place of a missing or broken one."""
    print(f"Making the virtual environment {VENV}", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SetUpFailed("this Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv")


def install(python: Path) -> None:
    """Install exactly what the lock names, hash by hash, without building anything.

    The lock is complete, so nothing is resolved again: older pips look for `coverage[toml]` beside the pinned `coverage`, take
    the newest of the day and refuse it. `pip check` then tells whether the lock was complete indeed.
    """
    print("Installing the libraries of requirements.lock (about 150 MB, once)", flush=True)
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--quiet"]
    installed = subprocess.run([str(python), "-m", "pip", "install", *options, "-r", str(LOCK)], cwd=ROOT, check=False)
    if installed.returncode:
        raise SetUpFailed("pip could not install requirements.lock; its message stands above. Is there a network?")
    whole = subprocess.run([str(python), "-m", "pip", "check", "--disable-pip-version-check"], cwd=ROOT, check=False)
    if whole.returncode:
        raise SetUpFailed("requirements.lock does not name every library that is needed; pip names them above.")


def provide_system_packages(packages: dict[str, str]) -> None:
    """Install missing system packages as root on Debian; elsewhere name them and go on."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, sign in packages.items() if not is_present(sign)]
    if not (VENV / "bin" / "python").exists() and importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, "python3-venv")
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install_system_packages(missing)
    else:
        print(f"Missing system packages (Debian names): {' '.join(missing)}")
        print(f"    sudo apt-get install --no-install-recommends {' '.join(missing)}", flush=True)


def is_present(sign: str) -> bool:
    """Say whether a shared library can be loaded, or a file or command exists."""
    if sign.startswith("/"):
        return Path(sign).exists() or shutil.which(Path(sign).name) is not None
    try:
        ctypes.CDLL(sign)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install Debian packages without questions; what cannot be had is named, and the rest goes on."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], env=environment, check=False)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        print(f"apt-get could not install: {' '.join(packages)}", file=sys.stderr)


def restart_with_newer_python(arguments: list[str]) -> int:
    """Run the same command with a newer Python of this machine, or say which one is needed."""
    for version in NEWEST_FIRST:
        command = ["py", f"-{version}"] if WINDOWS else [f"python{version}"]
        if shutil.which(command[0]) is None:
            continue
        probe = subprocess.run([*command, "-c", "import venv"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if probe.returncode == 0:
            return subprocess.run([*command, str(Path(__file__).resolve()), *arguments], check=False).returncode
    print(f"Safir needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
