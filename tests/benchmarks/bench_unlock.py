"""From a passphrase to an open office, against stretching the passphrase alone; a large store, against a small one."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.services import opening
from app.store import keys
from tests.benchmarks.data import KEY, big_office
from tests.benchmarks.figures import Figure, pairs

_PASSPHRASE = "benchmark of the door"
_MOST_MS = 600.0


def figures(records: int) -> Iterable[Figure]:
    """Measure unlocking, which must be slow for a thief and quick for the office, and opening what is large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        opening.create_office(folder, _PASSPHRASE, office_name="Office", officer_name="Officer").office.close()
        opened = pairs(lambda: opening.open_office(folder, _PASSPHRASE).close(), lambda: keys.unlock(folder, _PASSPHRASE))
        yield Figure("unlocking: passphrase to open office", *opened, budget=_MOST_MS)
        big = big_office(records)
        large = big.store.folder
        big.close()
        key = keys.unlock(folder, _PASSPHRASE)
        opened = pairs(lambda: opening.open_with_key(large, KEY).close(), lambda: opening.open_with_key(folder, key).close())
        yield Figure(f"opening {records:,} records with a key", *opened, budget=_MOST_MS)
