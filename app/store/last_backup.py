"""The newest sound backup of a store, for the sentence about data that do not open: checked, not only the newest by its name."""

from datetime import UTC
from pathlib import Path

from sqlcipher3 import dbapi2

from app.core.errors import SafirError
from app.store.backups import DATABASE, KEYS, Backup, backups, verify
from app.store.errors import DamagedStore, PartMissing, StoreMissing
from app.store.key_file import is_whole_file


def newest_sound(folder: Path, key: bytes | None = None) -> Backup | None:
    """Find the newest backup that can be restored: read whole where the key is known, else with a whole key file beside it."""
    return next((backup for backup in backups(folder) if _is_sound(backup, key)), None)


def _is_sound(backup: Backup, key: bytes | None) -> bool:
    try:
        if key is None:
            return is_whole_file(backup.keys) and backup.path.stat().st_size > 0
        verify(backup.path, key)
        return backup.keys.is_file()
    except (SafirError, OSError, dbapi2.Error):
        return False


def damaged(folder: Path, path: Path, *, key: bytes | None = None, pages: int = 0) -> DamagedStore:
    """Make the error about a damaged file of a store, with the backup that takes its place."""
    newest = newest_sound(folder, key)
    if newest is None:
        return DamagedStore(str(path), pages=pages, looked=True)
    return DamagedStore(str(path), pages=pages, newest_backup=newest.at.astimezone(UTC), backup=str(newest.path), looked=True)


def missing(folder: Path) -> SafirError:
    """Make the error about a folder whose key file or database is not there: no store, or one that lost a part."""
    if (folder / DATABASE).is_file():
        keys = sorted((path for path in (folder / "backups").glob("safir-*.key") if is_whole_file(path)), reverse=True)
        return PartMissing(str(folder / KEYS), is_keys=True, spare=str(keys[0]) if keys else "")
    newest = newest_sound(folder)
    if newest is None:
        return StoreMissing(str(folder))
    return PartMissing(str(folder / DATABASE), is_keys=False, spare=str(newest.path))
