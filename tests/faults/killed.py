"""Kill the program with SIGKILL at random moments of a use case, again and again, and look at what is left.

    python -m tests.faults.killed SCENE ROUNDS SEED FOLDER

Everything is imported once; each round forks a child that works until it is killed. It says on a pipe when it stands ready and
after each deed that was acknowledged. The parent then opens the store as the next start does. Prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from app.store.migrate import SCHEMA
from tests.faults import scenes
from tests.faults.scenes import SCENES, Scene

_READY = b"."


def main(name: str, rounds: int, seed: int, folder: Path) -> dict[str, object]:
    """Run the rounds and tell how many deeds were acknowledged, and the first fault."""
    chance = random.Random(seed)
    base = scenes.made(folder / "base", SCENES.get(name))
    moves = name == "migration"
    if moves:
        scenes.let_migrate(scenes.steps(folder))
    acknowledged, longest = 0, 1.2 if moves else 0.35
    for turn in range(rounds):
        place = folder / f"round{turn}"
        shutil.copytree(base, place)
        acks = _killed(SCENES.get(name), place, chance.uniform(0, longest))
        acknowledged += acks
        _look(SCENES.get(name), place, acks)
        shutil.rmtree(place)
    return {"rounds": rounds, "acknowledged": acknowledged}


def _killed(scene: Scene | None, place: Path, seconds: float) -> int:
    """Let a child work and kill it so many seconds after it stands ready; gives what it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _work(scene, place, writing)
        finally:
            os._exit(3)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    acks = 0
    while more := os.read(reading, 4096):
        acks += len(more)
    os.close(reading)
    return acks


def _work(scene: Scene | None, place: Path, writing: int) -> None:
    if scene is None:
        os.write(writing, _READY)
        scenes.opened(place)  # the migration runs while the store opens
        os.write(writing, _READY)
        time.sleep(10)
        return
    office = scenes.opened(place)
    os.write(writing, _READY)
    for turn in range(10_000):
        scene.do(office, turn)
        os.write(writing, _READY)


def _look(scene: Scene | None, place: Path, acks: int) -> None:
    """Open what is left as the next start does: nothing acknowledged is lost, nothing is half done."""
    if scene is None:
        version = scenes.schema_of(place)
        assert version == SCHEMA + 1 or not acks
        office = scenes.opened(place)
        assert scenes.schema_of(place) == SCHEMA + 1
    else:
        office = scenes.opened(place)
        seen = scene.seen(office)
        if scene is scenes.RESTORE:
            assert seen in (0, 1), seen
        else:
            assert acks <= seen <= acks + 1, (acks, seen)
        scene.do(office, 10_001)
        scene.seen(office)
    scenes.sound(office)
    office.close()
    left = [path.name for path in place.rglob("*.part*")]
    assert not left, left


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))))
