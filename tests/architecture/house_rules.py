"""The rules of the house: what each forbids, where it does not hold, and examples of both."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.source import Module, imported, imports_at_start, is_within

Finder = Callable[[Module], Iterator[tuple[int, str]]]

LATE = (
    *("openpyxl", "reportlab", "PIL", "babel", "alembic", "docx", "icalendar", "vobject"),
    *("PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport"),
)
UNSAFE_MODULES = ("pickle", "marshal", "shelve", "dill", "yaml", "xml")
UNSAFE_CALLS = ("eval", "exec", "compile", "__import__")
EMPTY_NAMES = ("Manager", "Helper", "Util", "Utils", "Handler", "Impl", "Processor")
CLOCK_READERS = ("now", "utcnow", "today", "time_ns", "localtime", "gmtime")
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])")
UNSAFE_PRAGMA = re.compile(r"synchronous\s*=\s*(?:off|normal|0|1)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One prohibition. `allowed` are beginnings of paths where it does not hold; `place` is where the examples stand."""

    name: str
    find: Finder
    faults: tuple[str, ...]
    harmless: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    place: str = "app/services/example.py"

    def findings(self, module: Module) -> list[str]:
        """Name each place of a module that breaks the rule."""
        if module.path.startswith(self.allowed):
            return []
        return [f"{module.path}:{line}: {what}" for line, what in self.find(module)]


def broad_excepts(module: Module) -> Iterator[tuple[int, str]]:
    """Find handlers that would swallow a programming error."""
    for node in module.nodes():
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in caught):
                yield node.lineno, "catches everything"


def unsafe_code(module: Module) -> Iterator[tuple[int, str]]:
    """Find what runs or rebuilds foreign data as code."""
    for node in module.nodes():
        yield from ((line, name) for line, name in imported(node) if any(is_within(name, unsafe) for unsafe in UNSAFE_MODULES))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UNSAFE_CALLS:
            yield node.lineno, node.func.id


def kind_comparisons(module: Module) -> Iterator[tuple[int, str]]:
    """Find code that asks which kind of record it has, instead of asking the kind's declaration."""
    for node in module.nodes():
        if isinstance(node, ast.Compare) and any(_is_kind_key(side) for side in (node.left, *node.comparators)):
            if any(_is_literal(side) for side in (node.left, *node.comparators)):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Match) and _is_kind_key(node.subject):
            yield node.lineno, "match on a kind's key"


def _is_kind_key(node: ast.expr) -> bool:
    text = ast.unparse(node)
    return text.endswith("kind.key") or text in {"kind_key", "self.kind_key", "self._kind_key"}


def _is_literal(node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, ast.Tuple | ast.Set | ast.List) else [node]
    return bool(parts) and all(isinstance(part, ast.Constant) for part in parts)


def names(*forbidden: str) -> Finder:
    """Make a finder of names, attributes and imports."""

    def find(module: Module) -> Iterator[tuple[int, str]]:
        for node in module.nodes():
            yield from ((line, name) for line, name in imported(node) if name.rsplit(".", 1)[-1] in forbidden)
            if isinstance(node, ast.Attribute) and node.attr in forbidden:
                yield node.lineno, node.attr
            elif isinstance(node, ast.Name) and node.id in forbidden:
                yield node.lineno, node.id

    return find


def sides(module: Module) -> Iterator[tuple[int, str]]:
    """Find alignment to a side; only with AlignAbsolute is a side meant (figures stand at the same edge in both directions)."""
    flags = [node for node in module.nodes() if isinstance(node, ast.BinOp) and "AlignAbsolute" in ast.unparse(node)]
    absolute = {id(part) for node in flags for part in ast.walk(node)}
    for node in module.nodes():
        if isinstance(node, ast.Attribute) and node.attr in {"AlignLeft", "AlignRight"} and id(node) not in absolute:
            yield node.lineno, node.attr


def foreign_paragraphs(module: Module) -> Iterator[tuple[int, str]]:
    """Find reportlab's own paragraphs: they read markup from user text and break Persian."""
    for node in module.nodes():
        yield from ((line, name) for line, name in imported(node) if is_within(name, "reportlab.platypus"))


def raw_colours(module: Module) -> Iterator[tuple[int, str]]:
    """Find colours written as hex digits or taken from Qt's own list."""
    for node in module.nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value):
            yield node.lineno, node.value[:40]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Qt.GlobalColor" and node.attr != "transparent":
            yield node.lineno, node.attr


def early_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Find heavy libraries imported before they are needed."""
    yield from ((line, name) for line, name in imports_at_start(module.tree) if any(is_within(name, late) for late in LATE))


def clock_reading(module: Module) -> Iterator[tuple[int, str]]:
    """Find readers of the system's time; monotonic clocks measure durations and are free."""
    for node in module.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            reader = node.func.attr
            if owner in {"datetime", "date", "time"} and (reader in CLOCK_READERS or owner == reader == "time"):
                yield node.lineno, ast.unparse(node.func)


def icu_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Find imports of ICU that forget the library it needs on Windows."""
    for node in module.nodes():
        yield from ((line, name) for line, name in imported(node) if is_within(name, "icu"))


def empty_names(module: Module) -> Iterator[tuple[int, str]]:
    """Find classes whose name says nothing to the reader."""
    for node in module.nodes():
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_NAMES):
            yield node.lineno, node.name


def weak_writes(module: Module) -> Iterator[tuple[int, str]]:
    """Find settings of SQLite that lose the last minutes when the power fails."""
    for node in module.nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and UNSAFE_PRAGMA.search(node.value):
            yield node.lineno, node.value[:40]


def sleeping(module: Module) -> Iterator[tuple[int, str]]:
    """Find what stops the window or turns its event loop by hand."""
    for node in module.nodes():
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in {"sleep", "processEvents"}:
            yield node.lineno, ast.unparse(node.func)


RULES = (
    Rule(
        "errors are caught by name",
        broad_excepts,
        faults=("try:\n    x()\nexcept Exception:\n    pass", "try:\n    x()\nexcept (ValueError, BaseException):\n    pass"),
        harmless=("try:\n    x()\nexcept ValueError:\n    pass",),
        allowed=("app/ui/tasks.py", "app/cli/"),
    ),
    Rule(
        "foreign data never becomes code",
        unsafe_code,
        faults=("import pickle", "from yaml import load", "eval(text)", "import xml.etree.ElementTree"),
        harmless=("import json", "pattern.compile(text)", "from defusedxml import ElementTree"),
    ),
    Rule(
        "the engine never asks which kind it has",
        kind_comparisons,
        faults=("x = kind.key == 'meeting'", "x = self.kind.key in ('a', 'b')", "match kind.key:\n    case 'a':\n        pass"),
        harmless=("found = [kind for kind in ALL if kind.key == key]",),
    ),
    Rule(
        "dates are typed into our own field",
        names("QDateEdit", "QDateTimeEdit"),
        faults=("from PySide6.QtWidgets import QDateEdit", "field = QtWidgets.QDateTimeEdit()"),
        place="app/ui/example.py",
    ),
    Rule(
        "dialogs go through one door",
        names("QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog", "QErrorMessage", "QProgressDialog"),
        faults=("from PySide6.QtWidgets import QMessageBox",),
        allowed=("app/ui/dialogs",),
        place="app/ui/example.py",
    ),
    Rule(
        "alignment is leading or trailing",
        sides,
        faults=("label.setAlignment(Qt.AlignmentFlag.AlignLeft)", "x = Qt.AlignRight | Qt.AlignVCenter"),
        harmless=("x = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute", "x = Qt.AlignmentFlag.AlignLeading"),
        allowed=("app/ui/kit/paint.py",),  # the painter of cells turns leading into a side, once for all
        place="app/ui/example.py",
    ),
    Rule("papers are set by our own typesetter", foreign_paragraphs, faults=("from reportlab.platypus import Paragraph",)),
    Rule(
        "colours come from the tokens",
        lambda module: raw_colours(module) if module.path.startswith("app/ui/") else iter(()),
        faults=("c = QColor('#0E5C68')", "css = 'color: #fff;'", "p = Qt.GlobalColor.red"),
        harmless=("css = '#grid::item { padding: 2px }'", "p = Qt.GlobalColor.transparent"),
        allowed=("app/ui/theme/tokens.py",),
        place="app/ui/example.py",
    ),
    Rule(
        "heavy libraries are imported where they are used",
        early_imports,
        faults=("import openpyxl", "from PIL import Image", "from PySide6.QtPdf import X", "from PySide6 import QtPrintSupport"),
        harmless=("def f():\n    import openpyxl", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import reportlab"),
        allowed=("app/store/migrations/",),  # Alembic itself loads these files, when a store is old
    ),
    Rule(
        "one clock tells the time",
        clock_reading,
        faults=("datetime.now(UTC)", "date.today()", "datetime.datetime.utcnow()", "time.time()"),
        harmless=("time.monotonic()", "clock.now()", "clock.today()"),
        allowed=("app/core/clock.py",),
    ),
    Rule(
        "one module knows ICU",
        icu_imports,
        faults=("import icu", "from icu import Locale"),
        harmless=("from app.core.icu_bridge import icu",),
        allowed=("app/core/icu_bridge.py",),
    ),
    Rule(
        "class names say what for",
        empty_names,
        faults=("class StoreManager:\n    pass",),
        harmless=("class Store:\n    pass",),
    ),
    Rule(
        "the store survives a power cut",
        weak_writes,
        faults=("sql = 'PRAGMA synchronous = NORMAL'",),
        harmless=("sql = 'PRAGMA synchronous=FULL'",),
    ),
    Rule(
        "the window never sleeps",
        lambda module: sleeping(module) if module.path.startswith("app/ui/") else iter(()),
        faults=("time.sleep(1)", "QApplication.processEvents()"),
        place="app/ui/example.py",
    ),
)
