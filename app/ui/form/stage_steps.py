"""Which stages may come next for a draft, and what stands in the way of each."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

from app.core.i18n import Text
from app.rules.stages import UnknownStage
from app.schema.choices import choice_label, member_of
from app.schema.draft import Draft, Severity
from app.schema.fields import field_of
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.ui.form.session import DraftSession


@dataclass(frozen=True, slots=True)
class NextStage:
    """A lawful next stage; `needs` says what must be done before it may be entered, None when nothing must."""

    stage: Enum
    needs: Text | None = None

    @property
    def name(self) -> Text:
        """Name the stage."""
        return choice_label(self.stage)


def next_stages(session: DraftSession) -> tuple[NextStage, ...]:
    """List the lawful next stages, the usual one first, by the rules of the kind."""
    kind, draft = session.kind, session.draft
    choices = None if kind.stage is None else field_of(kind.stage.attribute).choices
    if kind.stage is None or choices is None:
        return ()
    try:
        codes = kind.stage.following(draft)
    except UnknownStage:
        return ()
    members = [member for code in codes if (member := member_of(choices, code)) is not None]
    before = set(_errors(kind, draft))
    found = []
    for member in members:
        key = kind.stage.attribute.key
        new = [words for words in _errors(kind, draft.with_values({key: cast("Value", member)})) if words not in before]
        found.append(NextStage(member, new[0] if new else None))
    return tuple(found)


def _errors(kind: RecordKind, draft: Draft) -> list[Text]:
    """List what the rules of the kind refuse; a warning never bars a stage."""
    found: list[Any] = [problem for rule in kind.rules for problem in rule(draft)]
    return [problem.message for problem in found if problem.severity is Severity.ERROR]
