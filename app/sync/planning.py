"""The preview of a merge: what a return package would change, in words and counts. Nothing is written."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.i18n import Language, language
from app.services.editing import office_moment
from app.services.office import Office
from app.store import journal
from app.sync.merge import Conflict
from app.sync.preparing import Prepared, conflict_id, prepare
from app.sync.telling import Asked, Cell, Story, office_origins, plan_of, told_records, travel_origins
from app.sync.told import Origin, Plan


def plan(office: Office, path: Path, *, passphrase: str | None = None, lang: Language | None = None) -> Plan:
    """Preview the merge of a return package, in the language given or shown; the passphrase is asked only of unknown keys.

    Raises what `preparing.prepare` raises; the data is untouched, whatever the package holds.
    """
    with office.store.reading() as session:
        found = prepare(session, office, path, passphrase=passphrase)
        return planned(session, office, found, lang=lang or language())


def planned(session: Session, office: Office, found: Prepared, *, lang: Language) -> Plan:
    """Word a prepared merge."""
    origins = travel_origins(office, found.deeds, lang)
    cells = [(conflict.record, conflict.field) for conflict in found.merged.conflicts]
    here = office_origins(session, office, cells, lang=lang)
    asked = [asked_about(found, conflict, origins=origins, here=here) for conflict in found.merged.conflicts]
    story = Story(found.merged.changes, asked, origins, found.merged.rows)
    told = told_records(session, office, story, lang=lang)
    return replace(plan_of(told, head=_head(office, found, lang)), prepared=found)


def asked_about(found: Prepared, conflict: Conflict, *, origins: dict[Cell, Origin], here: dict[Cell, Origin]) -> Asked:
    """Put a conflict together with where its values come from."""
    cell = (conflict.record, conflict.field)
    theirs = origins.get(cell) or origins.get((conflict.record, journal.ROW)) or Origin(found.out.to_whom)
    return Asked(conflict_id(found.manifest.copy, *cell), conflict, theirs, here.get(cell, Origin()))


def _head(office: Office, found: Prepared, lang: Language) -> Plan:
    done = found.before if found.before is not None and found.before.turn >= found.manifest.turn else None
    return Plan(
        path=found.path,
        check_out=found.out.id,
        title=found.out.title,
        to_whom=found.out.to_whom,
        packed_at=office_moment(office, found.out.packed_at),
        returned_at=office_moment(office, found.manifest.packed_at),
        lang=lang,
        changes=0,
        clean=0,
        new=0,
        records=(),
        conflicts=(),
        files=len(found.files),
        already=office_moment(office, done.at) if done else None,
        deed=done.deed if done else None,
    )
