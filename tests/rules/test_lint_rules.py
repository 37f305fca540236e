"""The sensitivity lint."""

from datetime import date, timedelta

from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.rules.labels import Confidentiality
from app.rules.lint import (
    Personal,
    confidential_point,
    expired_agreement,
    former_post,
    labelled_item,
    lint_summary,
    personal_data,
    personal_in,
    uncleared_item,
)

TODAY = date(2026, 11, 23)
TODAY_EXACT, YESTERDAY = PartialDate.of_day(TODAY), PartialDate.of_day(TODAY - timedelta(days=1))


def test_a_former_post_is_noticed_from_the_day_after_it_ended() -> None:
    found = former_post("Kim", "mayor", until=YESTERDAY, today=TODAY)
    assert found is not None
    assert strip_isolates(found.fact.in_("en")) == "Kim has not been mayor since 22 November 2026."
    assert former_post("Kim", "mayor", until=TODAY_EXACT, today=TODAY) is None
    assert former_post("Kim", "mayor", until=None, today=TODAY) is None


def test_an_expired_agreement_is_noticed() -> None:
    assert expired_agreement("Ankara", expired_on=YESTERDAY, today=TODAY) is not None
    assert expired_agreement("Ankara", expired_on=TODAY_EXACT, today=TODAY) is None
    assert expired_agreement("Ankara", expired_on=None, today=TODAY) is None


def test_the_summary_counts_the_points() -> None:
    points = [confidential_point(3), uncleared_item("Loan")]
    assert lint_summary(points).in_("en") == "2 points before printing: this paper is for the other side."
    assert points[0].fact.in_("en") == "Item 3 is confidential and does not come into this paper."
    assert strip_isolates(points[1].fact.in_("en")) == "The item “Loan” has no clearance yet."


def test_an_override_silences_one_finding_and_not_the_rule() -> None:
    first, second = uncleared_item("Loan"), uncleared_item("Metro")
    assert first.rule == second.rule
    assert first.why.in_("fa") != second.why.in_("fa")
    assert first.overridable


def test_an_item_above_normal_that_the_ceiling_lets_through_is_told_with_its_label() -> None:
    found = labelled_item("وام مترو", Confidentiality.SECRET)
    assert strip_isolates(found.fact.in_("fa")) == "«وام مترو» طبقه‌بندی «خیلی محرمانه» دارد و در این برگه آمده است."


def test_personal_data_are_found_in_either_digits() -> None:
    text = "تلفن ۰۲۱-۵۵۶۰ ۱۲۳۴، همراه 09121234567، +82 (2) 2133-6114، a.kim@seoul.go.kr، گذرنامه K12345678، کد ۰۰۸۴۵۷۵۹۴۸"
    assert [(found.what, found.said) for found in personal_in(text)] == [
        (Personal.NATIONAL_CODE, "0084575948"),
        (Personal.EMAIL, "a.kim@seoul.go.kr"),
        (Personal.TELEPHONE, "021-5560 1234"),
        (Personal.TELEPHONE, "09121234567"),
        (Personal.TELEPHONE, "+82 (2) 2133-6114"),
        (Personal.PASSPORT, "K12345678"),
    ]


def test_dates_amounts_and_letter_numbers_are_not_personal() -> None:
    text = "۱۴۰۵/۰۹/۰۲ · 2026-11-23 · نامهٔ ۱۴۰۵/۱۲۳/۴۵۶۷۸۹۰ · ۱۲٬۵۰۰٬۰۰۰ ریال · 1234567890 · 1111111111 · MoU-2019/12 · ٪۳۵ · ۰۵"
    assert list(personal_in(text)) == []


def test_a_datum_told_twice_is_found_once() -> None:
    assert len(list(personal_in("a@b.ir a@b.ir"))) == 1


def test_personal_data_name_their_owner_where_he_is_known() -> None:
    whose = personal_data(Personal.TELEPHONE, "+82 2 2133 6114", person="Kim")
    assert strip_isolates(whose.fact.in_("en")) == "The paper tells a telephone number of Kim: +82 2 2133 6114"
    nobodys = personal_data(Personal.DIET, "گیاهی")
    assert strip_isolates(nobodys.fact.in_("fa")) == "در این برگه رژیم غذایی آمده است: گیاهی"
