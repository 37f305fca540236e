"""Files are put in their place whole or not at all, and one that another program holds is waited for."""

from pathlib import Path

import pytest

from app.core import file_work
from app.core.file_work import FileWork, doing_with


class Held(FileWork):
    """Finds every file held by another program, so many times; never waits in earnest."""

    def __init__(self, times: int, number: int = 32) -> None:
        self.left, self.waits = times, list[float]()
        self._number = number

    def replace(self, source: Path, target: Path) -> None:
        if self.left:
            self.left -= 1
            error = OSError(13, "held")
            error.winerror = self._number  # type: ignore[attr-defined]
            raise error
        super().replace(source, target)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


class Broken(FileWork):
    """A disk on which nothing is made durable and nothing is removed."""

    def sync(self, path: Path) -> None:
        raise OSError(5, f"broken: {path}")

    def sync_folder(self, path: Path) -> None:
        raise OSError(5, str(path))

    def remove(self, path: Path) -> None:
        raise OSError(5, str(path))


def test_a_file_is_put_and_copied_whole(tmp_path: Path) -> None:
    file_work.put(tmp_path / "new" / "a", (b"one ", b"two"))
    file_work.copy(tmp_path / "new" / "a", tmp_path / "b")
    file_work.work().sync(tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"one two"
    file_work.remove(tmp_path / "b")
    file_work.remove(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_held_file_is_waited_for_a_little(tmp_path: Path) -> None:
    held = Held(3)
    with doing_with(held):
        file_work.put(tmp_path / "a", (b"x",))
    assert (tmp_path / "a").read_bytes() == b"x"
    assert held.waits == [0.02, 0.05, 0.1]
    with doing_with(Held(99)), pytest.raises(OSError, match="held"):
        file_work.put(tmp_path / "a", (b"y",))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x"]
    other = Held(1, number=87)
    with doing_with(other), pytest.raises(OSError, match="held"):
        file_work.put(tmp_path / "a", (b"y",))
    assert other.waits == []


def test_the_first_error_is_the_one_that_is_told(tmp_path: Path) -> None:
    with doing_with(Broken()), pytest.raises(OSError, match="broken"):
        file_work.put(tmp_path / "a", (b"x",))
    with doing_with(Broken()):
        file_work.settle(tmp_path)
        file_work.drop(tmp_path / "a.part")
    assert (tmp_path / "a.part").exists()


def test_waiting_waits(tmp_path: Path) -> None:
    assert tmp_path
    FileWork().wait(0)
