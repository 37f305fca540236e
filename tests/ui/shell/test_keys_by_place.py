"""Keys are found by their place on the board, under every layout."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.core.i18n import use_language
from app.ui.shell.keys import KEYS, action_of, physical_key, sequence_of, shown_keys

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def pressed(key: int, held: Qt.KeyboardModifier = CONTROL, *, scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, 0, 0)


@pytest.mark.parametrize(
    ("letter", "latin"), [("ن", "K"), ("س", "S"), ("ظ", "Z"), ("غ", "Y"), ("ب", "F"), ("د", "N"), ("ک", ";")]
)
def test_a_persian_letter_is_the_key_it_stands_on(letter: str, latin: str) -> None:
    assert physical_key(pressed(ord(letter))) == latin


def test_the_scan_code_decides_where_the_system_gives_one() -> None:
    assert physical_key(pressed(ord("پ"), scan=37 + 8)) == "K"


def test_a_latin_letter_is_itself_whatever_its_place() -> None:
    assert physical_key(pressed(Qt.Key.Key_A, scan=16 + 8)) == "A"


def test_keys_of_the_table_lead_to_their_action() -> None:
    assert action_of(sequence_of(pressed(ord("ن")))) == "palette"
    assert action_of(sequence_of(pressed(ord("د"), CONTROL | SHIFT))) == "new_menu"
    assert action_of(sequence_of(pressed(ord("۳"), ALT))) == "place_3"
    assert action_of(sequence_of(pressed(Qt.Key.Key_2))) == "tab_2"
    assert action_of(sequence_of(pressed(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier))) == "help"


def test_back_is_the_arrow_towards_the_beginning_of_the_line() -> None:
    assert action_of(sequence_of(pressed(Qt.Key.Key_Right, ALT))) == "back"
    use_language("en")
    assert action_of(sequence_of(pressed(Qt.Key.Key_Left, ALT))) == "back"


def test_every_action_has_keys_of_its_own() -> None:
    bound = [keys for each in KEYS if each.action for keys in each.keys]
    assert len(bound) == len(set(bound))


def test_shown_keys_name_no_invented_key() -> None:
    assert shown_keys("Alt+Back") == "Alt+Right"
    assert shown_keys("Ctrl+Return") == "Ctrl+Enter"
