"""Let every write of a use case fail in turn, on a disk preloaded from disk.c, and look at what is left each time.

    LD_PRELOAD=disk.so python -m tests.faults.failing SCENE FOLDER [lasting] [full]

For N = 1, 2, 3 … the Nth write, sync or truncation under the store fails, until the use case passes untouched; once for a full
disk and once for a broken one. Each failure must be told as a fact, leave what was there, and let the next attempt succeed.
`copies STRIDE` instead of a scene's errors lets every STRIDEth write of one deed fail, each on a fresh copy of the store;
`cut TURNS` keeps what a power cut would leave at every sync. Prints one JSON object.
"""

import ctypes
import errno
import json
import shutil
import sys
from pathlib import Path

from app.core.errors import SafirError
from tests.faults import scenes
from tests.faults.scenes import SCENES, Scene

_MOST = 4000


def fail_everywhere(scene: Scene, folder: Path, numbers: tuple[int, ...], *, lasting: bool) -> dict[str, object]:
    """Run the scene under every N of both errors; gives how many failures there were of each."""
    disk = ctypes.CDLL(None)
    place = scenes.made(folder / "store", scene)
    disk.disk_watch(str(place).encode())
    counted: dict[str, object] = {}
    for number in numbers:
        office, seen, turn = scenes.opened(place), None, 0
        seen = scene.seen(office)
        for turn in range(1, _MOST):
            disk.disk_fail_at(ctypes.c_long(turn), number, int(lasting))
            try:
                scene.do(office, turn)
                told = None
            except SafirError as fact:
                told = fact
            disk.disk_heal()
            done = scene.seen(office) - seen
            assert done in (0, 1), done
            assert (told is None) == (done == 1), (done, told)
            seen += done
            if told is None and disk.disk_steps() < turn:
                break
        else:
            raise AssertionError("the use case never passed")
        scene.do(office, turn + 1)
        scenes.sound(office)
        office.close()
        office = scenes.opened(place)
        assert scene.seen(office) >= seen
        scenes.sound(office)
        office.close()
        left = [path.name for path in place.rglob("*.part*")]
        assert not left, left
        counted[errno.errorcode[number]] = turn - 1
    return counted


def on_copies(scene: Scene, base: Path, stride: int) -> dict[str, object]:
    """Let every write of one deed fail in turn, each time on a fresh copy; the next opening finds it done or not done, whole."""
    disk = ctypes.CDLL(None)
    states: set[int] = set()
    for turn in range(1, _MOST, stride):
        place = base.with_name(f"store{turn}")
        shutil.copytree(base, place)
        office = scenes.opened(place)
        before = scene.seen(office)
        disk.disk_watch(str(place).encode())
        disk.disk_fail_at(ctypes.c_long(turn), errno.ENOSPC, 0)
        try:
            scene.do(office, turn)
            told = None
        except SafirError as fact:
            told = fact
        disk.disk_heal()
        disk.disk_watch(b"")
        steps = disk.disk_steps()
        office.close()
        done = _left_whole(scene, place) - before
        assert done in (0, scene.adds), done
        assert done == scene.adds or told is not None
        states.add(done)
        shutil.rmtree(place)
        if told is None and steps < turn:
            return {"ENOSPC": turn - 1, "states": sorted(states)}
    raise AssertionError("the deed never passed")


def _left_whole(scene: Scene, place: Path) -> int:
    """Open what a failure left and tell what is there; raises when anything is halved or lies about."""
    office = scenes.opened(place)
    seen = scene.seen(office)
    scenes.sound(office)
    office.close()
    assert not list(place.glob("restoring*"))
    assert not list(place.rglob("*.part*"))
    return seen


def cut_everywhere(scene: Scene, folder: Path, turns: int) -> dict[str, object]:
    """Do a scene some times and look at what a power cut after each acknowledged deed would have left."""
    disk = ctypes.CDLL(None)
    place, mirror = scenes.made(folder / "store", scene), folder / "mirror"
    shutil.copytree(place, mirror)
    disk.disk_watch(str(place).encode())
    disk.disk_mirror(str(mirror).encode())
    office = scenes.opened(place)
    for turn in range(turns):
        scene.do(office, turn)
        shutil.copytree(mirror, folder / f"cut{turn + 1}")
    disk.disk_mirror(b"")
    syncs = disk.disk_syncs()
    office.close()
    disk.disk_watch(b"")
    for acked in range(1, turns + 1):
        left = folder / f"cut{acked}"
        (left / "safir.db-shm").unlink(missing_ok=True)
        office = scenes.opened(left)
        assert scene.seen(office) == acked, (scene.seen(office), acked)
        scenes.sound(office)
        office.close()
        shutil.rmtree(left)
    return {"cuts": turns, "syncs": syncs}


def _errors(said: list[str]) -> tuple[int, ...]:
    return (errno.ENOSPC,) if "full" in said else (errno.ENOSPC, errno.EIO)


def main(what: str, where: Path, rest: list[str]) -> dict[str, object]:
    """Run what is asked for."""
    if rest and rest[0] == "copies":
        return on_copies(SCENES[what], scenes.made(where / "base", SCENES[what]), int(rest[1]))
    if rest and rest[0] == "cut":
        return cut_everywhere(SCENES[what], where, int(rest[1]))
    return fail_everywhere(SCENES[what], where, _errors(rest), lasting="lasting" in rest)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])))
