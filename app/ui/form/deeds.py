"""What can be done with a whole record from its page: stage, archive, delete; each told with a way back."""

from collections.abc import Callable
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.schema.choices import member_of
from app.schema.fields import field_of
from app.services import changing
from app.ui.context import Context
from app.ui.form.session import DraftSession
from app.ui.shell.places import ListPlace


class PageDeeds:
    """The deeds of one record's page."""

    def __init__(self, context: Context, session: DraftSession) -> None:
        self._context, self._session = context, session

    def set_stage(self, code: str) -> bool:
        """Put the record to a next stage and save; False when something is still needed."""
        stage = self._session.kind.stage
        choices = None if stage is None else field_of(stage.attribute).choices
        if stage is None or choices is None:
            return False
        self._session.draft.values[stage.attribute.key] = member_of(choices, code)  # type: ignore[assignment]
        self._session.touch()
        return self._session.is_new or self._session.save()

    def archive(self) -> bool:
        """Archive the record, or take it out of the archive."""
        draft = self._session.draft
        if draft.id is None or self._session.is_new:
            return False
        archived = not draft.values.get("archived")
        sentence = _("{kind} “{title}” was archived.") if archived else _("{kind} “{title}” is out of the archive.")
        return self._do(lambda: changing.archive(self._context.office, draft.kind, self._ids(), archived=archived), sentence)

    def delete(self) -> bool:
        """Delete the record and go to its list; a toast offers to bring it back."""
        draft = self._session.draft
        if draft.id is None or self._session.is_new:
            return False
        sentence = _("{kind} “{title}” was deleted.")
        office, ids = self._context.office, self._ids()
        try:
            return self._do(lambda: changing.delete(office, draft.kind, ids), sentence)
        except changing.Sealed as sealed:
            reason = self._context.dialogs.reason(sealed.message)
        return bool(reason) and self._do(lambda: changing.delete(office, draft.kind, ids, reason=reason or ""), sentence)

    def go_to_list(self) -> None:
        """Show the list of the kind, or the page before."""
        navigator = self._context.navigator
        if navigator is None or not navigator.back():
            self._context.go(ListPlace(self._session.draft.kind))

    def _ids(self) -> tuple[UUID, ...]:
        return () if self._session.draft.id is None else (self._session.draft.id,)

    def _do(self, deed: Callable[[], object], sentence: Text) -> bool:
        said = sentence.format(kind=self._session.kind.name, title=self._session.title)
        try:
            deed()
        except changing.Sealed:
            raise
        except SafirError as error:
            self._context.dialogs.report(error)
            return False
        self._context.say(str(said), undoable=True)
        return True
