"""Attachments are kept encrypted, come back whole or not at all, and leave no plain copy behind."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.schema.values import FileRef
from app.store import files
from app.store.errors import DamagedFile, DiskFailed, DiskFull, FileTooLarge
from app.store.files import CHUNK, LIMIT_MB, Vault, media_type

KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Give an empty vault."""
    return Vault(tmp_path / "files", KEY)


def kept(tmp_path: Path) -> list[Path]:
    """List what lies in the vault."""
    return sorted(path for path in (tmp_path / "files").rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_file_comes_back_as_it_was(vault: Vault, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    ref = vault.put(content, "نامه.pdf")
    assert (ref.name, ref.size) == ("نامه.pdf", size)
    assert vault.read(ref) == content
    (path,) = kept(tmp_path)
    assert path.parent.name == ref.digest[:2]
    assert path.suffix == ".bin"
    assert vault.check() == ()


def test_the_same_content_is_kept_once_and_names_differ_by_key(vault: Vault, tmp_path: Path) -> None:
    source = tmp_path / "سند.txt"
    source.write_bytes(b"SECRET CONTENT")
    one, two = vault.put(source), vault.put(b"SECRET CONTENT", "copy.txt")
    assert (one.digest, one.name, two.name) == (two.digest, "سند.txt", "copy.txt")
    assert len(kept(tmp_path)) == 1
    assert b"SECRET" not in kept(tmp_path)[0].read_bytes()
    assert Vault(tmp_path / "other", bytes(32)).put(b"SECRET CONTENT").digest != one.digest
    assert one.media_type == "text/plain"


@pytest.mark.parametrize("place", [0, 8, 16, 40, CHUNK + 20])
def test_any_changed_bit_is_noticed_and_mended_by_putting_it_again(vault: Vault, tmp_path: Path, place: int) -> None:
    content = os.urandom(CHUNK + 100)
    ref = vault.put(content, "a.bin")
    (path,) = kept(tmp_path)
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(DamagedFile):
        vault.read(ref)
    assert vault.check() == (ref.digest,)
    vault.put(content, "a.bin")
    assert vault.read(ref) == content


def test_chunks_cannot_be_cut_off_swapped_or_repeated(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(os.urandom(3 * CHUNK), "a.bin")
    (path,) = kept(tmp_path)
    sealed, step = path.read_bytes(), CHUNK + 16
    head, chunks = sealed[:16], [sealed[16 + n * step : 16 + (n + 1) * step] for n in range(3)]
    for order in ([0, 1], [1, 0, 2], [0, 0, 2], [0, 1, 2, 2], []):
        path.write_bytes(head + b"".join(chunks[n] for n in order))
        with pytest.raises(DamagedFile):
            vault.read(ref)


def test_one_file_cannot_stand_for_another(vault: Vault) -> None:
    one, two = vault.put(b"one"), vault.put(b"two")
    vault.path(one.digest).write_bytes(vault.path(two.digest).read_bytes())
    with pytest.raises(DamagedFile):
        vault.read(one)


def test_missing_content_is_damage(vault: Vault) -> None:
    ref = vault.put(b"one")
    assert vault.digests() == (ref.digest,)
    vault.remove([ref.digest, ref.digest])
    with pytest.raises(DamagedFile):
        vault.read(ref)
    assert vault.check([ref.digest]) == (ref.digest,)


@pytest.mark.parametrize("digest", ["", "../../../etc/passwd", "é" * 64, "/" * 64])
def test_a_digest_leads_nowhere_else(vault: Vault, digest: str) -> None:
    with pytest.raises(DamagedFile):
        vault.read(FileRef(digest, "x", 1, "text/plain"))


def test_a_file_over_the_limit_is_refused_in_words(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "فیلم.mp4"
    with big.open("wb") as file:
        file.truncate(LIMIT_MB * CHUNK + 1)
    with pytest.raises(FileTooLarge) as caught:
        vault.put(big)
    assert "فیلم.mp4" in str(caught.value)
    monkeypatch.setattr(files, "LIMIT_MB", 0)
    with pytest.raises(FileTooLarge):
        vault.put(b"x", "x")


def test_a_file_that_grows_while_it_is_read_is_refused(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"")
    monkeypatch.setattr(Path, "read_bytes", lambda _path: bytes(LIMIT_MB * CHUNK + 1))
    with pytest.raises(FileTooLarge):
        vault.put(source)


@pytest.mark.parametrize(("number", "expected"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_failed_write_leaves_nothing_half_made(
    vault: Vault, tmp_path: Path, number: int, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(expected):
        vault.put(b"one")
    assert kept(tmp_path) == []


def test_a_plain_copy_is_private_read_only_and_swept(vault: Vault, tmp_path: Path) -> None:
    ref = FileRef(vault.put(b"plain").digest, "نامه.pdf", 5, "application/pdf")
    copy = vault.plain_copy(ref)
    assert copy.read_bytes() == b"plain"
    assert copy.name == "نامه.pdf"
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert tmp_path / "files" not in copy.parents
    assert vault.sweep() == 0
    assert not copy.exists()


def test_plain_copies_left_by_a_crash_are_swept_at_the_next_start(vault: Vault, tmp_path: Path) -> None:
    copy = vault.plain_copy(vault.put(b"plain", "a.txt"))
    Vault(tmp_path / "other store", bytes(32))
    assert copy.exists()
    Vault(tmp_path / "files", KEY)
    assert not copy.exists()


def test_a_copy_that_another_program_holds_is_counted(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.plain_copy(vault.put(b"plain", "a.txt"))
    monkeypatch.setattr("shutil.rmtree", lambda *_arguments, **_options: None)
    assert vault.sweep() == 1


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"), ("a.pdf", b"MZ", "application/octet-stream"),
        ("a.txt", b"", "text/plain"), ("بی‌پایان", b"", "application/octet-stream"),
    ],
)  # fmt: skip
def test_a_type_is_believed_only_when_the_content_agrees(name: str, content: bytes, expected: str) -> None:
    assert media_type(name, content) == expected
