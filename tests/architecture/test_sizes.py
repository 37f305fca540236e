"""A reader holds one screen in mind: functions, classes and files stay small."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, Module, modules

LONGEST_FUNCTION = 40
LONGEST_CLASS = 250
LONGEST_FILE = 400
# A migration is a generated list, one line for each column that comes: cut into functions it would be harder to read over.
GENERATED = "app/store/migrations/versions/"


def too_long(module: Module) -> list[str]:
    """Name what is longer than its budget, in lines from the first to the last."""
    found = []
    lines = len(module.text.splitlines())
    if lines > LONGEST_FILE:
        found.append(f"{module.path}: {lines} lines")
    for node in module.nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            budget = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            if module.path.startswith(GENERATED) and not isinstance(node, ast.ClassDef):
                continue
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


def test_the_migration_that_is_written_for_a_kind_passes_the_checks_of_the_project() -> None:
    script = (
        "import sys; sys.path.insert(0, 'packaging'); import new_migration; from sqlalchemy import Column, String, Table\n"
        "columns = [Column('id', String, primary_key=True), *(Column(f'field_{n}', String) for n in range(60))]\n"
        "Table('throw_away', new_migration.Base.metadata, *columns)\n"
        "new_migration.add_sort_indexes(new_migration.Catalogue(new_migration.ALL))\n"
        "print(new_migration.written(new_migration.migrate.SCHEMA + 1, 'Throw-away things'))"
    )
    path = f"{GENERATED}9999_throw_away_things.py"
    drafted = _run("-c", script)
    text = _run("-m", "ruff", "format", "--stdin-filename", path, "-", given=drafted)
    assert text.count("field_") == 60
    assert too_long(Module.parse(path, text)) == []
    _run("-m", "ruff", "check", "--stdin-filename", path, "-", given=text)


def _run(*arguments: str, given: str = "") -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
