"""The errors of the store: each says what did not happen, what is safe, why, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, plain
from app.core.moments import Moment
from app.core.text import ltr

UNCHANGED = _("Nothing was changed; the data is safe.")
NOT_OPENED = _("The data was not opened and is untouched.")
NOT_MADE = _("No new data was made.")
"""What did not happen, and what is safe: the beginning of a sentence whose reason the disk gives."""


class StoreMissing(SafirError):
    """A folder without a store."""

    code = "store_missing"

    def __init__(self, folder: str) -> None:
        super().__init__(_("No data was opened. There is no Safir data in {path}. Choose another folder.").format(path=folder))


class PartMissing(SafirError):
    """A store whose key file or whose database is gone; `spare` is the newest one among its backups, if any."""

    code = "part_missing"

    def __init__(self, path: str, *, is_keys: bool, spare: str = "") -> None:
        if is_keys:
            fact = _("The data was not opened and is untouched. The key file {path} is missing, and without it nothing opens.")
            todo = _("Copy {file} there under this name; it opens by the passphrase of its day.")
            nowhere = _("No key file lies among the backups here; look for one beside the second copy of the backups.")
        else:
            fact = _("The data was not opened. The file {path} is missing.")
            todo = _("Restore the newest sound backup: {file}.")
            nowhere = _("No sound backup lies in its folder; look for one beside the second copy of the backups.")
        super().__init__(_two(fact.format(path=path), todo.format(file=spare) if spare else nowhere))
        self.path, self.spare = path, spare


class KeyFileMissing(SafirError):
    """An open store whose key file is gone: a copy without its keys would open for nobody."""

    code = "key_file_missing"

    def __init__(self, path: str) -> None:
        super().__init__(
            _(
                "No backup was made; your data are untouched. The key file {path} is missing. "
                "Put back the newest .key file from the folder of backups under this name, then back up again."
            ).format(path=path)
        )


class StoreExists(SafirError):
    """A folder that already holds a store where a new one was asked for."""

    code = "store_exists"

    def __init__(self, folder: str) -> None:
        super().__init__(
            _("No new data was made; what is there is untouched. {path} already holds Safir data. Open it instead.").format(
                path=folder
            )
        )


class WrongPassphrase(SafirError):
    """A passphrase that opens nothing."""

    code = "wrong_passphrase"

    def __init__(self, layout: str = "") -> None:
        message = _("The lock was not opened. The passphrase is wrong.")
        if layout:
            message = _("The lock was not opened. The passphrase is wrong; the keyboard is set to {layout}.").format(
                layout=layout
            )
        in_command = _(
            "The lock was not opened; the data is untouched. The passphrase is wrong. Give it anew, "
            "or open with the printed recovery key in {variable}."
        ).format(variable=ltr("SAFIR_RECOVERY_KEY"))
        super().__init__(message, in_command=in_command)


class WrongRecoveryKey(SafirError):
    """A recovery key that opens nothing."""

    code = "wrong_recovery_key"

    def __init__(self) -> None:
        super().__init__(_("The lock was not opened. The recovery key is wrong; compare it with the printed sheet."))


class DamagedStore(SafirError):
    """A database, key file, backup or package that cannot be read; `pages` of it are known to be damaged (0: not counted).

    `looked` says that the backups of its folder were looked through; `newest_backup` is when the newest sound one was made
    (UTC), and `backup` is its file.
    """

    code = "damaged_store"

    def __init__(
        self, path: str, *, pages: int = 0, newest_backup: datetime | None = None, backup: str = "", looked: bool = False
    ) -> None:
        if pages:
            fact = _n(
                "The file was not opened; {n} page of it is damaged.",
                "The file was not opened; {n} pages of it are damaged.",
                pages,
            )
        else:
            fact = _("The file was not opened; {path} is damaged and was left as it is.").format(path=path)
        if newest_backup is not None:
            end = _("Newest sound backup: {date}. Restore it: {file}.").format(date=newest_backup.date(), file=backup)
            fact = _two(fact, end)
        elif looked:
            fact = _two(fact, _("There is no sound backup in its folder."))
        super().__init__(fact)
        self.path, self.pages, self.newest_backup, self.backup = path, pages, newest_backup, backup


class ForeignFile(SafirError):
    """A file in the place of the database that Safir did not write with this key."""

    code = "foreign_file"

    def __init__(self, path: str) -> None:
        super().__init__(
            _(
                "The file was not opened and is untouched. {path} was not made by Safir with this key. Choose another folder."
            ).format(path=path)
        )


class StoreInUse(SafirError):
    """A store that another process holds."""

    code = "store_in_use"

    def __init__(self) -> None:
        in_command = _(
            "Nothing was done; the data is untouched. Safir is already open with the same data. "
            "Close its window, or wait for the other command, and run this one again."
        )
        super().__init__(_("Safir is already open with the same data; that window came to the front."), in_command=in_command)


class Refused(SafirError):
    """A disk or a folder that refuses; the use case says what did not happen, the disk says why."""

    def __init__(self, reason: Text, message: Text | None = None) -> None:
        unchanged = _two(UNCHANGED, reason)
        super().__init__(message or unchanged, in_command=unchanged)
        self.reason = reason

    def begin_with(self, fact: Text) -> None:
        """Say first what did not happen, in the words of the use case, in the window and out of it."""
        self.message = self.in_command = _two(fact, self.reason)


class ReadOnlyStore(Refused):
    """A file or folder that may not be written."""

    code = "read_only_store"

    def __init__(self, path: str) -> None:
        super().__init__(_("{path} may only be read. Allow writing there or choose another folder.").format(path=path))


class NewerStore(SafirError):
    """A store written by a newer Safir; `writer` is its version."""

    code = "newer_store"

    def __init__(self, writer: str) -> None:
        super().__init__(
            _(
                "The file was not opened and is untouched. Version {version} of Safir made it, and this version is older. "
                "Update Safir."
            ).format(version=plain(writer))
        )
        self.writer = writer


class RefusedPlace(SafirError):
    """A folder in which data would come to harm; `reason` is the code of a place (app.store.place)."""

    code = "refused_place"

    def __init__(self, path: str, reason: str, *, opening: bool = False) -> None:
        fact = NOT_OPENED if opening else _("The data was not made in this folder.")
        super().__init__(_two(fact, _REASONS[reason].format(path=path)))
        self.path, self.reason = path, reason


_REASONS: dict[str, Text] = {
    "network": _("{path} is on the network, and its synchronisation damages the file. Choose a folder on this computer."),
    "cloud": _("{path} is in cloud storage, and its synchronisation damages the file. Choose a folder on this computer."),
    "removable": _("{path} is on a removable drive, and pulling it out damages the file. Choose a folder on this computer."),
}


class DiskFull(Refused):
    """No room left; the transaction was rolled back whole."""

    code = "disk_full"

    def __init__(self, drive: str) -> None:
        reason = _("There is no room left on disk {drive}. Make some room and try again.").format(drive=drive)
        message = _(
            "Not saved; what you wrote is still in this window. There is no room left on disk {drive}. "
            "Make some room and save again."
        )
        super().__init__(reason, message.format(drive=drive))


class DiskFailed(Refused):
    """A disk that did not take what was written; the transaction was rolled back whole."""

    code = "disk_failed"

    def __init__(self, drive: str) -> None:
        reason = _("Disk {drive} reports an error. See that it is connected and has room, then try again.").format(drive=drive)
        message = _(
            "Not saved; the earlier data is safe, and what you wrote is still in this window. Disk {drive} did not take it. "
            "See that it is connected and has room, then save again."
        )
        super().__init__(reason, message.format(drive=drive))


class FileBusy(Refused):
    """Another program holds the file; nothing was written."""

    code = "file_busy"

    def __init__(self) -> None:
        message = _("Not saved; the earlier data is safe. Another program, perhaps a virus scanner, holds the file.")
        super().__init__(_("Another program, perhaps a virus scanner, holds the file. Try again in a moment."), message)


@contextmanager
def beginning(fact: Text) -> Iterator[None]:
    """Let what the disk refuses in the block begin with what did not happen there."""
    try:
        yield
    except Refused as error:
        error.begin_with(fact)
        raise


class StaleRecord(SafirError):
    """A record that somebody saved since it was read; `by` is the name of that officer, `at` the instant."""

    code = "stale_record"

    def __init__(self, kind: str, record: UUID, *, by: str = "", at: Moment | None = None) -> None:
        safe = _("Not saved; what you wrote is kept in the drafts. This item was changed meanwhile. Compare the two versions.")
        if by and at is not None:
            safe = _(
                "Not saved; what you wrote is kept in the drafts. {name} changed this item at {time}. Compare the two versions."
            ).format(name=by, time=at)
        super().__init__(safe)
        self.kind, self.id, self.by, self.at = kind, record, by, at


class DamagedFile(SafirError):
    """An attachment that cannot be read back."""

    code = "damaged_file"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The file “{name}” was not opened; its stored content is damaged. Take it from a backup.").format(name=name)
        )


class FileTooLarge(SafirError):
    """An attachment over the limit; sizes in MB."""

    code = "file_too_large"

    def __init__(self, name: str, *, limit: int) -> None:
        super().__init__(
            _(
                "The file “{name}” was not attached; the others are safe. A file may have at most {limit} MB. Make it smaller."
            ).format(name=name, limit=limit)
        )


class Cancelled(SafirError):
    """A long read that was asked to stop."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__(_("Stopped; nothing changed."))


def _two(first: Text, second: Text) -> Text:
    return _("{first} {second}").format(first=first, second=second)
