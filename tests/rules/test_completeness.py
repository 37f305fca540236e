"""How complete a record is."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import plain
from app.rules.completeness import Part, completeness_of


def test_a_record_that_asks_for_nothing_is_complete() -> None:
    assert completeness_of([]).percent == 100


def test_weightier_parts_count_more_and_are_missed_first() -> None:
    found = completeness_of(
        [
            Part(plain("photo"), filled=False),
            Part(plain("name"), filled=True, weight=3),
            Part(plain("rank"), filled=False, weight=2),
        ]
    )
    assert found.percent == 50
    assert [str(name) for name in found.missing] == ["rank", "photo"]


def test_the_hint_says_the_figure() -> None:
    assert (
        completeness_of([Part(plain("a"), filled=True), Part(plain("b"), filled=False)]).hint.in_("en").startswith("50% complete")
    )


PARTS = st.lists(st.builds(Part, st.just(plain("part")), st.booleans(), st.integers(1, 9)))


@given(PARTS)
def test_a_hundred_means_that_nothing_is_missing(parts: list[Part]) -> None:
    found = completeness_of(parts)
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) is (not found.missing)
