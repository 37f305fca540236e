"""Attachments hang on any record, are shown inside the program, and are called what they are."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from app.core.ids import uuid7
from app.services import attachments, editing, undoing
from app.services import bin as bin_
from app.services.files import UnreadableSource
from app.services.office import Office
from app.store.errors import DamagedFile, FileTooLarge


@pytest.fixture
def person(office: Office) -> UUID:
    return editing.save(office, editing.blank(office, "person", values={"name_fa": "علی"})).id


def picture(width: int, height: int, *, kind: str = "JPEG", mode: str = "RGB", place: bool = False) -> bytes:
    made, drawn = io.BytesIO(), Image.effect_noise((width, height), 90).convert(mode)
    exif = Image.Exif()
    if place:
        exif[0x010F] = "CANARY CAMERA"
    drawn.save(made, kind, exif=exif)
    return made.getvalue()


def test_a_file_or_pasted_bytes_hang_on_a_record_and_go_to_the_bin(office: Office, person: UUID, tmp_path: Path) -> None:
    source = tmp_path / "نامه.txt"
    source.write_text("سلام", "utf-8")
    letter = attachments.add(office, person, source)
    pasted = attachments.add(office, person, picture(40, 30), name="عکس.jpg")
    assert [each.ref.name for each in attachments.of_record(office, person)] == ["عکس.jpg", "نامه.txt"]
    assert attachments.of_record(office, uuid7()) == ()
    assert attachments.remove(office, [letter.id]).count == 1
    assert [each.id for each in attachments.of_record(office, person)] == [pasted.id]
    assert [found.id for found in bin_.deleted(office)] == [letter.id]
    undoing.undo(office)
    assert len(attachments.of_record(office, person)) == 2


def test_what_cannot_be_attached_leaves_nothing(office: Office, person: UUID, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        attachments.add(office, person, tmp_path / "none.pdf")
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(FileTooLarge) as caught:
        attachments.add(office, person, large)
    assert "50" in caught.value.message.in_("en")
    assert attachments.of_record(office, person) == ()


def test_a_large_file_is_asked_about(office: Office) -> None:
    assert office
    assert (attachments.is_large(10 * 1024 * 1024), attachments.is_large(10 * 1024 * 1024 + 1)) == (False, True)
    question = attachments.size_question("film.mp4", 20 * 1024 * 1024).in_("en")
    assert "20" in question
    assert "film.mp4" in question


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (picture(2000, 1500, place=True), "a.jpg"),
        (picture(700, 900, kind="PNG", mode="RGBA"), "a.png"),
        (picture(700, 900, kind="PNG", mode="P"), "b.png"),
    ],
)
def test_a_small_picture_is_made_once_without_the_camera(office: Office, person: UUID, content: bytes, name: str) -> None:
    ref = attachments.add(office, person, content, name=name).ref
    made = attachments.small(office, ref)
    assert made is not None
    assert len(made) <= 50 * 1024
    assert max(Image.open(io.BytesIO(made)).size) == 320
    assert b"CANARY" not in made
    assert attachments.small(office, ref) == made
    sealed = office.store.files.path(ref.digest).with_suffix(".small")
    assert not sealed.read_bytes().startswith(b"\xff\xd8")
    assert office.store.files.digests() == (ref.digest,)
    office.store.files.remove([ref.digest])
    assert not sealed.exists()


@pytest.mark.parametrize(("content", "name"), [(b"\x89PNG\r\n\x1a\nbroken", "a.png"), (b"%PDF-1.7", "a.pdf")])
def test_what_is_no_picture_has_no_small_one(office: Office, person: UUID, content: bytes, name: str) -> None:
    assert attachments.small(office, attachments.add(office, person, content, name=name).ref) is None


def test_a_picture_that_would_fill_the_memory_is_not_opened(office: Office, person: UUID) -> None:
    made = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(made, "PNG")
    ref = attachments.add(office, person, made.getvalue(), name="bomb.png").ref
    assert attachments.small(office, ref) is None
    assert attachments.preview(office, ref).kind == "none"


@pytest.mark.parametrize(
    ("content", "name", "kind", "text"),
    [
        (b"%PDF-1.7 x", "a.pdf", "pdf", ""),
        (picture(30, 20, place=True), "a.jpg", "picture", ""),
        ("سلام".encode(), "a.txt", "text", "سلام"),
        ("سلام".encode("utf-16"), "a.txt", "text", "سلام"),
        ("سلام".encode("cp1256"), "a.csv", "text", "سلام"),
        (("a" * (1024 * 1024 - 1) + "س").encode(), "a.txt", "text", "a" * (1024 * 1024 - 1)),
        (b"MZ", "a.exe", "none", ""),
    ],
)
def test_pictures_papers_and_texts_are_shown_inside(
    office: Office, person: UUID, content: bytes, name: str, kind: str, text: str
) -> None:
    shown = attachments.preview(office, attachments.add(office, person, content, name=name).ref)
    assert (shown.kind, shown.text) == (kind, text)
    assert b"CANARY" not in shown.content


def test_a_damaged_file_is_told(office: Office, person: UUID) -> None:
    ref = attachments.add(office, person, b"letter", name="a.txt").ref
    path = office.store.files.path(ref.digest)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFile):
        attachments.preview(office, ref)


@pytest.mark.parametrize(
    ("name", "opens", "says"),
    [
        ("letter.pdf", True, ""),
        ("invoice\u202efdp.exe", False, "U+202E"),
        ("letter\u200b.pdf", True, "U+200B"),
        ("letter.pdf.exe", False, "pretends"),
        ("setup.msi", False, "program"),
        ("NUL.txt", True, "device"),
    ],
)
def test_a_name_is_shown_for_what_it_is(name: str, opens: bool, says: str) -> None:
    shown = attachments.shown_name(name)
    assert shown.opens is opens
    assert "\u202e" not in shown.text
    assert (says in shown.warning.in_("en")) if shown.warning else says == ""
