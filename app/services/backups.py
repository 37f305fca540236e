"""Backups as people use them: when one is due, what there is, a second place, and putting one back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.core import file_work
from app.core.clock import now
from app.core.errors import SafirError
from app.core.i18n import Text, _, _n
from app.core.moments import Moment
from app.core.refusals import why_refused
from app.core.settings import Settings
from app.services.office import Office
from app.store import backups as kept
from app.store import keys, restoring
from app.store.backups import Backup, Progress
from app.store.database import check_header
from app.store.errors import Cancelled, DamagedStore, ForeignFile, WrongPassphrase
from app.store.place import check_place
from app.store.store import held
from app.store.tables import journal_change

EVERY: Final = timedelta(minutes=30)
"""How long somebody edits before the next backup is due."""

_FACT: Final = "backed_up"
Where = Literal["here", "second"]


class NoSuchBackup(SafirError):
    """A file that was asked for as a backup and is none."""

    code = "no_such_backup"

    def __init__(self, path: str) -> None:
        super().__init__(
            _("Nothing was restored; your data is unchanged. {path} is no backup of Safir with its key file beside it.").format(
                path=path
            )
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A backup just made and verified: where, when (UTC), how many living records; what could not be done, in words."""

    path: Path
    at: datetime
    records: int
    size: int
    said: Text
    second: Path | None = None
    warning: Text | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup to choose from: `records` is None when it does not open, `reason` names what it was made before.

    `size` is in bytes, `at` in UTC, `where` tells the office's own folder from the second place.
    """

    path: Path
    at: datetime
    records: int | None
    size: int
    where: Where
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PutBack:
    """What a restore did: records now, and the folder with what was there before."""

    records: int
    aside: Path
    said: Text


def unless(stopped: Callable[[], bool], tell: Progress) -> Progress:
    """Tell progress until somebody asks to stop; then the work ends with Cancelled and leaves no trace."""

    def heard(done: int, total: int) -> None:
        if stopped():
            raise Cancelled
        tell(done, total)

    return heard


def back_up(office: Office, *, reason: str = "", progress: Progress | None = None) -> Made:
    """Make a verified backup, copy it to the second place, and remove those that need not stay.

    `progress` hears pages done and in all, and stops the work by raising (Cancelled). A second place that is not there is a
    warning, not an error. Raises DiskFull, DiskFailed, FileBusy, ReadOnlyStore, DamagedStore.
    """
    seen = _last_change(office)
    made = office.store.back_up(reason, progress=progress)
    office.store.state(_FACT, str(seen))
    zone = ZoneInfo(office.zone)
    second, warning = _second(office, made)
    try:
        kept.rotate(made.path.parent, zone)
    except OSError:
        warning = warning or _("Older backups could not be removed; they take room and do no harm.")
    said = _n(
        "The backup was made and checked; it holds {n} record.",
        "The backup was made and checked; it holds {n} records.",
        made.records,
    )
    return Made(made.path, made.at, made.records, made.path.stat().st_size, said, second, warning)


def is_changed(office: Office) -> bool:
    """Tell whether something changed since the last backup."""
    return office.store.fact(_FACT, "0") != str(_last_change(office))


def is_due(office: Office) -> bool:
    """Tell whether something changed since the last backup and half an hour has passed since it."""
    newest = next(iter(kept.backups(office.store.folder)), None)
    return is_changed(office) and (newest is None or now() - newest.at >= EVERY)


def back_up_if_due(office: Office, *, progress: Progress | None = None) -> Made | None:
    """Make a backup when one is due, as a timer asks; None when none is."""
    return back_up(office, progress=progress) if is_due(office) else None


def back_up_at_close(office: Office, *, progress: Progress | None = None) -> Made | None:
    """Make a backup before the office is closed when something changed since the last one; None when nothing did."""
    return back_up(office, progress=progress) if is_changed(office) else None


def listed(office: Office) -> tuple[Listed, ...]:
    """List the backups here and in the second place, newest first; each is opened and counted."""
    places: list[tuple[Where, Path]] = [("here", office.store.folder / kept.BACKUPS)]
    second = second_place(office)
    if second is not None:
        places.append(("second", second))
    found = [
        Listed(one.path, one.at, None if one.records < 0 else one.records, one.path.stat().st_size, where, one.reason)
        for where, folder in places
        for one in office.store.counted(kept.backups_in(folder))
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def named(folder: Path) -> tuple[Listed, ...]:
    """List the backups of a store that does not open, by their names, newest first; none is counted."""
    return tuple(Listed(one.path, one.at, None, one.path.stat().st_size, "here", one.reason) for one in kept.backups(folder))


def last_backup(office: Office) -> Moment | None:
    """Give when the newest backup was made, as a moment of the office's zone; None when there is none."""
    newest = next(iter(kept.backups(office.store.folder)), None)
    if newest is None:
        return None
    return Moment(newest.at.astimezone(ZoneInfo(office.zone)).replace(tzinfo=None), office.zone)


@dataclass(frozen=True, slots=True)
class Age:
    """How fresh the newest backup is: when (office's zone), days since, whether the second place is named but not there."""

    at: Moment | None
    days: int
    second_absent: bool

    @property
    def is_late(self) -> bool:
        """Tell whether somebody must see to it: none for a day, or the second place is away."""
        return self.at is None or self.days > 0 or self.second_absent


def age(office: Office) -> Age:
    """Tell how fresh the newest backup is."""
    at = last_backup(office)
    absent = bool(office.settings.backup_folder) and second_place(office) is None
    return Age(at, 0 if at is None else (office.today() - at.day).days, absent)


def second_place(office: Office) -> Path | None:
    """Give the folder of this office in the second place (a stick, a share); None when none is named or it is not there."""
    chosen = office.settings.backup_folder
    if not chosen or not Path(chosen).is_dir():
        return None
    return Path(chosen) / f"safir-{office.store.fact('store')[:8]}"


def with_second_place(settings: Settings, folder: Path) -> Settings:
    """Name a second place for backups in the user's settings."""
    return replace(settings, backup_folder=str(folder))


def restore(folder: Path, backup: Path, secret: str, *, progress: Progress | None = None) -> PutBack:
    """Put a backup in the place of a store that is closed; what stood there is moved aside, nothing is deleted.

    `secret` is the passphrase or the printed recovery key, of today or of the day of the backup. Raises NoSuchBackup,
    RefusedPlace, WrongPassphrase, StoreInUse, DamagedStore, ForeignFile, DiskFull, DiskFailed, FileBusy, ReadOnlyStore, and
    what `progress` raises.
    """
    check_place(folder)
    own = Backup(backup, now()).keys
    if not backup.is_file() or not own.is_file():
        raise NoSuchBackup(str(backup))
    key, wrapped = _key_for(backup, secret, choices=(folder / kept.KEYS, own))
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder):
        restoring.finish_restore(folder)
        staged = restoring.stage(folder, key, backup=backup, keys=wrapped, progress=progress)
        restoring.finish_restore(folder)
        _bring_files(backup.parent / "files", folder / "files")
    return _put_back(staged)


def restore_open(office: Office, backup: Path, *, progress: Progress | None = None) -> PutBack:
    """Put a backup of this office in the place of its open file and close it; the passphrase of today goes on opening it.

    Raises what `restore` does, with the office open and unchanged.
    """
    staged = office.store.put_back(backup, progress=progress)
    _bring_files(backup.parent / "files", office.store.folder / "files")
    return _put_back(staged)


def _put_back(staged: restoring.Staged) -> PutBack:
    said = _n(
        "The backup is in place; it holds {n} record. What was there before is kept in {path}.",
        "The backup is in place; it holds {n} records. What was there before is kept in {path}.",
        staged.records,
    )
    return PutBack(staged.records, staged.aside, said.format(path=str(staged.aside)))


def _key_for(backup: Path, secret: str, *, choices: tuple[Path, ...]) -> tuple[bytes, Path]:
    """Find the key file that the secret opens and whose key opens the backup, today's before that of its day."""
    wrong: WrongPassphrase | None = None
    foreign = None
    for wrapped in (path for path in choices if path.is_file()):
        try:
            key = keys.unlock_wrapped(wrapped.read_bytes(), secret, source=wrapped)
            check_header(backup, key)
        except WrongPassphrase as error:
            wrong = error
        except (ForeignFile, DamagedStore) as error:
            foreign = error
        else:
            return key, wrapped
    raise wrong or foreign or NoSuchBackup(str(backup))


def _bring_files(source: Path, target: Path) -> None:
    """Copy sealed attachments that came with a backup from a second place; each is named by its content."""
    for kept_file in source.glob("??/*.bin"):
        there = target / kept_file.parent.name / kept_file.name
        if not there.exists():
            file_work.copy(kept_file, there)


def _last_change(office: Office) -> int:
    with office.store.reading() as session:
        return session.scalar(select(func.max(journal_change.c.seq))) or 0


def _second(office: Office, made: Backup) -> tuple[Path | None, Text | None]:
    """Copy a backup to the second place; say what stood in the way."""
    if not office.settings.backup_folder:
        return None, None
    place = second_place(office)
    if place is None:
        absent = _("The second place for backups, {path}, is not there. The backup on this computer was made.")
        return None, absent.format(path=office.settings.backup_folder)
    try:
        files = office.store.files
        copied = kept.copy_out(made, place, files=office.store.folder / "files", digests=files.digests())
        office.store.verify(copied)
        kept.rotate(place, ZoneInfo(office.zone))
    except (OSError, SafirError) as error:
        failed = _("The backup on this computer was made, but the copy to {path} failed. {reason}")
        reason = error.message if isinstance(error, SafirError) else why_refused(error)
        return None, failed.format(path=str(place), reason=reason)
    return copied.path, None
