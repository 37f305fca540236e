"""Coming home: the laptop writes what it holds now, with who changed what, when and why. It may go on and return again.

A return carries whole records, not changes: counts and hashes of both sides can be compared, and the office's base becomes what
came back. The journal of the laptop says which fields were written; rows shipped with the program travel only when changed.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.i18n import Text, language, plain
from app.core.ids import uuid7
from app.services.office import Office
from app.services.titles import titles_in
from app.store import journal, keys
from app.store.journal import DELETED, ROW
from app.store.said import write_text
from app.store.tables import journal_change, journal_deed
from app.store.writing import Change
from app.sync.check_outs import CheckOut, Opened, all_check_outs, base_of, change_check_out
from app.sync.container import writing
from app.sync.errors import NotATravelCopy, UnfitPackage
from app.sync.fitness import Unfit, row_from_json, row_json, travels
from app.sync.package import LONGEST_LINE, Manifest, counts_of, rows_digest, write_package
from app.sync.packing import Contents, Progress
from app.sync.receiving import RECEIVE
from app.sync.rows import PackedRow, shape_of
from app.sync.stored_rows import read_all
from app.sync.told import PackageKind, Packed, Trip

_CUT = 500


def trip_of(office: Office) -> Trip | None:
    """Tell which trip a store was made for; None for the store of an office."""
    with office.store.reading() as session:
        out = _trip_row(session)
    return None if out is None else Trip(out.id, out.title, out.to_whom, out.until, out.returns)


def pack_return(office: Office, target: Path, *, progress: Progress | None = None) -> Packed:
    """Write the return package of a travel copy, under the keys it came with; it may be written as often as one likes.

    Raises NotATravelCopy, PackageNotWritten, PackageTooLarge, DiskFull, DamagedFile.
    """
    with office.store.reading() as session:
        out = _trip_row(session)
        if out is None:
            raise NotATravelCopy
        changes = _since_received(session, office)
        base = base_of(session, out.copy)
        rows, before = _rows(session, office, changes, base=base)
        deeds = _deeds(session, office, changes, out=out)
    contents = Contents(office, {**before, **rows}, out.files)
    rows, before = (_judged(office, contents.packed(each), out.title) for each in (rows, before))
    rows |= {record: PackedRow(row.kind, record, row.values, deleted=True) for record, row in base.items() if record not in rows}
    manifest = _manifest(office, out, rows, contents=contents, more=(len(before), len(deeds)))
    with writing(target, out.key, keys.wrapped_keys(office.store.folder)) as writer:
        write_package(writer, manifest, rows, base=before.values(), deeds=deeds, blobs=contents.blobs(progress))
    with office.store.unjournaled() as connection:
        change_check_out(connection, out.id, returns=manifest.turn)
    return Packed(target, out.id, out.title, "", len(rows), len(contents.names), target.stat().st_size)


def _trip_row(session: Opened) -> CheckOut | None:
    return next((out for out in all_check_outs(session) if out.is_trip), None)


def _since_received(session: Session, office: Office) -> tuple[Change, ...]:
    """Read every change after the package was opened, by the order of the journal and by no clock."""
    last = select(func.max(journal_change.c.seq)).join(journal_deed, journal_deed.c.id == journal_change.c.deed)
    seq = session.scalar(last.where(journal_deed.c.use_case == RECEIVE)) or 0
    known = office.catalogue
    return tuple(
        change
        for change in journal.changes_from(session, seq + 1)
        if change.kind in known and travels(known[change.kind]) and _is_known(office, change)
    )


def _is_known(office: Office, change: Change) -> bool:
    return change.field in (ROW, DELETED) or change.field in shape_of(office.catalogue[change.kind]).fields


def _rows(
    session: Session, office: Office, changes: Iterable[Change], *, base: Mapping[UUID, PackedRow]
) -> tuple[dict[UUID, PackedRow], dict[UUID, PackedRow]]:
    """Read what goes home, and what shipped rows were before they were changed."""
    places = {record: row.kind for record, row in base.items()}
    made, first = set[UUID](), dict[UUID, dict[str, str | None]]()
    for change in changes:
        places.setdefault(change.record, change.kind)
        if change.field == ROW and change.new is not None:
            made.add(change.record)
        first.setdefault(change.record, {}).setdefault(change.field, change.old)
    rows = read_all(session, office.catalogue, places)
    before = {record: _before(row, first[record]) for record, row in rows.items() if record not in base and record not in made}
    return rows, before


def _before(row: PackedRow, first: Mapping[str, str | None]) -> PackedRow:
    values = {name: text for name, text in first.items() if name not in (ROW, DELETED)}
    deleted = first[DELETED] is not None if DELETED in first else row.deleted
    return PackedRow(row.kind, row.id, {**row.values, **values}, deleted)


def _deeds(session: Session, office: Office, changes: Iterable[Change], *, out: CheckOut) -> list[Mapping[str, object]]:
    """Tell who changed what, when and in which use case, one entry a deed."""
    touched: dict[UUID, list[tuple[str, str]]] = {}
    for change in changes:
        if change.deed is not None:
            touched.setdefault(change.deed, []).append((str(change.record), change.field))
    deeds = [journal.deed_of(session, deed) for deed in touched]
    officers = {row.actor.officer for row in deeds if row.actor.officer is not None}
    names = titles_in(session, office.catalogue, officers, lang=language())
    return [
        {
            "at": row.at.isoformat(),
            "who": names[row.actor.officer].title if row.actor.officer in names else out.to_whom or row.actor.os_user,
            "title": _short(row.deed.title),
            "touched": touched[row.id],
        }
        for row in deeds
    ]


def _short(title: Text) -> str:
    """Write a title so that the office takes it; a very long one loses its end."""
    written = write_text(title)
    return written if len(written) <= LONGEST_LINE else write_text(plain(str(title)[:_CUT]))


def _judged(office: Office, rows: Mapping[UUID, PackedRow], title: str) -> dict[UUID, PackedRow]:
    """Judge the records as the office will: what would be refused there must not leave."""
    try:
        return {record: row_from_json(office.catalogue, row_json(row)) for record, row in rows.items()}
    except Unfit as error:
        raise UnfitPackage(title, error.reason) from error


def _manifest(
    office: Office, out: CheckOut, rows: Mapping[UUID, PackedRow], *, contents: Contents, more: tuple[int, int]
) -> Manifest:
    return Manifest(
        PackageKind.RETURN,
        uuid7(),
        out.id,
        out.delegation,
        out.title,
        office.settings.office_name,
        office.zone,
        out.to_whom,
        office.actor.officer,
        out.until,
        now(),
        out.returns + 1,
        counts_of(rows.values()),
        rows_digest(rows.values()),
        *more,
        contents.sizes,
    )
