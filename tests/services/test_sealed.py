"""Approved minutes and signed texts do not vanish without a recorded reason."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.i18n import plain
from app.core.moments import parse_moment
from app.rules.stages import AgreementStage, MeetingStage
from app.services import changing
from app.services.changing import Sealed
from app.services.office import Office
from app.store.writing import Deed


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("meeting", {"subject": "دیدار", "stage": MeetingStage.MINUTES_APPROVED}),
        ("meeting", {"subject": "دیدار", "stage": MeetingStage.CLOSED}),
        ("agreement", {"title_fa": "تفاهم‌نامه", "stage": AgreementStage.SIGNED}),
        ("agreement", {"title_fa": "تفاهم‌نامه", "stage": AgreementStage.EXPIRED}),
    ],
)
def test_it_is_deleted_only_with_a_reason(office: Office, kind: str, values: dict[str, object]) -> None:
    record = stored(office, kind, values)
    open_one = stored(office, kind, {**values, "stage": None})
    assert changing.sealed(office, kind, [record, open_one]) == (record,)
    with pytest.raises(Sealed) as refused:
        changing.delete(office, kind, [record, open_one], reason="  ")
    assert refused.value.ids == (record,)
    assert "reason" in refused.value.message.in_("en")
    assert changing.deleted_count(office, kind) == 0
    assert changing.delete(office, kind, [open_one]).count == 1
    assert changing.delete(office, kind, [record], reason="دو بار ثبت شده بود").count == 1
    override: Any = office.catalogue["rule_override"].model
    with office.store.reading() as session:
        kept = session.scalars(select(override)).one()
    assert (kept.record, kept.rule, kept.reason) == (record, changing.DELETED_SEALED, "دو بار ثبت شده بود")


def test_a_kind_without_stages_is_never_sealed(office: Office) -> None:
    person = stored(office, "person", {"name_fa": "علی"})
    assert changing.sealed(office, "person", [person]) == ()


def stored(office: Office, kind: str, values: dict[str, object]) -> UUID:
    model = office.catalogue[kind].model
    start = {"starts_at": parse_moment("2025-10-01T09:00", office_zone=office.zone)} if kind == "meeting" else {}
    with office.doing(Deed("add", plain("add"))) as session:
        row = model(**start, **{name: value for name, value in values.items() if value is not None})
        session.add(row)
        session.flush()
        found: UUID = row.id
    return found
