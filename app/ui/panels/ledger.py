"""A promise that is said to be kept: its evidence asked in one line, saved as a deed of its own, with a way back."""

from app.core.errors import SafirError
from app.core.i18n import Text, _, _c, _n
from app.records.follow_up import FollowUp
from app.rules.stages import FollowUpState
from app.schema.draft import Draft
from app.services import editing
from app.ui.form.session import DraftSession
from app.ui.panels.looks import RowLook


def keep_promise(session: DraftSession, row: Draft) -> bool:
    """Close a stored promise with its evidence; False when none was given or it was not saved.

    Only what closes the promise is saved; the page takes it in and keeps what else is written there.
    """
    context = session.context
    if row.id is None or row.version is None:
        return False
    what = str(row[FollowUp.what] or "")
    ask = _("What shows that this promise was kept? A promise is done only with its evidence.")
    evidence = context.dialogs.reason(ask, what)
    if evidence is None:
        return False
    try:
        stored = editing.open_draft(context.office, row.kind, row.id)
        stored[FollowUp.state], stored[FollowUp.evidence] = FollowUpState.DONE, evidence
        stored[FollowUp.done_on] = stored[FollowUp.done_on] or stored.today
        editing.save(context.office, stored, title=_("Promise kept: {promise}").format(promise=what))
    except SafirError as error:
        context.dialogs.report(error)
        return False
    context.say(str(_("Promise kept: {promise}").format(promise=what)), undoable=True)
    session.overtaken.emit()
    return True


def tally(looks: list[RowLook]) -> Text:
    """Count the kept promises of a side and tell the worst delay."""
    done = sum(look.done for look in looks)
    counted = _("{done} of {total} done").format(done=done, total=len(looks))
    worst = max((look.late for look in looks), default=0)
    if not worst:
        return counted
    late = _n("at most {n} day late", "at most {n} days late", worst)
    return _c("tally", "{counted} · {late}").format(counted=counted, late=late)
