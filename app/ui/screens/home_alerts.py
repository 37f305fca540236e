"""Alerts as cards of lines: the fact, its reason, one way to act, the arithmetic on demand; and the page of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import _, _n, plain
from app.core.text import isolate, strip_isolates
from app.schema.values import Value
from app.services import findings, reminders
from app.services.alerts import Alert
from app.ui import kit
from app.ui.context import Context
from app.ui.kit import Card, CardHead, EmptyState, HLine, IconButton, Label, Menu, SmallButton, TintCard, column
from app.ui.screens.home_words import FAMILIES, SECTIONS, figure, rule_words
from app.ui.screens.page import PlainPage
from app.ui.screens.reading import Reading, scroll_back
from app.ui.shell.places import HomePlace, RecordPlace

_EACH = 8
"""How many alerts of one rule are built at once; the rest on demand."""


def place_of(alert: Alert) -> RecordPlace:
    """Give the record of an alert, at the section where it is to be settled."""
    return RecordPlace(alert.kind, alert.id, section=SECTIONS.get(alert.finding.rule, ""))


class AlertLine(QWidget):
    """Show one alert; its arithmetic opens under it."""

    def __init__(self, context: Context, alert: Alert, *, dense: bool = False) -> None:
        super().__init__()
        self._context, self.alert = context, alert
        finding, words, subject = alert.finding, rule_words(alert.finding.rule), _subject_of(alert)
        beside = bool(subject) and _stands_beside_fact(alert)
        reason = plain(f"{subject} · {finding.reason}") if subject and not beside else finding.reason
        self.line = kit.AlertRow(
            kit.Alert(
                str(alert.id), FAMILIES[finding.severity], words.icon, finding.fact, reason, words.action,
                why=_("Why?"), more=_("More"),
                badge=Label(subject, "caption", tone="text_3", elide=True) if beside else None,
            ),
            dense=dense,
        )  # fmt: skip
        self.why = TintCard(padding=(12, 8), spacing=4)
        self.why.add(Label(finding.why, "label", tone="text_2", wrap=True))
        self.why.setVisible(False)
        self.setLayout(column(self.line, self.why, spacing=0))
        self._connect()

    def _connect(self) -> None:
        self.line.action_clicked.connect(lambda _key: self._context.go(place_of(self.alert)))
        self.line.why_clicked.connect(lambda _key: self.turn_why())
        self.line.more_clicked.connect(lambda _key: self._offer())

    @property
    def action(self) -> SmallButton:
        """Give the button of the alert's one action."""
        return self.line.findChildren(SmallButton)[-1]

    def turn_why(self) -> None:
        """Show the arithmetic, or put it away."""
        self.why.setVisible(self.why.isHidden())

    def _offer(self) -> None:
        button = next(iter(self.line.findChildren(IconButton)))
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self) -> Menu:
        """Offer what else can be done with the alert."""
        menu = Menu(self)
        menu.offer(_("Go to item"), lambda: self._context.go(place_of(self.alert)), icon_name="open_outside")
        menu.offer(_("Remind me on…"), self.remind, icon_name="clock")
        menu.offer(
            _("Ignore, with a reason…"), self.ignore, icon_name="eye-off", enabled=self.alert.finding.overridable,
            why_not="" if self.alert.finding.overridable else _("This alert goes when its cause is settled."),
        )  # fmt: skip
        return menu

    def remind(self) -> None:
        """Begin a follow-up that reminds of the alert; its day is chosen there."""
        context, alert = self._context, self.alert
        context.tasks.run(lambda _job: reminders.reminder(context.office, alert), self._begin_reminder)

    def _begin_reminder(self, values: Mapping[str, Value]) -> None:
        self._context.go(RecordPlace("follow_up", values=values))

    def ignore(self) -> None:
        """Ask for the reason and put the alert aside."""
        context, alert = self._context, self.alert
        reason = context.dialogs.reason(_("Ignore this alert?"), alert.finding.fact)
        if reason:
            context.tasks.run(
                lambda _job: findings.go_past(context.office, alert.id, alert.finding, reason=reason),
                lambda _nothing: context.say(str(_("The alert was ignored; the reason is recorded.")), undoable=True),
            )


def _subject_of(alert: Alert) -> str:
    """Name the record of an alert where neither fact nor reason names it."""
    said = strip_isolates(f"{alert.finding.fact} {alert.finding.reason}")
    return "" if alert.subject in said else isolate(alert.subject)


def _stands_beside_fact(alert: Alert) -> bool:
    """Put the record's name into the line that has more room."""
    return len(str(alert.finding.fact)) <= len(str(alert.finding.reason))


def lines(context: Context, found: Sequence[Alert], *, dense: bool = False) -> Iterable[QWidget]:
    """Make the lines of some alerts, with a hairline before each."""
    for alert in found:
        yield HLine()
        yield AlertLine(context, alert, dense=dense)


def level(held: QWidget) -> None:
    """Let the buttons of all alerts in a widget stand under each other."""
    made = held.findChildren(AlertLine)
    widest = max((line.action.sizeHint().width() for line in made), default=0)
    for line in made:
        line.action.setMinimumWidth(widest)


class AlertGroup(Card):
    """Show the alerts of one rule, the first few at once."""

    def __init__(self, context: Context, rule: str, found: Sequence[Alert]) -> None:
        super().__init__(spacing=0)
        self._context, self._found = context, found
        words = rule_words(rule)
        self.add(CardHead(words.icon, words.name, sub=figure(len(found))))
        self._show(found[:_EACH])
        left = len(found) - _EACH
        if left > 0:
            self._more = SmallButton(_n("{n} more", "{n} more", left), kind="quiet")
            self._more.clicked.connect(self._show_rest)
            self.add(kit.row(self._more, None))

    def _show(self, found: Sequence[Alert]) -> None:
        for line in lines(self._context, found):
            self.add(line)

    def _show_rest(self) -> None:
        self._more.hide()
        self._show(self._found[_EACH:])
        level(self)


class AlertsPage(PlainPage):
    """List everything that needs a decision, grouped by rule, the most urgent rule first."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("All alerts"), crumb=_("Home"))
        self._context = context
        self.set_max_width(1160)
        self._shown: QWidget | None = None
        self._scroll = 0
        self._reading = Reading(context.tasks, self)
        self.body.addStretch(1)
        self._read()

    def _read(self) -> None:
        office = self._context.office
        self._reading.ask(lambda _job: findings.alerts(office), self.show_alerts)

    @property
    def is_filled(self) -> bool:
        """Tell whether the alerts are shown."""
        return self._shown is not None

    def show_alerts(self, found: Sequence[Alert]) -> None:
        """Show these alerts in place of what was there."""
        scroll = self._scroll or self.verticalScrollBar().value()
        self._scroll = 0
        before, self._shown = self._shown, self._made(found)
        if before is not None:
            self.body.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.body.insertWidget(0, self._shown)
        self._shown.show()
        scroll_back(self, scroll)

    def _made(self, found: Sequence[Alert]) -> QWidget:
        if not found:
            said = EmptyState(
                "circle-check", _("Nothing waits for a decision"),
                _("Notice days, clearances, passports, quorum, reports and promises were checked."),
                actions=[("home", _("Home"))],
            )  # fmt: skip
            said.action_clicked.connect(lambda _key: self._context.go(HomePlace()))
            return said
        order: dict[str, int] = {}
        for alert in found:
            order.setdefault(alert.finding.rule, len(order))
        grouped = groupby(sorted(found, key=lambda alert: order[alert.finding.rule]), key=lambda alert: alert.finding.rule)
        held = QWidget()
        held.setLayout(column(*(AlertGroup(self._context, rule, list(alerts)) for rule, alerts in grouped), spacing=12))
        level(held)
        return held

    @override
    def refresh(self, changed: object) -> None:
        """Read the alerts again."""
        self._read()

    @override
    def restore(self, state: Mapping[str, Any]) -> None:
        """Come back to where it was, once the alerts are there."""
        self._scroll = int(state.get("scroll", 0))
