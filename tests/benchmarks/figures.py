"""What a bench finds, how pairs are timed, and the table that is printed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, Safir's figure, the bare one (None: there is none), their unit and the budgets.

    `most` is the greatest ratio to the bare figure, `least` how many times faster Safir must be, `budget` the greatest figure of
    Safir itself.
    """

    name: str
    ours: float
    bare: float | None = None
    unit: str = "ms"
    most: float | None = None
    least: float | None = None
    budget: float | None = None

    @property
    def ratio(self) -> float | None:
        """Give Safir's figure over the bare one."""
        return self.ours / self.bare if self.bare else None

    @property
    def over_budget(self) -> bool:
        """Tell whether the figure is worse than promised."""
        ratio = self.ratio
        slow = self.budget is not None and self.ours > self.budget
        dear = self.most is not None and ratio is not None and ratio > self.most
        weak = self.least is not None and ratio is not None and 1 / ratio < self.least
        return slow or dear or weak

    def line(self) -> str:
        """Write the figure as a line of the table."""
        ratio, bare = self.ratio, "" if self.bare is None else f"{self.bare:,.1f}"
        wanted = [
            *([f"<= {self.budget:g} {self.unit}"] if self.budget is not None else []),
            *([f"<= {self.most:g} x"] if self.most is not None else []),
            *([f">= {self.least:g} x faster"] if self.least is not None else []),
        ]
        shown = "" if ratio is None else f"{ratio:.2f}" if ratio > 0.05 else f"1/{1 / ratio:.0f}"
        mark = "OVER" if self.over_budget else "ok" if wanted else ""
        return f"{self.name:<46} {self.ours:>10,.1f} {bare:>10} {self.unit:<3} {shown:>7}  {', '.join(wanted):<26} {mark}"


def table(found: Iterable[Figure]) -> str:
    """Write figures as a table."""
    lines = [figure.line().rstrip() for figure in found]
    head = f"{'':<46} {'Safir':>10} {'bare':>10} {'':<3} {'ratio':>7}  budget"
    return "\n".join([head, *lines, ""]) if lines else ""


def pairs(ours: Callable[[], object], bare: Callable[[], object], *, times: int = 9) -> tuple[float, float]:
    """Time two jobs in turn and give the medians in milliseconds; one turn before warms both up."""
    ours()
    bare()
    spent: tuple[list[float], list[float]] = ([], [])
    for _turn in range(times):
        for place, job in enumerate((ours, bare)):
            begun = perf_counter()
            job()
            spent[place].append((perf_counter() - begun) * 1000)
    return median(spent[0]), median(spent[1])


def timed(jobs: Iterable[Callable[[], object]]) -> list[float]:
    """Time each job once, in milliseconds."""
    spent = []
    for job in jobs:
        begun = perf_counter()
        job()
        spent.append((perf_counter() - begun) * 1000)
    return spent


def p95(spent: Sequence[float]) -> float:
    """Give the figure that nineteen of twenty stay under."""
    return quantiles(spent, n=20)[-1]
