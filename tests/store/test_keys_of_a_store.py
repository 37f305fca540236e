"""The key of a store opens by its passphrase from any keyboard, by the printed key however typed, and by nothing else."""

import json
from pathlib import Path

import pytest

from app.core.errors import SafirError
from app.store import keys
from app.store.errors import DamagedStore, DiskFailed, ReadOnlyStore, StoreExists, StoreMissing, WrongPassphrase, WrongRecoveryKey
from app.store.key_file import is_whole_file, sealed
from app.store.layouts import readings
from app.store.strength import strength

PHRASE = "کبوتر ۱۲۳ نامه‌رسان"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keys.NewKeys]:
    """Make the keys of one store."""
    folder = tmp_path_factory.mktemp("keys")
    return folder, keys.create_keys(folder, PHRASE)


@pytest.fixture
def folder(made: tuple[Path, keys.NewKeys], tmp_path: Path) -> Path:
    """Give a folder with a copy of the key file."""
    (tmp_path / "safir.key").write_bytes((made[0] / "safir.key").read_bytes())
    return tmp_path


def test_the_passphrase_opens_from_any_keyboard(made: tuple[Path, keys.NewKeys], folder: Path) -> None:
    key = made[1].key
    assert len(key) == 32
    assert keys.unlock(folder, PHRASE) == key
    assert keys.unlock(folder, "كبوتر 123 نامهرسان") == key
    assert keys.normalised("e\u0301ي١") == "éی1"


def test_the_same_keys_open_when_the_keyboard_is_in_the_other_language(made: tuple[Path, keys.NewKeys], folder: Path) -> None:
    assert keys.unlock(folder, ";f,jv 123 khlivshk") == made[1].key
    keys.change_passphrase(folder, made[1].key, "four plain words 27")
    assert keys.unlock(folder, "بخعق حمشهد صخقیس ۲۷") == made[1].key


def test_one_line_has_at_most_three_readings() -> None:
    assert list(readings("m1")) == ["m1", "پ1", "ئ1"]
    assert list(readings("123")) == ["123"]
    assert list(readings("سلام")) == ["سلام", "sghl"]


def test_the_recovery_key_opens_however_it_is_typed(made: tuple[Path, keys.NewKeys], folder: Path) -> None:
    key, recovery = made[1].key, made[1].recovery_key
    assert len(recovery.replace("-", "")) == 32
    typed = recovery.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.unlock_with_recovery(folder, f" {typed} ") == key
    assert keys.unlock_with_recovery(folder, recovery.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == key
    with pytest.raises(WrongRecoveryKey):
        keys.unlock_with_recovery(folder, recovery[:-1] + ("2" if recovery[-1] != "2" else "3"))


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(folder: Path) -> None:
    path = folder / "safir.key"
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "چیز دیگر")
    assert path.read_bytes() == before
    found = json.loads(before)
    wrapped = found["passphrase"]["wrapped"]
    found["passphrase"]["wrapped"] = ("A" if wrapped[0] != "A" else "B") + wrapped[1:]
    path.write_text(json.dumps(found))
    with pytest.raises(DamagedStore):
        keys.unlock(folder, PHRASE)
    # The other wrap is whole and still opens the store.
    assert len(keys.unlock_with_recovery(folder, keys.new_recovery_key(folder, bytes(32)))) == 32


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"passphrase": 3, "recovery": {"nonce": 1}}', b'{"passphrase": {"memory": 99999999}}',
     b'{"passphrase": {"memory": true, "passes": "3", "lanes": 4}}'],
)  # fmt: skip
def test_a_damaged_key_file_is_damage_and_never_hangs(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "safir.key").write_bytes(content)
    with pytest.raises(DamagedStore):
        keys.unlock(tmp_path, PHRASE)
    with pytest.raises(DamagedStore):
        keys.unlock_with_recovery(tmp_path, "ABCD")
    assert (tmp_path / "safir.key").read_bytes() == content


def test_a_file_without_its_seal_is_damaged(folder: Path) -> None:
    found = json.loads((folder / "safir.key").read_bytes())
    del found["seal"]
    (folder / "safir.key").write_text(json.dumps(found))
    with pytest.raises(DamagedStore):
        keys.unlock(folder, "چیز دیگر")
    with pytest.raises(DamagedStore):
        keys.unlock_with_recovery(folder, "ABCD")


def test_keys_are_not_made_twice_and_not_found_where_there_are_none(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreExists):
        keys.create_keys(folder, PHRASE)
    with pytest.raises(StoreMissing):
        keys.unlock(tmp_path / "none", PHRASE)


def test_a_new_passphrase_leaves_the_recovery_key(made: tuple[Path, keys.NewKeys], folder: Path) -> None:
    key = made[1].key
    keys.change_passphrase(folder, key, "گذرواژهٔ نو")
    assert keys.unlock(folder, "گذرواژهٔ نو") == key
    assert keys.unlock_with_recovery(folder, made[1].recovery_key) == key
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, PHRASE)


def test_a_new_recovery_key_replaces_the_old(made: tuple[Path, keys.NewKeys], folder: Path) -> None:
    key = made[1].key
    fresh = keys.new_recovery_key(folder, key)
    assert keys.unlock_with_recovery(folder, fresh) == key
    with pytest.raises(WrongRecoveryKey):
        keys.unlock_with_recovery(folder, made[1].recovery_key)


@pytest.mark.parametrize(("error", "expected"), [(PermissionError(13, "no"), ReadOnlyStore), (OSError(5, "io"), DiskFailed)])
def test_a_key_file_that_cannot_be_touched_says_why(
    folder: Path, error: OSError, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> bytes:
        raise error

    monkeypatch.setattr(keys, "write_atomically", failing)
    with pytest.raises(expected):
        keys.new_recovery_key(folder, bytes(32))
    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(expected):
        keys.unlock(folder, PHRASE)


def test_each_refusal_has_words() -> None:
    assert "FA" in str(WrongPassphrase("FA"))
    errors: list[SafirError] = [WrongPassphrase(), WrongRecoveryKey()]
    assert all(str(error) for error in errors)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0), ("تهران", 0), ("12345678", 0), ("aaaaaaaaaaaaaaaa", 0), ("abcdefghijkl", 0), ("گربه", 0),
        ("sunflower moon", 1), ("گلدان آبی سبز", 2), ("کبوتر پنجره نان خاکستری", 3), ("کبوتر پنجره نان خاکستری 47!", 4),
        ("xkqzvwjpybtrmfhgdncl", 4),
    ],
)  # fmt: skip
def test_strength_is_told_in_a_word_and_a_reason(text: str, score: int) -> None:
    found = strength(text)
    assert (found.score, bool(found.reason), bool(str(found.word))) == (score, score < 3, True)


def test_a_long_phrase_that_repeats_is_advised_otherwise() -> None:
    assert strength("ababababababababab").reason != strength("گربه").reason


def test_keys_of_a_package_never_replace_those_of_a_store(folder: Path) -> None:
    before = keys.wrapped_keys(folder)
    with pytest.raises(StoreExists):
        keys.place_keys(folder, b"other")
    assert keys.wrapped_keys(folder) == before


def test_the_head_of_a_package_that_is_none_or_has_lost_a_part_is_told_so(
    made: tuple[Path, keys.NewKeys], folder: Path, tmp_path: Path
) -> None:
    for head in (b"no keys", b"[]"):
        with pytest.raises(DamagedStore):
            keys.unlock_wrapped(head, PHRASE, source=tmp_path / "trip.safir")
    found = json.loads((folder / "safir.key").read_bytes())
    del found["recovery"]
    with pytest.raises(DamagedStore):
        keys.unlock_wrapped(sealed(found), made[1].recovery_key, source=tmp_path / "trip.safir")


def test_a_key_file_is_whole_only_as_it_was_written(folder: Path, tmp_path: Path) -> None:
    assert is_whole_file(folder / "safir.key")
    assert not is_whole_file(tmp_path / "none.key")
    (tmp_path / "other.key").write_bytes(b"{}")
    assert not is_whole_file(tmp_path / "other.key")
