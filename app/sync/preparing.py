"""A return package made ready for the merge: opened by the key kept at home, judged, and merged on paper. Writes nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.core.ids import SAFIR_NAMESPACE
from app.services.office import Office
from app.sync.check_outs import CheckOut, MergeRow, all_check_outs, base_of, check_out_of, standing_merges
from app.sync.container import fits, head_of
from app.sync.errors import (
    ClosedCheckOut,
    IsATravelCopy,
    NoKeyFits,
    UnfitPackage,
    UnknownCheckOut,
    WrongWay,
)
from app.sync.fitness import Unfit, blobs_missing, check_references, with_files
from app.sync.merge import Merged, merge
from app.sync.package import Manifest, Package, TravelDeed, read_package
from app.sync.receiving import unlock
from app.sync.rows import PackedRow, shape_of, shapes_of
from app.sync.stored_rows import kinds_of, read_all
from app.sync.surroundings import around
from app.sync.told import OutState, PackageKind

_MISSING = _("Files that its records name are not in it.")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a merge works with: rows in the office's terms, and what it comes to. `files` names new contents here by SHA-256."""

    path: Path
    key: bytes
    manifest: Manifest
    out: CheckOut
    base: Mapping[UUID, PackedRow]
    theirs: Mapping[UUID, PackedRow]
    deeds: tuple[TravelDeed, ...]
    files: Mapping[str, str]
    before: MergeRow | None
    merged: Merged


def prepare(session: Session, office: Office, path: Path, *, passphrase: str | None = None) -> Prepared:
    """Open a return package and merge it on paper.

    Raises IsATravelCopy, NoKeyFits, WrongPassphrase, DamagedPackage, UnfitPackage, NewerPackage, WrongWay, UnknownCheckOut,
    ClosedCheckOut, and what reading the package raises.
    """
    outs = all_check_outs(session)
    if any(out.is_trip for out in outs):
        raise IsATravelCopy
    key = unlock(path, passphrase) if passphrase is not None else _kept_key(path, outs)
    names: dict[str, str] = {}
    vault = office.store.files
    package = read_package(path, key, office.catalogue, take=lambda name, content: names.update({name: vault.digest(content)}))
    out = _out(session, package.manifest)
    standing = standing_merges(session, out.id)
    before = standing[-1] if standing else None
    base = base_of(session, before.copy if before else out.copy)
    known = {**out.files, **names}
    theirs = _in_office_terms(office, package, known, path)
    base |= {record: row for record, row in _translated(office, package.base, known).items() if record not in base}
    _check_references(session, office, path, theirs=theirs, base=base)
    found = Prepared(path, key, package.manifest, out, base, theirs, package.deeds, names, before, Merged((), (), {}))
    return replace(found, merged=merged_now(session, office, found))


def merged_now(session: Session, office: Office, found: Prepared) -> Merged:
    """Merge a prepared package into the rows as they stand now."""
    places = {record: row.kind for record, row in (*found.base.items(), *found.theirs.items())}
    current = with_owners(session, office, read_all(session, office.catalogue, places))
    surroundings = around(session, office.catalogue, theirs=found.theirs, current=current)
    return merge(found.base, found.theirs, current, shapes=shapes_of(office.catalogue), around=surroundings)


def with_owners(session: Session, office: Office, rows: dict[UUID, PackedRow]) -> dict[UUID, PackedRow]:
    """Add the records that rows live in here: a row that comes back needs them, whether they travelled or not."""
    new = rows
    while new:
        places = {
            owner: str(office.catalogue[row.kind].owner)
            for row in new.values()
            for owner in shape_of(office.catalogue[row.kind]).owners(row)
            if owner not in rows
        }
        new = read_all(session, office.catalogue, places)
        rows = {**rows, **new}
    return rows


def conflict_id(copy: UUID, record: UUID, field: str) -> UUID:
    """Name a conflict: the same whenever the same package is merged."""
    return uuid5(SAFIR_NAMESPACE, f"{copy}/{record}/{field}")


def _kept_key(path: Path, outs: Collection[CheckOut]) -> bytes:
    head_of(path)
    for out in outs:
        if fits(path, out.key):
            return out.key
    raise NoKeyFits(str(path))


def _out(session: Session, manifest: Manifest) -> CheckOut:
    if manifest.kind is not PackageKind.RETURN:
        raise WrongWay(is_return=False)
    out = check_out_of(session, manifest.check_out)
    if out is None:
        raise UnknownCheckOut(manifest.title)
    if out.state in (OutState.CLOSED, OutState.LOST):
        raise ClosedCheckOut(out.title)
    return out


def _in_office_terms(office: Office, package: Package, known: Mapping[str, str], path: Path) -> dict[UUID, PackedRow]:
    if blobs_missing(office.catalogue, package.rows.values(), known):
        raise UnfitPackage(str(path), _MISSING)
    return _translated(office, package.rows, known)


def _translated(office: Office, rows: Mapping[UUID, PackedRow], known: Mapping[str, str]) -> dict[UUID, PackedRow]:
    return {record: with_files(office.catalogue[row.kind], row, known) for record, row in rows.items()}


def _check_references(
    session: Session, office: Office, path: Path, *, theirs: Mapping[UUID, PackedRow], base: Mapping[UUID, PackedRow]
) -> None:
    def known(ids: Collection[UUID]) -> Mapping[UUID, str]:
        packed = {record: base[record].kind for record in ids if record in base}
        return packed | kinds_of(session, office.catalogue, [record for record in ids if record not in packed])

    try:
        check_references(office.catalogue, theirs.values(), known)
    except Unfit as error:
        raise UnfitPackage(str(path), error.reason) from error
