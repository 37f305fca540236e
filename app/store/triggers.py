"""Triggers: an append-only journal and a full-text table that follows the index.

They are made anew after every migration, because a batch change of a table drops them.
"""

from sqlalchemy import Connection

_REFUSE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
 BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
_ADD = "INSERT INTO search_fts(rowid, tt, tb) VALUES (new.docid, new.tt, new.tb);"
_REMOVE = "INSERT INTO search_fts(search_fts, rowid, tt, tb) VALUES ('delete', old.docid, old.tt, old.tb);"
_SEARCH = {
    "record_index_added": f"CREATE TRIGGER record_index_added AFTER INSERT ON record_index BEGIN {_ADD} END",
    "record_index_removed": f"CREATE TRIGGER record_index_removed AFTER DELETE ON record_index BEGIN {_REMOVE} END",
    # An upsert names tt and tb also when they stay; the index is touched only when they change.
    "record_index_changed": "CREATE TRIGGER record_index_changed AFTER UPDATE OF tt, tb ON record_index"
    f" WHEN old.tt IS NOT new.tt OR old.tb IS NOT new.tb BEGIN {_REMOVE} {_ADD} END",
}


def create_triggers(connection: Connection) -> None:
    """Make every trigger of the store, replacing those that exist."""
    for name, statement in _statements().items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(statement)


def _statements() -> dict[str, str]:
    found = dict(_SEARCH)
    for table in ("journal_deed", "journal_change"):
        for verb in ("UPDATE", "DELETE"):
            found[f"{table}_no_{verb}"] = _REFUSE.format(table=table, verb=verb)
    return found
