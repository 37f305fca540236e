"""The container of a package: a head with wrapped keys, then encrypted and authenticated chunks of entries without names.

    MAGIC · format (2 bytes) · salt (16) · prefix (8) · length of the key file (4) · key file · chunks

Each chunk of 256 KB is sealed by AES-256-GCM under a key for this file alone, with the hash of the head, its number and a mark on
the last as associated data: nothing can be changed, cut off, swapped or repeated. Inside, an entry is a kind (1 byte), a length
(4 bytes) and bytes; JSON entries are deflated. Every length is bounded before a byte is read, every byte is counted.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core import file_work
from app.core.refusals import why_refused
from app.store.database import subkey, translated
from app.store.files import LIMIT_MB
from app.sync.errors import DamagedPackage, NewerPackage, NotAPackage, PackageNotWritten, PackageTooLarge

MAGIC = b"SAFIRPK\x00"
FORMAT = 1
MB = 1024 * 1024
PACKAGE_MB = 4096
"""The largest package, as a file."""
JSON_BYTES = 32 * MB
"""The largest entry of records when it is inflated."""
BLOB_BYTES = LIMIT_MB * MB
ENTRIES = 2_000_000
CHUNK = 256 * 1024
_HEAD = struct.Struct(">8sH16s8sI")
_ENTRY = struct.Struct(">BI")
_KEYS_BYTES = 16 * 1024
_TAG = 16


class EntryKind(IntEnum):
    """What an entry holds; the manifest is the first."""

    MANIFEST = 1
    ROWS = 2
    BASE = 3
    JOURNAL = 4
    BLOB = 5


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the clear at the beginning of a package: the wrapped keys, and random bytes."""

    salt: bytes
    prefix: bytes
    keys: bytes
    raw: bytes

    def cipher(self, key: bytes) -> AESGCM:
        """Make the cipher of this one file."""
        return AESGCM(subkey(key, f"package {self.salt.hex()}"))


@contextmanager
def writing(target: Path, key: bytes, wrapped: bytes) -> Iterator["Writer"]:
    """Write a package beside its place and put it there when the block succeeds; nothing half-made stays.

    Raises PackageNotWritten, PackageTooLarge, DiskFull, ReadOnlyStore.
    """
    try:
        with file_work.beside(target) as part, file_work.work().create(part) as file:
            writer = Writer(file, key, wrapped)
            yield writer
            writer.finish()
    except OSError as error:
        raise translated(error, target) or PackageNotWritten(str(target), why_refused(error)) from error


class Writer:
    """A package being written, entry by entry."""

    def __init__(self, file: BinaryIO, key: bytes, wrapped: bytes) -> None:
        salt, prefix = os.urandom(16), os.urandom(8)
        raw = _HEAD.pack(MAGIC, FORMAT, salt, prefix, len(wrapped)) + wrapped
        self._head = Head(salt, prefix, wrapped, raw)
        self._cipher, self._about = self._head.cipher(key), sha256(raw).digest()
        self._file, self._waiting, self._number = file, bytearray(), 0
        self._size = len(raw)
        file.write(raw)

    def put_json(self, kind: EntryKind, found: object) -> None:
        """Write an entry of records; raises PackageTooLarge."""
        plain = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
        if len(plain) > JSON_BYTES:
            raise PackageTooLarge(limit=JSON_BYTES // MB)
        self._put(kind, zlib.compress(plain, 6))

    def put_blob(self, content: bytes) -> None:
        """Write the content of a file; raises PackageTooLarge."""
        if len(content) > BLOB_BYTES:
            raise PackageTooLarge(limit=BLOB_BYTES // MB)
        self._put(EntryKind.BLOB, content)

    def finish(self) -> None:
        """Seal the last chunk."""
        self._seal(bytes(self._waiting), last=True)

    def _put(self, kind: EntryKind, content: bytes) -> None:
        self._waiting += _ENTRY.pack(kind, len(content))
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = self._head.prefix + struct.pack(">I", self._number)
        sealed = self._cipher.encrypt(nonce, piece, self._about + struct.pack(">I?", self._number, last))
        self._size += len(sealed)
        if self._size > PACKAGE_MB * MB:
            raise PackageTooLarge(limit=PACKAGE_MB)
        self._file.write(sealed)
        self._number += 1


def head_of(path: Path) -> Head:
    """Read what stands in the clear; raises NotAPackage, NewerPackage, DamagedPackage, PackageTooLarge, OSError's facts."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return _head(file, path, size)
    except OSError as error:
        raise translated(error, path) or NotAPackage(str(path)) from error


def _head(file: BinaryIO, path: Path, size: int) -> Head:
    start = file.read(_HEAD.size)
    if len(start) < _HEAD.size or start[: len(MAGIC)] != MAGIC:
        raise NotAPackage(str(path))
    _magic, version, salt, prefix, length = _HEAD.unpack(start)
    if version > FORMAT:
        raise NewerPackage(str(version))
    if size > PACKAGE_MB * MB:
        raise PackageTooLarge(limit=PACKAGE_MB)
    if version < FORMAT or not 0 < length <= _KEYS_BYTES:
        raise DamagedPackage(str(path), "head")
    keys = file.read(length)
    if len(keys) != length:
        raise DamagedPackage(str(path), "head")
    return Head(salt, prefix, keys, start + keys)


def fits(path: Path, key: bytes) -> bool:
    """Tell whether a key opens a package, from its first chunk."""
    try:
        next(_chunks(path, key))
    except DamagedPackage:
        return False
    return True


def entries(path: Path, key: bytes) -> Iterator[tuple[EntryKind, Any]]:
    """Walk the entries: JSON values, and bytes for blobs. Raises DamagedPackage, NotAPackage, NewerPackage, PackageTooLarge."""
    stream = _Stream(_chunks(path, key), str(path))
    for _number in range(ENTRIES):
        start = stream.take(_ENTRY.size, at_end=True)
        if not start:
            return
        code, length = _ENTRY.unpack(start)
        if code not in EntryKind.__members__.values() or length > BLOB_BYTES:
            raise DamagedPackage(str(path), "entry")
        content = stream.take(length)
        kind = EntryKind(code)
        yield kind, content if kind is EntryKind.BLOB else _json(content, str(path))
    raise PackageTooLarge(limit=PACKAGE_MB)


def _json(content: bytes, path: str) -> Any:  # noqa: ANN401 - raw JSON, validated by whoever reads it
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(content, JSON_BYTES)
        if inflater.unconsumed_tail or inflater.unused_data or not inflater.eof:
            raise DamagedPackage(path, "size")
        return json.loads(plain)
    except (zlib.error, ValueError, RecursionError) as error:
        raise DamagedPackage(path, "entry") from error


class _Stream:
    """Plain bytes out of chunks, as many as asked for."""

    def __init__(self, chunks: Iterator[bytes], path: str) -> None:
        self._chunks, self._path = chunks, path
        self._waiting = bytearray()

    def take(self, count: int, *, at_end: bool = False) -> bytes:
        while len(self._waiting) < count:
            chunk = next(self._chunks, None)
            if chunk is None:
                if at_end and not self._waiting:
                    return b""
                raise DamagedPackage(self._path, "end")
            self._waiting += chunk
        found = bytes(self._waiting[:count])
        del self._waiting[:count]
        return found


def _chunks(path: Path, key: bytes) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = _head(file, path, size)
            cipher, about = head.cipher(key), sha256(head.raw).digest()
            left, number = size - len(head.raw), 0
            while left > 0:
                sealed = file.read(min(left, CHUNK + _TAG))
                left -= len(sealed)
                last = left <= 0
                nonce = head.prefix + struct.pack(">I", number)
                yield cipher.decrypt(nonce, sealed, about + struct.pack(">I?", number, last))
                number += 1
            if not number:
                raise DamagedPackage(str(path), "end")
    except (InvalidTag, ValueError) as error:
        raise DamagedPackage(str(path), "seal") from error
    except OSError as error:
        raise translated(error, path) or DamagedPackage(str(path), "read") from error


def content_hash(content: bytes) -> str:
    """Name a blob inside a package: SHA-256, which only those who opened the package see."""
    return sha256(content).hexdigest()
