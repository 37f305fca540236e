"""Warnings that somebody went past with a reason: kept beside the record, known again by their key, told with who and when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.i18n import Text, _, language
from app.rules.findings import Finding, two_sentences
from app.schema.draft import Problem
from app.schema.kinds import Catalogue, RecordKind
from app.services.checking import OVERRIDES
from app.services.office import Office
from app.services.titles import titles_in
from app.store.tables import living
from app.store.writing import Deed

_TOLD_BY_ARITHMETIC: Final = frozenset(("notice_date", "rank_match", "repeat_visit", "report_overdue", "proposal", "sensitivity"))
"""Rules that find one thing in a record, or say all of it in their arithmetic.

Reasons kept before findings had keys are known again by it. Of the other rules the arithmetic told no two findings apart:
such a reason stays readable, and its warning is asked about once more.
"""


@dataclass(frozen=True, slots=True)
class Passed:
    """What is kept of a warning gone past: its rule, its words (Persian, as they were then) and its key (None: no key then)."""

    rule: str
    fact: str
    key: str | None = None

    def silences(self, finding: Finding) -> bool:
        """Tell whether it is this finding, at the same figures."""
        if not finding.overridable or finding.rule != self.rule:
            return False
        if finding.key and self.key is not None:
            return finding.key == self.key
        return self.fact in _words(finding)

    def silences_problem(self, found: Problem) -> bool:
        """Tell whether it is this warning of a draft, in the same words."""
        return (self.rule, self.key or "", self.fact) == (found.rule, found.key, words_of(found.message))


def _words(finding: Finding) -> Iterable[str]:
    yield words_of(two_sentences(finding.fact, finding.reason))
    if finding.rule in _TOLD_BY_ARITHMETIC or not finding.key:
        yield words_of(finding.why)
    if not finding.key:
        yield words_of(finding.fact)


def words_of(said: Text) -> str:
    """Word a warning as it is kept with its reason, always in the same language."""
    return said.in_("fa")


Known = frozenset[Passed]


def is_gone_past(finding: Finding, known: Known) -> bool:
    """Tell whether somebody gave a reason for this very finding."""
    return any(passed.silences(finding) for passed in known)


def overridden(session: Session, catalogue: Catalogue, record: UUID | None) -> Known:
    """List the warnings that somebody went past with a reason for this record."""
    if record is None or OVERRIDES not in catalogue:
        return frozenset()
    rows = session.execute(_overrides_of(catalogue[OVERRIDES]), {"record": record})
    return frozenset(Passed(rule, fact or "", key) for rule, fact, key in rows)


@cache
def _overrides_of(kind: RecordKind) -> Select[Any]:
    """Build the statement once: it runs at every save, and building it costs more than running it."""
    model: Any = kind.model
    return select(model.rule, model.fact, model.finding_key).where(model.record == bindparam("record"), living(model))


def overridden_everywhere(session: Session, catalogue: Catalogue) -> dict[UUID, Known]:
    """List the same for every record."""
    return _by_record(session, catalogue)


def overridden_of(session: Session, catalogue: Catalogue, records: Collection[UUID]) -> dict[UUID, Known]:
    """List the same for some records."""
    return _by_record(session, catalogue, catalogue[OVERRIDES].model.record.in_(records))  # type: ignore[attr-defined]


def _by_record(session: Session, catalogue: Catalogue, *conditions: Any) -> dict[UUID, Known]:  # noqa: ANN401
    model: Any = catalogue[OVERRIDES].model
    found: dict[UUID, Known] = {}
    wanted = select(model.record, model.rule, model.fact, model.finding_key).where(living(model), *conditions)
    for record, rule, fact, key in session.execute(wanted):
        found[record] = found.get(record, frozenset()) | {Passed(rule, fact or "", key)}
    return found


@dataclass(frozen=True, slots=True)
class GonePast:
    """A warning that somebody went past: its rule, its words then, the reason, who and when (UTC)."""

    rule: str
    fact: str
    reason: str
    by: str
    at: datetime | None
    key: str | None = None

    def silences(self, finding: Finding) -> bool:
        """Tell whether it is this finding, at the same figures."""
        return Passed(self.rule, self.fact, self.key).silences(finding)


def gone_past(office: Office, record: UUID) -> tuple[GonePast, ...]:
    """List the warnings of a record that somebody went past, the latest first."""
    with office.store.reading() as session:
        return gone_past_in(session, office.catalogue, record)


def gone_past_in(session: Session, catalogue: Catalogue, record: UUID | None) -> tuple[GonePast, ...]:
    """List the same in a session that is open already; a record never saved has none."""
    if record is None:
        return ()
    model: Any = catalogue[OVERRIDES].model
    wanted = select(model).where(model.record == record, living(model)).order_by(model.created_at.desc())
    rows = session.scalars(wanted).all()
    names = titles_in(session, catalogue, [row.created_by for row in rows if row.created_by], lang=language())
    return tuple(
        GonePast(row.rule, row.fact or "", row.reason, _title(names, row.created_by), row.created_at, row.finding_key)
        for row in rows
    )


def _title(names: Mapping[UUID, Any], record: UUID | None) -> str:
    return str(names[record].title) if record is not None and record in names else ""


def go_past(office: Office, record: UUID, finding: Finding, *, reason: str) -> None:
    """Ignore a finding of a record from now on, with the reason; one deed, which undo takes back.

    It comes back when its figures change: another day, another number, another limit, the next threshold.
    """
    model: Any = office.catalogue[OVERRIDES].model
    title = _("A warning was ignored with a reason: {fact}").format(fact=finding.fact)
    fact, key = words_of(finding.fact), finding.key or None
    with office.doing(Deed("go_past", title)) as session:
        session.add(model(record=record, rule=finding.rule, reason=reason.strip(), fact=fact, finding_key=key))
