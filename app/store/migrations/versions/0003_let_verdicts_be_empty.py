"""Whether an agreement binds and whether a purpose was met may be left empty; notice may be given on a day known in part.

A yes stays what it was. A no was where every record began and cannot be told from one that somebody meant: it becomes empty.
The journal and the bases of packages that are out keep what they say, in the words of the new columns.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

VERDICTS = (("agreement", "binding", "binding"), ("delegation", "purpose_met", "met"))
PARTIAL = ("agreement", "notice_given_on")


def upgrade() -> None:
    """Go up to schema 3."""
    connection = op.get_bind()
    for table, column, yes in VERDICTS:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN verdict VARCHAR")
        connection.exec_driver_sql(f"UPDATE {table} SET verdict = '{yes}' WHERE {column}")
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME COLUMN verdict TO {column}")
    table, column = PARTIAL
    for record, day in connection.exec_driver_sql(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL").all():
        connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE id = ?", (_whole_day(day), record))
    _reword_journal(connection)
    _reword_bases(connection)


def _whole_day(day: str) -> str:
    return f"{day}/{day} day jalali exact"


def _reworded(kind: str, field: str, text: str | None) -> str | None:
    """Write a stored value as the new columns do."""
    value: Any = None if text is None else json.loads(text)
    yes = next((word for table, column, word in VERDICTS if (table, column) == (kind, field)), None)
    if yes is not None and isinstance(value, bool):
        return json.dumps(yes) if value else None
    if (kind, field) == PARTIAL and isinstance(value, str):
        return json.dumps(_whole_day(value))
    return text


def _reword_journal(connection: sa.Connection) -> None:
    # The triggers that keep the journal as it is are made anew after every migration.
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS journal_change_no_UPDATE")
    for kind, field in (PARTIAL, *((table, column) for table, column, _yes in VERDICTS)):
        rows = connection.exec_driver_sql(
            "SELECT seq, old, new FROM journal_change WHERE kind = ? AND field = ?", (kind, field)
        ).all()
        for seq, old, new in rows:
            words = (_reworded(kind, field, old), _reworded(kind, field, new))
            connection.exec_driver_sql("UPDATE journal_change SET old = ?, new = ? WHERE seq = ?", (*words, seq))


def _reword_bases(connection: sa.Connection) -> None:
    wanted = "SELECT copy, record, kind, data FROM check_out_row WHERE kind IN ('agreement', 'delegation')"
    for copy, record, kind, data in connection.exec_driver_sql(wanted).all():
        values = {name: _reworded(kind, name, text) for name, text in json.loads(data).items()}
        told = {name: text for name, text in values.items() if text is not None}
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        connection.exec_driver_sql("UPDATE check_out_row SET data = ? WHERE copy = ? AND record = ?", (written, copy, record))
