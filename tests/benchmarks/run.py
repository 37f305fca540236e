"""Measure Safir against its bare counterparts: `python tests/benchmarks/run.py [NAME …] [--records N]`.

Prints one table: what Safir takes, what the bare way takes, and the ratio. Pairs are interleaved and medians compared, so that a
busy machine slows both alike. Without names everything runs; large stores are made the first time (see `data.py`).
"""

import argparse
import importlib
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.figures import Figure, table  # noqa: E402

BENCHES = ("search", "listing", "save", "excel", "sync", "unlock")
"""Modules `bench_NAME` beside this one, each with `figures(records) -> Iterable[Figure]`."""
SCRIPTS = ("first_paint", "brief", "papers", "list_window", "form_window", "backup_window")
"""Scripts beside this one that print their own figures; each runs in a process of its own."""


def main(arguments: list[str]) -> int:
    """Run the benches named and print what they found; exit status 1 when a figure is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join((*BENCHES, *_scripts())))
    parser.add_argument("--records", type=int, default=100_000, help="how many records the large store has")
    asked = parser.parse_args(arguments)
    names: list[str] = asked.names or [*BENCHES, *_scripts()]
    unknown = set(names) - {*BENCHES, *_scripts()}
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    found: list[Figure] = []
    failed = 0
    for name in names:
        if name in BENCHES:
            measure: Callable[[int], Iterable[Figure]] = importlib.import_module(f"tests.benchmarks.bench_{name}").figures
            for figure in measure(asked.records):
                sys.stderr.write(f"{figure.line()}\n")
                found.append(figure)
        else:
            failed += bool(subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False, cwd=ROOT).returncode)
    sys.stdout.write(table(found))
    return 1 if failed or any(figure.over_budget for figure in found) else 0


def _scripts() -> list[str]:
    return [name for name in SCRIPTS if (HERE / f"{name}.py").is_file()]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
