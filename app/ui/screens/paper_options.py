"""The options of a brief: who reads it, in which language, and what to mend before it is printed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.core.i18n import Language, Text, _, _c, _n
from app.papers import Printed
from app.rules.labels import Confidentiality, confidentiality_name
from app.ui.kit import Card, CardHead, Icon, Label, LabelBadge, Segmented, SmallButton, column, row
from app.ui.theme import scaled

_SHOWN = 6
_READERS: dict[Confidentiality, Text] = {
    Confidentiality.NORMAL: _c("reader of a paper", "Anybody"),
    Confidentiality.CONFIDENTIAL: _c("reader of a paper", "The delegation"),
    Confidentiality.SECRET: _c("reader of a paper", "Its head alone"),
}


class BriefOptions(QWidget):
    """Offer the ceiling first, then the language; tell what is left out and what is missing."""

    chosen = Signal()
    record_asked = Signal()

    def __init__(self, ceiling: Confidentiality, lang: Language) -> None:
        super().__init__()
        self.ceiling, self.lang = ceiling, lang
        self._group = QButtonGroup(self)
        self.choices = {level: QRadioButton() for level in Confidentiality}
        self._left_out = Label("", "label", tone="text_2", wrap=True)
        self.tongue = Segmented((("fa", _("Persian")), ("en", _("English"))), name=_("Language of the paper"))
        self._notes = Card(spacing=4)
        self._lay_out()
        self._connect()
        self.show_made(None)

    def _lay_out(self) -> None:
        readers = Card(spacing=2)
        readers.add(CardHead("shield", _("Who reads it?"), sub=_("ceiling")))
        for level in self.choices:
            readers.add(self._choice(level))
        readers.add(self._left_out)
        tongue = Card()
        tongue.add(CardHead("languages", _("Language of the paper")))
        tongue.add(row(self.tongue, None))
        self.setLayout(column(readers, tongue, self._notes, None, spacing=12))

    def _choice(self, level: Confidentiality) -> QWidget:
        held, button = QWidget(), self.choices[level]
        button.setAccessibleName(f"{confidentiality_name(level)} · {_READERS[level]}")
        button.setChecked(level is self.ceiling)
        button.setMinimumHeight(scaled(28))
        self._group.addButton(button)
        badge = LabelBadge(confidentiality_name(level), level.value)
        who = Label(_READERS[level], "label", tone="text_2", elide=True)
        held.setLayout(row(button, badge, (who, 1), spacing=8, margins=(0, 2, 0, 2)))
        return held

    def _connect(self) -> None:
        self.tongue.set_chosen(self.lang)
        self.tongue.chosen.connect(self._take_language)
        for level, button in self.choices.items():
            button.clicked.connect(lambda _checked=False, level=level: self.set_ceiling(level))

    def set_ceiling(self, level: Confidentiality) -> None:
        """Choose who may read the paper."""
        self.choices[level].setChecked(True)
        if level is not self.ceiling:
            self.ceiling = level
            self.chosen.emit()

    def _take_language(self, key: str) -> None:
        lang: Language = "en" if key == "en" else "fa"
        if lang != self.lang:
            self.lang = lang
            self.chosen.emit()

    def take(self, ceiling: Confidentiality, lang: Language) -> None:
        """Take up options chosen before; tells once when they differ."""
        if (ceiling, lang) != (self.ceiling, self.lang):
            self.ceiling, self.lang = ceiling, lang
            self.choices[ceiling].setChecked(True)
            self.tongue.set_chosen(lang)
            self.chosen.emit()

    def show_made(self, printed: Printed | None) -> None:
        """Tell the author what was left out and what is missing; nothing while no paper is there."""
        self._left_out.setVisible(printed is not None)
        self._notes.setVisible(printed is not None)
        if printed is not None:
            self._left_out.set_text(_left_out(printed.left_out))
            self._show_missing([gap.text for gap in printed.gaps])

    def _show_missing(self, missing: Sequence[str]) -> None:
        notes = self._notes
        notes.clear()
        icon = "triangle-alert" if missing else "circle-check"
        notes.add(CardHead(icon, _("Before you print"), sub=_n("{n} note", "{n} notes", len(missing)) if missing else ""))
        if missing:
            notes.add(Label(_("Empty, or not in the language of the paper:"), "label", tone="text_3", wrap=True))
        for said in missing[:_SHOWN]:
            notes.add(row(Icon("circle-dot", "warn_dot", size=12), (Label(said, "label", wrap=True), 1), spacing=8))
        if len(missing) > _SHOWN:
            notes.add(Label(_n("and {n} more", "and {n} more", len(missing) - _SHOWN), "label", tone="text_3"))
        if not missing:
            notes.add(Label(_("Nothing is missing."), "label", tone="text_2"))
            return
        button = SmallButton(_("Complete the meeting"), icon="edit")
        button.clicked.connect(self.record_asked)
        notes.add(row(button, None))


def _left_out(count: int) -> Text:
    if not count:
        return _("Nothing of this meeting is above this ceiling.")
    return _n(
        "{n} item above this ceiling is left out; the paper shows no trace of it.",
        "{n} items above this ceiling are left out; the paper shows no trace of them.",
        count,
    )
