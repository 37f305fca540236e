"""Started many times at once, a store has one owner, and is free as soon as that one is gone."""

import json
import os
import sys
from pathlib import Path

import pytest

from app.store.errors import StoreInUse
from tests.faults import scenes


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_of_many_starts_at_once_one_owns_the_store(tmp_path: Path, fully: bool) -> None:
    folder = scenes.made(tmp_path / "store")
    starting, starter = os.pipe()
    children = [_start(folder, starting, tmp_path / f"said{number}") for number in range(50 if fully else 8)]
    os.close(starter)  # all go on at once
    for child in children:
        os.waitpid(child, 0)
    said = [json.loads((tmp_path / f"said{number}").read_text()) for number in range(len(children))]
    assert said.count("owner") >= 1
    assert set(said) <= {"owner", "in use"}
    owners = list(tmp_path.glob("owner*"))
    assert len(owners) == said.count("owner")
    scenes.opened(folder).close()


def _start(folder: Path, starting: int, said: Path) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.set_blocking(starting, False)
        word = "in use"
        try:
            office = scenes.opened(folder)
        except StoreInUse:
            pass
        else:
            word = "owner"
            # Two owners at a time would both find the mark missing or there.
            mark = folder / "mark"
            mark.touch(exist_ok=False)
            (said.parent / f"owner{os.getpid()}").touch()
            scenes.SAVE.do(office, os.getpid())
            mark.unlink()
            office.close()
        said.write_text(json.dumps(word))
    finally:
        os._exit(0)
    return 0
