"""One value of a record put back to what it was before a change, over later ones only when somebody says so."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _, language
from app.schema.kinds import Catalogue
from app.services.checking import OVERRIDES, SIGNED_TEXT
from app.services.guarded import LOCKED_SENTENCE, SIGNED_SENTENCE, is_locked, is_signed, record_over
from app.services.office import Office
from app.services.titles import titles_in
from app.services.undoing import NothingToUndo, Undone, field_label, is_same
from app.store import journal
from app.store.journal import ROW
from app.store.writing import Change, Deed, writing_of


class LaterEdit(SafirError):
    """A value that was changed again after the change whose old value is asked for."""

    code = "later_edit"

    def __init__(self, field: Text) -> None:
        super().__init__(
            _(
                "“{field}” was changed again after that, and nothing was put back yet. To put the old value back sets the "
                "newer one aside; history keeps both."
            ).format(field=field)
        )


class LockedMinutes(SafirError):
    """A value of approved minutes, which stays until somebody reopens them with a reason."""

    code = "locked"

    def __init__(self) -> None:
        super().__init__(LOCKED_SENTENCE)


class SignedText(SafirError):
    """A signed text that would be replaced or emptied without a reason."""

    code = "signed_text"

    def __init__(self, field: Text) -> None:
        super().__init__(SIGNED_SENTENCE.format(field=field))


def put_back(office: Office, change_seq: int, *, over: bool = False, reason: str = "") -> Undone:
    """Give one field of a record the value it had before a change, `over` a later edit too.

    Raises NothingToUndo when it has that value now, LaterEdit without `over`, LockedMinutes, and SignedText without a reason.
    """
    with office.store.reading() as session:
        try:
            change = journal.change_at(session, change_seq)
            now_there = journal.current(session, office.catalogue[change.kind], change)
        except KeyError:
            raise NothingToUndo from None
        if change.field == ROW or is_same(now_there, change.old):
            raise NothingToUndo
        field = field_label(office.catalogue, change)
        if is_locked(session, office.catalogue, change):
            raise LockedMinutes
        signed = is_signed(*record_over(session, office.catalogue, change), change.field)
        if signed and not reason.strip():
            raise SignedText(field)
        if not over and not is_same(now_there, change.new):
            raise LaterEdit(field)
        named = titles_in(session, office.catalogue, [change.record], lang=language())
    name = named[change.record].title if change.record in named else ""
    title = _("{field} of {title} was put back").format(field=field, title=name)
    back = Change(change.kind, change.record, change.field, now_there, change.old)
    with office.doing(Deed("put_back", title)) as session:
        journal.apply(session, office.catalogue, back)
        if signed:
            _keep_reason(session, office.catalogue, change.record, field=field, reason=reason)
        session.flush()
        return Undone(writing_of(session).id, title, 1)


def _keep_reason(session: Session, catalogue: Catalogue, record: UUID, *, field: Text, reason: str) -> None:
    model: Any = catalogue[OVERRIDES].model
    session.add(model(record=record, rule=SIGNED_TEXT, reason=reason.strip(), fact=SignedText(field).message.in_("fa")))
