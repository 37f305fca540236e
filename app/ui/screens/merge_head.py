"""The head of a merge review: which trip came back, that nothing changed yet, and the figures of the package."""

from PySide6.QtWidgets import QWidget

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, language, plain
from app.core.numbers import format_integer
from app.core.text import isolate, ltr
from app.ui.kit import FlowLayout, Icon, Label, Pill, Stat, StatRow, column, row
from app.ui.screens.merge_review import Review
from app.ui.theme import SPACE


class MergeHead(QWidget):
    """Say what is reviewed; the figures fold into one line where the window is small."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        plan = review.plan
        self._pill = Pill(_("Preview; nothing has changed yet") if plan else _("Merged; conflicts are open"), "info", dot=True)
        title = _("Return from {trip}").format(trip=plan.title) if plan else _("Conflicts that wait for a decision")
        self._title = Label(title, "record_title", elide=True)
        self._about = QWidget()
        self._about.setLayout(row(Icon("package-open", "text_3", size=16), (self._sub(review), 1), spacing=6))
        self._about.setVisible(plan is not None)
        figures = _figures(review)
        self._stats = StatRow(figures)
        self._line, flow = QWidget(), FlowLayout(spacing=8)
        for figure in figures:
            flow.addWidget(Label(plain(f"{figure.figure} {figure.label}"), "label", tone="text_2", weight=500))
        self._line.setLayout(flow)
        self._box = column(row(self._title, self._pill, None, spacing=10), self._about, self._stats, self._line, spacing=4)
        self.setLayout(self._box)

    def _sub(self, review: Review) -> Label:
        plan = review.plan
        if plan is None:
            return Label("")
        lang = language()
        left, back = (format_day(moment.day, lang, style=DayStyle.LONG) for moment in (plan.packed_at, plan.returned_at))
        name = ltr(plan.path.name) if plan.path is not None else ""
        said = _("Package {file} · traveller: {who} · left {left}, returned {back}")
        words = said.format(file=plain(name), who=plan.to_whom or "—", left=isolate(left), back=isolate(back))
        return Label(words, "caption", tone="text_3", elide=True)

    def set_compact(self, *, compact: bool, side: int) -> None:
        """Fold the figures into words in a small window."""
        self._stats.setVisible(not compact)
        self._line.setVisible(compact)
        self._box.setContentsMargins(side, SPACE.s if compact else SPACE.m, side, 0)


def _figures(review: Review) -> list[Stat]:
    plan, lang = review.plan, language()

    def stat(key: str, icon: str, count: int, *, label: Text, family: str = "neutral") -> Stat:
        return Stat(key, icon, format_integer(count, lang), label, family=family)  # type: ignore[arg-type]

    conflicts = stat("conflicts", "git-compare", len(review.conflicts), label=_("conflicts; you decide"), family="warn")
    if plan is None:
        return [conflicts]
    return [
        stat("changes", "package-open", plan.changes, label=_("changes in the package")),
        stat("clean", "circle-check", plan.clean, label=_("without conflict; taken over"), family="good"),
        stat("new", "plus", plan.new, label=_("new items"), family="info"),
        conflicts,
    ]
