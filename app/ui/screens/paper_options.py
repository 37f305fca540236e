"""The choices of a paper: who reads it, its language, its parts, its copies, the day it speaks of, and what to mend first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from app.core.calendars import Calendar, parts_of
from app.core.i18n import Language, Text, _, _c, _n, language
from app.core.numbers import format_integer, in_language
from app.papers import Paper, PaperLanguage, PaperOptions, Printed
from app.rules.labels import Confidentiality, confidentiality_name
from app.ui.fields.days import DayLine, beneath
from app.ui.kit import Card, CardHead, Label, LabelBadge, QuietButton, Segmented, SmallButton, column, row
from app.ui.screens.paper_notes import NotesCard
from app.ui.theme import scaled

MOST_COPIES = 99
_READERS: dict[Confidentiality, Text] = {
    Confidentiality.NORMAL: _c("reader of a paper", "Anybody"),
    Confidentiality.CONFIDENTIAL: _c("reader of a paper", "The delegation"),
    Confidentiality.SECRET: _c("reader of a paper", "Its head alone"),
}
_LANGUAGES: Mapping[str, PaperLanguage] = {"fa": "fa", "en": "en", "both": "both"}


class PaperChoices(QWidget):
    """Offer the ceiling first, then the rest; tell what is left out, what is missing and what to look at.

    `chosen` tells that another paper is wanted; `copies_chosen` that only its number of copies changed.
    """

    chosen = Signal()
    copies_chosen = Signal()

    def __init__(self, paper: Paper, ceiling: Confidentiality, lang: Language, *, today: date) -> None:
        super().__init__()
        self._paper, self._today = paper, today
        self.options = PaperOptions(ceiling, lang)
        self.copies = 1
        self._group = QButtonGroup(self)
        self.ceilings = {level: QRadioButton() for level in Confidentiality}
        self._left_out = Label("", "label", tone="text_2", wrap=True)
        self.tongue = Segmented(
            (("fa", _("Persian")), ("en", _("English")), ("both", _c("language of a paper", "Both"))),
            name=_("Language of the paper"),
        )
        self.parts = {part.key: QCheckBox(str(part.title).replace("&", "&&")) for part in paper.parts}
        self._all = QuietButton("")
        self.fewer, self.more = _step("−", _("One copy fewer")), _step("+", _("One copy more"))
        self._count = Label("", "body", align="centre")
        self._copies_note = Label("", "caption", tone="text_3", wrap=True)
        self.day = DayLine(_("Day the paper speaks of"), today=today)
        self._day_note = Label("", "caption", tone="text_3", wrap=True)
        self.earlier, self.later = _step("−", _("One year earlier")), _step("+", _("One year later"))
        self._year = Label("", "body", align="centre")
        self.notes = NotesCard()
        self._lay_out()
        self._connect()
        self._show_all()
        self.show_made(None)

    # How it looks

    def _lay_out(self) -> None:
        readers = Card(spacing=2)
        readers.add(CardHead("shield", _("Who reads it?"), sub=_("ceiling")))
        for level in self.ceilings:
            readers.add(self._ceiling(level))
        readers.add(self._left_out)
        tongue = Card()
        tongue.add(CardHead("languages", _("Language of the paper")))
        tongue.add(row(self.tongue, None))
        self._parts_card = Card(spacing=2)
        self._parts_card.add(CardHead("list-checks", _("Parts"), badge=self._all))
        for box in self.parts.values():
            box.setMinimumHeight(scaled(28))
            self._parts_card.add(box)
        self._parts_card.setVisible(bool(self.parts))
        self.setLayout(column(readers, tongue, self._parts_card, self._run_card(), self.notes, None, spacing=12))

    def _run_card(self) -> Card:
        card = Card(spacing=6)
        self._count.setMinimumWidth(scaled(36))
        copies = Label(_("Number of copies"), "label", tone="text_2")
        card.add(row(copies, None, self.fewer, self._count, self.more, spacing=6))
        card.add(self._copies_note)
        if self._paper.yearly:
            self._year.setMinimumWidth(scaled(44))
            card.add(row(Label(_("Iranian year"), "label", tone="text_2"), None, self.earlier, self._year, self.later, spacing=6))
        card.add(Label(_("Day the paper speaks of"), "label", tone="text_2"))
        card.add(self.day)
        card.add(self._day_note)
        return card

    def _ceiling(self, level: Confidentiality) -> QWidget:
        held, button = QWidget(), self.ceilings[level]
        button.setAccessibleName(f"{confidentiality_name(level)} · {_READERS[level]}")
        button.setMinimumHeight(scaled(28))
        self._group.addButton(button)
        badge = LabelBadge(confidentiality_name(level), level.value)
        who = Label(_READERS[level], "label", tone="text_2", elide=True)
        held.setLayout(row(button, badge, (who, 1), spacing=8, margins=(0, 2, 0, 2)))
        return held

    def _connect(self) -> None:
        self.tongue.chosen.connect(lambda key: self._take(replace(self.options, language=_LANGUAGES[key])))
        for level, button in self.ceilings.items():
            button.clicked.connect(lambda _checked=False, level=level: self.set_ceiling(level))
        for box in self.parts.values():
            box.clicked.connect(lambda _checked=False: self._take_parts())
        self._all.clicked.connect(self._turn_all)
        self.fewer.clicked.connect(lambda: self.set_copies(self.copies - 1))
        self.more.clicked.connect(lambda: self.set_copies(self.copies + 1))
        self.earlier.clicked.connect(lambda: self.set_year(self.year - 1))
        self.later.clicked.connect(lambda: self.set_year(self.year + 1))
        self.day.told.connect(self._take_day)
        self.day.refused.connect(lambda reason: self._day_note.set_text(str(reason)))

    def _show_all(self) -> None:
        options, lang = self.options, language()
        self.ceilings[options.ceiling].setChecked(True)
        self.tongue.set_chosen(options.language)
        for key, box in self.parts.items():
            box.setChecked(options.wants(key))
        self._all.set_text(_("Leave all out") if options.parts is None else _("All parts"))
        self._count.set_text(format_integer(self.copies, lang))
        self.fewer.setEnabled(self.copies > 1)
        self.more.setEnabled(self.copies < MOST_COPIES)
        self._year.set_text(in_language(str(self.year), lang))
        numbered = _("Each copy carries its own number on every page.")
        self._copies_note.set_text(numbered if self.copies > 1 else _("A single copy carries no number."))
        self.day.show_day(options.as_of)
        said = beneath(options.as_of, lang)
        empty = _("Empty: as the records are now. A day: as they were at its end.")
        self._day_note.set_text(said or empty)

    # What is chosen

    def set_ceiling(self, level: Confidentiality) -> None:
        """Choose who may read the paper."""
        self._take(replace(self.options, ceiling=level))

    def set_parts(self, keys: frozenset[str]) -> None:
        """Choose the parts that are printed."""
        every = frozenset(self.parts)
        self._take(replace(self.options, parts=None if keys >= every else keys & every))

    def set_copies(self, count: int) -> None:
        """Choose how many copies are printed or written; each of several is numbered."""
        self.copies = min(max(1, count), MOST_COPIES)
        self._show_all()
        self.copies_chosen.emit()

    @property
    def year(self) -> int:
        """Give the Iranian year of a paper kept by the year."""
        return self.options.year or parts_of(self.options.as_of or self._today, Calendar.JALALI).year

    def set_year(self, year: int) -> None:
        """Choose the year of a paper kept by the year."""
        self._take(replace(self.options, year=year))

    def _take_parts(self) -> None:
        self.set_parts(frozenset(key for key, box in self.parts.items() if box.isChecked()))

    def _turn_all(self) -> None:
        self.set_parts(frozenset() if self.options.parts is None else frozenset(self.parts))

    def _take_day(self, day: object) -> None:
        self._take(replace(self.options, as_of=day if isinstance(day, date) else None))

    def _take(self, options: PaperOptions) -> None:
        changed = options != self.options
        self.options = options
        self._show_all()
        if changed:
            self.chosen.emit()

    def kept(self) -> Mapping[str, Any]:
        """Give the choices, to come back to."""
        return {"options": self.options, "copies": self.copies}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Take up choices made before; tells once when they differ."""
        self.copies = int(kept.get("copies", self.copies))
        self._take(kept.get("options", self.options))

    # What the author is told

    def show_made(self, printed: Printed | None) -> None:
        """Tell the author what was left out, what is missing and what to look at; nothing while no paper is there."""
        self._left_out.setVisible(printed is not None)
        if printed is not None:
            self._left_out.set_text(_left_out(printed.left_out))
        self.notes.show_made(printed)


def _left_out(count: int) -> Text:
    if not count:
        return _("Nothing is above this ceiling.")
    return _n(
        "{n} item above this ceiling is left out; the paper shows no trace of it.",
        "{n} items above this ceiling are left out; the paper shows no trace of them.",
        count,
    )


def _step(sign: str, name: Text) -> SmallButton:
    made = SmallButton(sign)
    made.setAccessibleName(str(name))
    made.setToolTip(str(name))
    return made
