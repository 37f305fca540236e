"""A reminder of an alert is a follow-up of ours at the record that the alert is about."""

from datetime import timedelta

from app.records.follow_up import FollowUp
from app.rules.labels import Confidentiality
from app.rules.stages import DelegationStage
from app.rules.vocabulary import Side
from app.services import alerts, editing, reference
from app.services.office import Office
from app.services.reminders import reminder
from tests.services.test_findings import TODAY, add, trip


def test_a_reminder_stands_at_the_record_and_carries_its_label(office: Office) -> None:
    reference.load(office)
    late = trip(office, start=-60, end=-50, stage=DelegationStage.RETURNED, label=Confidentiality.CONFIDENTIAL)
    (alert,) = [each for each in alerts.alerts(office) if each.id == late]
    values = reminder(office, alert)
    assert str(values["what"]).startswith("یادآوری: گزارش مأموریت سفر")
    saved = editing.save(office, editing.blank(office, "follow_up", values={**values, "due_on": TODAY + timedelta(days=9)}))
    draft = editing.open_draft(office, "follow_up", saved.id)
    assert (draft[FollowUp.delegation], draft[FollowUp.side]) == (late, Side.OURS)
    assert draft.values["label"] is Confidentiality.CONFIDENTIAL


def test_a_reminder_of_a_promise_stands_where_the_promise_came_from(office: Office) -> None:
    agreement = add(office, "agreement", title_fa="تفاهم‌نامه")
    promise = add(office, "follow_up", what="ارسال داده", due_on=TODAY - timedelta(days=9), agreement=agreement)
    (alert,) = [each for each in alerts.alerts(office) if each.id == promise]
    assert reminder(office, alert)["agreement"] == agreement
