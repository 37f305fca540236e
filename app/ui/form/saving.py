"""How a form gets to the store and back: saved whole or not at all, and caught up with what was changed elsewhere."""

from typing import TYPE_CHECKING

from app.core.errors import SafirError
from app.core.i18n import _
from app.schema.draft import Draft
from app.ui.fields import FieldEditor

if TYPE_CHECKING:
    from app.ui.form.record_form import RecordForm


class FormSaving:
    """The saves of one form, and what it does when its record was changed under its hands."""

    def __init__(self, form: "RecordForm") -> None:
        self._form = form

    def save(self) -> bool:
        """Save what differs and stay; False when it was not saved and the page says why."""
        form = self._form
        if not self._is_readable():
            return False
        was_new = form.session.is_new
        if not form.session.save():
            return False
        self._tell_saved()
        if was_new:
            form.settle_down()
        return True

    def set_stage(self, code: str) -> None:
        """Put the record to a next stage and save it; what is typed and cannot be read keeps it where it is."""
        form = self._form
        if not self._is_readable():
            return
        before = dict(form.session.draft.values)
        if form.deeds.set_stage(code):
            if not form.session.is_new:
                self._tell_saved()
        elif form.session.dirty and form.reading:
            form.session.draft.values.update(before)
            form.session.touch()
        form.look_again()
        form.rules.look()

    def follow_store(self) -> None:
        """Show what was changed in the store beside this page; what is being written here stays."""
        form = self._form
        form.body.settle()
        if not form.would_lose():
            form.read_again()
            return
        try:
            form.session.catch_up()
        except SafirError:
            # The record itself is gone: the page stays as it was, saving will say so.
            return
        form.rules.look()

    def show_deed(self) -> None:
        """Show what a deed left that was done after `can_leave`: a draft that was to stay stays, the rest is read anew."""
        if self._form.drafts.keeper.key is None:
            self._form.read_again()
        else:
            self.follow_store()

    def reload(self) -> None:
        """Show what the draft holds now, and type again what was no value yet."""
        form = self._form
        typed = [(editor.asked.draft, editor.field.name, editor.half_typed()) for editor in self._written_in()]
        form.body.reload()
        for draft, name, text in typed:
            again = self._editor(draft, name) if text else None
            if again is not None:
                again.retype(text)
        form.look_again()

    def _is_readable(self) -> bool:
        """Read every field now; tell what cannot be read."""
        self._form.body.settle()
        troubles = tuple(self._form.body.troubles())
        if troubles:
            self._form.tell_problems(troubles)
        return not troubles

    def _tell_saved(self) -> None:
        form = self._form
        form.tell_problems(())
        saved = form.session.last_saved
        form.context.say(str(_("Saved.")), undoable=saved is not None and saved.deed is not None)
        form.rules.look()

    def _written_in(self) -> list[FieldEditor]:
        return [editor for editor in self._form.body.built_editors() if editor.is_editing]

    def _editor(self, draft: Draft, name: str) -> FieldEditor | None:
        found = (editor for editor in self._written_in() if editor.asked.draft is draft and editor.field.name == name)
        return next(found, None)
