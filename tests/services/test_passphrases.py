"""Keys change without encrypting anything anew; weak passphrases are refused; a phrase opens from any keyboard."""

from pathlib import Path

import pytest

from app.services import opening, passphrases
from app.services.office import Office
from app.services.passphrases import WeakPassphrase
from app.store import keys
from app.store.errors import WrongPassphrase, WrongRecoveryKey
from app.store.strength import LEAST_SCORE

OLD = "رود کوه باران چنار ۱۴۰۵"
NEW = "باغ پنجره دریا شمعدان"


@pytest.fixture
def keyed(tmp_path: Path) -> Office:
    made = opening.create_office(tmp_path / "store", OLD, office_name="دفتر", officer_name="مریم")
    made.office.close()
    return opening.open_office(tmp_path / "store", OLD)


def test_a_new_passphrase_opens_the_same_file_and_the_old_one_no_more(keyed: Office) -> None:
    folder = keyed.store.folder
    content, key = (folder / "safir.db").read_bytes(), keys.unlock(folder, OLD)
    with pytest.raises(WrongPassphrase):
        passphrases.change_passphrase(keyed, "نادرست", NEW)
    passphrases.change_passphrase(keyed, OLD, NEW)
    assert (folder / "safir.db").read_bytes() == content
    assert keys.unlock(folder, NEW) == key
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, OLD)
    recovery = passphrases.new_recovery_key(keyed, NEW)
    passphrases.proven(keyed, recovery.lower().replace("-", " "))
    assert keys.unlock_with_recovery(folder, recovery) == key
    with pytest.raises(WrongRecoveryKey):
        passphrases.proven(keyed, "0000-0000")
    keyed.close()
    opening.open_office(folder, NEW).close()


@pytest.mark.parametrize("weak", ["", "12345678", "۱۲۳۴۵۶۷۸", "password", "تهران", "aaaaaaaaaaaa", "qwertyuiop"])
def test_a_weak_passphrase_is_refused_with_a_reason(keyed: Office, weak: str) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        passphrases.change_passphrase(keyed, OLD, weak)
    assert str(refused.value.reason)
    assert passphrases.judged(weak).score < LEAST_SCORE
    assert keys.unlock(keyed.store.folder, OLD)
    keyed.close()


@pytest.mark.parametrize(
    "typed",
    [
        "رود کوه باران چنار 1405",
        "رود كوه باران چنار ١٤٠٥",
        "رود\u00a0کوه باران چنار ۱۴۰۵",
        "رود کوه با\u0640ران چنار ۱۴۰۵",
        "رود کوه با\u200cران چنار １４０５",
        "رود کوه باران چنار ۱٤0۵",
    ],
)
def test_the_same_phrase_opens_whatever_keyboard_typed_it(keyed: Office, typed: str) -> None:
    assert keys.unlock(keyed.store.folder, typed) == keys.unlock(keyed.store.folder, OLD)
    keyed.close()
