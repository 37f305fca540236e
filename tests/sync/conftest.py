"""A small office with a trip, its package and its travel copy; keys are raw, so that no test pays for key derivation."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.moments import Moment
from app.core.settings import Settings
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.schema.values import Value
from app.services.editing import blank, blank_row, open_draft, save
from app.services.office import Office, this_actor
from app.store import keys
from app.store.store import Store
from app.sync import packing, receiving, returning
from app.sync.told import Packed

KEY = bytes(range(32))
NOW = datetime(2025, 10, 7, 8, 0, tzinfo=UTC)
PASSPHRASE = "چهار واژهٔ سفر"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases with the least work: what is tested is the package, not Argon2."""
    for name, value in (("_MEMORY_KIB", 64), ("_PASSES", 1), ("_LANES", 1)):
        monkeypatch.setattr(keys, name, value)


@dataclass
class Desk:
    """An office with the records of one trip, by name."""

    office: Office
    folder: Path
    trip: UUID
    meeting: UUID
    city: UUID
    mayor: UUID
    secret_person: UUID
    promise: UUID
    other: UUID = field(default_factory=lambda: UUID(int=0))
    """One more record that a test gives the trip."""

    def add(self, kind: str, /, **values: Value) -> UUID:
        """Add a record."""
        return added(self.office, kind, **values)

    def edit(self, kind: str, record: UUID, /, **values: Value) -> None:
        """Change a record."""
        edited(self.office, kind, record, **values)

    def pack(self, ceiling: Confidentiality = Confidentiality.NORMAL, name: str = "trip.safir") -> Packed:
        """Pack the trip."""
        return packing.pack(
            self.office, self.trip, ceiling, target=self.folder / name, passphrase=PASSPHRASE, to_whom="رضا کاظمی",
            until=date(2025, 10, 20),
        )  # fmt: skip

    def laptop(self, name: str = "trip.safir", folder: str = "laptop") -> Office:
        """Open the package on a laptop."""
        return receiving.receive(self.folder / name, PASSPHRASE, self.folder / folder)

    def comes_back(self, laptop: Office, name: str = "back.safir") -> Path:
        """Write the return."""
        returning.pack_return(laptop, self.folder / name)
        return self.folder / name

    def values(self, kind: str, record: UUID) -> dict[str, Value]:
        """Read a record."""
        return open_draft(self.office, kind, record).values


def added(office: Office, kind: str, /, **values: Value) -> UUID:
    """Add a record to an office."""
    return save(office, blank(office, kind, values=values)).id


def edited(office: Office, kind: str, record: UUID, /, **values: Value) -> None:
    """Change a record of an office."""
    draft = open_draft(office, kind, record)
    draft.values.update(values)
    save(office, draft, overrides={"reopened": "برای آزمون"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an office on 15 Mehr 1404 with a trip to Seoul."""
    with frozen_at(NOW):
        (tmp_path / "office").mkdir()
        store = Store.create(tmp_path / "office", KEY, Catalogue(ALL))
        (tmp_path / "office" / "safir.key").write_bytes(b"{}")
        office = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر تهران"))
        officer = added(office, "officer", code="sharifi", label_fa="نرگس شریفی")
        office.actor = replace(office.actor, officer=officer)
        yield _filled(office, tmp_path)
        office.close()


def _filled(office: Office, folder: Path) -> Desk:
    city = added(office, "counterpart", name_fa="سئول", kind="city", side="theirs")
    mayor = added(office, "person", name_fa="شهردار سئول", photo=office.store.files.put(b"\x89PNG\r\n\x1a\nphoto", "mayor.png"))
    secret = added(office, "person", name_fa="شخص محرمانه", label=Confidentiality.SECRET)
    trip = added(
        office, "delegation", title="سفر به سئول", direction="outgoing", purpose="همکاری", counterparts=(city,), host=secret
    )
    meeting = added(
        office, "meeting", subject="دیدار با شهردار", starts_at=Moment(datetime(2025, 10, 12, 9), "Asia/Seoul"),  # noqa: DTZ001
        delegation=trip, counterparts=(city,),
    )  # fmt: skip
    draft = open_draft(office, "meeting", meeting)
    row = blank_row(office, draft, panel="attendees")
    row.values["person"] = mayor
    draft.rows["attendees"].append(row)
    save(office, draft)
    promise = added(office, "follow_up", what="ارسال داده‌های هوا", meeting=meeting, side="ours", due_on=date(2025, 11, 1))
    return Desk(office, folder, trip, meeting, city, mayor, secret, promise)
