"""Words put into every text of every kind stand in no file that the program wrote, however they are written."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.core import logs
from app.core.errors import SafirError
from app.core.i18n import plain
from app.core.letters import tight
from app.schema.draft import Draft
from app.schema.fields import FieldKind
from app.schema.values import Value
from app.services import attachments, backups, changing, drafts, editing, reference, search
from app.services.office import Office
from app.store.errors import DiskFull
from app.store.writing import Deed
from tests.faults import scenes

LEAST = 200
TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT)


STEMS = ("Qanari", "قناری‌زرد")
"""How every canary begins; who finds a beginning needs not search for two hundred words one by one."""


class Canaries:
    """Gives words that nobody would write by chance, Persian and Latin, and counts them."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self) -> str:
        number = len(self.given)
        self.given.append(f"{STEMS[number % 2]}{number}")
        return self.given[-1]


def forms() -> Iterator[tuple[str, bytes]]:
    """Walk a beginning as it may lie in a file: UTF-8, UTF-16, UTF-32, the Windows code page, escaped, and folded."""
    for stem in STEMS:
        for text in {stem, tight(stem), stem.upper(), stem.casefold(), stem.replace("ی", "ي").replace("ک", "ك")}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
                yield stem, text.encode(encoding)
            yield stem, text.encode("ascii", "backslashreplace")
            yield stem, text.encode("cp1256", "replace")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which everything that the program writes lies."""
    for name in ("SAFIR_CONFIG_DIR", "SAFIR_DATA_DIR", "SAFIR_CACHE_DIR", "TMPDIR"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    logs.open_log(tmp_path / "safir_cache_dir" / "logs")
    return tmp_path


def fill(office: Office, canary: Canaries) -> None:
    """Put a canary into every text of every kind, as rows written in one transaction."""
    with office.doing(Deed("add", plain("canaries"))) as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for kind in office.catalogue:
            if kind.is_child or any(field.required and field.kind not in TEXTS for field in kind.fields.values()):
                continue
            values = {field.name: canary() for field in kind.of_kind(*TEXTS)}
            extra = {"record": UUID(int=5)} if "record" in kind.model.__table__.c else {}
            session.add(kind.model(**values, **extra))


def full_draft(office: Office, kind: str, canary: Canaries, **values: Value) -> Draft:
    draft = editing.blank(office, kind, values=values)
    for field in office.catalogue[kind].of_kind(*TEXTS):
        draft.values[field.name] = canary()
    return draft


def test_no_word_of_anybody_stands_plain_in_any_file(place: Path) -> None:
    canary = Canaries()
    office = scenes.opened(scenes.made(place / "store"))
    reference.load(office)
    fill(office, canary)
    meeting = full_draft(office, "meeting", canary, starts_at=scenes.MORNING)
    meeting.rows["agenda"] = [full_draft(office, "agenda_item", canary) for _turn in range(12)]
    record = editing.save(office, meeting).id
    person = editing.save(office, full_draft(office, "person", canary)).id
    for _turn in range(20):
        draft = editing.open_draft(office, "person", person)
        draft.values["notes"] = canary()
        editing.save(office, draft)
    drafts.keep(office, full_draft(office, "delegation", canary), typed={"starts_on": canary()})
    letter = attachments.add(office, record, (canary() * 9).encode(), name=f"{canary()}.txt").ref
    attachments.add(office, record, canary().encode("utf-16"), name=f"{canary()}.txt")
    changing.delete(office, "person", [person])
    office.store.state("office", canary())
    while len(canary.given) < LEAST:
        editing.save(office, full_draft(office, "person", canary))
    assert search.find(office, canary.given[7])
    office.store.back_up("merge")
    backups.back_up(office)
    first, second = (editing.open_draft(office, "meeting", record) for _turn in range(2))
    first.values["subject"], second.values["subject"] = canary(), canary()
    editing.save(office, first)
    with pytest.raises(SafirError) as caught:
        editing.save(office, second)
    logs.failure(caught.value)
    logs.failure(DiskFull(canary()))
    plain = office.store.files.plain_copy(letter)
    before = found(place)
    assert {path for path, _word in before} == {plain}, "only the copy opened outside is plain, until the store is closed"
    assert next(place.rglob("safir.log")).read_text("utf-8")
    office.close()
    assert len(canary.given) >= LEAST
    assert found(place) == set()


def found(place: Path) -> set[tuple[Path, str]]:
    """Search every file, and its name, for every form of a canary."""
    every = tuple(forms())
    hits = set()
    for path in place.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content += b"\n" + str(path.relative_to(place)).encode()
        hits |= {(path, word) for word, form in every if form in content}
    return hits


def test_the_search_itself_finds_what_is_plain(tmp_path: Path) -> None:
    latin, persian = Canaries(), STEMS[1]
    (tmp_path / "a").write_text(f"... {latin()}", "utf-8")
    (tmp_path / "b").write_text(tight(persian), "utf-16-le")
    (tmp_path / "c.txt").write_bytes(b"x" + persian.replace("ی", "ي").encode("cp1256", "replace"))
    (tmp_path / f"{persian}7").touch()
    assert {path.name[0] for path, _word in found(tmp_path)} == {"a", "b", "c", "ق"}
