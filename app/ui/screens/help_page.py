"""The help: the keys of the window, and what a person must know that no screen can say by itself."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _
from app.core.text import ltr
from app.ui.context import Context
from app.ui.kit import Card, CardHead, Columns, Label, column, row
from app.ui.screens.page import PlainPage
from app.ui.shell.keys import GROUP_NAMES, KEYS, KeyGroup, Keys, shown_keys
from app.ui.shell.places import HelpPlace
from app.ui.theme import scaled

_TOPICS: tuple[tuple[str, str, Text, tuple[Text, ...]], ...] = (
    (
        "lists",
        "filter",
        _("Lists"),
        (
            _("A letter typed on the rows searches the list; Enter leads back to the rows."),
            _("Filters count together. A view keeps filters, columns and order under a name; a pinned one becomes a tab."),
            _("Excel and copied rows carry the list as it is seen."),
        ),
    ),
    (
        "records",
        "file-text",
        _("Records"),
        (
            _("A record is read first; F2 turns it to its fields. What is typed is kept as a draft until it is saved."),
            _("The ring counts how complete a record is; a click on it leads to what is missing."),
        ),
    ),
    (
        "trips",
        "luggage",
        _("Trips"),
        (
            _("The package of a trip is encrypted and opens on a laptop without a network."),
            _("When it comes home, every change is shown before anything is taken over; one Undo takes all of it back."),
        ),
    ),
    (
        "backups",
        "database-backup",
        _("Backups"),
        (
            _("Backups are made by themselves while the window is open and when it closes."),
            _("Choose their place on another disk, in the settings."),
        ),
    ),
    (
        "labels",
        "shield",
        _("Confidentiality"),
        (
            _("Labels govern what leaves the office: papers, Excel, packages. Whoever opens the store sees everything in it."),
            _("A paper carries the highest label of what stands in it; what is above its ceiling is left out without a trace."),
        ),
    ),
    (
        "keys",
        "key-round",
        _("Passphrase and recovery key"),
        (
            _("The data is encrypted on this computer. Without the passphrase or the printed recovery key nobody can open it."),
            _("Digits and letters of any keyboard count as the same: ۱ is 1, ي is ی."),
        ),
    ),
    (
        "dates",
        "calendar-days",
        _("Dates"),
        (
            _("Type a day in any digits: 1405/09/02, 2 Azar 1405, 2026-11-23, today, tomorrow, +7."),
            _("Where only a month or a year is known, type 1405 or Azar 1405."),
            _("Hijri days follow the Umm al-Qura table and may differ by a day from the official announcement."),
        ),
    ),
    (
        "undo",
        "undo",
        _("Undo"),
        (
            _("Every saved change can be taken back, of any depth, also after a restart: Ctrl+Z, or the history of a record."),
            _("A value that somebody changed later is left alone, and named."),
        ),
    ),
    (
        "search",
        "search",
        _("Search"),
        (
            _("Spellings are one: ی and ي, half-space or space, digits of all kinds, Arabic plurals, the end of a word."),
            _("In the palette “>” gives commands only; a typed date shows that day in three calendars."),
        ),
    ),
)


class HelpPage(PlainPage):
    """Show the keys by group, and the topics under them."""

    def __init__(self, context: Context, place: HelpPlace) -> None:
        super().__init__(_("Help and keys"))
        self._context = context
        self.set_max_width(1160)
        groups = {group: self._group(group) for group in KeyGroup}
        first = column(groups[KeyGroup.GOING], groups[KeyGroup.LISTS], None, spacing=12)
        second = column(groups[KeyGroup.RECORDS], groups[KeyGroup.FIELDS], None, spacing=12)
        self.add(Columns(first, second, shares=(50, 50)))
        self.topics = {key: _topic(icon, title, lines) for key, icon, title, lines in _TOPICS}
        cards = list(self.topics.values())
        self.add(Columns(column(*cards[::2], None, spacing=12), column(*cards[1::2], None, spacing=12), shares=(50, 50)))
        self.body.addStretch(1)
        self._topic = place.topic
        self.breakpoint_changed.connect(self._look_there)

    def _look_there(self) -> None:
        if self._topic in self.topics:
            self.scroll_to(self.topics[self._topic])
            self._topic = ""

    def _group(self, group: KeyGroup) -> Card:
        card = Card(spacing=4)
        card.add(CardHead("keyboard", GROUP_NAMES[group]))
        card.add_line()
        for keys in KEYS:
            if keys.group is group:
                card.add(_line(keys))
        return card


def _line(keys: Keys) -> QWidget:
    held = QWidget()
    shown = ltr("  ".join(shown_keys(each) for each in dict.fromkeys(map(shown_keys, keys.keys))))
    held.setLayout(row((Label(keys.text, "body", wrap=True), 1), Label(shown, "label", tone="text_2", weight=500), spacing=12))
    held.setMinimumHeight(scaled(26))
    return held


def _topic(icon: str, title: Text, lines: Iterable[Text]) -> Card:
    card = Card(spacing=6)
    card.add(CardHead(icon, title))
    card.add_line()
    for line in lines:
        card.add(Label(line, "body", tone="text_2", wrap=True))
    return card
