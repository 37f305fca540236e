"""What every test stands on: no window, no trace outside a temporary folder, Persian first, long tests on request."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# Now, before a test module imports Qt or reads a folder. A test run must never see the user's own store.
SESSION_FOLDER = Path(tempfile.mkdtemp(prefix="safir-tests-"))
FOLDERS = ("SAFIR_CONFIG_DIR", "SAFIR_DATA_DIR", "SAFIR_CACHE_DIR")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.update({name: str(SESSION_FOLDER / name.lower()) for name in FOLDERS})

hypothesis.settings.register_profile("safir", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("safir-long", deadline=None, database=None, max_examples=1000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs long tests, too."""
    parser.addoption("--long", action="store_true", help="run the long tests, too, and search properties longer")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how long properties are searched."""
    hypothesis.settings.load_profile("safir-long" if config.getoption("--long") else "safir")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(SESSION_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip long tests unless they are asked for."""
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="runs only with --long"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the tools that a test names with the mark `needs_tool`."""
    for mark in item.iter_markers("needs_tool"):
        find_tool(mark.args[0])


def find_tool(tool: str) -> Path:
    """Give the path of a command or file that is no Python library; without it skip, or fail where CI is set."""
    found = tool if Path(tool).is_absolute() and Path(tool).exists() else shutil.which(tool)
    if found:
        return Path(found)
    reason = f"{tool} is not on this machine; `python packaging/dev.py test` as root on Debian installs it"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def needs_tool() -> Callable[[str], Path]:
    """Give the function that finds an outside tool, or skips the test with the reason."""
    return find_tool


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Give a test that uses `tmp_path` settings and data inside it; the others share the session's folder."""
    if "tmp_path" in request.fixturenames:
        folder: Path = request.getfixturevalue("tmp_path")
        for name in FOLDERS:
            monkeypatch.setenv(name, str(folder / name.lower()))


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Begin in Persian, and let no test leave its language to the next."""
    yield
    i18n = sys.modules.get("app.core.i18n")
    if i18n is not None:
        i18n.use_language("fa")


@pytest.fixture(autouse=True)
def own_cycles() -> Iterator[None]:
    """Collect what a test left, as the window's timer does: the automatic search is off once a worker was made."""
    yield
    garbage = sys.modules.get("app.ui.garbage")
    if garbage is not None:
        garbage.collect_due()
