"""The drafts of a form: kept while somebody types, brought back, asked about when the page is left."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.i18n import _
from app.services.drafts import Kept
from app.ui.dialogs import Choice
from app.ui.form.keeper import DraftKeeper, half_typed
from app.ui.form.resumed import ResumedNote
from app.ui.form.save_words import draft_words

if TYPE_CHECKING:
    from app.ui.form.record_form import RecordForm


class FormDrafts(QObject):
    """What a form does so that no word is lost; `kept` is the draft it came back with, if any."""

    def __init__(self, form: "RecordForm", kept: Kept | None) -> None:
        super().__init__(form)
        self._form, self._kept = form, kept
        self.keeper = DraftKeeper(form.session, typed=self.typed, key=None if kept is None else kept.key)
        form.destroyed.connect(self.keeper.stop)
        self.keeper.kept.connect(lambda at: form.bar.set_draft(draft_words(at)))
        self.note: ResumedNote | None = None

    def bring_back(self) -> None:
        """Tell over the form that a draft is here again."""
        if self._kept is not None:
            form = self._form
            self.note = ResumedNote(form, form.body, form.session, kept=self._kept, throw_away=self.throw_away)
            form.session.reloaded.connect(self.note.hide)

    def may_leave(self, save: Callable[[], bool]) -> bool:
        """Ask what becomes of the changes: saved, kept as a draft, thrown away; False keeps the page."""
        answer = self._form.context.dialogs.ask(
            _("The changes of this page are not saved. Shall its draft stay?"),
            "",
            (
                Choice("save", _("Save"), main=True),
                Choice("keep", _("Keep the draft")),
                Choice("drop", _("Throw away"), danger=True),
                Choice("stay", _("Cancel"), safe=True),
            ),
        )
        if answer == "drop":
            self.keeper.forget()
        return answer == "drop" or (answer == "keep" and self.keeper.keep()) or (answer == "save" and save())

    def agreed_to_lose(self) -> bool:
        """Ask before the changes of a page are thrown away."""
        answer = self._form.context.dialogs.ask(
            _("Throw the changes away?"),
            "",
            (Choice("drop", _("Throw away"), danger=True), Choice("stay", _("Keep editing"), safe=True)),
        )
        return answer == "drop"

    def throw_away(self) -> None:
        """Give up the draft that came back: read the record, or begin it anew."""
        if not self.agreed_to_lose():
            return
        self.keeper.forget()
        self._form.read_again()
        self._form.set_reading(reading=not self._form.session.is_new)

    def typed(self) -> dict[str, str]:
        """Give what is typed and no value yet, by path."""
        return half_typed(self._form.session.draft, self._form.body.built_editors())
