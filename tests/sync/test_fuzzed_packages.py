"""Packages that were changed, cut, swapped, inflated or written by a stranger: refused with a sentence, nothing written."""

import json
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from app.core.errors import SafirError
from app.records import ALL
from app.schema.kinds import Catalogue
from app.store import keys
from app.store.errors import DamagedStore, WrongPassphrase
from app.sync import container, receiving
from app.sync.container import CHUNK, EntryKind, Writer, entries
from app.sync.errors import DamagedPackage, NewerPackage, NotAPackage, PackageTooLarge, UnfitPackage
from app.sync.package import read_package
from tests.sync.conftest import PASSPHRASE, Desk

CATALOGUE = Catalogue(ALL)
Entry = tuple[EntryKind, Any]


def _packed(desk: Desk) -> tuple[Path, bytes, list[Entry]]:
    path = desk.pack().path
    key = receiving.unlock(path, PASSPHRASE)
    return path, key, list(entries(path, key))


def _write(path: Path, key: bytes, found: list[Entry]) -> None:
    """Write entries as a stranger would who knows the key."""
    with path.open("wb") as file:
        writer = Writer(file, key, b"{}")
        for kind, content in found:
            if kind is EntryKind.BLOB:
                writer.put_blob(content)
            else:
                writer.put_json(kind, content)
        writer.finish()


def _flips(desk: Desk, number: int) -> None:
    path = desk.pack().path
    whole, random = path.read_bytes(), Random(7)
    key = receiving.unlock(path, PASSPHRASE)
    for _flip in range(number):
        place = random.randrange(len(whole) * 8)
        broken = bytearray(whole)
        broken[place // 8] ^= 1 << place % 8
        path.write_bytes(broken)
        with pytest.raises(SafirError):
            read_package(path, key, CATALOGUE)


def test_every_flipped_bit_is_seen(desk: Desk) -> None:
    _flips(desk, 100)


@pytest.mark.long
def test_a_thousand_flipped_bits_are_seen(desk: Desk) -> None:
    _flips(desk, 1_000)


def test_a_package_that_was_changed_makes_no_store(desk: Desk) -> None:
    path = desk.pack().path
    whole = path.read_bytes()
    for broken in (whole[:-1], whole + b"x", whole[: len(whole) // 2], whole[:40], b"", whole[:-20] + b"y" * 20):
        path.write_bytes(broken)
        with pytest.raises(SafirError):
            receiving.receive(path, PASSPHRASE, desk.folder / "laptop")
        assert not (desk.folder / "laptop").exists()


def test_chunks_cannot_be_swapped_repeated_or_left_out(desk: Desk) -> None:
    path, key, found = _packed(desk)
    _write(path, key, [*found, (EntryKind.BLOB, bytes(3 * CHUNK))])
    whole = path.read_bytes()
    head = len(container.head_of(path).raw)
    step = CHUNK + 16
    pieces = [whole[start : start + step] for start in range(head, len(whole), step)]
    assert len(pieces) > 2
    for order in ([1, 0, *range(2, len(pieces))], [0, 0, *range(1, len(pieces))], list(range(len(pieces) - 1))):
        path.write_bytes(whole[:head] + b"".join(pieces[place] for place in order))
        with pytest.raises(DamagedPackage):
            list(entries(path, key))


def test_what_is_no_package_is_called_so(desk: Desk) -> None:
    path = desk.folder / "x.safir"
    for content in (b"PK\x03\x04" + bytes(100), b"SQLite format 3\x00" + bytes(100), b"short"):
        path.write_bytes(content)
        with pytest.raises(NotAPackage):
            receiving.open_package(path, PASSPHRASE)
    with pytest.raises(NotAPackage):
        receiving.open_package(desk.folder / "none.safir", PASSPHRASE)


def test_a_newer_package_names_its_writer(desk: Desk) -> None:
    path, key, found = _packed(desk)
    whole = bytearray(path.read_bytes())
    whole[9] = 9
    path.write_bytes(whole)
    with pytest.raises(NewerPackage):
        receiving.open_package(path, PASSPHRASE)
    _write(path, key, [(EntryKind.MANIFEST, {**found[0][1], "schema": 99, "writer": "9.1"}), *found[1:]])
    with pytest.raises(NewerPackage, match=r"9\.1"):
        read_package(path, key, CATALOGUE)


def test_an_entry_that_inflates_without_end_is_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key, _found = _packed(desk)
    monkeypatch.setattr(container, "JSON_BYTES", 100_000_000)
    _write(path, key, [(EntryKind.MANIFEST, "0" * 50_000_000)])
    monkeypatch.undo()
    assert path.stat().st_size < 200_000
    with pytest.raises(DamagedPackage):
        list(entries(path, key))


def test_nothing_over_the_limits_is_packed(desk: Desk) -> None:
    _path, key, _found = _packed(desk)
    with (desk.folder / "big").open("wb") as file:
        writer = Writer(file, key, b"{}")
        with pytest.raises(PackageTooLarge):
            writer.put_blob(bytes(container.BLOB_BYTES + 1))


def _rows(found: list[Entry]) -> list[Any]:
    return next(content for kind, content in found if kind is EntryKind.ROWS)


HOSTILE = (
    lambda row: row.__setitem__(0, "saved_view"),
    lambda row: row.__setitem__(0, "sqlite_master"),
    lambda row: row.__setitem__(0, 7),
    lambda row: row.__setitem__(1, "no id"),
    lambda row: row.__setitem__(1, str(UUID(int=1)) + "x"),
    lambda row: row.__setitem__(2, "yes"),
    lambda row: row.__setitem__(3, [1]),
    lambda row: row.append(1),
    lambda row: row[3].__setitem__("version", "1"),
    lambda row: row[3].__setitem__("deleted_at", '"2025"'),
    lambda row: row[3].__setitem__("__class__", '"x"'),
    lambda row: row[3].__setitem__("label", '"top"'),
    lambda row: row[3].__setitem__("label", "{}"),
    lambda row: row[3].__setitem__("label", "[" * 5_000),
    lambda row: row[3].__setitem__("sample", "3"),
    lambda row: row[3].__setitem__("tags", '["x"]'),
    lambda row: row[3].__setitem__("tags", '"x"'),
    lambda row: row[3].__setitem__("notes", "5"),
    lambda row: row[3].__setitem__("notes", 5),
    lambda row: row[3].__setitem__("notes", '"' + "a" * 2_000_001 + '"'),
    lambda row: row[3].__setitem__("executing_body", '"' + str(UUID(int=9)) + '"'),
    lambda row: row[3].pop("label"),
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_record_is_refused_by_a_sentence(desk: Desk, number: int) -> None:
    path, key, found = _packed(desk)
    row = next(row for row in _rows(found) if row[0] == "delegation")
    HOSTILE[number](row)
    _write(path, key, found)
    with pytest.raises((UnfitPackage, DamagedPackage)):
        receiving.receive_with_key(path, key, desk.folder / "laptop")
    assert not (desk.folder / "laptop" / "safir.db").exists()


def test_counts_and_hashes_must_agree(desk: Desk) -> None:
    path, key, found = _packed(desk)
    rows = _rows(found)
    for broken in (
        [found[0], (EntryKind.ROWS, rows[1:]), *found[2:]],
        [*found, (EntryKind.ROWS, [rows[0]])],
        found[:-1],
        [*found, found[0]],
        [*found, found[-1]],
        [*found, (EntryKind.BLOB, b"more")],
        found[1:],
        [(EntryKind.MANIFEST, {**found[0][1], "deeds": 5}), *found[1:]],
        [(EntryKind.MANIFEST, {**found[0][1], "blobs": {"../../etc/passwd": 3}}), *found[1:]],
        [(EntryKind.MANIFEST, {**found[0][1], "packed_at": "yesterday"}), *found[1:]],
        [(EntryKind.MANIFEST, []), *found[1:]],
    ):
        _write(path, key, broken)
        with pytest.raises((UnfitPackage, DamagedPackage)):
            read_package(path, key, CATALOGUE)


def _fuzz(desk: Desk, number: int) -> None:
    path, key, found = _packed(desk)
    text = json.dumps([content for kind, content in found if kind is not EntryKind.BLOB], ensure_ascii=False)
    blobs = [entry for entry in found if entry[0] is EntryKind.BLOB]
    kinds = [kind for kind, _content in found if kind is not EntryKind.BLOB]
    random = Random(11)
    for _time in range(number):
        letters = list(text)
        for _change in range(random.randint(1, 4)):
            letters[random.randrange(len(letters))] = random.choice('"[]{},:0-9ae\\nullt\u202e')
        try:
            contents = json.loads("".join(letters))
        except ValueError:
            continue
        if not isinstance(contents, list) or len(contents) != len(kinds) or contents == json.loads(text):
            continue
        _write(path, key, [*zip(kinds, contents, strict=True), *blobs])
        try:
            read_package(path, key, CATALOGUE)
        except SafirError:
            continue
        # What only says who packed it, and when, is whatever the writer who has the key said.


def test_fifty_fuzzed_packages_are_refused_or_sound(desk: Desk) -> None:
    _fuzz(desk, 50)


@pytest.mark.long
def test_five_hundred_fuzzed_packages_are_refused_or_sound(desk: Desk) -> None:
    _fuzz(desk, 500)


def test_a_head_that_was_changed_is_damaged_not_a_wrong_passphrase(desk: Desk) -> None:
    path = desk.pack().path
    wrapped = container.head_of(path).keys
    with pytest.raises(WrongPassphrase):
        keys.unlock_wrapped(wrapped, "other", source=path)
    broken = json.loads(wrapped)
    broken["passphrase"]["salt"] = "AAAA"
    with pytest.raises(DamagedStore):
        keys.unlock_wrapped(json.dumps(broken).encode(), PASSPHRASE, source=path)
