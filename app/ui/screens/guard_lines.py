"""One guard in a line: what stands against the record, what was gone past and why, what could not be looked at."""

from collections.abc import Callable, Sequence
from functools import reduce

from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _c, language
from app.core.moments import Moment, format_moment, zone_of
from app.rules.findings import Finding, Severity
from app.services.findings import GonePast, PassedFinding
from app.ui.kit import FlowLayout, Icon, Label, Pill, SmallButton, TintCard, column, row
from app.ui.theme import FamilyName, Tone

_FAMILIES: dict[Severity, FamilyName] = {Severity.BAD: "bad", Severity.WARN: "warn", Severity.INFO: "info"}


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
        buttons = [_button(_("Why?"), found.fact, self._explain)]
        if go_past is not None:
            buttons.append(_button(_("Ignore, with reason"), found.fact, lambda: go_past(found)))
        words.addLayout(row(*buttons, None, spacing=4))
        self.add(row(Icon("info" if family == "info" else "alert", mark, size=18), (words, 1), spacing=10))

    def _explain(self) -> None:
        self._why.setVisible(self._why.isHidden())


class PassedLine(TintCard):
    """A finding that somebody went past: what it says today, the reason, who and when (in `zone`), and its arithmetic."""

    def __init__(self, passed: PassedFinding, zone: str) -> None:
        super().__init__("sunken", padding=(10, 7), spacing=4)
        found = passed.finding
        self._why = Label(found.why, "label", tone="text_2", wrap=True)
        self._why.hide()
        reason = _("Ignored, with the reason: “{reason}”").format(reason=passed.passed.reason)
        words = column(Label(found.fact, "body", tone="text_2", wrap=True), Label(reason, "label", tone="text_2", wrap=True))
        signed = _signed(passed.passed, zone)
        if signed:
            words.addWidget(Label(signed, "caption", tone="text_3", wrap=True))
        words.addWidget(self._why)
        words.setSpacing(1)
        words.addLayout(row(_button(_("Why?"), found.fact, self._explain), None, spacing=4))
        self.add(row(Icon("eye-off", "text_3", size=18), (words, 1), spacing=10))

    def _explain(self) -> None:
        self._why.setVisible(self._why.isHidden())


def _signed(passed: GonePast, zone: str) -> Text | str:
    """Say who gave the reason and when; what is not known is left out."""
    if passed.at is None:
        return passed.by
    when = Moment(passed.at.astimezone(zone_of(zone)).replace(tzinfo=None, second=0), zone)
    return _c("who and when", "{who}, {when}").format(who=passed.by, when=when) if passed.by else format_moment(when, language())


class MissingLine(TintCard):
    """A guard that could not look, and what is missing for it."""

    def __init__(self, name: Text, missing: Sequence[Text]) -> None:
        super().__init__("sunken", padding=(10, 5), spacing=0)
        what = reduce(lambda first, rest: _c("list", "{first}, {rest}").format(first=first, rest=rest), missing)
        said = _("{guard}: not checked, because this is missing: {what}.").format(guard=name, what=what)
        self.add(row(Icon("circle-help", "text_3", size=18), (Label(said, "label", tone="text_2", wrap=True), 1), spacing=10))


def in_order(names: Sequence[Text]) -> QWidget:
    """Show the guards that looked and found nothing."""
    holder, flow = QWidget(), FlowLayout(spacing=6)
    for name in names:
        flow.addWidget(Pill(_("{guard}: in order").format(guard=name), "good", small=True))
    holder.setLayout(flow)
    return holder


def _button(words: Text, fact: Text, act: Callable[[], None]) -> SmallButton:
    button = SmallButton(words, kind="quiet")
    button.setAccessibleDescription(str(fact))
    button.clicked.connect(act)
    return button
