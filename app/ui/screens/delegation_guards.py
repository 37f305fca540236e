"""The two cards that keep a delegation safe: clearances counted back from departure, and the guards with their why."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n
from app.rules.findings import Finding, Severity
from app.services.findings import ClearanceLine
from app.ui.kit import Card, CardHead, FlowLayout, HLine, Icon, Label, Pill, Row, SmallButton, TintCard, column, empty, row
from app.ui.screens.delegation_words import GUARDS, clearance_family, clearance_pill, clearance_sub
from app.ui.theme import FamilyName, Tone

_ICONS: dict[str, str] = {"good": "circle-check", "bad": "circle-alert", "warn": "triangle-alert"}
_FAMILIES: dict[Severity, FamilyName] = {Severity.BAD: "bad", Severity.WARN: "warn", Severity.INFO: "info"}


class ClearancesCard(Card):
    """Every authority with the day its answer is needed by; `opened` carries a line."""

    opened = Signal(object)

    def __init__(self, lines: Sequence[ClearanceLine], departs: date | None) -> None:
        super().__init__(spacing=0)
        asked = [line for line in lines if line.row is not None]
        given = sum(clearance_family(line) == "good" for line in asked)
        sub = _("{done} of {total} granted").format(done=given, total=len(asked)) if asked else ""
        self.add(CardHead("shield-check", _("Clearances"), sub=sub))
        if departs is not None and lines:
            counted = _("Each day is the departure on {day} minus the time its authority asks for.").format(day=departs)
            self.add(Label(counted, "caption", tone="text_3", wrap=True))
        self._add_rows(asked)
        self._add_missing([line for line in lines if line.row is None])
        if not lines:
            text = _("Once the day of departure is set, the deadline of each clearance is counted back from it.")
            if departs is not None:
                text = _("No clearance is in the file.")
            self.add(Label(text, "label", tone="text_3", wrap=True))
        self.add_stretch()
        self.setAccessibleName(str(_("Clearances")))

    def _add_rows(self, lines: Sequence[ClearanceLine]) -> list[Row]:
        rows = []
        for line in lines:
            rows.append(self._row(line))
            self.add(rows[-1])
        return rows

    def _add_missing(self, lines: Sequence[ClearanceLine]) -> None:
        """Fold the authorities that these travellers need and nobody has asked."""
        if not lines:
            return
        self.add(HLine())
        words = _n("{n} more authority is not in the file", "{n} more authorities are not in the file", len(lines))
        more = SmallButton(words, kind="quiet", icon="chevron-down")
        self.add(row(more, None, margins=(0, 4, 0, 0)))
        rows = self._add_rows(lines)
        for found in rows:
            found.hide()

        def unfold() -> None:
            more.hide()
            for found in rows:
                found.show()

        more.clicked.connect(unfold)

    def _row(self, line: ClearanceLine) -> Row:
        family, sub, said = clearance_family(line), clearance_sub(line), clearance_pill(line)
        tone: Tone = "text_3" if family == "neutral" else f"{family}_dot"  # type: ignore[assignment]
        found = Row(key=str(line.step), padding=(2, 5), spacing=10)
        found.add(Icon(_ICONS.get(family, "hourglass"), tone, size=18))
        name = Label(line.name, "body", weight=500, elide=True)
        found.add(column(name, Label(sub, "caption", tone="bad" if family == "bad" else "text_3", elide=True), spacing=0), 1)
        found.add(Pill(said, family, dot=False, small=True))
        found.setAccessibleName(f"{line.name} · {sub} · {said}")
        found.clicked.connect(lambda _key: self.opened.emit(line))
        return found


class GuardsCard(Card):
    """What the rules say against the journey, and what they looked at and found in order."""

    go_past_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._head = CardHead("shield", _("Guards"))
        self._lines = column(spacing=8)
        self.add(self._head)
        self.add(self._lines)
        self.add_stretch()
        self.setAccessibleName(str(_("Guards")))
        self.facts: tuple[str, ...] = ()

    def tell(self, findings: Sequence[Finding], *, offering: bool) -> None:
        """Show what was found, the worst first."""
        empty(self._lines)
        self.facts = tuple(str(found.fact) for found in findings)
        for found in findings:
            self._put(GuardLine(found, self._ask if offering and found.overridable else None))
        against = {found.rule for found in findings}
        fine = [name for rule, name in GUARDS.items() if rule not in against]
        if fine:
            self._put(_in_order(fine))

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()

    def _ask(self, found: Finding) -> None:
        self.go_past_asked.emit(found)


class GuardLine(TintCard):
    """One finding: fact, reason, the arithmetic on demand, and the way past it with a reason."""

    def __init__(self, found: Finding, go_past: Callable[[Finding], None] | None) -> None:
        family = _FAMILIES[found.severity]
        ground: Tone = f"{family}_ground"  # type: ignore[assignment]
        mark: Tone = f"{family}_dot"  # type: ignore[assignment]
        super().__init__(ground, padding=(10, 7), spacing=4)
        self._why = Label(found.why, "label", tone="text_2", wrap=True)
        self._why.hide()
        words = column(
            Label(found.fact, "body", weight=600, wrap=True), Label(found.reason, "label", tone="text_2", wrap=True), self._why
        )
        words.setSpacing(1)
        buttons = [self._button(_("Why?"), found.fact, self._explain)]
        if go_past is not None:
            buttons.append(self._button(_("Ignore, with reason"), found.fact, lambda: go_past(found)))
        words.addLayout(row(*buttons, None, spacing=4))
        self.add(row(Icon("info" if family == "info" else "alert", mark, size=18), (words, 1), spacing=10))

    def _explain(self) -> None:
        self._why.setVisible(self._why.isHidden())

    def _button(self, words: Text, fact: Text, act: Callable[[], None]) -> SmallButton:
        button = SmallButton(words, kind="quiet")
        button.setAccessibleDescription(str(fact))
        button.clicked.connect(act)
        return button


def _in_order(names: Sequence[Text]) -> QWidget:
    holder, flow = QWidget(), FlowLayout(spacing=6)
    for name in names:
        flow.addWidget(Pill(_("{guard}: in order").format(guard=name), "good", small=True))
    holder.setLayout(flow)
    return holder
