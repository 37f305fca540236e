"""The keys of an office: a new passphrase and a new recovery key, without encrypting anything anew."""

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.services.office import Office
from app.store import keys
from app.store.strength import LEAST_SCORE, Strength, strength


class WeakPassphrase(SafirError):
    """A passphrase that is guessed too soon; `reason` says what would help."""

    code = "weak_passphrase"

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(_("The passphrase was not taken; the old one goes on opening the lock. {reason}").format(reason=reason))


def judged(passphrase: str) -> Strength:
    """Tell how well a passphrase protects."""
    return strength(passphrase)


def refuse_weak(passphrase: str) -> None:
    """Raise WeakPassphrase, with what would help, for a passphrase that is guessed too soon."""
    found = strength(passphrase)
    if found.score < LEAST_SCORE:
        raise WeakPassphrase(found.reason or found.word)


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Wrap the office's key by a new passphrase; the file itself is not written.

    Earlier backups go on opening by the passphrase of their day. Raises WrongPassphrase, WeakPassphrase, DiskFull,
    DiskFailed, FileBusy, ReadOnlyStore; the old one opens then.
    """
    keys.unlock(office.store.folder, old)
    refuse_weak(new)
    office.store.change_passphrase(new)


def new_recovery_key(office: Office, passphrase: str) -> str:
    """Make a new recovery key to print; the old one opens this file no more. Raises WrongPassphrase and errors of the disk."""
    keys.unlock(office.store.folder, passphrase)
    return office.store.new_recovery_key()


def proven(office: Office, recovery_key: str) -> None:
    """Make sure that a recovery key, typed back from paper, opens the lock; raises WrongRecoveryKey."""
    keys.unlock_with_recovery(office.store.folder, recovery_key)
