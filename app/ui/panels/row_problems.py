"""Problems of the rows of one panel: which row and which field each stands at, and those of panels inside a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.schema.draft import Draft, Problem


@dataclass(frozen=True, slots=True)
class RowProblems:
    """What was found in the rows of a panel; `rows` are those the places of the problems count (architecture: `panel.row`)."""

    panel: str = ""
    rows: tuple[Draft, ...] = ()
    found: tuple[Problem, ...] = ()

    @classmethod
    def among(cls, problems: Sequence[Problem], panel: str, rows: Sequence[Draft]) -> "RowProblems":
        """Keep the problems of one panel and of the panels inside its rows."""
        return cls(panel, tuple(rows), tuple(each for each in problems if (each.panel or "").split(".")[0] == panel))

    def of(self, draft: Draft) -> Iterator[Problem]:
        """Walk the problems of one row's own fields."""
        return (each for each in self.found if each.panel == self.panel and self._is(each.row, draft))

    def inside(self, draft: Draft) -> tuple[Problem, ...]:
        """Give the problems of the panels inside a row, named as that row names its panels."""
        found = []
        for each in self.found:
            _own, _dot, rest = (each.panel or "").partition(".")
            place, _dot, inner = rest.partition(".")
            if inner and self._is(int(place), draft):
                found.append(replace(each, panel=inner))
        return tuple(found)

    def _is(self, place: int | None, draft: Draft) -> bool:
        return place is not None and place < len(self.rows) and self.rows[place] is draft
