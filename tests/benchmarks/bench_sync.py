"""Packing a trip of 10,000 promises out of a large store, and merging 10,000 changes of them, against a smaller store."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

from sqlalchemy import update

from app.core.i18n import plain
from app.records.delegation import Delegation, Direction
from app.records.follow_up import FollowUp
from app.rules.labels import Confidentiality
from app.services.office import Office
from app.store.rows import write_rows
from app.store.writing import Deed
from app.sync import applying, packing, planning, receiving, returning
from tests.benchmarks.copies import copied
from tests.benchmarks.data import record_id
from tests.benchmarks.figures import Figure

CHANGES = 10_000
SMALLER = 100_000
_PASSPHRASE = "benchmark of a trip"
_TRIP = UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0009)


def figures(records: int) -> Iterable[Figure]:
    """Measure packing and merging over the store asked for; above 100,000 records the smaller one is the bare figure."""
    ours = _measured(records)
    bare = _measured(SMALLER) if records > SMALLER else (None, None)
    most = 1.3 if records > SMALLER else None
    yield Figure(f"packing {CHANGES:,} records, for each", ours[0], bare[0], most=most)
    yield Figure(f"merging {CHANGES:,} changes (preview, backup aside, one transaction), for each", ours[1], bare[1], most=most)


def _measured(records: int) -> tuple[float, float]:
    """Give milliseconds for each record packed and for each change merged."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = copied(records, folder / "office")
        try:
            return _trip(office, folder)
        finally:
            office.close()


def _trip(office: Office, folder: Path) -> tuple[float, float]:
    with office.doing(Deed("bench", plain("bench"))) as session:
        session.add(Delegation(id=_TRIP, title="سفر", direction=Direction.OUTGOING))
        session.flush()
        ids = [record_id(4, number) for number in range(CHANGES)]
        for start in range(0, CHANGES, 500):
            session.execute(update(FollowUp).where(FollowUp.id.in_(ids[start : start + 500])).values(delegation=_TRIP))
    packing_times = []
    for time in range(3):
        target = folder / (f"other{time}.safir" if time < 2 else "trip.safir")
        started = perf_counter()
        packed = packing.pack(
            office, _TRIP, Confidentiality.SECRET, target=target, passphrase=_PASSPHRASE, to_whom="مسافر"
        )
        packing_times.append(perf_counter() - started)
    packing_time = median(packing_times)
    back = _travelled(folder, ids)
    started = perf_counter()
    plan = planning.plan(office, back)
    planned = perf_counter() - started
    started = perf_counter()
    office.store.back_up("bench")
    backup = perf_counter() - started
    started = perf_counter()
    done = applying.apply(office, plan)
    merging = perf_counter() - started - backup + planned
    if done.changes != CHANGES:
        raise RuntimeError(f"{done.changes} changes")
    return packing_time * 1000 / packed.records, merging * 1000 / CHANGES


def _travelled(folder: Path, ids: list[UUID]) -> Path:
    laptop = receiving.receive(folder / "trip.safir", _PASSPHRASE, folder / "laptop")
    with laptop.doing(Deed("bench", plain("bench"))) as session:
        write_rows(session, laptop.catalogue["follow_up"], [{"id": each, "evidence": f"شاهد {n}"} for n, each in enumerate(ids)])
    returning.pack_return(laptop, folder / "back.safir")
    laptop.close()
    return folder / "back.safir"
