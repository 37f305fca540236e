"""What is wrong with a draft: what is missing, what its rules say, and whether its stage may follow the stored one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Never, cast
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import NumberTooLarge
from app.core.i18n import Text, _
from app.core.moments import UnknownZone, zone_of
from app.core.money import Money
from app.core.numbers import fitting
from app.rules.gates import transition_gate
from app.rules.stages import UnknownStage, is_open
from app.schema.choices import choice_label
from app.schema.draft import Draft, Problem, Severity, finding_problem
from app.schema.fields import NEGATIVE, Field, FieldKind, field_of
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import ListItem
from app.schema.values import Value
from app.services.draft_plan import Node, RowPlan, nodes, plan
from app.services.guarded import LOCKED_SENTENCE, LOCKED_STAGES, SIGNED_SENTENCE, is_signed
from app.store.tables import living

OVERRIDES = "rule_override"
REOPENED = "reopened"
SIGNED_TEXT = "signed_text"
ASK_REASON = frozenset((REOPENED, SIGNED_TEXT))
"""Warnings that nobody goes past without a reason, each time anew."""
LOCKED = "locked"
_RATINGS = range(1, 6)


def problems_in(session: Session, catalogue: Catalogue, draft: Draft) -> Iterator[Problem]:
    """Find everything wrong in a settled draft and its rows; problems of a row name its panel and its place there."""
    for node in nodes(catalogue, draft):
        if not node.gone:
            for found in _node_problems(session, node):
                key = _row_key(node, found.key) if node.owner else found.key
                yield replace(found, panel=node.path or None, row=node.place if node.owner else None, key=key)
    yield from _locked(session, catalogue, draft)
    yield from _signed_text(session, catalogue[draft.kind], draft)


def _row_key(node: Node, key: str) -> str:
    """Tell the rows apart, so that a reason for one is none for its neighbour; a new row has only its place."""
    return "/".join(part for part in (str(node.draft.id or f"{node.path}.{node.place}"), key) if part)


def _node_problems(session: Session, node: Node) -> Iterator[Problem]:
    yield from _missing(node)
    yield from _unfit(node)
    for rule in node.kind.rules:
        yield from rule(node.draft)
    yield from _stage_problems(session, node)
    if issubclass(node.kind.model, ListItem):
        yield from _taken_code(session, node.kind.model, node.draft)


def _missing(node: Node) -> Iterator[Problem]:
    for name, described in node.kind.fields.items():
        if not described.required or node.draft.values.get(name) is not None:
            continue
        if node.draft.version is not None and name not in node.draft.values:
            continue
        if node.panel is not None and node.panel.via == name:
            continue
        yield Problem(name, _("“{field}” is required and is empty.").format(field=described.label), rule="required")


def _unfit(node: Node) -> Iterator[Problem]:
    for described in node.kind.fields.values():
        value = node.draft.values.get(described.name)
        judge = _JUDGES.get(described.kind)
        if value is not None and judge is not None and (found := judge(described, cast("Never", value))) is not None:
            yield Problem(described.name, found[1], rule=found[0])


_Judged = tuple[str, Text] | None
"""The rule that a value breaks and the sentence about it, or None."""


def _judged_rating(described: Field, value: int) -> _Judged:
    return None if value in _RATINGS else ("rating", _("“{field}” is a number from 1 to 5.").format(field=described.label))


def _judged_number(_described: Field, value: int) -> _Judged:
    if value < 0:
        return "negative", NEGATIVE
    return _kept(value)


def _judged_amount(_described: Field, value: Money) -> _Judged:
    return _kept(value.minor)


def _kept(number: int) -> _Judged:
    try:
        fitting(number)
    except NumberTooLarge as large:
        return large.code, large.message
    return None


def _judged_text(described: Field, value: str) -> _Judged:
    if not described.zone:
        return None
    try:
        zone_of(value)
    except UnknownZone as unknown:
        return unknown.code, unknown.message
    return None


# Each function takes the value of its own kind; `_unfit` chooses it by that kind.
_JUDGES: Mapping[FieldKind, Callable[[Field, Never], _Judged]] = {
    FieldKind.RATING: _judged_rating,
    FieldKind.INTEGER: _judged_number,
    FieldKind.AMOUNT: _judged_amount,
    FieldKind.TEXT: _judged_text,
}


def _stage_problems(session: Session, node: Node) -> Iterator[Problem]:
    stage = node.kind.stage
    if stage is None:
        return
    described = field_of(stage.attribute)
    new = node.draft.values.get(described.name)
    if new is None:
        return
    old = _stored_value(session, node.kind, node.draft, name=described.name)
    track = stage.track(node.draft)
    try:
        finding = transition_gate(track, str(old or new), new=str(new))
    except UnknownStage as unknown:
        if unknown.stage == str(new):
            yield Problem(described.name, _wrong_track(described.label, new), rule="stage_order")
        return
    if finding is not None:
        yield finding_problem(finding, stage.attribute)
    elif node.kind.is_record and old not in (None, new):
        was_over = not is_open(track, str(old)) or old in LOCKED_STAGES
        if was_over and is_open(track, str(new)):
            yield Problem(described.name, _("Reopening asks for a reason, which history keeps."), Severity.WARNING, REOPENED)


def _wrong_track(label: Text, stage: Value) -> Text:
    return _("“{stage}” does not belong to the stages of this record; choose another “{field}”.").format(
        stage=choice_label(stage) if isinstance(stage, Enum) else str(stage), field=label
    )


def _stored_value(session: Session, kind: RecordKind, draft: Draft, *, name: str) -> Value:
    if draft.id is None or draft.version is None:
        return None
    row = session.get(kind.model, draft.id)
    found: Value = getattr(row, name, None)
    return found


def _taken_code(session: Session, model: type[ListItem], draft: Draft) -> Iterator[Problem]:
    code = draft.values.get("code")
    others = (model.code == code, living(model), model.id != (draft.id or UUID(int=0)))
    wanted = select(func.count()).select_from(model).where(*others)
    if code is not None and session.scalar(wanted):
        yield Problem("code", _("The code “{code}” is taken by another item of this list.").format(code=str(code)), rule="unique")


def _locked(session: Session, catalogue: Catalogue, draft: Draft) -> Iterator[Problem]:
    """Refuse changes of approved minutes: labels, tags, notes and promises stay free, the record itself does not."""
    kind = catalogue[draft.kind]
    if kind.stage is None or draft.version is None:
        return
    name = kind.stage.attribute.key
    before = _stored_value(session, kind, draft, name=name)
    if before not in LOCKED_STAGES or draft.values.get(name, before) != before:
        return
    for found in plan(session, catalogue, draft)[0]:
        for changed in _frozen_changes(found, draft):
            yield Problem(
                changed or None,
                LOCKED_SENTENCE,
                rule=LOCKED,
            )


def _signed_text(session: Session, kind: RecordKind, draft: Draft) -> Iterator[Problem]:
    """Ask why what was signed is replaced or emptied; to fill what was empty is no change of it."""
    sealed = [field for field in kind.fields.values() if field.sealed and field.name in draft.values]
    row = session.get(kind.model, draft.id) if sealed and draft.id is not None and draft.version is not None else None
    for field in sealed:
        if is_signed(kind, row, field.name) and draft.values[field.name] != getattr(row, field.name):
            yield Problem(field.name, SIGNED_SENTENCE.format(field=field.label), Severity.WARNING, SIGNED_TEXT)


def _frozen_changes(found: RowPlan, draft: Draft) -> Iterator[str]:
    if found.record == draft.id:
        names = (*found.values, *found.links)
        yield from (name for name in names if not found.kind.fields[name].common)
    elif found.kind.is_child:
        yield ""
