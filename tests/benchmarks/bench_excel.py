"""A workbook of 100,000 rows by 15 columns, against openpyxl's streamed sheet given the same cells and formats (CPU time)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from types import SimpleNamespace
from typing import Any

from app.core.settings import Settings
from app.exchange.cells import CellKind, Column
from app.exchange.tables import Table, TableRow
from tests.benchmarks.figures import Figure

ROWS = 100_000
_PAIRS = 3
_KINDS = (*[CellKind.TEXT] * 8, *[CellKind.DAY] * 2, *[CellKind.NUMBER] * 3, *[CellKind.LATIN] * 2)
_COLUMNS = tuple(Column(f"ستون {number}", kind, 14) for number, kind in enumerate(_KINDS, 1))
_WORDS = "پیگیری نامهٔ تفاهم‌نامه شهرداری تهران همکاری بین‌المللی گزارش سفر هیئت".split()  # noqa: SIM905
_SAME: list[Any] = [
    (*(" ".join(_WORDS[(n + at) % len(_WORDS)] for at in range(4)) for n in range(row, row + 8)), date(2024, 1, 1 + row % 28),
     date(2025, 2, 1 + row % 28), row, row * 7, row * 1000, f"AB-{row}", "office@tehran.ir")
    for row in range(1000)
]  # fmt: skip


def figures(_records: int) -> Iterable[Figure]:
    """Measure CPU seconds in turn, and the memory of one export in a process of its own."""
    ours: list[float] = []
    plain: list[float] = []
    unstyled: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for _turn in range(_PAIRS):
            for spent, write in ((ours, _ours), (plain, _styled), (unstyled, _unstyled)):
                spent.append(_cpu(write, Path(folder) / "t.xlsx"))
    yield Figure("workbook of 100,000 x 15, same formats", median(ours), median(plain), unit="s", most=1.25)
    yield Figure("the same, against cells without any format", median(ours), median(unstyled), unit="s")
    yield Figure("memory of that export", _memory(), unit="MB", budget=80)


class _Files:
    """Where the writer keeps the parts of a workbook meanwhile."""

    def plain_folder(self) -> Path:
        """Make a new folder."""
        return Path(tempfile.mkdtemp())


class _Office:
    """What the writer asks of an office."""

    settings = Settings()
    store = SimpleNamespace(files=_Files())

    def today(self) -> date:
        """Give a day."""
        return date(2026, 1, 1)


def _rows() -> Iterator[TableRow]:
    return (TableRow(_SAME[number % len(_SAME)]) for number in range(ROWS))


def _ours(path: Path) -> None:
    from app.exchange.excel_out import write_workbook

    office: Any = _Office()
    write_workbook(office, [Table("فهرست", _COLUMNS, _rows(), ROWS)], path, lang="fa")


def _styled(path: Path) -> None:
    """Write as one would by hand: a styled cell of each column is the pattern of the others."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("sheet")
    patterns: list[Any] = []
    for column in _COLUMNS:
        cell: Any = WriteOnlyCell(sheet)
        cell.font, cell.border = Font(name="Vazirmatn", size=10), Border(bottom=Side(style="hair"))
        cell.alignment = Alignment(horizontal="right", vertical="top", readingOrder=2, wrap_text=True)
        cell.number_format = {CellKind.DAY: "yyyy-mm-dd", CellKind.NUMBER: "#,##0"}.get(column.kind, "General")
        patterns.append(cell)

    def styled(pattern: Any, value: Any) -> Any:
        cell: Any = WriteOnlyCell(sheet, value)
        cell._style = pattern._style
        return cell

    for number in range(ROWS):
        sheet.append([styled(*pair) for pair in zip(patterns, _SAME[number % len(_SAME)], strict=True)])
    workbook.save(path)


def _unstyled(path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("sheet")
    for number in range(ROWS):
        sheet.append(_SAME[number % len(_SAME)])
    workbook.save(path)


def _cpu(write: Callable[[Path], None], path: Path) -> float:
    begun = process_time()
    write(path)
    return process_time() - begun


def _memory() -> float:
    """Give what an export adds to the memory of a process that has loaded everything, in MB."""
    script = "from tests.benchmarks import bench_excel; bench_excel.tell_memory()"
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root,
                          env={**os.environ, "PYTHONPATH": str(root)})  # fmt: skip
    return float(told.stdout)


def tell_memory() -> None:
    """Print how much one export adds to the memory of this process, in MB (Linux)."""
    import openpyxl

    from app.exchange import excel_out

    loaded = (openpyxl.Workbook, excel_out.write_workbook)
    before = _kilobytes("VmRSS") if loaded else 0
    with tempfile.TemporaryDirectory() as folder:
        _ours(Path(folder) / "t.xlsx")
    sys.stdout.write(str((_kilobytes("VmHWM") - before) / 1024))


def _kilobytes(name: str) -> int:
    # The figure of `resource` is inherited from the process that started this one.
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
