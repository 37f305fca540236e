"""Adding many new records as one deed: all or none, so that a batch from a file is never half in the store."""

from collections.abc import Sequence
from uuid import UUID

from app.core.i18n import Text
from app.core.ids import uuid7
from app.schema.draft import Draft, Severity
from app.services import draft_plan, draft_writing
from app.services.checking import problems_in
from app.services.editing import Invalid, Saved
from app.services.office import Office
from app.services.titles import titles
from app.store.writing import Deed, writing_of


def add_all(office: Office, drafts: Sequence[Draft], *, title: Text) -> tuple[Saved, ...]:
    """Add new records in one transaction; rules that only warn do not stop it.

    Raises Invalid for the first draft with an error, and the errors of the store; then nothing was added.
    """
    ready = [draft_plan.settled(office.catalogue, draft) for draft in drafts]
    with office.doing(Deed("add", title)) as session:
        for draft in ready:
            wrong = [found for found in problems_in(session, office.catalogue, draft) if found.severity is Severity.ERROR]
            if wrong:
                raise Invalid(wrong)
            draft.id = draft.id or uuid7()
            plans, _stale = draft_plan.plan(session, office.catalogue, draft)
            draft_writing.write(session, office.catalogue, plans)
        deed = writing_of(session).id
    ids: list[UUID] = [draft.id for draft in ready if draft.id is not None]
    names = titles(office, ids)
    return tuple(Saved(record, 1, deed, names[record].title if record in names else "") for record in ids)
