"""A paper tells its author what gave it its label: the record itself, a name in it, or the preparation of a meeting."""

from datetime import date, datetime, time
from uuid import UUID

from app.core.moments import Moment
from app.rules.labels import Confidentiality
from app.rules.vocabulary import Side
from app.schema.values import Value
from app.services import brief
from app.services.office import Office
from tests.services.test_findings import add

SECRET, CONFIDENTIAL, NORMAL = Confidentiality.SECRET, Confidentiality.CONFIDENTIAL, Confidentiality.NORMAL


def meeting(office: Office, people: tuple[UUID, ...] = (), **values: Value) -> UUID:
    rows: list[dict[str, Value]] = [{"person": person, "side": Side.THEIRS} for person in people]
    starts = Moment(datetime.combine(date(2025, 10, 20), time(9)), "Asia/Tehran")
    return add(office, "meeting", {"attendees": rows}, subject="دیدار با شهردار", starts_at=starts, **values)


def told(office: Office, record: UUID, ceiling: Confidentiality = SECRET) -> tuple[Confidentiality, str]:
    facts = brief.gather(office, record, ceiling=ceiling)
    return facts.label, facts.because


def test_a_paper_without_a_label_gives_no_reason(office: Office) -> None:
    assert told(office, meeting(office)) == (NORMAL, "")


def test_the_record_itself_may_give_the_label(office: Office) -> None:
    assert told(office, meeting(office, label=CONFIDENTIAL)) == (CONFIDENTIAL, "دیدار با شهردار")


def test_the_preparation_may_give_it(office: Office) -> None:
    record = meeting(office, preparation_label=CONFIDENTIAL, our_objectives="امضای متن")
    assert told(office, record) == (CONFIDENTIAL, "آماده‌سازی دیدار")


def test_a_name_in_it_may_give_it_and_what_is_left_out_does_not(office: Office) -> None:
    person = add(office, "person", name_fa="مهمان", label=SECRET)
    record = meeting(office, (person,), label=CONFIDENTIAL)
    assert told(office, record) == (SECRET, "مهمان")
    assert told(office, record, CONFIDENTIAL) == (CONFIDENTIAL, "دیدار با شهردار")
