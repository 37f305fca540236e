"""The project's own source as syntax trees, for the tests of its architecture."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of source: its path from the root, with slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def parse(cls, path: str, text: str) -> "Module":
        """Read a module from text."""
        return cls(path, text, ast.parse(text, path))

    def nodes(self) -> Iterator[ast.AST]:
        """Walk over every node."""
        return ast.walk(self.tree)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Read every Python file below some folders of the project, in the order of their names."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(Module.parse(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def imports_at_start(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Name what a module imports when it is imported itself: outside functions and outside `if TYPE_CHECKING`."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _is_type_checking(node):
            continue
        yield from imported(node)
        waiting.extend(ast.iter_child_nodes(node))


def imported(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Name the modules of one import statement; `from a import b` counts as `a.b`, because `b` may be a module."""
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_within(name: str, package: str) -> bool:
    """Say whether a dotted name is a package or inside it."""
    return name == package or name.startswith(package + ".")


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
