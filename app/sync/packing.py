"""Packing a trip: a new package is built from the list of what it needs, never cut down from the office's file."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.i18n import language
from app.core.ids import uuid7
from app.records.delegation import Delegation
from app.records.lists import Officer
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.schema.values import FileRef
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office
from app.services.opening import need_strength
from app.services.titles import titles_in
from app.store import keys
from app.store.tables import living
from app.sync.check_outs import Opened, all_check_outs, check_out_from, keep_base, keep_check_out
from app.sync.container import content_hash, writing
from app.sync.errors import IsATravelCopy, LeftTheLabel, TravelTooLong, UnfitPackage
from app.sync.fitness import Unfit, file_refs, row_from_json, row_json, with_files
from app.sync.needs import Chosen, chosen
from app.sync.package import Manifest, counts_of, rows_digest, write_package
from app.sync.rows import PackedRow
from app.sync.told import Need, PackageKind, Packed, Proposal

Progress = Callable[[int, int], None]
_PAGE = 1_800
"""Characters of a printed page: 30 lines of 60."""


def propose(office: Office, delegation: UUID, ceiling: Confidentiality) -> Proposal:
    """List what a trip needs under a ceiling, with size and estimated pages; writes nothing.

    Raises NoSuchRecord, LeftTheLabel when the trip itself is above the ceiling, IsATravelCopy.
    """
    with office.store.reading() as session:
        found, title = _choose(session, office, delegation, ceiling=ceiling, officer=None)
    counts = counts_of(found.rows.values())
    kinds = [kind for kind in office.catalogue if kind.key in counts]
    texts = sum(len(text) for row in found.rows.values() for text in row.values.values() if text)
    refs = _refs(office.catalogue, found.rows)
    size = sum(ref.size for ref in refs.values())
    needs = tuple(Need(kind.key, kind.plural, counts[kind.key]) for kind in kinds)
    return Proposal(delegation, title, ceiling, needs, len(refs), size + texts, max(1, ceil(texts / _PAGE)), found.left_out)


def pack(
    office: Office,
    delegation: UUID,
    ceiling: Confidentiality,
    *,
    target: Path,
    passphrase: str,
    to_whom: str,
    until: date | None = None,
    progress: Progress | None = None,
) -> Packed:
    """Build the package of a trip at `target` and enter it in the register of what is out.

    `to_whom` names the traveller: the code, label or id of an officer, or any name. `progress` gets files done and files in all.
    Raises what `propose` raises, EmptyPassphrase, TooWeak, TravelTooLong, PackageNotWritten, PackageTooLarge, DiskFull,
    DamagedFile.
    """
    need_strength(passphrase)
    if until is not None and until < office.today():
        raise TravelTooLong(until)
    with office.store.reading() as session:
        officer = _officer(session, to_whom)
        found, title = _choose(session, office, delegation, ceiling=ceiling, officer=officer)
    made, wrapped = keys.wrap_new_key(passphrase)
    trip = _Trip(office, delegation, title, to_whom.strip(), officer, until)
    contents = Contents(office, found.rows)
    manifest = trip.manifest(found.rows, contents)
    with writing(target, made.key, wrapped) as writer:
        write_package(writer, manifest, contents.packed(found.rows), blobs=contents.blobs(progress))
    with ExitStack() as on_failure:
        # A package that the register does not know could never come home.
        on_failure.callback(target.unlink, missing_ok=True)
        _enter(office, manifest, made.key, files=contents.names, rows=found.rows)
        on_failure.pop_all()
    return Packed(
        target, manifest.check_out, title, made.recovery_key, len(found.rows), len(contents.names), target.stat().st_size,
        found.left_out, ceiling,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Trip:
    """What is said of a trip on its package."""

    office: Office
    delegation: UUID
    title: str
    to_whom: str
    officer: UUID | None
    until: date | None

    def manifest(self, rows: Mapping[UUID, PackedRow], contents: "Contents") -> Manifest:
        """Write the manifest of what leaves."""
        packed = contents.packed(rows)
        return Manifest(
            PackageKind.TRIP,
            uuid7(),
            uuid7(),
            self.delegation,
            self.title,
            self.office.settings.office_name,
            self.office.zone,
            self.to_whom,
            self.officer,
            self.until,
            now(),
            0,
            counts_of(packed.values()),
            rows_digest(packed.values()),
            0,
            0,
            contents.sizes,
        )


class Contents:
    """The attachments that records name, under the names they have in a package: SHA-256 of what they hold."""

    def __init__(self, office: Office, rows: Mapping[UUID, PackedRow], known: Mapping[str, str] | None = None) -> None:
        self._office = office
        self._refs = _refs(office.catalogue, rows)
        before = {digest: name for name, digest in (known or {}).items()}
        self.names: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self._digests = {digest: before[digest] for digest in self._refs if digest in before}
        for digest, ref in self._refs.items():
            if digest not in before:
                content = office.store.files.read(ref)
                name = content_hash(content)
                self._digests[digest] = name
                self.names[name] = digest
                self.sizes[name] = len(content)

    def packed(self, rows: Mapping[UUID, PackedRow]) -> dict[UUID, PackedRow]:
        """Give records with their contents named as in a package."""
        return {record: with_files(self._office.catalogue[row.kind], row, self._digests) for record, row in rows.items()}

    def blobs(self, progress: Progress | None = None) -> Iterator[bytes]:
        """Walk the contents that travel, one in memory at a time."""
        for done, digest in enumerate(self.names.values(), 1):
            yield self._office.store.files.read(self._refs[digest])
            if progress is not None:
                progress(done, len(self.names))


def is_travel_copy(session: Opened) -> bool:
    """Tell whether a store came from a package."""
    return any(out.is_trip for out in all_check_outs(session))


def _choose(
    session: Session, office: Office, delegation: UUID, *, ceiling: Confidentiality, officer: UUID | None
) -> tuple[Chosen, str]:
    if is_travel_copy(session):
        raise IsATravelCopy
    kind = office.catalogue[Delegation.__tablename__]
    if session.scalar(select(Delegation.id).where(Delegation.id == delegation, living(Delegation))) is None:
        raise NoSuchRecord(kind, delegation)
    also = [(Officer.__tablename__, officer)] if officer else []
    found = chosen(session, office.catalogue, delegation, ceiling=ceiling, also=also)
    if delegation not in found.rows:
        raise LeftTheLabel
    # Judged here as the receiver will judge it: what would be refused there must not leave.
    title = titles_in(session, office.catalogue, [delegation], lang=language())[delegation].title
    try:
        found.rows = {record: row_from_json(office.catalogue, row_json(row)) for record, row in found.rows.items()}
    except Unfit as error:
        raise UnfitPackage(title, error.reason) from error
    return found, title


def _officer(session: Session, name: str) -> UUID | None:
    """Find the officer whom a code, a label or an id names."""
    said = name.strip()
    model: Any = Officer
    wanted = select(model.id).where(or_(model.code == said, model.label_fa == said, model.label_en == said), living(model))
    found = session.scalars(wanted.order_by(model.id)).first()
    if found is None:
        every = {str(record): record for record in session.scalars(select(model.id).where(living(model)))}
        return every.get(said.casefold())
    return UUID(str(found))


def _refs(catalogue: Catalogue, rows: Mapping[UUID, PackedRow]) -> dict[str, FileRef]:
    return {ref.digest: ref for row in rows.values() for _name, ref in file_refs(catalogue[row.kind], row)}


def _enter(office: Office, manifest: Manifest, key: bytes, *, files: Mapping[str, str], rows: Mapping[UUID, PackedRow]) -> None:
    out = check_out_from(manifest, key, at=manifest.packed_at, by=office.actor.officer, files=files)
    with office.store.unjournaled() as connection:
        keep_check_out(connection, out)
        keep_base(connection, manifest.copy, rows.values())
