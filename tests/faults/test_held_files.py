"""A file that another program holds is waited for, and told when it is not let go; simulated as Windows says it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from app.core.errors import SafirError
from app.core.file_work import BUSY, FileWork, doing_with
from app.services.office import Office
from app.store import keys
from tests.faults import scenes

PATIENCE = 6


class Held(FileWork):
    """Lets the nth step and those after it find the file held by another program, so many times; never waits in earnest."""

    def __init__(self, nth: int, number: int, times: int) -> None:
        self.step, self.waited = 0, 0.0
        self._nth, self._number, self._times = nth, number, times

    def _ask(self) -> None:
        self.step += 1
        if self._nth <= self.step < self._nth + self._times:
            error = OSError(13, "held")
            error.winerror = self._number  # type: ignore[attr-defined]
            raise error

    def write(self, path: Path, pieces: Iterable[bytes]) -> None:
        self._ask()
        super().write(path, pieces)

    def sync(self, path: Path) -> None:
        self._ask()
        super().sync(path)

    def sync_folder(self, path: Path) -> None:
        self._ask()
        super().sync_folder(path)

    def replace(self, source: Path, target: Path) -> None:
        self._ask()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._ask()
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._ask()
        super().make_folder(path)

    def wait(self, seconds: float) -> None:
        self.waited += seconds


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return scenes.opened(scenes.made(tmp_path / "store"))


def everywhere(do: Callable[[int], object], number: int, times: int) -> list[bool]:
    """Let each step be held in turn until the use case passes untouched; tell for each whether it was told."""
    told = []
    for nth in range(1, 200):
        held = Held(nth, number, times)
        with doing_with(held):
            try:
                do(nth)
                told.append(False)
            except SafirError:
                told.append(True)
        assert held.waited <= 1.6
        if held.step < nth:
            return told[:-1]
    raise AssertionError("the use case never passed")


@pytest.mark.parametrize("number", sorted(BUSY))
@pytest.mark.parametrize("times", [1, PATIENCE + 1])
def test_a_held_file_is_told_and_nothing_is_halved(office: Office, number: int, times: int) -> None:
    for scene in (scenes.ATTACH, scenes.BACKUP):
        seen = scene.seen(office)
        told = everywhere(lambda turn, scene=scene: scene.do(office, turn), number, times)  # type: ignore[misc]
        assert told
        assert scene.seen(office) == seen + told.count(False) + 1
        scene.do(office, 999)
    scenes.sound(office)
    assert not list(office.store.folder.rglob("*.part*"))
    office.close()


@pytest.mark.parametrize("number", sorted(BUSY))
def test_a_held_key_file_keeps_one_passphrase_that_opens(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, least in (("_MEMORY_KIB", 64), ("_PASSES", 1), ("_LANES", 1)):  # the file is tried, not Argon2
        monkeypatch.setattr(keys, name, least)
    folder = tmp_path / "store"
    folder.mkdir()
    key = keys.create_keys(folder, "نخست").key
    opens = {"نخست"}

    def change(turn: int) -> None:
        opens.add(f"گذر {turn}")
        keys.change_passphrase(folder, key, f"گذر {turn}")
        opens.clear()
        opens.add(f"گذر {turn}")

    for times in (1, PATIENCE + 1):
        everywhere(change, number, times)
    assert any(_opens(folder, word) for word in sorted(opens))


def _opens(folder: Path, word: str) -> bool:
    try:
        keys.unlock(folder, word)
    except SafirError:
        return False
    return True


def test_the_second_attempt_succeeds_while_a_scanner_lets_go(office: Office) -> None:
    told = everywhere(lambda turn: scenes.ATTACH.do(office, turn), 32, 1)
    assert not all(told)
    office.close()
