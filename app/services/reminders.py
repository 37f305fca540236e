"""A reminder of an alert: a follow-up of ours for a day, at the record that the alert is about."""

from app.core.i18n import _
from app.core.text import strip_isolates
from app.records.follow_up import FOLLOW_UPS, FollowUp
from app.rules.vocabulary import Side
from app.schema.fields import FieldKind
from app.schema.values import Value
from app.services import editing
from app.services.alerts import Alert
from app.services.office import Office


def reminder(office: Office, alert: Alert) -> dict[str, Value]:
    """Give what the follow-up starts with: the fact, its origin and its label; the day is still to be chosen.

    The fact is in Persian, as records are written. A reminder of a follow-up stands at what that one came from.
    Raises NoSuchRecord.
    """
    about = editing.open_draft(office, alert.kind, alert.id)
    given: dict[str, Value] = {
        FollowUp.what.key: strip_isolates(_("Reminder: {fact}").format(fact=alert.finding.fact).in_("fa")),
        FollowUp.side.key: Side.OURS,
        FollowUp.officer.key: office.actor.officer,
        "label": about.values.get("label"),
    }
    same = about.kind == FOLLOW_UPS.key
    for field in FOLLOW_UPS.fields.values():
        if field.kind is FieldKind.LINK:
            origin = about.values.get(field.name) if same else about.id if field.target == about.kind else None
            given |= {field.name: origin} if origin is not None else {}
    return {name: value for name, value in given.items() if value is not None}
