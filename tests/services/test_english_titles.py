"""Records are called by their English title where English is spoken and one is written down, else by the Persian one."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from app.core.i18n import speaking
from app.schema.values import Value
from app.services import editing, listing
from app.services.list_query import ListQuery
from app.services.office import Office
from app.services.search import find
from app.services.titles import titles


def keep(office: Office, kind: str, /, **values: Value) -> UUID:
    return editing.save(office, editing.blank(office, kind, values=values)).id


@pytest.fixture
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_every_kind_that_names_itself_twice_says_so(office: Office) -> None:
    named = {kind.key: kind.english_title.name for kind in office.catalogue if kind.english_title and not kind.is_list}
    assert named == {"counterpart": "name_en", "person": "name_latin", "post": "title_en", "agreement": "title_en"}


def test_titles_are_english_where_there_is_one(office: Office) -> None:
    city = keep(office, "counterpart", name_fa="آنکارا", name_en="Ankara", kind="city")
    other = keep(office, "counterpart", name_fa="باکو", kind="city")
    found = titles(office, (city, other), lang="en")
    assert (found[city].title, found[other].title) == ("Ankara", "باکو")
    assert titles(office, (city,), lang="fa")[city].title == "آنکارا"


@pytest.mark.usefixtures("english")
def test_the_first_column_of_a_list_shows_and_names_the_english_title(office: Office) -> None:
    keep(office, "agreement", title_fa="الف", title_en="Memorandum")
    keep(office, "agreement", title_fa="ب")
    query = ListQuery("agreement", columns=("title_fa", "register_number"), sort="title_fa")
    assert [row.values[0] for row in listing.first_rows(office, query)] == ["Memorandum", "ب"]
    assert str(listing.column_field(office, "agreement", "title_fa").label) == "English title"
    with speaking("fa"):
        assert [row.values[0] for row in listing.first_rows(office, query)] == ["الف", "ب"]


@pytest.mark.usefixtures("english")
def test_a_hit_is_called_by_its_english_title_with_the_persian_one_beneath(office: Office) -> None:
    keep(office, "person", name_fa="هان دونگ‌هیون", name_latin="Han Dong-hyun")
    (hit,) = find(office, "هان")
    assert (hit.title, hit.snippet) == ("Han Dong-hyun", "هان دونگ‌هیون")
    assert hit.snippet_marks
    (hit,) = find(office, "dong")
    assert hit.title == "Han Dong-hyun"
    assert hit.title_marks
