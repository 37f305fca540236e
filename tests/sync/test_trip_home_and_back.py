"""A trip leaves and comes back: what is packed, what the laptop shows, and how the office takes it."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.errors import SafirError
from app.exchange.merge_out import write_merge_workbook
from app.papers.merge_report import write_merge_report
from app.rules.labels import Confidentiality
from app.services import bin as bin_
from app.services import changing, undoing
from app.services.editing import blank_row, open_draft, save
from app.services.history import history
from app.store.errors import WrongPassphrase
from app.sync import applying, deciding, packing, planning, receiving, register, returning
from app.sync.container import entries, head_of
from app.sync.errors import (
    ClosedCheckOut,
    ConflictGone,
    LeftTheLabel,
    MergeChecksFailed,
    NotATravelCopy,
    PlanOutdated,
    UnfitDecision,
    WrongWay,
)
from app.sync.merge import Nature
from app.sync.package import read_package
from app.sync.told import Choice, Decision, OutState, PackageKind
from tests.sync.conftest import KEY, NOW, PASSPHRASE, Desk, added, edited


def test_a_proposal_counts_what_the_trip_needs_and_what_stays_home(desk: Desk) -> None:
    found = packing.propose(desk.office, desk.trip, Confidentiality.NORMAL)
    counts = {need.kind: need.count for need in found.needs}
    assert counts == {
        "counterpart": 1, "person": 1, "delegation": 1, "meeting": 1, "follow_up": 1, "attendee": 1,
    }  # fmt: skip
    assert (found.left_out, found.files, found.pages) == (1, 1, 2) or found.pages == 1
    assert packing.propose(desk.office, desk.trip, Confidentiality.SECRET).left_out == 0


def test_nothing_above_the_ceiling_is_in_the_package_not_even_as_a_link(desk: Desk) -> None:
    desk.edit("meeting", desk.meeting, our_objectives="هدف محرمانهٔ ما", preparation_label=Confidentiality.CONFIDENTIAL)
    packed = desk.pack()
    key = receiving.unlock(packed.path, PASSPHRASE)
    said = "".join(str(content) for _kind, content in entries(packed.path, key))
    assert packed.left_out == 1
    for secret in ("شخص محرمانه", str(desk.secret_person), "هدف محرمانهٔ ما"):
        assert secret not in said
    desk.edit("delegation", desk.trip, label=Confidentiality.SECRET)
    with pytest.raises(LeftTheLabel):
        desk.pack(name="other.safir")


def test_a_package_tells_nothing_without_its_passphrase(desk: Desk) -> None:
    packed = desk.pack()
    raw = packed.path.read_bytes()
    for text in ("سئول", "رضا کاظمی", str(desk.trip)):
        assert text.encode() not in raw
    with pytest.raises(WrongPassphrase):
        receiving.open_package(packed.path, "something else")
    seen = receiving.open_package(packed.path, PASSPHRASE)
    assert (seen.kind, seen.title, seen.records, seen.files) == (PackageKind.TRIP, "سفر به سئول", packed.records, 1)
    assert receiving.open_package(packed.path, packed.recovery_key) == seen


def test_the_laptop_holds_the_trip_and_its_files(desk: Desk) -> None:
    desk.pack()
    laptop = desk.laptop()
    try:
        mayor = open_draft(laptop, "person", desk.mayor).values
        assert laptop.store.files.read(mayor["photo"]) == b"\x89PNG\r\n\x1a\nphoto"  # type: ignore[arg-type]
        assert open_draft(laptop, "delegation", desk.trip).values["host"] is None
        trip = returning.trip_of(laptop)
        assert trip is not None
        assert (trip.title, trip.to_whom) == ("سفر به سئول", "رضا کاظمی")
        with pytest.raises(SafirError):
            packing.propose(laptop, desk.trip, Confidentiality.NORMAL)
        with pytest.raises(undoing.NothingToUndo):
            undoing.undo(laptop)
    finally:
        laptop.close()


def _worked(desk: Desk) -> Path:
    """Let the traveller and the office both work, and the traveller come back."""
    desk.pack()
    laptop = desk.laptop()
    edited(laptop, "delegation", desk.trip, purpose="هدف سفر", city="سئول")
    edited(laptop, "follow_up", desk.promise, due_on=date(2025, 12, 1))
    friend = added(laptop, "person", name_fa="دوست تازه", photo=laptop.store.files.put(b"\xff\xd8\xffnew", "new.jpg"))
    draft = open_draft(laptop, "meeting", desk.meeting)
    row = blank_row(laptop, draft, panel="attendees")
    row.values["person"] = friend
    draft.rows["attendees"].append(row)
    save(laptop, draft)
    desk.edit("delegation", desk.trip, purpose="هدف دفتر")
    desk.edit("follow_up", desk.promise, due_on=date(2025, 11, 15))
    changing.delete(desk.office, "person", [desk.mayor])
    edited(laptop, "person", desk.mayor, honorific="جناب")
    back = desk.comes_back(laptop)
    laptop.close()
    return back


def test_a_preview_says_who_when_and_why_and_changes_nothing(desk: Desk) -> None:
    back = _worked(desk)
    before = desk.values("delegation", desk.trip)
    plan = planning.plan(desk.office, back, lang="en")
    asked = {(conflict.kind, conflict.field): conflict for conflict in plan.conflicts}
    assert asked.keys() == {("delegation", "purpose"), ("follow_up", "due_on"), ("person", "deleted_at")}
    purpose = asked["delegation", "purpose"]
    assert (purpose.base, purpose.theirs.words, purpose.ours.words) == ("همکاری", "هدف سفر", "هدف دفتر") or purpose.base
    assert (purpose.theirs.origin.who, purpose.ours.origin.who) == ("رضا کاظمی", "نرگس شریفی")
    assert purpose.theirs.origin.at is not None
    assert purpose.ours.origin.why
    assert asked["person", "deleted_at"].nature is Nature.DELETED_HERE
    assert (plan.new, plan.files) == (2, 1)
    assert plan.changes == plan.clean + plan.new + 3
    assert desk.values("delegation", desk.trip) == before


def test_applying_takes_what_is_free_keeps_what_is_not_and_undo_brings_all_back(desk: Desk) -> None:
    back = _worked(desk)
    plan = planning.plan(desk.office, back)
    done = applying.apply(desk.office, plan)
    assert (done.open_conflicts, deciding.count_open(desk.office)) == (3, 3)
    trip = desk.values("delegation", desk.trip)
    assert (trip["purpose"], trip["city"]) == ("هدف دفتر", "سئول")
    assert desk.values("person", desk.mayor)["honorific"] == "جناب"
    assert desk.office.store.check() == 0
    undone = undoing.undo(desk.office, done.deed)
    assert undone.refused == ()
    assert desk.values("delegation", desk.trip)["city"] is None
    assert deciding.count_open(desk.office) == 0
    again = planning.plan(desk.office, back)
    assert (again.already, again.changes) == (None, plan.changes)
    assert applying.apply(desk.office, again).changes == done.changes


def test_the_same_package_twice_changes_nothing(desk: Desk) -> None:
    back = _worked(desk)
    applying.apply(desk.office, planning.plan(desk.office, back))
    plan = planning.plan(desk.office, back)
    assert plan.already is not None
    assert (plan.changes, applying.apply(desk.office, plan).deed) == (0, None)


def test_decisions_are_written_with_their_reason_and_can_be_taken_back(desk: Desk) -> None:
    back = _worked(desk)
    plan = planning.plan(desk.office, back)
    by_field = {conflict.field: conflict.id for conflict in plan.conflicts}
    chosen = {
        by_field["purpose"]: Decision(Choice.OTHER, "هدف هر دو", "با هم نوشتیم"),
        by_field["deleted_at"]: Decision(Choice.OURS),
    }
    done = applying.apply(desk.office, plan, decisions=chosen)
    assert done.open_conflicts == 1
    assert desk.values("delegation", desk.trip)["purpose"] == "هدف هر دو"
    with pytest.raises(SafirError):
        desk.values("person", desk.mayor)
    told = [change for deed in history(desk.office, "delegation", desk.trip) for change in deed.changes]
    assert any(change.new == "با هم نوشتیم" for change in told)
    (waiting,) = deciding.open_conflicts(desk.office)
    assert deciding.decide(desk.office, {waiting.id: Decision(Choice.THEIRS)}) == 1
    assert desk.values("follow_up", desk.promise)["due_on"] == date(2025, 12, 1)
    assert deciding.count_open(desk.office) == 0
    undoing.undo(desk.office)
    assert [conflict.id for conflict in deciding.open_conflicts(desk.office)] == [waiting.id]
    with pytest.raises(ConflictGone):
        deciding.decide(desk.office, {UUID(int=1): Decision(Choice.OURS)})
    with pytest.raises(UnfitDecision):
        deciding.decide(desk.office, {waiting.id: Decision(Choice.OTHER, "no day")})


def test_all_for_one_side_in_one_word(desk: Desk) -> None:
    plan = planning.plan(desk.office, _worked(desk))
    applying.apply(desk.office, plan, decisions=deciding.all_theirs(plan))
    assert desk.values("delegation", desk.trip)["purpose"] == "هدف سفر"
    assert deciding.all_ours(plan).keys() == deciding.all_theirs(plan).keys()


def test_a_trip_may_go_on_after_its_return_and_return_again(desk: Desk) -> None:
    desk.pack()
    laptop = desk.laptop()
    edited(laptop, "delegation", desk.trip, city="سئول")
    first = desk.comes_back(laptop, "first.safir")
    edited(laptop, "delegation", desk.trip, city="بوسان")
    second = desk.comes_back(laptop, "second.safir")
    applying.apply(desk.office, planning.plan(desk.office, first))
    plan = planning.plan(desk.office, second)
    assert (plan.changes, plan.conflicts) == (1, ())
    applying.apply(desk.office, plan)
    assert desk.values("delegation", desk.trip)["city"] == "بوسان"
    assert planning.plan(desk.office, first).already is not None
    laptop.close()


def test_two_travellers_come_back_in_either_order(desk: Desk) -> None:
    desk.pack(name="one.safir")
    desk.pack(name="two.safir")
    backs = []
    for number, name in enumerate(("one", "two")):
        laptop = desk.laptop(f"{name}.safir", name)
        edited(laptop, "delegation", desk.trip, city=f"شهر {number}", learnt=f"آموخته {number}" if number else None)
        backs.append(desk.comes_back(laptop, f"{name}-back.safir"))
        laptop.close()
    seen = []
    for order in (backs, backs[::-1]):
        deeds = [applying.apply(desk.office, planning.plan(desk.office, back)).deed for back in order]
        (conflict,) = deciding.open_conflicts(desk.office)
        seen.append({conflict.theirs.words, conflict.ours.words})
        assert desk.values("delegation", desk.trip)["learnt"] == "آموخته 1"
        for deed in reversed(deeds):
            undoing.undo(desk.office, deed)
    assert seen[0] == seen[1]


def test_the_register_says_who_has_what_until_when(desk: Desk) -> None:
    packed = desk.pack()
    (line,) = register.register(desk.office)
    assert (line.title, line.to_whom, line.until, line.state) == ("سفر به سئول", "رضا کاظمی", date(2025, 10, 20), OutState.OUT)
    laptop = desk.laptop()
    back = desk.comes_back(laptop)
    laptop.close()
    register.close(desk.office, packed.check_out, is_lost=True)
    with pytest.raises(ClosedCheckOut):
        planning.plan(desk.office, back)
    register.reopen(desk.office, packed.check_out)
    applying.apply(desk.office, planning.plan(desk.office, back))
    assert register.register(desk.office)[0].state is OutState.BACK


def test_a_package_goes_one_way(desk: Desk) -> None:
    packed = desk.pack()
    with pytest.raises(WrongWay):
        planning.plan(desk.office, packed.path)
    with pytest.raises(NotATravelCopy):
        returning.pack_return(desk.office, desk.folder / "x.safir")
    laptop = desk.laptop()
    back = desk.comes_back(laptop)
    with pytest.raises(WrongWay):
        receiving.receive(back, PASSPHRASE, desk.folder / "second")
    with pytest.raises(SafirError):
        planning.plan(laptop, back)
    laptop.close()
    assert not (desk.folder / "second").exists() or not any((desk.folder / "second").glob("safir.*"))


def test_a_failed_check_takes_everything_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    back = _worked(desk)
    plan = planning.plan(desk.office, back)
    before = desk.values("delegation", desk.trip)
    numbers = count()
    monkeypatch.setattr(applying, "rows_digest", lambda _rows: str(next(numbers)))
    with pytest.raises(MergeChecksFailed):
        applying.apply(desk.office, plan)
    assert desk.values("delegation", desk.trip) == before
    assert deciding.count_open(desk.office) == 0


def test_a_plan_that_the_office_overtook_is_refused(desk: Desk) -> None:
    plan = planning.plan(desk.office, _worked(desk))
    desk.edit("delegation", desk.trip, city="تهران")
    with pytest.raises(PlanOutdated):
        applying.apply(desk.office, plan)


def test_a_merge_is_reported_for_two_signatures(desk: Desk) -> None:
    plan = planning.plan(desk.office, _worked(desk))
    done = applying.apply(desk.office, plan)
    assert done.deed is not None
    told = applying.told(desk.office, done.deed)
    assert (len(told.conflicts), told.new) == (3, 2)
    for number, each in enumerate((plan, told)):
        assert write_merge_report(desk.office, each, desk.folder / f"{number}.pdf") >= 1
        assert write_merge_workbook(desk.office, each, desk.folder / f"{number}.xlsx").rows >= 5


def test_a_package_has_the_keys_of_its_own_and_not_the_office_s(desk: Desk) -> None:
    packed = desk.pack()
    assert receiving.unlock(packed.path, PASSPHRASE) != KEY
    package = read_package(packed.path, receiving.unlock(packed.path, PASSPHRASE), desk.office.catalogue)
    assert not any(row.deleted for row in package.rows.values())
    assert b"wrapped" in head_of(packed.path).keys


def test_what_a_trip_took_along_stays_in_the_bin_until_the_trip_is_closed(desk: Desk) -> None:
    """The traveller may come home with work on a record that the office deleted months ago."""
    packed = desk.pack()
    changing.delete(desk.office, "follow_up", [desk.promise])
    with frozen_at(NOW + timedelta(days=60)):
        assert bin_.may_go(desk.office)[0] == 0
        assert [row.id for row in bin_.empty(desk.office, confirmed=True).staying] == [desk.promise]
        register.close(desk.office, packed.check_out, is_lost=True)
        assert bin_.empty(desk.office, confirmed=True).gone == 1
