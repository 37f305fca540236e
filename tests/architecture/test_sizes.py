"""A reader holds one screen in mind: functions, classes and files stay small."""

import ast

import pytest

from tests.architecture.source import Module, modules

LONGEST_FUNCTION = 40
LONGEST_CLASS = 250
LONGEST_FILE = 400


def too_long(module: Module) -> list[str]:
    """Name what is longer than its budget, in lines from the first to the last."""
    found = []
    lines = len(module.text.splitlines())
    if lines > LONGEST_FILE:
        found.append(f"{module.path}: {lines} lines")
    for node in module.nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            budget = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > budget:
                found.append(f"{module.path}:{node.lineno}: {node.name} has {length} lines")
    return found


def test_functions_classes_and_files_keep_their_budgets() -> None:
    assert [finding for module in modules("app", "packaging") for finding in too_long(module)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n" + "    x = 1\n" * 39, 0),
        ("def f():\n" + "    x = 1\n" * 40, 1),
        ("class C:\n" + "    x = 1\n" * 249, 0),
        ("class C:\n" + "    x = 1\n" * 250, 1),
        ("x = 1\n" * 401, 1),
    ],
)
def test_the_measure_counts_lines(text: str, expected: int) -> None:
    assert len(too_long(Module.parse("app/x.py", text))) == expected
