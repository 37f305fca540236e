"""Closed vocabularies: enum members that carry their label and the family of their pill."""

from enum import Enum, StrEnum
from typing import Any, Self

from app.core.i18n import Text
from app.rules.labels import Confidentiality, confidentiality_name
from app.rules.stage_names import family_of, label_of
from app.rules.vocabulary import Side


class Labelled(StrEnum):
    """A stable snake_case code with a translated label; the code is what the file stores."""

    label: Text

    def __new__(cls, code: str, label: Text) -> Self:
        """Make a member from its code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Verdict(Labelled):
    """Words for what is so or is not so, and may not be said at all; the first is the yes.

    Such a field was a yes or no once, and what was written then is still read: see `of_yes_no`.
    """


def of_yes_no(choices: type[Enum] | None, *, yes: bool) -> Enum | None:
    """Read the yes or no that a field of verdicts held before it had words: the no was where each record began, and says nothing.

    Raises ValueError for a vocabulary that never was a yes or no.
    """
    if choices is None or not issubclass(choices, Verdict):
        raise ValueError(yes)
    return next(iter(choices)) if yes else None


def choice_label(member: Enum) -> Text:
    """Name a choice or a stage in the language shown."""
    if isinstance(member, Labelled):
        return member.label
    return confidentiality_name(member) if isinstance(member, Confidentiality) else label_of(member)


def choice_family(member: Enum) -> str:
    """Tell which of the seven pill families a stage belongs to (ui.md, States); a side is its own, plain choices are neutral."""
    if isinstance(member, Side):
        return str(member)
    return "neutral" if isinstance(member, Labelled | Confidentiality) else str(family_of(member))


def codes_of(choices: type[Enum]) -> tuple[str, ...]:
    """List the stable codes of a vocabulary in their order."""
    return tuple(str(member.value) for member in choices)


def member_of(choices: type[Enum], raw: Any) -> Enum:
    """Find a member by its code; raises ValueError for an unknown code."""
    if raw is True:
        return of_yes_no(choices, yes=True) or choices(str(raw))
    return choices(str(raw))
