"""Schema 3: yes and no become words that may be empty, a day of notice one that may be known in part; nothing said is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine

from app.store import stored
from app.store.backups import DATABASE
from app.store.database import make_engine
from app.store.migrate import ensure_schema
from tests.store.making import CATALOGUE, KEY

YES, NO, DEED = (UUID(int=number).bytes for number in (1, 2, 3))
WHOLE = "2025-01-31/2025-01-31 day jalali exact"
VERSION = 3


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Engine]:
    """Make a store of the schema before."""
    engine = make_engine(tmp_path / DATABASE, KEY)
    ensure_schema(engine, back_up=lambda: None, target=VERSION - 1)
    yield engine
    engine.dispose()


def put(connection: Connection, table: str, **values: Any) -> None:
    """Insert a row; a column that must be filled and is not given gets something plain."""
    columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
    needed = {
        name: 0 if kind in {"INTEGER", "BOOLEAN"} else "x" for _at, name, kind, must, _default, key in columns if must and not key
    }
    row = {**needed, **values}
    places = ", ".join("?" * len(row))
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))


def filled(engine: Engine) -> None:
    with engine.connect().execution_options(rw=True) as connection, connection.begin():
        put(connection, "agreement", id=YES, title_fa="الف", binding=1, notice_given_on="2025-01-31", sample=0)
        put(connection, "agreement", id=NO, title_fa="ب", binding=0)
        put(connection, "delegation", id=YES, title="سفر", purpose_met=1)
        put(connection, "delegation", id=NO, title="سفر", purpose_met=0)
        put(connection, "journal_deed", id=DEED)
        for field, old, new in (("binding", "false", "true"), ("notice_given_on", None, '"2025-01-31"'), ("level", None, '"x"')):
            put(connection, "journal_change", deed=DEED, kind="agreement", record=YES, field=field, old=old, new=new)
        base = {"binding": "true", "notice_given_on": '"2025-01-31"', "title_fa": '"الف"'}
        put(connection, "check_out_row", copy=DEED, record=YES, kind="agreement", data=json.dumps(base))
        put(connection, "check_out_row", copy=DEED, record=NO, kind="delegation", data='{"purpose_met":"false"}')


def asked(engine: Engine, statement: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.fixture
def second(first: Engine) -> Engine:
    """Fill a store of the schema before and bring it up."""
    filled(first)
    assert ensure_schema(first, back_up=lambda: None, target=VERSION)
    return first


def test_a_yes_stays_and_a_no_becomes_empty(second: Engine) -> None:
    assert asked(second, "SELECT binding, notice_given_on FROM agreement ORDER BY id") == [("binding", WHOLE), (None, None)]
    assert asked(second, "SELECT purpose_met FROM delegation ORDER BY id") == [("met",), (None,)]


def test_the_journal_says_the_same_in_the_words_of_the_columns(second: Engine) -> None:
    told = asked(second, "SELECT field, old, new FROM journal_change ORDER BY seq")
    assert told == [("binding", None, '"binding"'), ("notice_given_on", None, json.dumps(WHOLE)), ("level", None, '"x"')]


def test_the_journal_is_append_only_again(second: Engine) -> None:
    with pytest.raises(Exception, match="append-only"), second.connect().execution_options(rw=True) as connection:
        connection.exec_driver_sql("UPDATE journal_change SET new = NULL")


def test_bases_of_packages_that_are_out_compare_with_the_new_values(second: Engine) -> None:
    found = [json.loads(data) for (data,) in asked(second, "SELECT data FROM check_out_row ORDER BY record")]
    assert found == [{"binding": '"binding"', "notice_given_on": json.dumps(WHOLE), "title_fa": '"الف"'}, {}]


@pytest.mark.parametrize(
    ("kind", "field", "text", "now"),
    [
        ("agreement", "binding", "true", '"binding"'),
        ("agreement", "binding", "false", None),
        ("delegation", "purpose_met", "true", '"met"'),
        ("agreement", "notice_given_on", '"2025-01-31"', json.dumps(WHOLE)),
    ],
)
def test_a_package_of_the_first_schema_is_still_read(kind: str, field: str, text: str, now: str | None) -> None:
    value = stored.from_stored(CATALOGUE[kind], field, text)
    assert stored.to_stored(CATALOGUE[kind], field, value) == now


def test_a_yes_where_no_verdict_stands_is_no_value() -> None:
    with pytest.raises(ValueError, match="True"):
        stored.from_stored(CATALOGUE["agreement"], "stage", "true")
