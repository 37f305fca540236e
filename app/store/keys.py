"""The key of a store, wrapped twice in `safir.key`: by the passphrase and by the printed recovery key.

The store's key is random. Argon2id (64 MiB, 3 passes, 4 lanes) turns the passphrase into the key that wraps it; the recovery
key has 160 random bits and needs no stretching. A wrong passphrase leaves the file's seal whole, a damaged file does not.
"""

import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.numbers import to_latin
from app.core.paths import write_atomically
from app.store.backups import KEYS
from app.store.database import as_facts, subkey
from app.store.errors import DamagedStore, StoreExists, WrongPassphrase, WrongRecoveryKey
from app.store.key_file import is_whole, parsed, sealed
from app.store.last_backup import damaged, missing
from app.store.layouts import readings

VERSION = 1
_MEMORY_KIB, _PASSES, _LANES = 65536, 3, 4
_MOST = {"memory": 1 << 20, "passes": 16, "lanes": 16}
# Crockford's letters: no I, L, O, U, which a hand copies wrongly.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_RECOVERY_BYTES = 20
_GROUP = 4


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A store's key, and the recovery key to print once."""

    key: bytes
    recovery_key: str


def create_keys(folder: Path, passphrase: str) -> NewKeys:
    """Make a random key and write it wrapped into the folder; raises StoreExists when there are keys, OSError."""
    path = folder / KEYS
    if path.exists():
        raise StoreExists(str(folder))
    made, wrapped = wrap_new_key(passphrase)
    _store(path, wrapped)
    return made


def wrap_new_key(passphrase: str) -> tuple[NewKeys, bytes]:
    """Make a random key and the content of its key file, which a travel package carries at its head."""
    made = NewKeys(os.urandom(32), _spelled(os.urandom(_RECOVERY_BYTES)))
    salt = os.urandom(16)
    settings = {"memory": _MEMORY_KIB, "passes": _PASSES, "lanes": _LANES}
    found = {
        "version": VERSION,
        "passphrase": {**settings, "salt": _text(salt), **_wrapped(_stretched(passphrase, salt, settings), made.key)},
        "recovery": _wrapped(_recovery_bytes_key(made.recovery_key), made.key),
    }
    return made, sealed(found)


def place_keys(folder: Path, wrapped: bytes) -> None:
    """Write the key file that came with a package into a new folder; raises StoreExists when there are keys, OSError."""
    if (folder / KEYS).exists():
        raise StoreExists(str(folder))
    _store(folder / KEYS, wrapped)


def wrapped_keys(folder: Path) -> bytes:
    """Give the content of a store's key file as it is, for a package under the same key. Raises StoreMissing."""
    _read(folder)
    return (folder / KEYS).read_bytes()


def unlock(folder: Path, passphrase: str) -> bytes:
    """Give the store's key for its passphrase. Raises StoreMissing, PartMissing, WrongPassphrase, DamagedStore."""
    with _of_store(folder):
        return _unlocked(_read(folder), passphrase)


def unlock_wrapped(wrapped: bytes, secret: str, *, source: Path) -> bytes:
    """Give the key in the head of a package for its passphrase or its printed recovery key.

    `source` is the file the head was read from. Raises WrongPassphrase, DamagedStore.
    """
    found = parsed(wrapped)
    if found is None:
        raise DamagedStore(str(source))
    try:
        return _unlocked(found, secret)
    except WrongPassphrase:
        try:
            return _unlocked_with_recovery(found, secret)
        except WrongRecoveryKey as error:
            raise WrongPassphrase from error
        except _Broken as error:
            raise DamagedStore(str(source)) from error
    except _Broken as error:
        raise DamagedStore(str(source)) from error


class _Broken(Exception):
    """A key file that is not as it was written."""


@contextmanager
def _of_store(folder: Path) -> Iterator[None]:
    try:
        yield
    except _Broken as error:
        raise damaged(folder, folder / KEYS) from error


def _unlocked(found: dict[str, Any], passphrase: str) -> bytes:
    try:
        slot = found["passphrase"]
        settings = {name: _bounded(slot[name], most) for name, most in _MOST.items()}
        salt = b64decode(slot["salt"], validate=True)
        wrong: InvalidTag | None = None
        for reading in readings(unicodedata.normalize("NFKC", passphrase)):
            try:
                return _unwrapped(_stretched(reading, salt, settings), slot)
            except InvalidTag as error:
                wrong = error
    except (KeyError, TypeError, ValueError, HashingError) as error:
        raise _Broken from error
    if not is_whole(found):
        raise _Broken
    raise WrongPassphrase from wrong


def unlock_with_recovery(folder: Path, text: str) -> bytes:
    """Give the store's key for the printed recovery key, however it was typed. Raises WrongRecoveryKey, DamagedStore."""
    with _of_store(folder):
        return _unlocked_with_recovery(_read(folder), text)


def _unlocked_with_recovery(found: dict[str, Any], text: str) -> bytes:
    try:
        return _unwrapped(_recovery_bytes_key(text), found["recovery"])
    except InvalidTag as error:
        if not is_whole(found):
            raise _Broken from error
        raise WrongRecoveryKey from error
    except (KeyError, TypeError, ValueError) as error:
        raise _Broken from error


def change_passphrase(folder: Path, key: bytes, passphrase: str) -> None:
    """Wrap the same key by a new passphrase; the recovery key stays, the database is not written. Raises OSError."""
    found = _read(folder)
    salt, settings = os.urandom(16), {"memory": _MEMORY_KIB, "passes": _PASSES, "lanes": _LANES}
    found["passphrase"] = {**settings, "salt": _text(salt), **_wrapped(_stretched(passphrase, salt, settings), key)}
    _write(folder / KEYS, found)


def new_recovery_key(folder: Path, key: bytes) -> str:
    """Make a new recovery key in the place of the old one, which opens nothing from now on."""
    found = _read(folder)
    recovery = _spelled(os.urandom(_RECOVERY_BYTES))
    found["recovery"] = _wrapped(_recovery_bytes_key(recovery), key)
    _write(folder / KEYS, found)
    return recovery


def normalised(passphrase: str) -> str:
    """Give what a passphrase means, version 1: composed letters of one width, ASCII digits, ی and ک, no half-space.

    The same phrase then opens the store from any keyboard; a new version needs a new number in the key file.
    """
    text = to_latin(unicodedata.normalize("NFKC", passphrase))
    return text.translate(_ALIKE)


_ALIKE = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": None, "\u200d": None, "\u0640": None})


def _stretched(passphrase: str, salt: bytes, settings: dict[str, int]) -> bytes:
    return hash_secret_raw(
        normalised(passphrase).encode(),
        salt,
        time_cost=settings["passes"],
        memory_cost=settings["memory"],
        parallelism=settings["lanes"],
        hash_len=32,
        type=Type.ID,
    )


def _bounded(value: object, most: int) -> int:
    # A damaged file must not ask for all the memory of the computer.
    if not isinstance(value, int) or not 0 < value <= most:
        raise ValueError(value)
    return value


def _wrapped(by: bytes, key: bytes) -> dict[str, str]:
    nonce = os.urandom(12)
    return {"nonce": _text(nonce), "wrapped": _text(AESGCM(by).encrypt(nonce, key, None))}


def _unwrapped(by: bytes, slot: dict[str, str]) -> bytes:
    return AESGCM(by).decrypt(b64decode(slot["nonce"], validate=True), b64decode(slot["wrapped"], validate=True), None)


def _spelled(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    count = len(secret) * 8 // 5
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, count, _GROUP))


def _recovery_bytes_key(text: str) -> bytes:
    typed = to_latin(unicodedata.normalize("NFKC", text)).upper().translate(_READ_AS)
    letters = "".join(letter for letter in typed if letter in _LETTERS)
    return subkey(letters.encode(), "recovery")


def _read(folder: Path) -> dict[str, Any]:
    path = folder / KEYS
    try:
        with as_facts(path):
            content = path.read_bytes()
    except FileNotFoundError as error:
        raise missing(folder) from error
    found = parsed(content)
    if found is None:
        raise damaged(folder, path)
    return found


def _write(path: Path, found: dict[str, Any]) -> None:
    _store(path, sealed(found))


def _store(path: Path, content: bytes) -> None:
    with as_facts(path):
        write_atomically(path, content)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
