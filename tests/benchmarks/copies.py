"""Copies of the large stores, for what writes into them or beside them."""

import shutil
from pathlib import Path

from app.services.office import Office
from tests.benchmarks.data import big_office, office_of


def copied(records: int, folder: Path) -> Office:
    """Copy the store of so many records into a folder that is not there yet, and open the copy."""
    big = big_office(records)
    source = big.store.folder
    big.close()
    shutil.copytree(source, folder)
    (folder / "safir.key").write_bytes(b"{}")  # a backup and a package look for it
    return office_of(folder)
