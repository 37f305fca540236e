"""A store is made by the migrations alone; an old one is brought up after a verified backup, or stays as it was."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from app.store import migrate
from app.store.backups import DATABASE, backups
from app.store.database import connect, make_engine
from app.store.migrate import SCHEMA, ensure_schema
from app.store.store import Store
from tests.store.making import CATALOGUE, KEY, Person, add, index_of

ROOT = Path(__file__).resolve().parents[2]
NEXT = '''"""A step of a test."""

import sqlalchemy as sa
from alembic import op

revision = "{new:04d}"
down_revision = "{old:04d}"


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(sa.Column("mood", sa.String()))
    {more}
'''


def steps(folder: Path, more: str = "pass") -> Path:
    """Make a migrations folder with one step after the newest."""
    versions = folder / "steps" / "versions"
    versions.mkdir(parents=True)
    for path in (*migrate.FOLDER.glob("*.py"), *migrate.FOLDER.glob("versions/*")):
        if path.is_file():
            target = folder / "steps" / path.relative_to(migrate.FOLDER)
            target.write_bytes(path.read_bytes())
    (versions / "9999_next.py").write_text(NEXT.format(new=SCHEMA + 1, old=SCHEMA, more=more), "utf-8")
    return folder / "steps"


def test_declarations_and_migrations_agree() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "new_migration.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_number_is_that_of_the_newest_migration() -> None:
    names = sorted(path.name for path in migrate.FOLDER.glob("versions/[0-9]*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, SCHEMA + 1))


def test_migrations_import_nothing_of_the_program() -> None:
    for path in migrate.FOLDER.rglob("*.py"):
        assert "import app" not in path.read_text("utf-8")
        assert "from app" not in path.read_text("utf-8")


def test_a_store_that_is_up_to_date_never_imports_alembic(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.store.store import Store; from app.schema.kinds import Catalogue\n"
        "Store.open(Path(sys.argv[1]), bytes(range(32)), Catalogue(())).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_an_old_store_is_backed_up_and_brought_up_with_its_rows_and_triggers(folder: Path, tmp_path: Path) -> None:
    store = Store.open(folder, KEY, CATALOGUE)
    person = Person(name_fa="علی")
    add(store, person)
    store.close()
    engine = make_engine(folder / DATABASE, KEY)
    asked: list[str] = []
    assert ensure_schema(engine, back_up=lambda: asked.append("backup"), target=SCHEMA + 1, folder=steps(tmp_path))
    assert not ensure_schema(engine, back_up=lambda: asked.append("again"), target=SCHEMA + 1)
    assert asked == ["backup"]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA + 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 1
        connection.exec_driver_sql("SELECT mood FROM meeting")
        triggers = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").scalar()
        assert triggers == 7
    engine.dispose()


def test_opening_an_old_store_makes_a_real_backup_first(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = steps(tmp_path)

    def newer(engine: Engine, *, back_up: Callable[[], object]) -> bool:
        return ensure_schema(engine, back_up=back_up, target=SCHEMA + 1, folder=target)

    monkeypatch.setattr("app.store.store.ensure_schema", newer)
    store = Store.open(folder, KEY, CATALOGUE)
    (made,) = backups(folder)
    assert f"schema{SCHEMA}" in made.path.name
    person = Person(name_fa="علی")
    add(store, person)
    assert index_of(store, person.id).title == "علی"
    store.close()


ORPHAN = (
    'op.execute("INSERT INTO city_fact (id, version, owner, rank, subject, amount_text, sample) '
    "VALUES (x'01', 1, x'02', 'm', 'x', 'y', 0)\")"
)


@pytest.mark.parametrize("more", ["raise ValueError('half-way')", ORPHAN])
def test_a_migration_that_fails_changes_nothing(folder: Path, tmp_path: Path, more: str) -> None:
    engine = make_engine(folder / DATABASE, KEY)
    with pytest.raises((ValueError, RuntimeError)):
        ensure_schema(engine, back_up=lambda: None, target=SCHEMA + 1, folder=steps(tmp_path, more))
    engine.dispose()
    with closing(connect(folder / DATABASE, KEY)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        with pytest.raises(dbapi2.OperationalError):
            connection.execute("SELECT mood FROM meeting")
    Store.open(folder, KEY, CATALOGUE).close()


def test_a_backup_that_fails_stops_the_migration(folder: Path) -> None:
    engine = make_engine(folder / DATABASE, KEY)

    def failing() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        ensure_schema(engine, back_up=failing, target=SCHEMA + 1)
    engine.dispose()
    Store.open(folder, KEY, CATALOGUE).close()


def test_reasons_kept_before_they_had_a_key_are_still_there(folder: Path) -> None:
    engine = make_engine(folder / DATABASE, KEY)
    ensure_schema(engine, back_up=lambda: None, target=1)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO rule_override (id, version, record, rule, reason, fact, sample)"
            " VALUES (x'01', 1, x'02', 'overlap', 'as agreed', 'two places', 0)"
        )
    ensure_schema(engine, back_up=lambda: None, target=2)
    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT rule, reason, fact, finding_key FROM rule_override").all()
    engine.dispose()
    assert [tuple(row) for row in kept] == [("overlap", "as agreed", "two places", None)]
