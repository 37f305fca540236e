"""One turned bit, anywhere in the store, a backup, an attachment or the keys, is noticed, and nothing is written."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from app.core.errors import SafirError
from app.store import backups, keys
from app.store.files import Vault
from app.store.store import Store
from tests.faults import scenes
from tests.faults.scenes import KEY


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = scenes.made(tmp_path_factory.mktemp("flips") / "store")
    office = scenes.opened(folder)
    scenes.SAVE.do(office, 1)
    scenes.ADD.do(office, 1)
    scenes.ATTACH.do(office, 1)
    scenes.BACKUP.do(office, 1)
    office.close()
    return folder


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(2**32)
    sys.stdout.write(f"seed {seed}")  # shown when the test fails
    return random.Random(seed)


def flipped(path: Path, chance: random.Random) -> bytes:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.chmod(0o600)
    path.write_bytes(content)
    return bytes(content)


def test_a_flip_in_the_store_is_noticed(base: Path, tmp_path: Path, chance: random.Random, fully: bool) -> None:
    for turn in range(100 if fully else 10):
        folder = Path(shutil.copytree(base, tmp_path / f"{turn}"))
        content = flipped(folder / "safir.db", chance)
        try:
            store = Store.open(folder, KEY, scenes.catalogue())
        except SafirError:
            assert (folder / "safir.db").read_bytes() == content
        else:
            assert store.check() > 0
            store.close()
        shutil.rmtree(folder)


def test_a_flip_in_a_backup_is_noticed_before_it_is_put_back(
    base: Path, tmp_path: Path, chance: random.Random, fully: bool
) -> None:
    (backup,) = backups.backups(base)
    copy = tmp_path / backup.path.name
    for _turn in range(1000 if fully else 100):
        shutil.copyfile(backup.path, copy)
        content = flipped(copy, chance)
        with pytest.raises(SafirError):
            backups.verify(copy, KEY)
        assert copy.read_bytes() == content


def test_a_flip_in_an_attachment_is_noticed(base: Path, tmp_path: Path, chance: random.Random, fully: bool) -> None:
    for turn in range(100 if fully else 10):
        folder = Path(shutil.copytree(base / "files", tmp_path / f"{turn}" / "files"))
        (kept,) = folder.glob("??/*.bin")
        flipped(kept, chance)
        assert Vault(folder, KEY, sweeping=False).check() == (kept.stem,)


def test_a_flip_in_the_keys_opens_nothing_or_the_same(tmp_path: Path, chance: random.Random, fully: bool) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    key = keys.create_keys(folder, "رود کوه").key
    whole = (folder / "safir.key").read_bytes()
    for _turn in range(100 if fully else 10):
        (folder / "safir.key").write_bytes(whole)
        flipped(folder / "safir.key", chance)
        try:
            assert keys.unlock(folder, "رود کوه") == key  # the flip fell into the other slot
        except SafirError:
            continue
