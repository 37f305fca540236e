"""The use cases that faults are thrown at: how each is begun and done once, and how one sees that nothing was lost or halved."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, func, select

from app.core.i18n import plain
from app.core.moments import Moment
from app.core.settings import Settings
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.schema.values import Value
from app.services import adding, attachments, backups, drafts, editing, health
from app.services.office import Office, this_actor
from app.store import keys, migrate
from app.store import store as store_module
from app.store.backups import backups_in
from app.store.database import connect
from app.store.migrate import SCHEMA, ensure_schema
from app.store.store import Store
from app.sync import applying, packing, planning, receiving, returning
from app.sync.check_outs import all_check_outs, standing_merges

KEY = bytes(range(32))
BATCH = 5
RETURNS = 40
"""Returns of one trip that wait to be merged: more than any scene merges."""
_WORDS = "چهار واژهٔ سفر"
_NOBODY = UUID(int=9)
MORNING = Moment(datetime(2026, 1, 1, 8), "Asia/Tehran")  # noqa: DTZ001 - a wall time
STEP = '''"""A step of a test."""

import sqlalchemy as sa
from alembic import op

revision = "{new:04d}"
down_revision = "{old:04d}"


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(sa.Column("mood", sa.String()))
'''


@cache
def catalogue() -> Catalogue:
    return Catalogue(ALL)


def opened(folder: Path) -> Office:
    """Open the office of a folder with its raw key."""
    store = Store.open(folder, KEY, catalogue())
    return Office(store.catalogue, store, this_actor(), Settings())


def made(folder: Path, scene: "Scene | None" = None) -> Path:
    """Make a closed office, with what the scene finds there."""
    folder.mkdir(parents=True, exist_ok=True)
    Store.create(folder, KEY, catalogue()).close()
    (folder / "safir.key").write_bytes(b"the key file of the day")
    if scene is not None and scene.prepare is not None:
        with closing(opened(folder)) as office:
            scene.prepare(office)
    return folder


def count(office: Office, kind: str) -> int:
    model: Any = office.catalogue[kind].model
    with office.store.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@dataclass(frozen=True, slots=True)
class Scene:
    """One use case: `do` is done over and over, `seen` counts how often it was done and raises when something is halved."""

    name: str
    do: Callable[[Office, int], object]
    seen: Callable[[Office], int]
    prepare: Callable[[Office], object] | None = None
    adds: int = 1
    """What one deed adds to what is seen."""


def _save(office: Office, turn: int) -> None:
    meeting = editing.blank(office, "meeting", values={"subject": f"دیدار {turn}", "starts_at": MORNING})
    meeting.rows["agenda"] = [editing.blank(office, "agenda_item", values={"subject": f"بند {item}"}) for item in range(2)]
    editing.save(office, meeting)


def _saved(office: Office) -> int:
    found = count(office, "meeting")
    assert count(office, "agenda_item") == 2 * found
    return found


def _add(office: Office, turn: int) -> None:
    drafts_ = [editing.blank(office, "person", values={"name_fa": f"نام {turn} {place}"}) for place in range(BATCH)]
    adding.add_all(office, drafts_, title=plain("batch"))


def _added(office: Office) -> int:
    found = count(office, "person")
    assert found % BATCH == 0
    return found // BATCH


def _back_up(office: Office, turn: int) -> None:
    office.store.back_up(f"turn{turn}")


def _backed_up(office: Office) -> int:
    folder = office.store.folder / "backups"
    if not folder.is_dir():
        return 0
    found = backups_in(folder)
    for backup in found:
        office.store.verify(backup)
        assert backup.keys.read_bytes() == b"the key file of the day"
    return len(found)


def _attach(office: Office, turn: int) -> None:
    attachments.add(office, _NOBODY, f"letter {turn}".encode() * 50, name=f"letter{turn}.txt")


def _attached(office: Office) -> int:
    found = attachments.of_record(office, _NOBODY)
    for each in found:
        assert office.store.files.read(each.ref).startswith(b"letter")
    return len(found)


def _keep(office: Office, turn: int) -> None:
    drafts.keep(office, editing.blank(office, "person", values={"name_fa": f"نوشته {turn}"}))


def _kept(office: Office) -> int:
    found = drafts.waiting(office)
    assert all(each.state == "complete" for each in found)
    return len(found)


def _back_up_first(office: Office) -> None:
    """Back up the empty office, then save a meeting, which a restore takes away again."""
    office.store.back_up("first")
    _save(office, 0)


def _restore(office: Office, turn: int) -> None:
    """Go back to the first backup, which holds no meeting; one that is gone already is saved again before."""
    folder = office.store.folder
    if not count(office, "meeting"):
        _save(office, turn)
    backups.restore_open(office, backups_in(folder / "backups")[-1].path)
    office.store = Store.open(folder, KEY, catalogue())


def _pack(office: Office) -> None:
    """Pack a trip; the traveller adds a meeting and sends the copy home, again and again: each return holds one meeting more."""
    vars(keys).update(_MEMORY_KIB=64, _PASSES=1, _LANES=1)  # the key is not what is tried here
    body = {"name_fa": "سئول", "kind": "city", "side": "theirs"}
    city = editing.save(office, editing.blank(office, "counterpart", values=body)).id
    wanted: dict[str, Value] = {"title": "سفر", "direction": "outgoing", "purpose": "دیدار", "counterparts": (city,)}
    trip = editing.save(office, editing.blank(office, "delegation", values=wanted)).id
    away = office.store.folder / "away"
    away.mkdir()
    stick, until = away / "trip.safir", date(2099, 1, 1)
    packing.pack(office, trip, Confidentiality.SECRET, target=stick, passphrase=_WORDS, to_whom="مسافر", until=until)
    laptop = receiving.receive(stick, _WORDS, away / "laptop")
    for turn in range(RETURNS):
        meeting = editing.blank(laptop, "meeting", values={"subject": f"دیدار {turn}", "starts_at": MORNING, "delegation": trip})
        meeting.rows["agenda"] = [editing.blank(laptop, "agenda_item", values={"subject": f"بند {item}"}) for item in range(2)]
        editing.save(laptop, meeting)
        returning.pack_return(laptop, away / f"{turn}.safir")
    laptop.close()
    shutil.rmtree(away / "laptop")


def _merge(office: Office, _turn: int) -> None:
    path = office.store.folder / "away" / f"{count(office, 'meeting')}.safir"
    applying.apply(office, planning.plan(office, path))


def _merged(office: Office) -> int:
    found = _saved(office)
    with office.store.reading() as session:
        merges = [merge for out in all_check_outs(session) for merge in standing_merges(session, out.id)]
    assert len(merges) == found
    return found


SAVE = Scene("save", _save, _saved)
ADD = Scene("add", _add, _added)
BACKUP = Scene("backup", _back_up, _backed_up)
ATTACH = Scene("attach", _attach, _attached)
DRAFT = Scene("draft", _keep, _kept)
RESTORE = Scene("restore", _restore, _saved, _back_up_first, adds=-1)
MERGE = Scene("merge", _merge, _merged, _pack)
SCENES = {scene.name: scene for scene in (SAVE, ADD, BACKUP, ATTACH, DRAFT, RESTORE, MERGE)}


def sound(office: Office) -> None:
    """Read everything again; raises with what is wrong."""
    report = health.check(office)
    assert report.sound, report.to_json()


def steps(folder: Path) -> Path:
    """Make a migrations folder with one step after the newest."""
    versions = folder / "steps" / "versions"
    versions.mkdir(parents=True)
    for path in (*migrate.FOLDER.glob("*.py"), *migrate.FOLDER.glob("versions/*")):
        if path.is_file():
            shutil.copyfile(path, folder / "steps" / path.relative_to(migrate.FOLDER))
    (versions / "9999_next.py").write_text(STEP.format(new=SCHEMA + 1, old=SCHEMA), "utf-8")
    return folder / "steps"


def let_migrate(target: Path) -> None:
    """Let every opening of this process bring the store to the step after the newest."""

    def newer(engine: Engine, *, back_up: Callable[[], object]) -> bool:
        return ensure_schema(engine, back_up=back_up, target=SCHEMA + 1, folder=target)

    vars(store_module)["ensure_schema"] = newer
    vars(store_module)["refuse_newer"] = lambda _version, _writer: None


def schema_of(folder: Path) -> int:
    """Read the schema of a store and make sure that its tables are those of that schema."""
    with closing(connect(folder / "safir.db", KEY)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        columns = {row[1] for row in connection.execute("PRAGMA table_info(meeting)")}
    assert ("mood" in columns) == (version == SCHEMA + 1)
    return version
