"""Deciding conflicts: before a merge is applied, or later while they stay open as a badge; each is kept with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Language, _, _n, language
from app.records.office import RuleOverride
from app.services import draft_writing
from app.services.checking import OVERRIDES
from app.services.office import Office
from app.store import stored
from app.store.journal import DELETED
from app.store.writing import Deed, writing_of
from app.sync.errors import ConflictGone, UnfitDecision
from app.sync.fitness import Unfit, fitted
from app.sync.kept_merges import KeptConflict, kept_conflicts, settle
from app.sync.merge import Conflict
from app.sync.stored_rows import read_all, write
from app.sync.telling import Asked, Story, told_records
from app.sync.told import Choice, ConflictInWords, Decision, Plan

DECIDED = "merge_decision"
"""The rule under which the reason of a decision is kept beside the record."""

Decisions = Mapping[UUID, Decision]


def all_theirs(plan: Plan) -> dict[UUID, Decision]:
    """Decide every conflict for the trip."""
    return {conflict.id: Decision(Choice.THEIRS) for conflict in plan.conflicts}


def all_ours(plan: Plan) -> dict[UUID, Decision]:
    """Decide every conflict for the office."""
    return {conflict.id: Decision(Choice.OURS) for conflict in plan.conflicts}


def open_conflicts(office: Office, *, lang: Language | None = None) -> tuple[ConflictInWords, ...]:
    """List the conflicts of all merges that wait for a decision; their number is the badge."""
    with office.store.reading() as session:
        kept = _asked_still(session, office)
        return told_records(session, office, Story((), [one.asked for one in kept], {}), lang=lang or language())[1]


def count_open(office: Office) -> int:
    """Count the conflicts that wait for a decision."""
    with office.store.reading() as session:
        return len(_asked_still(session, office))


def _asked_still(session: Session, office: Office) -> list[KeptConflict]:
    """List open conflicts; whether to delete what is deleted again is no question any more."""
    waiting = [one for one in kept_conflicts(session) if one.is_open]
    asked = (one.asked.conflict for one in waiting if one.asked.conflict.field == DELETED)
    rows = read_all(session, office.catalogue, {conflict.record: conflict.kind for conflict in asked})
    gone = {record for record, row in rows.items() if row.deleted}
    return [one for one in waiting if one.asked.conflict.field != DELETED or one.asked.conflict.record not in gone]


def decide(office: Office, decisions: Decisions) -> int:
    """Decide open conflicts in one deed, which undo takes back; gives how many were decided.

    Raises ConflictGone, UnfitDecision; nothing is decided then.
    """
    chosen = {conflict: one for conflict, one in decisions.items() if one.choice is not Choice.LATER}
    if not chosen:
        return 0
    title = _n("{n} conflict of a trip was decided", "{n} conflicts of a trip were decided", len(chosen))
    with office.doing(Deed("decide_conflicts", title)) as session:
        known = {one.asked.id: one for one in kept_conflicts(session) if one.is_open}
        if chosen.keys() - known.keys():
            raise ConflictGone
        settle_asked(session, office, {known[conflict].asked.id: known[conflict].asked for conflict in chosen}, chosen)
    return len(chosen)


@dataclass(slots=True)
class _Deeds:
    """What decisions come to: values by kind and record, and records to delete."""

    values: dict[str, dict[UUID, dict[str, object]]] = field(default_factory=dict)
    gone: dict[str, list[UUID]] = field(default_factory=dict)


def settle_asked(session: Session, office: Office, asked: Mapping[UUID, Asked], decisions: Decisions) -> None:
    """Write decisions into an open transaction: the values, the deletions, the reasons. Raises UnfitDecision."""
    work = _Deeds()
    for conflict, one in decisions.items():
        _sort(office, asked[conflict].conflict, one, work)
    for kind, rows in work.values.items():
        write(session, office.catalogue[kind], [{"id": record, **values} for record, values in rows.items()])
    for kind, ids in work.gone.items():
        draft_writing.delete_rows(session, office.catalogue, office.catalogue[kind], ids=ids)
    _keep_reasons(session, office, asked, decisions)
    session.flush()
    settle(session, {key: (one.choice, one.reason.strip()) for key, one in decisions.items()}, deed=writing_of(session).id)


def _sort(office: Office, conflict: Conflict, decision: Decision, work: _Deeds) -> None:
    if conflict.field == DELETED:
        wanted = conflict.theirs if decision.choice is Choice.THEIRS else conflict.ours
        if wanted is not None:
            work.gone.setdefault(conflict.kind, []).append(conflict.record)
        return
    if decision.choice is Choice.OURS:
        return
    value = conflict.theirs if decision.choice is Choice.THEIRS else _other(office, conflict, decision)
    work.values.setdefault(conflict.kind, {}).setdefault(conflict.record, {})[conflict.field] = value


def _other(office: Office, conflict: Conflict, decision: Decision) -> str | None:
    kind = office.catalogue[conflict.kind]
    if conflict.field not in kind.fields:
        raise UnfitDecision(kind.name)
    label = kind.fields[conflict.field].label
    try:
        return fitted(kind, conflict.field, stored.to_stored(kind, conflict.field, decision.value))
    except (Unfit, ValueError, TypeError, AttributeError) as error:
        raise UnfitDecision(label) from error


def _keep_reasons(session: Session, office: Office, asked: Mapping[UUID, Asked], decisions: Decisions) -> None:
    """Keep each decision beside its record, with both values in words, so that history tells what was not chosen."""
    if OVERRIDES not in office.catalogue:
        return
    story = Story((), [asked[conflict] for conflict in decisions], {})
    for told in told_records(session, office, story, lang=language())[1]:
        one = decisions[told.id]
        fact = _("{field}: trip “{theirs}”, office “{ours}”").format(
            field=told.label, theirs=told.theirs.words, ours=told.ours.words
        )
        model: Any = RuleOverride
        session.add(
            model(record=told.record, rule=DECIDED, reason=one.reason.strip() or str(_CHOICES[one.choice]), fact=str(fact))
        )


_CHOICES = {
    Choice.THEIRS: _("The value of the trip was chosen"),
    Choice.OURS: _("The value of the office was chosen"),
    Choice.OTHER: _("Another value was chosen"),
}
