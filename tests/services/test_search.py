"""Search: what is found, in which order, and what is shown of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.folding import Matcher
from app.core.i18n import speaking
from app.core.moments import Moment
from app.records.counterpart import CounterpartKind
from app.schema.draft import Draft
from app.schema.values import Value
from app.services import changing
from app.services.editing import blank, blank_row, save
from app.services.listing import ListQuery, first_rows, handles
from app.services.listing import _chosen as chosen
from app.services.office import Office
from app.services.search import Hit, find, find_stream, recent, suggest
from app.services.snippets import snippet_of
from app.services.sql_functions import own_text, prepare
from app.store.errors import Cancelled


def add(office: Office, kind_key: str, /, **values: Value) -> UUID:
    """Save one record."""
    return save(office, blank(office, kind_key, values=values)).id


def titles(hits: tuple[Hit, ...]) -> list[str]:
    """Give the titles of hits."""
    return [hit.title for hit in hits]


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> list[str]:
    """Cut the marked places out of a text."""
    return [text[start:end] for start, end in marks]


def test_joined_split_and_arabic_spellings_find_one_another(office: Office) -> None:
    add(office, "follow_up", what="همکاری بین‌المللی شهرها")
    for text in ("بین‌المللی", "بین المللی", "بینالمللی", "بين‌المللي", "بیـن‌المَلَلی"):
        assert titles(find(office, text)) == ["همکاری بین‌المللی شهرها"]


def test_a_hit_begins_where_a_word_begins(office: Office) -> None:
    add(office, "follow_up", what="معرفی مسئول پیگیری")
    assert find(office, "سئول") == ()


def test_titles_stand_before_texts_and_whole_titles_first(office: Office) -> None:
    add(office, "counterpart", name_fa="تهران", kind=CounterpartKind.CITY)
    add(office, "follow_up", what="سفر به تهران")
    add(office, "follow_up", what="تهران و همسایگان")
    add(office, "follow_up", what="نامه", evidence="از تهران رسید")
    assert titles(find(office, "تهران")) == ["تهران", "تهران و همسایگان", "سفر به تهران", "نامه"]


def test_the_newest_stands_first_among_equals(office: Office) -> None:
    for number in range(3):
        add(office, "follow_up", what=f"پیگیری نامهٔ {number}")
    assert titles(find(office, "نامهٔ"))[0] == "پیگیری نامهٔ 2"


def test_an_old_title_is_found_behind_many_new_texts(office: Office) -> None:
    add(office, "person", name_fa="سارا کریمی")
    drafts = [blank(office, "follow_up", values={"what": f"کار {n}", "notes": "با سارا کریمی"}) for n in range(60)]
    for draft in drafts:
        save(office, draft)
    hits = find(office, "سارا کریمی", limit=10)
    assert hits[0].title == "سارا کریمی"
    assert len(hits) == 10


def test_all_words_must_be_there_in_any_order(office: Office) -> None:
    add(office, "follow_up", what="بازدید از موزه", evidence="عکس‌های برج میلاد")
    assert len(find(office, "میلاد موزه")) == 1
    assert find(office, "میلاد بوستان") == ()


def test_short_words_narrow_the_result(office: Office) -> None:
    add(office, "follow_up", what="جلسهٔ ۲۷ مرداد")
    add(office, "follow_up", what="جلسهٔ ۲۸ مرداد")
    assert titles(find(office, "27 مرداد")) == ["جلسهٔ ۲۷ مرداد"]


def test_short_words_alone_find_titles_by_their_beginning_and_new_records(office: Office) -> None:
    add(office, "person", name_fa="آب‌گون راد")
    add(office, "follow_up", what="گزارش آب و برق")
    add(office, "follow_up", what="تهیهٔ نامه")
    assert titles(find(office, "اب")) == ["آب‌گون راد", "گزارش آب و برق"]
    assert titles(find(office, "ته")) == ["تهیهٔ نامه"]


def test_a_hit_in_a_child_row_shows_its_owner_and_the_name_of_the_panel(office: Office) -> None:
    wall = datetime.fromisoformat("2025-10-07T10:00")
    draft = blank(office, "meeting", values={"subject": "دیدار کاری", "starts_at": Moment(wall, "Asia/Tehran")})
    row: Draft = blank_row(office, draft, panel="agenda")
    row.values["subject"] = "ترافیک خیابان ولی‌عصر"
    draft.rows["agenda"].append(row)
    meeting = save(office, draft).id
    (hit,) = find(office, "ولی عصر")
    assert (hit.kind, hit.id, hit.title) == ("meeting", meeting, "دیدار کاری")
    assert hit.panel is not None
    assert hit.panel.msgid == "Agenda"
    assert marked(hit.snippet, hit.snippet_marks) == ["ولی‌عصر"]


def test_marks_lie_on_the_texts_as_typed(office: Office) -> None:
    add(office, "follow_up", what="پیگیریِ توافق‌نامه", evidence="متن " * 60 + "نسخهٔ تَوافُق نامه امضا شد. " + "پایان " * 60)
    (hit,) = find(office, "توافقنامه")
    assert marked(hit.title, hit.title_marks) == ["توافق‌نامه"]
    found = snippet_of(Matcher("امضا"), "\x1f" + "متن " * 60 + "نسخه امضا شد. " + "پایان " * 60)
    assert marked(found.text, found.marks) == ["امضا"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) < 160


def test_the_piece_of_a_long_text_is_found_without_reading_on_to_its_end() -> None:
    read = []
    body = "\x1f" + "متن " * 10_000 + "نسخه امضا شد. " + "پایان امضا " * 60_000
    found = snippet_of(Matcher("امضا"), body, heed=lambda: read.append(1))
    assert marked(found.text, found.marks)[0] == "امضا"
    assert found.text.endswith("…")
    assert len(found.text) < 160
    assert len(read) <= 6


@pytest.mark.parametrize("far", range(19_000, 20_500, 23))
def test_words_are_shown_wherever_they_stand_in_a_long_text(far: int) -> None:
    body = "\x1f" + ("متن " * 6_000)[:far].rstrip() + " نشست بین‌المللی شهرها " + "پایان " * 4_000
    found = snippet_of(Matcher("بین المللی شهر"), body)
    assert marked(found.text, found.marks) == ["بین‌المللی شهر"]


SPELLINGS = (
    ("هیئت", "هیأت", "هیات"), ("مسئول", "مسؤول", "مسوول"), ("مسئله", "مسأله", "مساله", "مسائل"), ("جرئت", "جرأت", "جرات"),
    ("شئون", "شؤون", "شوون"), ("رئوس", "رؤوس", "رووس"), ("گفت‌وگو", "گفتگو", "گفت و گو", "گفتوگو"),
    ("جست‌وجو", "جستجو", "جست و جو"), ("شست‌وشو", "شستشو", "شست و شو"), ("اتاق", "اطاق"), ("بلیت", "بلیط"),
    ("امپراتوری", "امپراطوری"), ("اتریش", "اطریش"), ("سؤال", "سئوال", "سوال"), ("نشئت", "نشأت"),
)  # fmt: skip


@pytest.mark.parametrize("words", SPELLINGS)
def test_a_word_is_found_in_each_of_its_spellings(office: Office, words: tuple[str, ...]) -> None:
    add(office, "follow_up", what="نامه‌ای دیگر")
    first = {add(office, "follow_up", what=f"{stored} مدیره") for stored in words}
    later = {add(office, "follow_up", what=f"دیدار با {stored} مدیره") for stored in words}
    inside = {add(office, "follow_up", what="نامه", evidence=f"نخست {stored} مدیره") for stored in words}
    for typed in words:
        for query in (typed, f"{typed} مدیره", f"مدیره {typed}", f"{typed} مدی"):
            assert {hit.id for hit in find(office, query)} == {*first, *later, *inside}, query
        assert {hit.id for hit in find(office, f"دیدار با {typed}")} == later
        assert {row.id for row in first_rows(office, listed(f"دیدار {typed}"))} == later
        assert all(hit.title_marks or hit.snippet_marks for hit in find(office, typed))


def test_deleted_records_are_not_found_and_archived_ones_are(office: Office) -> None:
    gone = add(office, "follow_up", what="پیگیری زاهدان")
    away = add(office, "follow_up", what="نامهٔ زاهدان")
    changing.delete(office, "follow_up", [gone])
    changing.archive(office, "follow_up", [away], archived=True)
    (hit,) = find(office, "زاهدان")
    assert hit.archived
    assert hit.id == away


def test_one_kind_may_be_asked_for(office: Office) -> None:
    add(office, "person", name_fa="پاریس صادقی")
    add(office, "follow_up", what="سفر پاریس")
    assert [hit.kind for hit in find(office, "پاریس", kind="person")] == ["person"]


def test_items_of_lists_stand_behind_records(office: Office) -> None:
    add(office, "follow_up", what="نامهٔ نروژ")
    add(office, "country", code="no", label_fa="نروژ")
    assert titles(find(office, "نروژ")) == ["نامهٔ نروژ", "نروژ"]
    assert titles(find(office, "نروژ", kind="country")) == ["نروژ"]


def test_the_records_changed_last_are_given_when_asked_for(office: Office) -> None:
    for number, name in enumerate(("الف", "ب", "پ")):
        with frozen_at(datetime(2025, 10, 7, 9, number, tzinfo=UTC)):
            add(office, "person", name_fa=name)
    add(office, "tag", code="t", label_fa="برچسب")
    assert titles(recent(office, limit=2)) == ["پ", "ب"]
    assert titles(recent(office, kind="tag")) == ["برچسب"]


@pytest.mark.parametrize("text", ["", "  ", "!!!", ".", "%", "؟", "«»", "\u200c", "…", "🙂"])
def test_a_text_without_letters_finds_nothing(office: Office, text: str) -> None:
    add(office, "person", name_fa="ناهید")
    assert find(office, text) == ()
    assert find(office, text, kind="person") == ()
    assert list(find_stream(office, text)) == [()]
    assert titles(suggest(office, "person", text)) == ([] if text.strip() else ["ناهید"])


def test_the_answer_grows_and_its_beginning_stays(office: Office) -> None:
    add(office, "follow_up", what="نامه به مشهد")
    add(office, "follow_up", what="نامه", evidence="سفر مشهد")
    parts = list(find_stream(office, "مشهد"))
    assert titles(parts[0]) == ["نامه به مشهد"]
    assert parts[-1][:1] == parts[0]
    assert parts[-1] == find(office, "مشهد")


def test_a_cancelled_search_stops(office: Office) -> None:
    add(office, "follow_up", what="نامه به مشهد")
    with pytest.raises(Cancelled):
        find(office, "مشهد", cancelled=lambda: True)
    assert find(office, "مشهد", cancelled=lambda: False)


@pytest.mark.parametrize("look", [find, lambda office, text, cancelled: handles(office, listed(text), cancelled=cancelled)])
def test_a_newer_letter_stops_the_judging_of_what_was_read(office: Office, look: Callable[..., object]) -> None:
    for number in range(40):
        add(office, "follow_up", what=f"نامهٔ {number}", evidence="از مشهد رسید")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    with pytest.raises(Cancelled):
        look(office, "مشهد", cancelled=cancelled)
    assert asked == 21


def listed(text: str) -> ListQuery:
    """Ask for the follow-ups with a text."""
    return ListQuery("follow_up", text=text)


def test_a_link_is_offered_by_name_and_recent_ones_first(office: Office) -> None:
    for number, name in enumerate(("کرج", "کرمان", "کراکوف")):
        with frozen_at(datetime(2025, 10, 7, 9, number, tzinfo=UTC)):
            add(office, "counterpart", name_fa=name, kind=CounterpartKind.CITY)
    add(office, "person", name_fa="کرامت")
    assert titles(suggest(office, "counterpart", "")) == ["کراکوف", "کرمان", "کرج"]
    assert set(titles(suggest(office, "counterpart", "ک"))) == {"کراکوف", "کرمان", "کرج"}
    assert titles(suggest(office, "counterpart", "كرم")) == ["کرمان"]
    assert len(suggest(office, "counterpart", "", limit=2)) == 2


def test_archived_records_are_offered_last(office: Office) -> None:
    old = add(office, "person", name_fa="رضا")
    add(office, "person", name_fa="رضا امینی")
    changing.archive(office, "person", [old], archived=True)
    assert titles(suggest(office, "person", "رضا")) == ["رضا امینی", "رضا"]


def test_items_of_lists_are_named_in_the_language_spoken(office: Office) -> None:
    add(office, "country", code="no", label_fa="نروژ", label_en="Norway")
    with speaking("en"):
        (hit,) = find(office, "norway")
    assert marked(hit.title, hit.title_marks) == ["Norway"]


@pytest.mark.parametrize("text", ["%", "_", '"', "' OR 1=1", "*", "AND", "NEAR(", "\x00", "‌", "…", "|", "a" * 5000, "؟!", "🙂"])
def test_no_query_breaks_the_search(office: Office, text: str) -> None:
    add(office, "follow_up", what="نامه 100% a")
    with suppress(Cancelled):
        assert isinstance(find(office, text), tuple)
        assert isinstance(suggest(office, "person", text), tuple)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give an office with some thousand records of the benchmarks."""
    from tests.benchmarks.data import fill, office_of

    made = office_of(tmp_path_factory.mktemp("large") / "store", fresh=True)
    fill(made, 2_000)
    yield made
    made.close()


def test_words_of_a_list_lead_to_its_rows_and_not_each_row_to_all_words(large: Office) -> None:
    asked = listed("شهر")
    with large.store.reading() as session:
        prepare(session.connection(), text=asked.text)
        sql = str(chosen(large, asked, every=True).compile(session.connection(), compile_kwargs={"literal_binds": True}))
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql.replace('%%', '%')}").all()
    steps = [str(step[-1]) for step in plan]
    assert steps[0] == "SEARCH record_index USING INTEGER PRIMARY KEY (rowid=?)"
    assert any(step.startswith("SEARCH follow_up USING INDEX") and step.endswith("(id=?)") for step in steps)
    assert len(handles(large, asked)) > 500


def test_all_that_must_match_is_found(large: Office) -> None:
    with large.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT id, title, body, tb FROM record_index").all()
    pages = [(UUID(bytes=record), title, own_text(body), folded) for record, title, body, folded in rows]
    wanted = found = 0
    for text in ("دماوند", "توافق‌نامه تهران", "بین المللی", "محیط زیست شهری", "ژاپنی", "نقشه راه", "سفر هیئت", "شهرهای", "قزوین"):
        matcher = Matcher(text)
        must = {record for record, title, body, folded in pages if matcher.rank(title, body, folded=folded) is not None}
        have = {hit.id for hit in find(large, text, limit=5_000)}
        wanted += len(must)
        found += len(must & have)
        assert have <= must
    assert wanted > 300
    assert found / wanted >= 0.97
