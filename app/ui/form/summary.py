"""What stands above a form: the problems of a save that was not made, and the findings of the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _c, _n
from app.rules.findings import Finding
from app.rules.findings import Severity as Weight
from app.schema.draft import Problem, finding_problem
from app.services.office import Office
from app.ui.form.session import DraftSession
from app.ui.kit import Card, Icon, Label, QuietButton, SmallButton, TintCard, column, empty, row
from app.ui.theme import Tone

SHOWN = 2


class ProblemSummary(Card):
    """The problems of a save that was not made, each leading to its field."""

    problem_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(accent="bad_dot", spacing=4)
        self._lines: list[QuietButton] = []
        self.setAccessibleName(str(_("Problems")))
        self.hide()

    def tell(self, problems: Sequence[tuple[Problem, Text | None]]) -> None:
        """List problems with the label of their field; the keyboard goes to the first."""
        self.clear()
        self._lines = []
        self.setVisible(bool(problems))
        if not problems:
            return
        headline = Label(_headline([found for found, _label in problems]), "card_title", wrap=True)
        self.add(row(Icon("error", "bad_dot", size=18), (headline, 1)))
        for found, label in problems:
            sentence = found.message if label is None or found.rule == "required" else _labelled(label, found.message)
            line = QuietButton(sentence)
            line.setAccessibleName(str(sentence))
            if found.why is not None:
                line.setToolTip(str(found.why))
                line.setAccessibleDescription(str(found.why))
            line.clicked.connect(lambda _on=False, found=found: self.problem_chosen.emit(found))
            self._lines.append(line)
            self.add(row(line, None))
            line.show()
        self._lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def lines(self) -> tuple[str, ...]:
        """Give the lines as shown."""
        return tuple(line.text() for line in self._lines)


def _labelled(label: Text, message: Text) -> Text:
    return _("{field}: {problem}").format(field=label, problem=message)


def _headline(problems: Sequence[Problem]) -> Text:
    missing = sum(found.rule == "required" for found in problems)
    if missing == len(problems):
        return _n(
            "Not saved; {n} required item is empty. What you wrote is kept.",
            "Not saved; {n} required items are empty. What you wrote is kept.",
            missing,
        )
    return _("Not saved; what you wrote is kept.")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding or a warning on its way to a card; `mark` is the name under which a reason answers it."""

    rule: str
    mark: str
    family: str
    fact: Text
    reason: Text | None
    why: Text | None
    overridable: bool


_FAMILIES = {Weight.INFO: "info", Weight.WARN: "warn", Weight.BAD: "bad"}


def told_of_finding(finding: Finding) -> Told:
    """Word a finding of the rules."""
    family = _FAMILIES[finding.severity]
    mark = finding_problem(finding).mark
    return Told(finding.rule, mark, family, finding.fact, finding.reason, finding.why, finding.overridable)


class FindingCards(QWidget):
    """The findings of the rules, worst first; the ones that may be gone past take a reason."""

    override_asked = Signal(str)
    why_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, Told] = {}
        self._elsewhere: frozenset[str] = frozenset()
        self._lines = column(spacing=8)
        self.setLayout(self._lines)
        self.hide()

    def leave_out(self, *rules: str) -> None:
        """Show nothing of these rules: the page says the same in its own way."""
        self._elsewhere = frozenset(rules)

    def tell(self, findings: Sequence[Told]) -> None:
        """Show the findings."""
        findings = [told for told in findings if told.rule not in self._elsewhere]
        empty(self._lines)
        self._told = {f"{at}:{told.rule}": told for at, told in enumerate(findings)}
        cards = [self._card(key, told) for key, told in self._told.items()]
        for at, card in enumerate(cards):
            self._lines.addWidget(card)
            card.setVisible(at < SHOWN)
        if len(cards) > SHOWN:
            self._lines.addLayout(row(self._more(cards[SHOWN:]), None))
        self.setVisible(bool(findings))

    @property
    def shown(self) -> tuple[Told, ...]:
        """Give what the cards say now."""
        return tuple(self._told.values())

    def told(self, key: str) -> Told:
        """Give what a card says."""
        return self._told[key]

    def _card(self, key: str, told: Told) -> QWidget:
        ground: Tone = f"{told.family}_ground"  # type: ignore[assignment]
        mark: Tone = f"{told.family}_dot"  # type: ignore[assignment]
        card = TintCard(ground, padding=(12, 8))
        words = column(Label(told.fact, "body", weight=600, wrap=True), spacing=1)
        if told.reason is not None:
            words.addWidget(Label(told.reason, "label", tone="text_2", wrap=True))
        line = row(Icon("info" if told.family == "info" else "alert", mark, size=20), (words, 1), spacing=10)
        if told.why is not None:
            line.addWidget(self._button(_("Why?"), told, lambda: self.why_asked.emit(key)))
        if told.overridable and told.family != "info":
            line.addWidget(self._button(_("Continue, with the reason recorded"), told, lambda: self.override_asked.emit(key)))
        card.add(line)
        return card

    def _more(self, folded: Sequence[QWidget]) -> SmallButton:
        button = SmallButton(_n("Show {n} more warning", "Show {n} more warnings", len(folded)), kind="quiet")

        def unfold() -> None:
            button.hide()
            for card in folded:
                card.show()

        button.clicked.connect(unfold)
        return button

    def _button(self, words: Text, told: Told, act: Callable[[], None]) -> SmallButton:
        button = SmallButton(words, kind="quiet")
        button.setAccessibleDescription(str(told.fact))
        button.clicked.connect(act)
        return button


def label_of(office: Office, session: DraftSession, found: Problem) -> Text | None:
    """Name the field of a problem, with the panel it stands in; None when it stands at the record as a whole."""
    kind = session.kind
    if not found.panel:
        return kind.fields[found.field].label if found.field in kind.fields else None
    for name in found.panel.split("."):
        panels = office.catalogue.panels(kind.key)
        kind = panels[name].kind if name in panels else kind
    if found.field not in kind.fields:
        return kind.plural
    return _c("panel and field", "{panel}: {field}").format(panel=kind.plural, field=kind.fields[found.field].label)
