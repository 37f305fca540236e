"""The real part of the sample says what its sources say and no more; the invented part says that it is invented."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.core.clock import frozen_at
from app.core.ids import shipped_id
from app.core.paths import resources
from app.core.settings import Settings
from app.records import ALL
from app.records.agreement import Agreement
from app.records.counterpart import Counterpart, CounterpartKind
from app.schema.kinds import Catalogue
from app.schema.record import OwnerBody
from app.services import editing, findings, reference, sample
from app.services.office import Office, this_actor
from app.services.sample_partners import network_key
from app.store.store import Store


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
        store = Store.create(tmp_path_factory.mktemp("partners") / "store", bytes(range(32)), Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings())
        reference.load(made)
        sample.fill(made)
        yield made
        made.close()


def lines(name: str) -> list[dict[str, str]]:
    with (resources() / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def partner_agreements(office: Office) -> list[tuple[dict[str, str], Agreement]]:
    """Pair every published row with its agreement."""
    with office.store.reading() as session:
        return [
            (line, session.get_one(Agreement, shipped_id("sample", f"partner_agreement_{place}")))
            for place, line in enumerate(lines("tehran_partners.csv"))
        ]


def test_of_a_real_agreement_nothing_is_said_that_its_row_does_not_say(office: Office) -> None:
    assert len(partner_agreements(office)) == 34
    for line, found in partner_agreements(office):
        assert found.renewal is None, line
        assert not any(
            getattr(found, name) for name in ("expires_on", "in_force_on", "notice_number", "duration_number", "level")
        )
        assert found.source, line
        assert found.owner_body is OwnerBody.MUNICIPALITY
        assert line["note"] in str(found.notes)
        assert f"status: {line['status']}" in str(found.notes)
        assert found.signed_on is None or str(found.signed_on.first.year) == line["year_signed"]


STAGES = {
    "London": (None, "idea", None),
    "Baku": (None, "idea", None),
    "Najaf": ("sister_city", "proposal", "uncertain"),
    "Tbilisi": ("sister_city", "proposal", "announced"),
    "Istanbul": ("sister_city", "signed", "uncertain"),
    "Los Angeles": ("sister_city", "signed", "confirmed"),
    "Manila": ("sister_city", "signed", None),
    "Havana": ("sister_city", "in_force", "confirmed"),
}


def test_the_stage_is_the_furthest_that_the_row_vouches_for(office: Office) -> None:
    found = {line["city_en"]: agreement for line, agreement in partner_agreements(office)}
    for city, (type_code, stage, certainty) in STAGES.items():
        assert found[city].type == (shipped_id("agreement_type", type_code) if type_code else None), city
        assert (found[city].stage, found[city].certainty) == (stage, certainty), city


def test_no_real_agreement_can_be_denounced_on_any_day(office: Office) -> None:
    for _line, found in partner_agreements(office):
        strip = findings.notice_strip(office, found.id)
        assert strip is None or str(strip.notice.kind) in ("unknown", "expired"), found.title_fa


def test_the_office_judges_no_real_city_or_network_before_somebody_did(office: Office) -> None:
    with office.store.reading() as session:
        judged = session.scalars(select(Counterpart).where(Counterpart.sample.is_(True), Counterpart.tier.is_not(None))).all()
    assert [body.name_en for body in judged] == ["Seoul"]
    assert "ساختگی" in str(judged[0].notes)


def test_a_network_tells_its_source_and_is_worded_in_persian(office: Office) -> None:
    with office.store.reading() as session:
        for line in lines("networks.csv"):
            body = session.get_one(Counterpart, shipped_id("sample", network_key(line)))
            checked = "با یک صفحهٔ منتشرشده سنجیده شده است" in str(body.source)
            assert checked is (line["checked_against_page"] == "y")
            for words in (body.themes, body.our_role, body.seat_city):
                assert not any(letter.isascii() and letter.isalpha() for letter in words or ""), words
            assert bool(body.our_role) is bool(line["tehran_role"])
            assert body.kind is not CounterpartKind.CITY


def test_every_invented_record_bears_the_mark_and_no_real_one_does(office: Office) -> None:
    mark = shipped_id("sample", "tag_sample")
    for kind in office.catalogue:
        if not kind.is_record:
            continue
        with office.store.reading() as session:
            ids = session.scalars(select(kind.model.id).where(kind.model.sample.is_(True))).all()
        for record in ids:
            draft = editing.open_draft(office, kind.key, record)
            real = draft.values.get("source") and "ساختگی" not in str(draft.values["source"])
            assert (mark in draft.values["tags"]) is not bool(real), (kind.key, draft.values)  # type: ignore[operator]
