"""The key map: one table that the window obeys and the help page shows, and keys found by their place on the board."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.core.i18n import Text, _, is_rtl
from app.ui.startup import after_start


class KeyGroup(StrEnum):
    """The parts of the list of keys, in its order."""

    GOING = "going"
    RECORDS = "records"
    FIELDS = "fields"
    LISTS = "lists"


GROUP_NAMES: Mapping[KeyGroup, Text] = {
    KeyGroup.GOING: _("Going from place to place"),
    KeyGroup.RECORDS: _("Records"),
    KeyGroup.FIELDS: _("Fields and rows"),
    KeyGroup.LISTS: _("Lists"),
}


@dataclass(frozen=True, slots=True)
class Keys:
    """One line of the key map; `action` is what the window is asked, empty where a field or a list obeys by itself."""

    action: str
    keys: tuple[str, ...]
    text: Text
    group: KeyGroup


KEYS: tuple[Keys, ...] = (
    Keys("palette", ("Ctrl+K",), _("Find or command"), KeyGroup.GOING),
    Keys("", ("Tab",), _("What can be done with a hit, in the palette"), KeyGroup.GOING),
    Keys("back", ("Alt+Back",), _("Back"), KeyGroup.GOING),
    Keys("forward", ("Alt+Forward",), _("Forward"), KeyGroup.GOING),
    Keys("", ("Alt+1…9",), _("Places of the navigation"), KeyGroup.GOING),
    Keys("", ("Ctrl+1…9",), _("Tabs of the page"), KeyGroup.GOING),
    Keys("next_tab", ("Ctrl+Tab",), _("Next tab"), KeyGroup.GOING),
    Keys("rail", ("Ctrl+B",), _("Navigation wide or as icons"), KeyGroup.GOING),
    Keys("lock", ("Ctrl+L",), _("Lock"), KeyGroup.GOING),
    Keys("help", ("F1",), _("Help and keys"), KeyGroup.GOING),
    Keys("new", ("Ctrl+N",), _("New of this kind"), KeyGroup.RECORDS),
    Keys("new_menu", ("Ctrl+Shift+N",), _("New, kind to be chosen"), KeyGroup.RECORDS),
    Keys("save", ("Ctrl+S",), _("Save"), KeyGroup.RECORDS),
    Keys("save_close", ("Ctrl+Return", "Ctrl+Enter"), _("Save and close"), KeyGroup.RECORDS),
    Keys("edit", ("F2",), _("Edit"), KeyGroup.RECORDS),
    Keys("undo", ("Ctrl+Z",), _("Undo; in a text the text first, then records"), KeyGroup.RECORDS),
    Keys("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), _("Redo"), KeyGroup.RECORDS),
    Keys("print", ("Ctrl+P",), _("Papers"), KeyGroup.RECORDS),
    Keys("history", ("Ctrl+H",), _("History of this record"), KeyGroup.RECORDS),
    Keys("", ("Esc",), _("Close what is open, then cancel"), KeyGroup.RECORDS),
    Keys("", ("Ctrl+;",), _("Today, in a date field"), KeyGroup.FIELDS),
    Keys("", ("Up", "Down"), _("One day later or earlier, in a date field"), KeyGroup.FIELDS),
    Keys("", ("F4", "Alt+Down"), _("Open the calendar or the list of a field"), KeyGroup.FIELDS),
    Keys("", ("Alt+Up", "Alt+Down"), _("Move a row"), KeyGroup.FIELDS),
    Keys("", ("Ctrl+Enter",), _("Next row, inside a row"), KeyGroup.FIELDS),
    Keys("", ("Ctrl+D",), _("Same as the row above, inside a row"), KeyGroup.FIELDS),
    Keys("", ("Ctrl+V",), _("Paste rows from Excel, in a list inside a record"), KeyGroup.FIELDS),
    Keys("", ("Del",), _("Remove the row; it can be taken back"), KeyGroup.FIELDS),
    Keys("find", ("Ctrl+F",), _("Find in this list"), KeyGroup.LISTS),
    Keys("find_next", ("F3",), _("Next row of what was found"), KeyGroup.LISTS),
    Keys("filters", ("Ctrl+Shift+L",), _("Filters on or off"), KeyGroup.LISTS),
    Keys("export", ("Ctrl+E",), _("Excel of what is seen"), KeyGroup.LISTS),
    Keys("", ("J", "K"), _("Next row, row before"), KeyGroup.LISTS),
    Keys("", ("Space", "Shift+Up", "Shift+Down"), _("Select rows"), KeyGroup.LISTS),
    Keys("", ("Ctrl+A",), _("Select all"), KeyGroup.LISTS),
    Keys("", ("Ctrl+C",), _("Copy rows as a table"), KeyGroup.LISTS),
)


def shown_keys(keys: str) -> str:
    """Write keys as they stand on the board; the arrows of back and forward follow the reading direction."""
    back, forward = ("Right", "Left") if is_rtl() else ("Left", "Right")
    return keys.replace("Back", back).replace("Forward", forward).replace("Return", "Enter")


def keys_of(action: str) -> str:
    """Give the first keys of an action as shown, or nothing."""
    return next((shown_keys(each.keys[0]) for each in KEYS if each.action == action), "")


_ROWS = (("QWERTYUIOP", 16), ("ASDFGHJKL;", 30), ("ZXCVBNM", 44), ("1234567890", 2))
_EVDEV_TO_X11 = 8
_SCAN_CODES = {first + place: letter for row, first in _ROWS for place, letter in enumerate(row)}
# The standard board (ISIRI 9147) and the one that Windows had before it.
_PERSIAN = dict(zip("ضصثقفغعهخحشسیبلاتنمکظطزرذدپ", "QWERTYUIOPASDFGHJKL;ZXCVBNM", strict=True))
_PERSIAN |= {"ئ": "M", "ي": "D", "ك": ";"}
_PERSIAN |= dict(zip("۱۲۳۴۵۶۷۸۹۰", "1234567890", strict=True))
_SPECIAL = 0x01000000
_NAMES = {
    Qt.Key.Key_Return: "Return", Qt.Key.Key_Enter: "Enter", Qt.Key.Key_Tab: "Tab", Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right", Qt.Key.Key_Escape: "Esc",
    **{Qt.Key(Qt.Key.Key_F1.value + number): f"F{number + 1}" for number in range(12)},
}  # fmt: skip


def physical_key(event: QKeyEvent) -> str:
    """Name the key by its place on a Latin board, whatever the layout in force; empty for keys without a name here."""
    code = event.key()
    if code >= _SPECIAL:
        return _NAMES.get(Qt.Key(code), "")
    letter = chr(code) if code else ""
    if letter.isascii() and letter.strip():
        return letter.upper()
    return _by_place(event) or _PERSIAN.get(letter, "")


def _by_place(event: QKeyEvent) -> str:
    if sys.platform == "win32":
        virtual = event.nativeVirtualKey()
        return chr(virtual) if 0x30 <= virtual <= 0x5A else _SCAN_CODES.get(event.nativeScanCode(), "")
    return _SCAN_CODES.get(event.nativeScanCode() - _EVDEV_TO_X11, "")


def sequence_of(event: QKeyEvent) -> str:
    """Write a key press as the table writes it: `Ctrl+Shift+N`; back and forward by the reading direction."""
    name = physical_key(event)
    held = event.modifiers()
    parts = [
        word
        for word, modifier in (
            ("Ctrl", Qt.KeyboardModifier.ControlModifier),
            ("Alt", Qt.KeyboardModifier.AltModifier),
            ("Shift", Qt.KeyboardModifier.ShiftModifier),
        )
        if held & modifier
    ]
    if parts == ["Alt"] and name in {"Left", "Right"}:
        name = "Back" if (name == "Right") == is_rtl() else "Forward"
    return "+".join([*parts, name]) if name else ""


def action_of(sequence: str) -> str:
    """Find the action that keys ask for, or nothing."""
    held, _plus, name = sequence.rpartition("+")
    if held == "Alt" and name in "123456789" and name:
        return f"place_{name}"
    if held == "Ctrl" and name in "123456789" and name:
        return f"tab_{name}"
    return _ACTIONS.get(sequence, "")


_ACTIONS = {keys: each.action for each in KEYS if each.action for keys in each.keys}


class KeyWatch(QObject):
    """See every key press of one window first, and ask for the action that the table gives it.

    A press with Ctrl under a Persian layout that asks for nothing here is handed on as its Latin key, so that copying,
    pasting and the keys of fields work too.
    """

    def __init__(self, window: QWidget, act: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._act = window, act
        self._handing_on = False
        app = QCoreApplication.instance()
        if app is not None:
            after_start(self, lambda: app.installEventFilter(self))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the table out of the stream."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._handing_on:
            return False
        if not isinstance(watched, QWidget) or not self._is_ours(watched):
            return False
        action = action_of(sequence_of(event))
        if action and self._act(action):
            event.accept()
            return True
        return self._hand_on(watched, event)

    def _is_ours(self, watched: QWidget) -> bool:
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return False
        return watched.window() is self._window and (watched is self._window or watched is QApplication.focusWidget())

    def _hand_on(self, watched: QWidget, event: QKeyEvent) -> bool:
        name = physical_key(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not control or len(name) != 1 or event.key() == ord(name):
            return False
        self._handing_on = True
        try:
            latin = QKeyEvent(QEvent.Type.KeyPress, ord(name), event.modifiers(), "")
            QCoreApplication.sendEvent(watched, latin)
        finally:
            self._handing_on = False
        event.setAccepted(latin.isAccepted())
        return latin.isAccepted()
