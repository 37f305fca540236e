"""The vault: attachments, encrypted one by one beside the database and named by what they contain.

A file is `files/ab/<HMAC>.bin`: a random prefix, then chunks of 1 MB, each sealed by AES-256-GCM with its number and a mark on
the last as associated data, so that none can be cut off, swapped or repeated. A name tells a thief nothing without the key.
"""

import hmac
import mimetypes
import os
import shutil
import struct
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.file_work import drop, put, remove
from app.core.paths import user_cache
from app.schema.values import FileRef
from app.store.database import as_facts, subkey
from app.store.errors import DamagedFile, FileTooLarge
from app.store.names import safe_name

LIMIT_MB = 50
CHUNK = 1024 * 1024
SMALL = ".small"
"""Ending of the sealed small picture beside a file."""

_MAGIC = b"SAFIRF1\x00"
_PREFIX = 8
_TAG = 16
_MEDIA = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
}


class Vault:
    """The attachments of one store; `folder` is its `files`, `key` the store's key.

    A second vault over the same folder is not `sweeping`: plain copies that are open outside belong to the first.
    """

    def __init__(self, folder: Path, key: bytes, *, sweeping: bool = True) -> None:
        self._folder = folder
        self._key = subkey(key, "attachments")
        self._plain = user_cache() / "opened" / sha256(subkey(key, "opened")).hexdigest()[:16]
        if sweeping:
            self.sweep()
            for part in folder.glob("??/*.part"):
                drop(part)  # a crash stopped it half-way; no record names it

    def put(self, source: Path | bytes, name: str = "") -> FileRef:
        """Keep a file or bytes and give the reference to store in a record; the same content is kept once.

        Raises FileTooLarge over 50 MB, OSError when the source cannot be read, DiskFull, ReadOnlyStore.
        """
        shown = safe_name(name or (source.name if isinstance(source, Path) else ""))
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > LIMIT_MB * CHUNK:
            raise FileTooLarge(shown, limit=LIMIT_MB)
        content = source.read_bytes() if isinstance(source, Path) else source
        if len(content) > LIMIT_MB * CHUNK:
            raise FileTooLarge(shown, limit=LIMIT_MB)
        digest = self._digest(content)
        target = self.path(digest)
        if not target.is_file() or not self._is_sound(digest):
            self._write(target, content)
        return FileRef(digest, shown, len(content), media_type(shown, content))

    def read(self, ref: FileRef) -> bytes:
        """Give the content of a file; raises DamagedFile when it is missing or anything in it was changed."""
        content = self._opened(ref.digest, ref.name)
        if self._digest(content) != ref.digest:
            raise DamagedFile(ref.name)
        return content

    def plain_copy(self, ref: FileRef) -> Path:
        """Write a plain, read-only copy for another program, in a private folder swept at close and at the next start."""
        return self.lend(ref.name, self.read(ref))

    def lend(self, name: str, content: bytes) -> Path:
        """Write plain bytes for another program, read-only, in the same private folder; they are no attachment."""
        folder = self.plain_folder()
        target = folder / safe_name(name)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        target.chmod(0o400)
        return target

    def plain_folder(self) -> Path:
        """Make a new folder that only this user may read, for what must lie in plain for a while; swept like plain copies."""
        folder = self._plain / uuid4().hex
        folder.mkdir(parents=True, mode=0o700)
        for private in (self._plain.parent, self._plain):
            private.chmod(0o700)
        return folder

    def sweep(self) -> int:
        """Remove the plain copies; gives how many another program still holds."""
        for path in self._plain.rglob("*"):
            if path.is_file():
                path.chmod(0o600)  # Windows does not remove read-only files
        shutil.rmtree(self._plain, ignore_errors=True)
        return sum(1 for path in self._plain.rglob("*") if path.is_file())

    def check(self, digests: Iterable[str] | None = None) -> tuple[str, ...]:
        """Read every kept file again (or those named); gives the digests that are missing or damaged."""
        wanted = self.digests() if digests is None else digests
        return tuple(digest for digest in wanted if not self._is_sound(digest))

    def digests(self) -> tuple[str, ...]:
        """List what is kept."""
        return tuple(sorted(path.stem for path in self._folder.glob("??/*.bin")))

    def remove(self, digests: Iterable[str]) -> None:
        """Throw content away; the caller knows that neither a record nor a backup names it."""
        for digest in digests:
            remove(self.path(digest).with_suffix(SMALL))
            remove(self.path(digest))

    def put_small(self, digest: str, content: bytes) -> None:
        """Keep the small picture of a file, sealed like the file itself; raises DiskFull, DiskFailed, ReadOnlyStore."""
        self._write(self.path(digest).with_suffix(SMALL), content)

    def small(self, digest: str) -> bytes | None:
        """Give the small picture of a file; None when there is none that can be read."""
        try:
            return b"".join(self._chunks(self.path(digest).with_suffix(SMALL).read_bytes()))
        except (OSError, InvalidTag, ValueError):
            return None

    def digest(self, content: bytes) -> str:
        """Name content as it would be kept here, without keeping it."""
        return self._digest(content)

    def path(self, digest: str) -> Path:
        """Tell where content lies; raises DamagedFile for something that is no digest."""
        if len(digest) != 64 or not digest.isascii() or not digest.isalnum():
            raise DamagedFile(digest)
        return self._folder / digest[:2] / f"{digest}.bin"

    def _digest(self, content: bytes) -> str:
        return hmac.new(self._key, content, sha256).hexdigest()

    def _is_sound(self, digest: str) -> bool:
        try:
            return self._digest(self._opened(digest, digest)) == digest
        except DamagedFile:
            return False

    def _opened(self, digest: str, name: str) -> bytes:
        path = self.path(digest)
        try:
            return b"".join(self._chunks(path.read_bytes()))
        except (OSError, InvalidTag, ValueError) as error:
            raise DamagedFile(name) from error

    def _write(self, target: Path, content: bytes) -> None:
        with as_facts(target):
            put(target, self._sealed(content))

    def _sealed(self, content: bytes) -> Iterator[bytes]:
        prefix, cipher = os.urandom(_PREFIX), AESGCM(self._key)
        yield _MAGIC + prefix
        last = max(0, (len(content) - 1) // CHUNK)
        for number in range(last + 1):
            piece = content[number * CHUNK : (number + 1) * CHUNK]
            yield cipher.encrypt(_nonce(prefix, number), piece, _about(number, last))

    def _chunks(self, sealed: bytes) -> Iterator[bytes]:
        head = len(_MAGIC) + _PREFIX
        if sealed[: len(_MAGIC)] != _MAGIC or len(sealed) < head + _TAG:
            raise ValueError("not a kept file")
        prefix, body, step = sealed[len(_MAGIC) : head], sealed[head:], CHUNK + _TAG
        last = (len(body) - 1) // step
        cipher = AESGCM(self._key)
        for number in range(last + 1):
            yield cipher.decrypt(_nonce(prefix, number), body[number * step : (number + 1) * step], _about(number, last))


def media_type(name: str, content: bytes) -> str:
    """Name the type of a file by its ending; a known type whose content begins otherwise is called unknown."""
    guess = mimetypes.guess_type(name)[0] or "application/octet-stream"
    starts = _MEDIA.get(guess)
    return guess if starts is None or content.startswith(starts) else "application/octet-stream"


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + struct.pack(">I", number)


def _about(number: int, last: int) -> bytes:
    return struct.pack(">I?", number, number == last)
