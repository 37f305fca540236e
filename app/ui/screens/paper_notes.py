"""Before a paper is printed: what it lacks and what to look at, each with the way to the record."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n
from app.papers import Gap, Printed
from app.rules.findings import Severity
from app.rules.lint import lint_summary
from app.services.lint import Concern
from app.ui.kit import Card, CardHead, HLine, Icon, Label, QuietButton, SmallButton, column, row
from app.ui.theme import Tone

SHOWN = 6
_DOTS: dict[Severity, Tone] = {Severity.BAD: "bad_dot", Severity.WARN: "warn_dot", Severity.INFO: "info_dot"}


class NotesCard(Card):
    """The last look before printing; `record_asked` carries kind and id of a record."""

    record_asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self._whole = False
        self._printed: Printed | None = None

    def show_made(self, printed: Printed | None) -> None:
        """Tell what a finished paper lacks and what the lint found; nothing while no paper is there."""
        self._printed = printed
        self.setVisible(printed is not None)
        if printed is not None:
            self._tell(printed)

    def _tell(self, printed: Printed) -> None:
        self.clear()
        count = len(printed.gaps) + len(printed.concerns)
        sub = _n("{n} note", "{n} notes", count) if count else ""
        self.add(CardHead("triangle-alert" if count else "circle-check", _("Before you print"), sub=sub))
        if printed.concerns:
            self.add(Label(lint_summary([each.finding for each in printed.concerns]), "label", tone="text_2", wrap=True))
            self._list([self._concern(each) for each in printed.concerns])
        if printed.concerns and printed.gaps:
            self.add(HLine())
        if printed.gaps:
            self.add(Label(_("Empty, or not in the language of the paper:"), "label", tone="text_3", wrap=True))
            self._list([self._gap(each) for each in printed.gaps])
        if not count:
            self.add(Label(_("Nothing is missing."), "label", tone="text_2"))

    def _list(self, lines: Sequence[QWidget]) -> None:
        shown = lines if self._whole else lines[:SHOWN]
        for line in shown:
            self.add(line)
        for line in lines[len(shown) :]:
            line.deleteLater()
        if len(shown) < len(lines):
            more = QuietButton(_n("and {n} more", "and {n} more", len(lines) - len(shown)))
            more.clicked.connect(self._show_whole)
            self.add(row(more, None))

    def _show_whole(self) -> None:
        self._whole = True
        if self._printed is not None:
            self._tell(self._printed)

    def _concern(self, concern: Concern) -> QWidget:
        finding = concern.finding
        return self._line(finding.fact, _DOTS[finding.severity], concern.kind, concern.record)

    def _gap(self, gap: Gap) -> QWidget:
        return self._line(gap.text, "warn_dot", gap.kind, gap.record)

    def _line(self, said: Text | str, dot: Tone, kind: str, record: UUID | None) -> QWidget:
        held = QWidget()
        words = row(Icon("circle-dot", dot, size=12), (Label(said, "label", wrap=True), 1), spacing=8)
        if not kind or record is None:
            held.setLayout(words)
            return held
        button = SmallButton(_("Go to the item"))
        button.setAccessibleName(f"{_('Go to the item')}: {said}")
        button.clicked.connect(lambda: self.record_asked.emit(kind, record))
        held.setLayout(column(words, row(20, button, None), spacing=2))
        return held
