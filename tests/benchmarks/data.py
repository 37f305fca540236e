"""Large stores for the benchmarks: Persian records by the hundred thousand, made once and kept in the user's cache.

Words follow Zipf's law over a vocabulary of real words of the office's work, names of cities, and made-up words with the
sound of Persian, so that common letters are common and rare words are rare. The same number of records is always the same
store. Rows are written past the journal; index rows are what `app.store.index` would write.
"""

import csv
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from app.core.collation import sort_key
from app.core.folding import tight
from app.core.paths import resources, user_cache
from app.core.settings import Settings
from app.records import ALL
from app.schema.kinds import Catalogue, RecordKind, draft_defaults
from app.services.office import Office, this_actor
from app.store.index import FOLDING
from app.store.migrate import FOLDER
from app.store.store import Store
from app.store.triggers import create_triggers

KEY = bytes(range(32))
SOME = 2_000
"""How many counterparts, persons and agreements stand beside the follow-ups."""
_BATCH = 5_000

REAL = """
شهر تهران شورا شهرداری دیدار سفر هیئت توافق‌نامه تفاهم‌نامه خواهرخواندگی همکاری بین‌المللی نامه دعوت سفیر رئیس کمیسیون
مصوبه پیگیری تعهد گزارش بازدید نمایشگاه اجلاس مجمع حمل‌ونقل محیط‌زیست آلودگی هوا انرژی پسماند آب مترو اتوبوس دوچرخه
فضای سبز بوستان موزه فرهنگ هنر ورزش گردشگری اقتصاد سرمایه‌گذاری بودجه قرارداد پروژه طرح برنامه راهبرد نقشهٔ راه تجربه
آموزش کارشناس مدیر معاون عضو نماینده مترجم میهمان میزبان پرواز اقامت گذرنامه روادید مجوز استعلام پاسخ مهلت تمدید خاتمه
امضا پاراف لازم‌الاجرا زلزله بحران مدیریت آتش‌نشانی ایمنی سلامت بیمارستان دانشگاه پژوهش فناوری هوشمند داده نشست همایش
کارگروه کمیتهٔ مشترک بانک توسعه وام یارانه مشارکت شهروندان محله زنان جوانان کودکان سالمندان معلولان مهاجران پناهندگان
جنگ صلح تحریم دیپلماسی شهری سیاست خارجی وزارت سازمان ملل هدیه صنایع‌دستی فرش خوش‌نویسی موسیقی فیلم کتاب کتابخانه میراث
تاریخی بازسازی بافت فرسوده مسکن ساختمان معماری شهرسازی ترافیک پارکینگ تونل پل بزرگراه پیاده‌رو تاکسی سوخت خورشیدی باد
برق گاز فاضلاب سیل رودخانه کوه دماوند البرز تجریش آزادی انقلاب میدان خیابان بلوار صورت‌جلسه دستور جلسه بند تصمیم
ملاحظه خلاصه موضوع عنوان تاریخ مکان زبان فارسی انگلیسی فرانسه آلمانی ترکی عربی چینی روسی ژاپنی
"""
_ONSETS = tuple("بپتجچخدرزسشفقکگلمنوهی")
_CORES = ("ا", "ا", "", "", "و", "ی", "ی")
_CODAS = ("", "", "ن", "ر", "ت", "ش", "م", "د", "ک", "ند", "ست", "ز", "ل", "ب")
_SUFFIXES = ("", "", "", "", "‌ها", "‌های", "ی", " ها", "‌تر", "ات")
_OPENERS = ("ارسال", "تهیهٔ", "پیگیری", "بررسی", "هماهنگی", "ترجمهٔ", "تنظیم", "ابلاغ", "تکمیل", "اعلام")
_OURS, _STATES = ("ours", "theirs"), ("open", "in_progress", "done", "waived")


def office_of(folder: Path, *, fresh: bool = False) -> Office:
    """Open a store of the benchmarks."""
    catalogue = Catalogue(ALL)
    store = Store.create(folder, KEY, catalogue) if fresh else Store.open(folder, KEY, catalogue)
    return Office(catalogue, store, this_actor(), Settings())


def big_office(records: int) -> Office:
    """Open the store with so many follow-ups, making it the first time (about four minutes a million)."""
    folder = user_cache() / "benchmarks" / f"{_recipe()}-{records}"
    if not (folder / "made").exists():
        for stale in folder.parent.glob(f"*-{records}"):
            shutil.rmtree(stale, ignore_errors=True)
        folder.mkdir(parents=True)
        office = office_of(folder, fresh=True)
        fill(office, records)
        (folder / "made").touch()
        return office
    return office_of(folder)


def _recipe() -> str:
    """Name what a store is made from: this file, the schema and the folding's version; another recipe makes another store."""
    sources = [Path(__file__), *sorted((FOLDER / "versions").glob("0*"))]
    return sha256(b"".join([FOLDING.encode(), *(path.read_bytes() for path in sources)])).hexdigest()[:10]


class Words:
    """A source of Persian texts; the same seed gives the same texts."""

    def __init__(self, seed: int = 7, size: int = 40_000) -> None:
        self.random = Random(seed)
        with (resources() / "data" / "cities.csv").open(encoding="utf-8", newline="") as file:
            self.cities = [row["name_fa"] for row in csv.DictReader(file) if row["name_fa"]]
        made = (self._made() for _number in range(10 * size))
        every = dict.fromkeys([*REAL.split(), *self.cities, *made])
        self.all = list(islice(every, size))
        self._weights = list(accumulate(1 / (place + 8) for place in range(len(self.all))))

    def _made(self) -> str:
        pick = self.random.choice
        stem = "".join(pick(_ONSETS) + pick(_CORES) + pick(_CODAS) for _syllable in range(self.random.choice((1, 2, 2, 3))))
        return stem + pick(_SUFFIXES)

    def some(self, count: int) -> list[str]:
        """Draw words as often as Zipf says."""
        return self.random.choices(self.all, cum_weights=self._weights, k=count)

    def title(self) -> str:
        """Make a title of four to nine words."""
        return " ".join([self.random.choice(_OPENERS), *self.some(self.random.randint(3, 8))])

    def text(self, count: int = 26) -> str:
        """Make sentences of so many words."""
        found = self.some(count)
        middle = count // 2
        return " ".join(found[:middle]) + ". " + " ".join(found[middle:]) + "."


def fill(office: Office, records: int) -> None:
    """Write the rows of every kind, then the index and the full-text table."""
    words = Words()
    with office.store.unjournaled() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_index_added")
        driver: Any = connection.connection.dbapi_connection
        people = _titles(words, SOME, kind=2)
        bodies = _titles(words, SOME, kind=1)
        city = {"kind": "city", "side": "theirs"}
        _write(driver, office.catalogue["counterpart"], ((i, t, "", {"name_fa": t, **city}) for i, t in bodies))
        _write(driver, office.catalogue["person"], ((i, t, "", {"name_fa": t}) for i, t in people))
        _write(driver, office.catalogue["agreement"], _agreements(words))
        links = [i for i, _t in bodies], [i for i, _t in people]
        _write(driver, office.catalogue["follow_up"], _follow_ups(words, records, links=links), total=records)
        create_triggers(connection)
        connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES('rebuild')")
        connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES('optimize')")


def record_id(kind: int, number: int) -> UUID:
    """Give the id of the n-th record of a kind: in order of creation, as those of UUIDv7."""
    return UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + (number << 80) + kind)


def _titles(words: Words, count: int, *, kind: int) -> list[tuple[UUID, str]]:
    pool = words.cities if kind == 1 else words.all
    return [
        (record_id(kind, number), pool[number] if kind == 1 and number < len(pool) else " ".join(words.some(2)))
        for number in range(count)
    ]


Made = tuple[UUID, str, str, dict[str, Any]]


def _agreements(words: Words) -> Iterator[Made]:
    start = date(2015, 1, 1)
    for number in range(SOME):
        day = (start + timedelta(days=words.random.randrange(4_000))).isoformat()
        title = f"{words.random.choice(('تفاهم‌نامهٔ', 'توافق‌نامهٔ', 'خواهرخواندگی با'))} {' '.join(words.some(4))}"
        values = {"title_fa": title, "stage": "in_force", "period_calendar": "gregorian"}
        values["signed_on"] = f"{day}/{day} day jalali exact"
        yield record_id(3, number), title, "", values


def _follow_ups(words: Words, count: int, *, links: tuple[list[UUID], list[UUID]]) -> Iterator[Made]:
    start, random = date(2018, 1, 1), words.random
    for number in range(count):
        title, text = words.title(), words.text()
        due = None if number % 11 == 0 else (start + timedelta(days=random.randrange(4_000))).isoformat()
        yield record_id(4, number), title, text, {
            "what": title, "side": _OURS[number % 3 == 0], "state": _STATES[number * 7 % 4], "due_on": due,
            "counterpart": random.choice(links[0]).bytes, "owner_person": random.choice(links[1]).bytes, "evidence": text,
        }  # fmt: skip


def _write(driver: Any, kind: RecordKind, rows: Iterator[Made], *, total: int = 0) -> None:
    done, table, shared = 0, kind.key, _defaults(kind)
    while batch := list(islice(rows, _BATCH)):
        records = [_record(record, n + done, {**shared, **values}) for n, (record, _t, _b, values) in enumerate(batch)]
        _insert(driver, table, records)
        _insert(driver, "record_index", [_index(table, made, number + done) for number, made in enumerate(batch)])
        done += len(batch)
        if total and done % 50_000 == 0:
            sys.stderr.write(f"  {table}: {done:,} of {total:,}\n")


def _insert(driver: Any, table: str, rows: list[dict[str, Any]]) -> None:
    names, places = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" * len(rows[0]))
    driver.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', [tuple(row.values()) for row in rows])


def _at(number: int) -> str:
    return (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _defaults(kind: RecordKind) -> dict[str, Any]:
    found = draft_defaults(kind)
    return {name: int(value) if isinstance(value, bool | int) else str(value) for name, value in found.items()}


def _record(record: UUID, number: int, values: dict[str, Any]) -> dict[str, Any]:
    return {
        **values, "id": record.bytes, "version": 1, "sample": 0, "archived": int(number % 50 == 1),
        "created_at": _at(number), "changed_at": _at(number),
    }  # fmt: skip


def _index(table: str, made: Made, number: int) -> dict[str, Any]:
    record, title, text, _values = made
    folded = tight(title)
    return {
        "id": record.bytes, "kind": table, "title": title, "subtitle": "", "sort_key": sort_key(title), "label": "normal",
        "archived": int(number % 50 == 1), "deleted": 0, "sample": 0, "changed_at": _at(number),
        "body": f"\x1f{text}" if text else "", "tt": folded, "tb": f"{folded}|{tight(text)}" if text else folded,
    }  # fmt: skip


if __name__ == "__main__":
    big_office(int(sys.argv[1])).close()
