"""Applying a merge: a backup, then one transaction with its check; what stays undecided is kept as open conflicts.

The check reads every touched record back and compares counts and contents with what the merge came to, or rolls all back.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.i18n import Language, _, language
from app.records.office import RuleOverride
from app.services import backups
from app.services.checking import OVERRIDES
from app.services.editing import office_moment
from app.services.office import Office
from app.store import journal
from app.store.journal import DELETED, ROW
from app.store.tables import check_out_merge, living
from app.store.writing import Deed, writing_of
from app.sync.check_outs import all_check_outs, change_check_out, check_out_of, keep_base, standing_merges
from app.sync.deciding import Decisions, settle_asked
from app.sync.errors import ConflictGone, MergeChecksFailed, NothingPrepared, PlanOutdated
from app.sync.kept_merges import deeds_told, keep_conflicts, keep_merge, kept_conflicts, settle_overtaken
from app.sync.merge import YES, Taken
from app.sync.package import read_package, rows_digest
from app.sync.packing import Progress
from app.sync.planning import asked_about
from app.sync.preparing import Prepared, merged_now
from app.sync.stored_rows import read_all, write
from app.sync.telling import Asked, Story, office_origins, plan_of, told_records, travel_origins
from app.sync.told import Applied, Choice, OutState, Plan
from app.sync.words import applied_message, plan_message

MERGED = "trip_merged"
"""The rule under which a merge is noted beside its trip."""


def apply(office: Office, plan: Plan, *, decisions: Decisions | None = None, progress: Progress | None = None) -> Applied:
    """Merge a planned package, decided as given; conflicts without a decision stay open and the office value stays.

    A package merged before changes nothing. `progress` gets records done and records in all. Raises PlanOutdated, ConflictGone,
    UnfitDecision, MergeChecksFailed, and the errors of the backup and the store; nothing is changed then.
    """
    found = plan.prepared
    if found is None:
        raise NothingPrepared
    if plan.already is not None:
        return Applied(None, 0, 0, len(plan.conflicts), None, plan_message(plan))
    chosen = {key: one for key, one in (decisions or {}).items() if one.choice is not Choice.LATER}
    if chosen.keys() - {conflict.id for conflict in plan.conflicts}:
        raise ConflictGone
    _keep_files(office, found)
    backup = backups.back_up(office, reason="merge")
    with office.doing(Deed("merge", _("Merge of the trip {trip}").format(trip=found.out.title))) as session:
        _merge(session, office, found, lang=plan.lang, decisions=chosen, progress=progress)
        session.flush()
        writing = writing_of(session)
        deed = writing.id
    changes = plan.clean + plan.new + len(chosen)
    at = office_moment(office, backup.at)
    return Applied(deed, changes, plan.new, len(plan.conflicts) - len(chosen), at, applied_message(changes, at))


def _merge(
    session: Session, office: Office, found: Prepared, *, lang: Language, decisions: Decisions, progress: Progress | None
) -> None:
    merged = merged_now(session, office, found)
    if merged != found.merged:
        raise PlanOutdated
    writing = writing_of(session)
    cells = [(conflict.record, conflict.field) for conflict in merged.conflicts]
    origins = travel_origins(office, found.deeds, lang)
    here = office_origins(session, office, cells, lang=lang)
    asked = [asked_about(found, conflict, origins=origins, here=here) for conflict in merged.conflicts]
    came_back = {(row.id, name) for row in found.theirs.values() for name, _text in _written(found, row.id)}
    before = _living(session, office, found)
    _write(session, office, merged.changes, progress)
    _check(session, office, found, before=before)
    settle_overtaken(session, kept_conflicts(session, check_out=found.out.id), came_back, deed=writing.id)
    keep_merge(session, found, deed=writing.id, at=writing.at)
    keep_conflicts(session, asked, merge=writing.id, check_out=found.out.id)
    keep_base(session, found.manifest.copy, found.theirs.values())
    change_check_out(session, found.out.id, state=str(OutState.BACK), files=_files(found))
    settle_asked(session, office, {one.id: one for one in asked}, decisions)
    _note(session, office, found)


def _note(session: Session, office: Office, found: Prepared) -> None:
    """Write beside the trip that it was merged: a merge of nothing but conflicts stands in the journal too, and can be undone."""
    if OVERRIDES not in office.catalogue:
        return
    model: Any = RuleOverride
    came = _("{changes} changes, {conflicts} conflicts").format(
        changes=len(found.merged.changes), conflicts=len(found.merged.conflicts)
    )
    session.add(model(record=found.out.delegation, rule=MERGED, reason=str(came), fact=found.out.to_whom))


def _written(found: Prepared, record: UUID) -> list[tuple[str, str | None]]:
    """List what a returned record changed since the base."""
    row, base = found.theirs[record], found.base.get(record)
    if base is None:
        return []
    changed = [(name, text) for name, text in row.values.items() if text != base.values.get(name)]
    return [*changed, *([(DELETED, YES)] if row.deleted != base.deleted else [])]


def _files(found: Prepared) -> str:
    return json.dumps({**found.out.files, **found.files})


def _keep_files(office: Office, found: Prepared) -> None:
    """Put new contents into the vault before the transaction; one that a failed merge leaves there is swept with the others."""
    if found.files:
        read_package(found.path, found.key, office.catalogue, take=lambda _name, content: office.store.files.put(content, "file"))


def _write(session: Session, office: Office, changes: tuple[Taken, ...], progress: Progress | None) -> None:
    """Write the changes, new records whole, kind by kind."""
    rows: defaultdict[str, dict[UUID, dict[str, object]]] = defaultdict(dict)
    for change in changes:
        values = rows[change.kind].setdefault(change.record, {"id": change.record})
        if change.field != ROW:
            values[change.field] = change.new
    total, done = sum(len(found) for found in rows.values()), 0
    for key, found in rows.items():
        write(session, office.catalogue[key], list(found.values()))
        done += len(found)
        if progress is not None:
            progress(done, total)


def _living(session: Session, office: Office, found: Prepared) -> Counter[str]:
    """Count the living records of every kind that the package names."""
    kinds = {row.kind for row in (*found.base.values(), *found.theirs.values())}
    every = (office.catalogue[key] for key in sorted(kinds))
    wanted = ((kind, select(func.count()).select_from(kind.model).where(living(kind))) for kind in every)
    return Counter({kind.key: session.scalar(statement) or 0 for kind, statement in wanted})


def _check(session: Session, office: Office, found: Prepared, *, before: Counter[str]) -> None:
    """Compare counts and contents with what the merge came to; raises MergeChecksFailed."""
    session.flush()
    merged = found.merged
    expected = before.copy()
    for change in merged.changes:
        if change.field == ROW:
            expected[change.kind] += 1
        elif change.field == DELETED:
            expected[change.kind] += -1 if change.new else 1
    after = _living(session, office, found)
    stands = read_all(session, office.catalogue, {record: row.kind for record, row in merged.rows.items()})
    if +after != +expected or rows_digest(stands.values()) != rows_digest(merged.rows.values()):
        raise MergeChecksFailed(found=sum(after.values()), expected=sum(expected.values()))


def told(office: Office, deed: UUID, *, lang: Language | None = None) -> Plan:
    """Tell a merge that was applied, for its report: what it changed, and every conflict with its two values.

    Raises KeyError when the deed was no merge.
    """
    spoken = lang or language()
    with office.store.reading() as session:
        row = session.execute(select(check_out_merge).where(check_out_merge.c.deed == deed)).one_or_none()
        out = None if row is None else check_out_of(session, row.check_out)
        if row is None or out is None:
            raise KeyError(deed)
        changes = [
            Taken(change.kind, change.record, change.field, change.old, change.new)
            for change in journal.changes_of(session, deed)
            if change.kind in office.catalogue and change.kind != OVERRIDES
        ]
        asked: list[Asked] = [kept.asked for kept in kept_conflicts(session, merge=deed)]
        story = Story(changes, asked, travel_origins(office, deeds_told(row.told), spoken))
        what = told_records(session, office, story, lang=spoken)
        head = Plan(
            None, out.id, out.title, out.to_whom, office_moment(office, out.packed_at), office_moment(office, row.returned_at),
            spoken, 0, 0, 0, (), (), 0, office_moment(office, row.at), deed,
        )  # fmt: skip
        return replace(plan_of(what, head=head), files=0)


def merges_of(office: Office) -> Mapping[UUID, UUID]:
    """Give the last standing merge of every check-out, for the report."""
    with office.store.reading() as session:
        found = {out.id: standing_merges(session, out.id) for out in all_check_outs(session)}
    return {check_out: merges[-1].deed for check_out, merges in found.items() if merges}
