"""The line over a form that tells that a kept draft came back, and the way to throw it away."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, language
from app.core.moments import Moment, format_clock
from app.core.text import isolate
from app.services.drafts import Kept
from app.ui.form.body import FormBody
from app.ui.form.session import DraftSession
from app.ui.kit import NoteBar


def when(at: Moment) -> Text:
    """Say the day and the hour of a draft, by the office's clock."""
    day = isolate(format_day(at.day, language(), style=DayStyle.LONG))
    return _("{day} at {time}").format(day=day, time=isolate(format_clock(at, language())))


class ResumedNote(QObject):
    """Put the line there, and what was half typed back into its fields."""

    def __init__(
        self, form: QWidget, body: FormBody, session: DraftSession, *, kept: Kept, throw_away: Callable[[], None]
    ) -> None:
        super().__init__(form)
        self._body, self._session, self._kept = body, session, kept
        self.bar = NoteBar(self._words({}), family="info", icon="saved", action=_("Throw away"))
        self.bar.action_clicked.connect(throw_away)
        layout = form.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(1, self.bar)
        if kept.typed:
            QTimer.singleShot(0, self, self._retype)

    def hide(self) -> None:
        """Take the line away: the draft was saved or thrown away."""
        self.bar.hide()

    def _retype(self) -> None:
        """Type again what was no value; what has no field any more is told in the line."""
        lost = {path: text for path, text in self._kept.typed.items() if not self._typed_again(path, text)}
        if lost:
            self.bar.set_text(self._words(lost))

    def _typed_again(self, path: str, text: str) -> bool:
        *rows, name = path.split(".")
        draft = self._session.draft
        for panel, place in zip(rows[::2], rows[1::2], strict=False):
            self._body.lead_to(name, panel=panel, row=int(place))
            found_rows = draft.rows.get(panel, [])
            if int(place) >= len(found_rows):
                return False
            draft = found_rows[int(place)]
        editors = (each for each in self._body.built_editors() if each.asked.draft is draft and each.field.name == name)
        found = next(editors, None)
        if found is None or not found.is_editing:
            return False
        found.retype(text)
        return True

    def _words(self, lost: Mapping[str, str]) -> Text:
        said = _("A draft of this page from {when} was kept and is here again.").format(when=when(self._kept.at))
        if not lost:
            return said
        return _("{said} What found no place: {texts}").format(said=said, texts=isolate(" · ".join(lost.values())))
