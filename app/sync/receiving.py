"""Opening a package: looking at it without a write, and making the store of a laptop from it.

The store of a laptop is new; it gets the shipped lists, then the records of the package through the same bulk path as an import.
It is locked by the keys that came with the package, so its passphrase and its printed recovery key open both.
"""

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services import opening
from app.services.office import Office
from app.services.reference import load as load_reference
from app.services.undoing import SYSTEM_CASES
from app.store import keys
from app.store.backups import DATABASE, KEYS
from app.store.errors import StoreExists
from app.store.place import check_place
from app.store.store import Store, remove_database
from app.store.writing import Deed, writing_of
from app.sync.check_outs import check_out_from, keep_base, keep_check_out
from app.sync.container import head_of
from app.sync.errors import UnfitPackage, WrongWay
from app.sync.fitness import Unfit, blobs_missing, check_references, with_files
from app.sync.package import Manifest, Package, read_package
from app.sync.rows import PackedRow
from app.sync.stored_rows import kinds_of, write
from app.sync.told import PackageKind, PackageSeen

RECEIVE = "receive_package"
"""The use case that fills a travel copy; undo passes it over."""
assert RECEIVE in SYSTEM_CASES  # noqa: S101 - two layers must agree on one word


def unlock(path: Path, secret: str) -> bytes:
    """Give the key of a package for its passphrase or its printed recovery key.

    Raises NotAPackage, NewerPackage, DamagedPackage, WrongPassphrase.
    """
    return keys.unlock_wrapped(head_of(path).keys, secret, source=path)


def open_package(path: Path, passphrase: str) -> PackageSeen:
    """Look at a package: everything in it is read and checked, nothing is written.

    Raises what `unlock` raises, UnfitPackage, PackageTooLarge.
    """
    return seen(read_package(path, unlock(path, passphrase), Catalogue(ALL)).manifest)


def seen(manifest: Manifest) -> PackageSeen:
    """Say what a package says of itself."""
    return PackageSeen(
        manifest.kind,
        manifest.check_out,
        manifest.title,
        manifest.office_name,
        manifest.to_whom,
        manifest.until,
        manifest.packed_at,
        sum(manifest.counts.values()),
        len(manifest.blobs),
    )


def receive(path: Path, passphrase: str, folder: Path) -> Office:
    """Make the store of a laptop from a trip package and open it; nothing half-made stays behind.

    Raises what `open_package` raises, WrongWay for a return, RefusedPlace, StoreExists, ReadOnlyStore, DiskFull.
    """
    check_place(folder)
    if (folder / DATABASE).exists():
        raise StoreExists(str(folder))
    return receive_with_key(path, unlock(path, passphrase), folder)


def receive_with_key(path: Path, key: bytes, folder: Path) -> Office:
    """Make the store of a laptop from a package whose key is known."""
    catalogue = Catalogue(ALL)
    package = read_package(path, key, catalogue)
    _judge(package, path)
    with ExitStack() as on_failure:
        keys.place_keys(folder, head_of(path).keys)
        on_failure.callback((folder / KEYS).unlink, missing_ok=True)
        store = Store.create(folder, key, catalogue)
        on_failure.callback(shutil.rmtree, folder / "files", ignore_errors=True)
        on_failure.callback(remove_database, folder)
        on_failure.callback(store.close)
        store.state("office", package.manifest.office_name)
        store.state("zone", package.manifest.zone)
        office = opening.office_over(store)
        load_reference(office)
        names: dict[str, str] = {}
        read_package(path, key, catalogue, take=lambda digest, content: _keep(office, names, digest, content))
        _fill(office, package, path, key=key, names=names)
        if package.manifest.officer is not None:
            opening.choose_officer(office, package.manifest.officer)
        on_failure.pop_all()
    return office


def _judge(package: Package, path: Path) -> None:
    """Refuse what is no trip, and records that name contents the package does not hold."""
    manifest = package.manifest
    if manifest.kind is not PackageKind.TRIP:
        raise WrongWay(is_return=True)
    missing = blobs_missing(Catalogue(ALL), package.rows.values(), manifest.blobs.keys())
    whole = manifest.delegation in package.rows and not package.base and not missing
    if not whole or any(row.deleted for row in package.rows.values()):
        raise UnfitPackage(str(path), _("It is not the whole package of a trip."))


def _keep(office: Office, names: dict[str, str], digest: str, content: bytes) -> None:
    names[digest] = office.store.files.put(content, "file").digest


def _fill(office: Office, package: Package, path: Path, *, key: bytes, names: Mapping[str, str]) -> None:
    """Write the records, the base of the return, and where the package came from, in one transaction."""
    manifest, catalogue = package.manifest, office.catalogue
    with office.doing(Deed(RECEIVE, _("The package of {trip} was opened").format(trip=manifest.title))) as session:

        def known(ids: Collection[UUID]) -> Mapping[UUID, str]:
            return kinds_of(session, catalogue, ids)

        try:
            check_references(catalogue, package.rows.values(), known)
        except Unfit as error:
            raise UnfitPackage(str(path), error.reason) from error
        write_whole(session, catalogue, [with_files(catalogue[row.kind], row, names) for row in package.rows.values()])
        out = check_out_from(manifest, key, at=writing_of(session).at, by=None, files=names, is_trip=True)
        keep_check_out(session, out)
        keep_base(session, manifest.copy, package.rows.values())


def write_whole(session: Session, catalogue: Catalogue, rows: Iterable[PackedRow]) -> None:
    """Write whole records of all kinds, empty values too, so that a shipped row gets exactly the office's wording."""
    by_kind: defaultdict[str, list[PackedRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    for key, every in by_kind.items():
        write(session, catalogue[key], [{"id": row.id, **row.values} for row in every])
