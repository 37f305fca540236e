"""Editing one record: open it as a draft, check the draft, save what differs in one deed.

Warnings never stop a save; those that somebody went past are kept with the reason. Reopening something closed and
changing what was signed always ask for a reason, under the rule names `reopened` and `signed_text`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language
from app.core.ids import uuid7
from app.core.moments import Moment
from app.rules.findings import Severity as Weight
from app.schema.draft import Draft, Problem, Severity, finding_problem
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind, draft_defaults
from app.schema.values import Value
from app.services import draft_plan, draft_writing
from app.services.checking import ASK_REASON, OVERRIDES, problems_in
from app.services.draft_loading import load_draft
from app.services.gone_past import Known, overridden, words_of
from app.services.office import Office
from app.services.titles import titles_in
from app.store import drafts
from app.store.errors import StaleRecord
from app.store.writing import Deed, writing_of


class Invalid(SafirError):
    """A draft that may not be saved as it is; `problems` says why, field by field."""

    code = "invalid"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_refusal(self.problems), in_command=_refusal(self.problems, kept=False))


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left: the record, its version now, the deed (None when nothing differed), and its title."""

    id: UUID
    version: int
    deed: UUID | None
    title: str


def blank(office: Office, kind_key: str, *, values: Mapping[str, Value] | None = None) -> Draft:
    """Start a new record with its defaults and the values given; its panels are empty."""
    kind = office.catalogue[kind_key]
    panels = office.catalogue.panels(kind_key)
    return Draft(kind_key, office.today(), {**draft_defaults(kind), **(values or {})}, {name: [] for name in panels})


def blank_row(office: Office, owner: Draft, *, panel: str) -> Draft:
    """Start a new row for a panel of a draft; a record that links to its owner starts with the owner's label."""
    rows = office.catalogue.panels(owner.kind)[panel]
    label = {"label": owner.values["label"]} if rows.kind.is_record and owner.values.get("label") is not None else {}
    return blank(office, rows.kind.key, values=label)


def open_draft(office: Office, kind_key: str, record: UUID) -> Draft:
    """Read a record with the rows of all its panels; raises NoSuchRecord."""
    with office.store.reading() as session:
        return load_draft(session, office.catalogue, office.catalogue[kind_key], record=record, today=office.today())


def check(office: Office, draft: Draft) -> tuple[Problem, ...]:
    """Find what is missing, wrong or worth a warning, across records too; warnings gone past before are left out."""
    ready = draft_plan.settled(office.catalogue, draft)
    with office.store.reading() as session:
        _held = draft_plan.stored_rows(session, office.catalogue, ready)
        return tuple(found.problem for found in _found(office, session, ready))


def save(
    office: Office,
    draft: Draft,
    *,
    overrides: Mapping[str, str] | None = None,
    title: Text | None = None,
    kept_as: UUID | None = None,
) -> Saved:
    """Save what differs as one deed, with the rows of its panels; `overrides` gives reasons by the mark of each problem.

    `title` words the use case for history, `kept_as` is the key of a kept draft that the save clears.
    Raises Invalid, StaleRecord, and the errors of the store.
    """
    reasons = {mark: reason.strip() for mark, reason in (overrides or {}).items() if reason.strip()}
    ready = draft_plan.settled(office.catalogue, draft)
    kind = office.catalogue[draft.kind]
    # One transaction checks and writes: rules see what will be there, and every row is read once.
    with office.doing(_deed(kind, ready, title)) as session:
        held = draft_plan.stored_rows(session, office.catalogue, ready)
        found = _found(office, session, ready)
        refused = [one.problem for one in found if one.problem.severity is Severity.ERROR or _unanswered(one.problem, reasons)]
        if refused:
            raise Invalid(refused)
        ready.id = ready.id or uuid7()
        plans, stale = draft_plan.plan(session, office.catalogue, ready)
        if stale:
            raise _stale(office, session, stale[0])
        draft_writing.write(session, office.catalogue, plans)
        drafts.drop(session.connection(), ready.id, kept_as or ready.id)
        _keep_reasons(session, office, ready.id, given=[one for one in found if one.problem.mark in reasons], reasons=reasons)
        session.flush()
        held |= {one.record: one.stored for one in plans if one.stored is not None}
        writing = writing_of(session)
        deed = writing.id if writing.entered else None
    return Saved(ready.id, held[ready.id].version, deed, _title(kind, ready))


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem with the words that are kept of it when somebody goes past it."""

    problem: Problem
    fact: str


def _found(office: Office, session: Session, ready: Draft) -> list[_Found]:
    """Find the problems of a settled draft, without the warnings that somebody went past before."""
    from app.services.findings import standing  # it opens drafts itself

    known = overridden(session, office.catalogue, ready.id)
    found = [
        _Found(one, words_of(one.message))
        for one in problems_in(session, office.catalogue, ready)
        if not _gone_past(one, known)
    ]
    across = [finding for finding in standing(office, session, ready, known=known) if finding.severity is not Weight.INFO]
    return [*found, *(_Found(finding_problem(finding), words_of(finding.fact)) for finding in across)]


def _unanswered(found: Problem, reasons: Mapping[str, str]) -> bool:
    return found.rule in ASK_REASON and found.mark not in reasons


def _gone_past(found: Problem, known: Known) -> bool:
    may_be = found.severity is Severity.WARNING and found.rule not in ASK_REASON
    return may_be and any(passed.silences_problem(found) for passed in known)


def _keep_reasons(
    session: Session, office: Office, record: UUID, *, given: Iterable[_Found], reasons: Mapping[str, str]
) -> None:
    if OVERRIDES not in office.catalogue:
        return
    model: Any = office.catalogue[OVERRIDES].model
    for one in given:
        about = one.problem
        key = about.key or None
        session.add(model(record=record, rule=about.rule, reason=reasons[about.mark], fact=one.fact, finding_key=key))


def _deed(kind: RecordKind, draft: Draft, title: Text | None) -> Deed:
    if draft.version is None:
        sentence = _("New {kind}: {title}")
        return Deed("add", title or sentence.format(kind=kind.name, title=_title(kind, draft)))
    return Deed("edit", title or _("Change of {kind} {title}").format(kind=kind.name, title=_title(kind, draft)))


def _title(kind: RecordKind, draft: Draft) -> str:
    value = draft.values.get(kind.title.key)
    return value if isinstance(value, str) and kind.title_field.kind is FieldKind.TEXT else str(kind.name)


def _stale(office: Office, session: Session, stale: draft_plan.Stale) -> StaleRecord:
    names = titles_in(session, office.catalogue, [stale.by], lang=language()) if stale.by else {}
    name = names[stale.by].title if stale.by in names else ""
    return StaleRecord(stale.kind, stale.record, by=name, at=office_moment(office, stale.at) if stale.at else None)


def office_moment(office: Office, instant: datetime) -> Moment:
    """Give an instant as a moment of the office's zone."""
    return Moment(instant.astimezone(ZoneInfo(office.zone)).replace(tzinfo=None), office.zone)


def _refusal(problems: tuple[Problem, ...], *, kept: bool = True) -> Text:
    """Say why nothing was saved; a command, unlike a form, keeps nothing of what was written."""
    missing = [found for found in problems if found.rule == "required"]
    if missing and len(missing) == len(problems):
        start = _n(
            "Not saved; {n} required item is empty. What you wrote is kept.",
            "Not saved; {n} required items are empty. What you wrote is kept.",
            len(missing),
        )
        if not kept:
            start = _n(
                "Nothing was saved; {n} required item is empty. The data is as it was.",
                "Nothing was saved; {n} required items are empty. The data is as it was.",
                len(missing),
            )
        return _joined(start, missing[0].message)
    start = _("Not saved; what you wrote is kept.") if kept else _("Nothing was saved; the data is as it was.")
    return _joined(start, problems[0].message)


def _joined(first: Text, second: Text) -> Text:
    return _("{first} {second}").format(first=first, second=second)
