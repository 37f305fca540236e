"""Write the migration that brings the file to the declarations as they are now.

    python packaging/new_migration.py            regenerate the newest migration (while it is unreleased)
    python packaging/new_migration.py "Sentence" add the next one
    python packaging/new_migration.py --check    exit 1 when models and migrations disagree; write nothing

What is written is a draft to be read: moved data is never guessed. Raise SCHEMA in app/store/migrate.py with a new number
(the script does it).
"""

import re
import sqlite3 as dbapi
import sys
import warnings
from pathlib import Path
from typing import Literal, cast

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code  # noqa: E402
from alembic.autogenerate.api import AutogenContext  # noqa: E402
from alembic.migration import MigrationContext  # noqa: E402
from alembic.operations.ops import UpgradeOps  # noqa: E402
from sqlalchemy import Boolean, Connection, Integer, LargeBinary, create_engine, event  # noqa: E402
from sqlalchemy.dialects import sqlite  # noqa: E402
from sqlalchemy.exc import SAWarning  # noqa: E402
from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: E402

from app.records import ALL  # noqa: E402
from app.schema.kinds import Catalogue  # noqa: E402
from app.schema.record import Base  # noqa: E402
from app.schema.types import UuidType  # noqa: E402
from app.store import migrate  # noqa: E402
from app.store.tables import SEARCH, add_sort_indexes  # noqa: E402

VERSIONS = migrate.FOLDER / "versions"
MIGRATE = ROOT / "app" / "store" / "migrate.py"
HEAD = '''"""{sentence}."""

import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{before}"


def upgrade() -> None:
    """Go up to schema {number}."""
{body}
'''
FIRST = '''"""{sentence}: the tables written out in the file beside this one."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go up to schema 1."""
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
'''
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(tt, tb, content='record_index', content_rowid='docid', "
    "tokenize='trigram', detail=none)"
)


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; give the exit status."""
    add_sort_indexes(Catalogue(ALL))
    if arguments[:1] == ["--check"]:
        found = differences(migrate.SCHEMA)
        print(*found or ["models and migrations agree"], sep="\n")
        return 1 if found else 0
    existing = sorted(VERSIONS.glob("[0-9]*.py"))
    number = len(existing) + 1 if arguments or not existing else len(existing)
    old = existing[number - 1] if number <= len(existing) else None
    sentence = arguments[0] if arguments else _sentence(old)
    target = VERSIONS / f"{number:04d}_{re.sub('[^a-z0-9]+', '_', sentence.lower()).strip('_')[:40]}.py"
    if number == 1:
        text = FIRST.format(sentence=sentence)
        target.with_suffix(".sql").write_text(first_schema(), "utf-8")
    else:
        text = written(number, sentence)
    if old is not None:
        old.unlink()
    target.write_text(text, "utf-8")
    _run("ruff", "format", "-q", str(target))
    MIGRATE.write_text(re.sub(r"(?m)^SCHEMA = \d+", f"SCHEMA = {number}", MIGRATE.read_text("utf-8")), "utf-8")
    print(target.relative_to(ROOT))
    return 0


def written(number: int, sentence: str) -> str:
    """Give the text of the migration from schema number - 1 to the declarations."""
    with _at(number - 1) as connection:
        context = _context(connection)
        plan = produce_migrations(context, Base.metadata)
        body = render_python_code(cast("UpgradeOps", plan.upgrade_ops), render_item=_render, migration_context=context)
    body = "\n".join(line for line in body.splitlines() if line.strip() and not line.strip().startswith("#"))
    if body and not body.startswith("    "):
        body = "\n".join(f"    {line}" for line in body.splitlines())
    return HEAD.format(sentence=sentence, number=number, before=f"{number - 1:04d}", body=body)


def first_schema() -> str:
    """Spell out every table and index of the declarations as SQLite takes them."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for _name, table in sorted(Base.metadata.tables.items()):
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    statements = ["\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (*statements, FULL_TEXT)]
    return ";\n".join(statements) + ";\n"


def differences(number: int) -> list[str]:
    """List what the declarations have and the migrations up to a number do not make, or the other way round."""
    with _at(number) as connection:
        return [str(found) for found in compare_metadata(_context(connection), Base.metadata)]


def _at(number: int) -> Connection:
    """Make an empty file in memory at a schema."""
    engine = create_engine("sqlite://")

    @event.listens_for(engine, "connect")
    def _connect(driver: dbapi.Connection, _record: object) -> None:
        driver.isolation_level = None

    connection = engine.connect()
    if number:
        from alembic import command

        command.upgrade(migrate.configuration(connection), f"{number:04d}")
    return connection


def _context(connection: Connection) -> MigrationContext:
    warnings.simplefilter("ignore", SAWarning)  # kinds point at each other in rings; SQLite does not mind the order
    return MigrationContext.configure(
        connection,
        opts={"include_name": _is_ours, "compare_type": True, "render_as_batch": True},
    )


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the tables of the full-text search out: no metadata describes them."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH))


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write column types as the plain SQL types they are, so that a migration imports nothing of the program."""
    if kind != "type":
        return False
    if isinstance(item, UuidType):
        return "sa.LargeBinary(16)"
    plain = {Integer: "sa.Integer()", Boolean: "sa.Boolean()", LargeBinary: "sa.LargeBinary()"}
    return next((text for known, text in plain.items() if isinstance(item, known)), "sa.String()")


def _sentence(old: Path | None) -> str:
    if old is None:
        return "The first schema"
    found = re.match(r'"""([^:."]+)', old.read_text("utf-8"))
    return found[1] if found else "The first schema"


def _run(*command: str) -> None:
    import subprocess

    subprocess.run([sys.executable, "-m", *command], check=False, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
