"""The state of a merge review without a window: which conflict is looked at, and what was decided about each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.sync.told import Choice, ConflictInWords, Decision, Plan


@dataclass(slots=True)
class Review:
    """Conflicts of one package that wait for a person; `plan` is None when the package was applied already."""

    plan: Plan | None
    conflicts: tuple[ConflictInWords, ...]
    decisions: dict[UUID, Decision] = field(default_factory=dict)
    at: int = 0

    @property
    def current(self) -> ConflictInWords | None:
        """Give the conflict now looked at."""
        return self.conflicts[self.at] if self.conflicts else None

    @property
    def decided(self) -> int:
        """Count the conflicts that were decided; what is left for later is not."""
        return sum(decision.choice is not Choice.LATER for decision in self.decisions.values())

    @property
    def to_apply(self) -> int:
        """Count the changes that applying would write: those without conflict, the new records, and what was decided."""
        before = self.plan.clean + self.plan.new if self.plan is not None else 0
        return before + self.decided

    def decision_of(self, conflict: UUID) -> Decision | None:
        """Give what was decided about a conflict; None while nothing was."""
        return self.decisions.get(conflict)

    def is_decided(self, conflict: UUID) -> bool:
        """Tell whether a value was chosen for a conflict."""
        found = self.decisions.get(conflict)
        return found is not None and found.choice is not Choice.LATER

    def decide(self, decision: Decision) -> None:
        """Decide about the conflict now looked at, and go to the next open one."""
        if self.current is not None:
            self.decisions[self.current.id] = decision
            self.at = self._next_open()

    def decide_all(self, choice: Choice) -> None:
        """Decide about every conflict in one way."""
        self.decisions = {conflict.id: Decision(choice) for conflict in self.conflicts}

    def go(self, place: int) -> None:
        """Look at another conflict; the ends stay where they are."""
        self.at = max(0, min(place, len(self.conflicts) - 1))

    def _next_open(self) -> int:
        count = len(self.conflicts)
        later = [(self.at + step) % count for step in range(1, count + 1)]
        return next((place for place in later if self.conflicts[place].id not in self.decisions), min(self.at + 1, count - 1))


def given(review: Review) -> Mapping[UUID, Decision]:
    """Give the decisions that change something, by conflict."""
    return {key: decision for key, decision in review.decisions.items() if decision.choice is not Choice.LATER}
