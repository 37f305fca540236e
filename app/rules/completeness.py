"""How complete a record is: weighted parts, and what is missing.

Source: product.md rule 12. The figure never scolds and never flatters: it reaches 100 only when nothing that counts is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.i18n import Text, _


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a complete record has; a weight of 0 is listed as missing but not counted."""

    name: Text
    filled: bool
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Completeness:
    """A percentage from 0 to 100 and the names of what is missing, the weightiest first."""

    percent: int
    missing: tuple[Text, ...]

    @property
    def hint(self) -> Text:
        """Say the figure and what a click shows."""
        return _("{n}% complete; click to see what is missing").format(n=self.percent)


def completeness_of(parts: Iterable[Part]) -> Completeness:
    """Weigh the filled parts against all; a record that asks for nothing is complete."""
    everything = tuple(parts)
    whole = sum(part.weight for part in everything)
    filled = sum(part.weight for part in everything if part.filled)
    missing = sorted((part for part in everything if not part.filled), key=lambda part: -part.weight)
    return Completeness(100 * filled // whole if whole else 100, tuple(part.name for part in missing))
