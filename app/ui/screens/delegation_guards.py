"""The two cards that keep a delegation safe: clearances counted back from departure, and the guards with their why."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n
from app.rules.findings import Finding
from app.services.findings import ClearanceLine, Guards, PassedFinding
from app.ui.kit import Card, CardHead, HLine, Icon, IconButton, Label, Pill, Row, SmallButton, column, empty, row
from app.ui.screens.delegation_words import (
    CLEARANCE,
    CLEARANCE_MISSING,
    CLEARANCE_RULES,
    GUARDS,
    clearance_family,
    clearance_pill,
    clearance_sub,
)
from app.ui.screens.guard_lines import GuardLine, MissingLine, PassedLine, in_order
from app.ui.theme import Tone

_ICONS: dict[str, str] = {"good": "circle-check", "bad": "circle-alert", "warn": "triangle-alert"}


class ClearanceRow(QWidget):
    """One authority; what a rule says of it opens under its line."""

    def __init__(self, line: ClearanceLine) -> None:
        super().__init__()
        self._family, self._sub, self._said = clearance_family(line), clearance_sub(line), clearance_pill(line)
        family = self._family
        self._name = line.name
        tone: Tone = "text_3" if family == "neutral" else f"{family}_dot"  # type: ignore[assignment]
        self.row = Row(key=str(line.step), padding=(2, 5), spacing=10)
        self.row.add(Icon(_ICONS.get(family, "hourglass"), tone, size=18))
        name = Label(line.name, "body", weight=500, elide=True)
        sub = Label(self._sub, "caption", tone="bad" if family == "bad" else "text_3", elide=True)
        self.row.add(column(name, sub, spacing=0), 1)
        self._pill = Pill(self._said, family, dot=False, small=True)
        self.row.add(self._pill)
        self.opener = IconButton("chevron-down", _("What the rules say about {name}").format(name=line.name), box=28, size=16)
        self.opener.clicked.connect(self.open_findings)
        self.opener.hide()
        self.row.add(self.opener)
        self._found = QWidget()
        self._lines = column(spacing=6, margins=(0, 2, 0, 6))
        self._found.setLayout(self._lines)
        self._found.hide()
        self.setLayout(column(self.row, self._found, spacing=0))
        self._name_it(self._said)

    def _name_it(self, said: Text) -> None:
        self.row.setAccessibleName(f"{self._name} · {self._sub} · {said}")

    def open_findings(self) -> None:
        """Show what the rules say, or put it away."""
        self._found.setVisible(self._found.isHidden())

    def tell(self, lines: Sequence[QWidget], *, passed: bool) -> None:
        """Keep these lines to be opened; a clearance gone past says so in its pill."""
        empty(self._lines)
        for line in lines:
            self._lines.addWidget(line)
            line.show()
        self.opener.setVisible(bool(lines))
        if not lines:
            self._found.hide()
        said, family = (_("Ignored, with reason"), "neutral") if passed else (self._said, self._family)
        self._pill.set_state(said, family)  # type: ignore[arg-type]
        self._name_it(said)


class ClearancesCard(Card):
    """Every authority with the day its answer is needed by; `opened` carries a line."""

    opened = Signal(object)
    go_past_asked = Signal(object)

    def __init__(self, lines: Sequence[ClearanceLine], departs: date | None, *, zone: str) -> None:
        super().__init__(spacing=0)
        self._zone = zone
        self._rows: dict[str, ClearanceRow] = {}
        self._unasked = column(spacing=6, margins=(0, 4, 0, 0))
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

    def tell(self, guards: Guards, *, offering: bool) -> None:
        """Put what the rules say of the clearances under their lines; of those nobody asked for, above their fold."""
        empty(self._unasked)
        for step, shown in self._rows.items():
            standing = [found for found in guards.standing if found.rule == CLEARANCE and found.subject == step]
            passed = [one for one in guards.passed if one.finding.rule == CLEARANCE and one.finding.subject == step]
            shown.tell(self._lines_of(standing, passed, offering=offering), passed=bool(passed) and not standing)
        lacking = [found for found in guards.standing if found.rule == CLEARANCE_MISSING]
        passed = [one for one in guards.passed if one.finding.rule == CLEARANCE_MISSING]
        for line in self._lines_of(lacking, passed, offering=offering):
            self._unasked.addWidget(line)
            line.show()

    def _lines_of(self, standing: Sequence[Finding], passed: Sequence[PassedFinding], *, offering: bool) -> list[QWidget]:
        go_past = self.go_past_asked.emit
        against = [GuardLine(found, go_past if offering and found.overridable else None) for found in standing]
        return [*against, *(PassedLine(one, self._zone) for one in passed)]

    def _add_rows(self, lines: Sequence[ClearanceLine]) -> list[ClearanceRow]:
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
        self.add(self._unasked)
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

    def _row(self, line: ClearanceLine) -> ClearanceRow:
        shown = self._rows[str(line.step)] = ClearanceRow(line)
        shown.row.clicked.connect(lambda _key: self.opened.emit(line))
        return shown


class GuardsCard(Card):
    """What each guard says: against the journey, gone past with a reason, not looked at for want of something, in order."""

    go_past_asked = Signal(object)

    def __init__(self, zone: str) -> None:
        super().__init__(spacing=8)
        self._zone = zone
        self._head = CardHead("shield", _("Guards"))
        self._lines = column(spacing=8)
        self.add(self._head)
        self.add(self._lines)
        self.add_stretch()
        self.setAccessibleName(str(_("Guards")))
        self.facts: tuple[str, ...] = ()

    def tell(self, guards: Guards, *, offering: bool) -> None:
        """Show what was found, the worst first; what the card of clearances says is left to it."""
        empty(self._lines)
        standing = [found for found in guards.standing if found.rule not in CLEARANCE_RULES]
        self.facts = tuple(str(found.fact) for found in standing)
        for found in standing:
            self._put(GuardLine(found, self.go_past_asked.emit if offering and found.overridable else None))
        for passed in guards.passed:
            if passed.finding.rule not in CLEARANCE_RULES:
                self._put(PassedLine(passed, self._zone))
        for rule, name in GUARDS.items():
            if rule in guards.missing:
                self._put(MissingLine(name, guards.missing[rule]))
        fine = [name for rule, name in GUARDS.items() if rule in guards.in_order]
        if fine:
            self._put(in_order(fine))

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()
