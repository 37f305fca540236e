"""Attachments go into the encrypted store and come out as read-only copies; programs are never opened."""

from pathlib import Path

import pytest

from app.core import platform
from app.schema.values import FileRef
from app.services import files
from app.services.files import UnreadableSource, UnsafeFile
from app.services.office import Office
from app.store.errors import DamagedFile


def test_a_file_is_attached_read_exported_and_opened(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "نامه.pdf"
    source.write_bytes(b"%PDF-1.7 letter")
    ref = files.attach(office, source)
    source.unlink()
    assert (ref.name, ref.media_type) == ("نامه.pdf", "application/pdf")
    assert files.read(office, ref) == b"%PDF-1.7 letter"
    files.export(office, ref, tmp_path / "out" / "copy.pdf")
    assert (tmp_path / "out" / "copy.pdf").read_bytes() == b"%PDF-1.7 letter"
    opened: list[Path] = []
    monkeypatch.setattr(platform, "open_outside", opened.append)
    path = files.open_outside(office, ref)
    assert opened == [path]
    assert path.read_bytes() == b"%PDF-1.7 letter"
    office.close()
    assert not path.exists()


@pytest.mark.parametrize("name", ["run.exe", "letter.pdf.exe"])
def test_a_program_is_kept_but_not_opened(office: Office, name: str) -> None:
    ref = office.store.files.put(b"MZ", name)
    with pytest.raises(UnsafeFile) as caught:
        files.open_outside(office, ref)
    assert name in str(caught.value)


def test_what_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        files.attach(office, tmp_path / "none.pdf")
    with pytest.raises(DamagedFile):
        files.read(office, FileRef("0" * 64, "x", 1, "text/plain"))


def test_a_large_file_is_worth_a_question(tmp_path: Path) -> None:
    small, large = tmp_path / "a", tmp_path / "b"
    small.touch()
    with large.open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    assert (files.is_large(small), files.is_large(large)) == (False, True)
