"""Where nothing needs a decision home tells which alert comes next, and on which day."""

from datetime import timedelta
from typing import Any

from app.core.clock import frozen_at
from app.core.partial_dates import PartialDate
from app.rules.stages import AgreementStage, DelegationStage
from app.rules.vocabulary import PeriodUnit, RenewalMode
from app.services import alerts, dashboard, reference
from app.services.next_alert import NextAlert, next_alert
from app.services.office import Office
from tests.services.conftest import NOW
from tests.services.test_findings import TODAY, add, trip

TACIT: dict[str, Any] = {
    "stage": AgreementStage.IN_FORCE,
    "renewal": RenewalMode.TACIT,
    "notice_number": 30,
    "notice_unit": PeriodUnit.DAYS,
}


def test_an_empty_office_has_none(office: Office) -> None:
    assert next_alert(office) is None
    assert dashboard.home(office).next_alert is None


def test_the_first_of_what_the_days_bring_is_told(office: Office) -> None:
    ends = PartialDate.of_day(TODAY + timedelta(days=400))
    add(office, "agreement", title_fa="تفاهم‌نامه", expires_on=ends, **TACIT)
    assert next_alert(office) == NextAlert("تفاهم‌نامه", TODAY + timedelta(days=400 - 30 - 180))
    add(office, "follow_up", what="ارسال داده", due_on=TODAY + timedelta(days=40))
    assert dashboard.home(office).next_alert == NextAlert("ارسال داده", TODAY + timedelta(days=41))


def test_the_alert_stands_on_the_day_that_was_told(office: Office) -> None:
    add(office, "follow_up", what="ارسال داده", due_on=TODAY + timedelta(days=3))
    coming = next_alert(office)
    assert coming is not None
    assert alerts.alerts(office) == ()
    with frozen_at(NOW + (coming.on - TODAY)):
        assert [alert.subject for alert in alerts.alerts(office)] == ["ارسال داده"]


def test_a_report_that_will_be_late_is_told(office: Office) -> None:
    reference.load(office)
    trip(office, start=-8, end=-2, stage=DelegationStage.RETURNED)
    assert next_alert(office) == NextAlert("سفر", TODAY + timedelta(days=office.settings.report_days - 2 + 1))


def test_where_something_stands_today_nothing_else_is_told(office: Office) -> None:
    add(office, "follow_up", what="دیرکرده", due_on=TODAY - timedelta(days=3))
    add(office, "follow_up", what="آینده", due_on=TODAY + timedelta(days=3))
    assert dashboard.home(office).next_alert is None
