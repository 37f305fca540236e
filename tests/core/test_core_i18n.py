"""Texts that are translated when shown."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.core.i18n import Text, _, _c, _n, catalogues_in, is_rtl, language, plain, speaking, use_language
from app.core.money import Money
from app.core.text import FSI, PDI, isolate

SAVE, OPEN, LATE, HELLO = "Save", "Open", "{n} days late", "Hello {name}, {name}"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[None]:
    fa = Catalog(locale="fa")
    fa.add(SAVE, "ذخیره")
    fa.add(OPEN, "گشودن", context="menu")
    fa.add(OPEN, "باز", context="state")
    fa.add((LATE, LATE), ("{n} روز دیرکرد",))
    fa.add(HELLO, "درود بر {name}، {other}")
    folder = tmp_path / "fa/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, fa)
    with catalogues_in(tmp_path):
        yield


@pytest.mark.usefixtures("catalogue")
class TestWithACatalogue:
    def test_a_text_speaks_the_language_of_the_moment(self) -> None:
        text = _(SAVE)
        assert str(text) == f"{text}" == "ذخیره"
        use_language("en")
        assert (str(text), language(), is_rtl()) == ("Save", "en", False)

    def test_context_tells_equal_words_apart(self) -> None:
        assert (str(_c("menu", OPEN)), str(_c("state", OPEN))) == ("گشودن", "باز")
        assert _c("state", OPEN).in_("en") == "Open"

    def test_the_number_chooses_the_form(self) -> None:
        text = _n("{n} day late", LATE, 12)
        assert (text.in_("en"), _n("{n} day late", LATE, 1).in_("en")) == ("12 days late", "1 day late")
        assert str(_n(LATE, LATE, 3)) == "۳ روز دیرکرد"

    def test_a_place_without_a_value_stays_as_it_is(self) -> None:
        assert str(_(HELLO).format(name="Li")) == f"درود بر {FSI}Li{PDI}، {{other}}"

    def test_another_language_is_spoken_in_one_thread_only(self) -> None:
        heard = []
        with speaking("en"):
            thread = Thread(target=lambda: heard.append(language()))
            thread.start()
            thread.join()
            assert str(_(SAVE)) == "Save"
        assert (heard, str(_(SAVE))) == (["fa"], "ذخیره")

    def test_the_empty_message_is_empty(self) -> None:
        assert str(_("")) == ""


def test_without_a_catalogue_ids_are_english(tmp_path: Path) -> None:
    with catalogues_in(tmp_path):
        assert str(_("Nothing here")) == "Nothing here"


def test_values_are_written_as_the_language_writes_them() -> None:
    text = plain("") and Text("{a} {b} {c} {d} {e} {f}").format(
        a=12345, b=Decimal("1.5"), c=date(2026, 11, 23), d=_("x {n}").format(n=2), e=Money(100, "EUR"), f=isolate("Z")
    )
    assert text.in_("fa") == f"۱۲٬۳۴۵ ۱٫۵ ۲ آذر ۱۴۰۵ x ۲ ۱٫۰۰ یورو {FSI}Z{PDI}"
    assert text.in_("en") == f"12,345 1.5 23 November 2026 x 2 1.00 EUR {FSI}Z{PDI}"


def test_braces_in_the_words_of_a_user_mean_nothing() -> None:
    assert str(plain("{name}").format(name="x")) == "{name}"
    assert str(_("{a}").format(a=plain("{a}"))) == "{a}"


def test_places_are_filled_one_after_the_other() -> None:
    text = _("{a}{b}").format(a=1)
    assert (text.in_("en"), text.format(b=2).in_("en")) == ("1{b}", "12")


def test_a_persian_message_may_ask_for_the_ezafe_of_a_noun() -> None:
    agreement = _("New {kind}").format(kind=_("Agreement"))
    assert agreement.in_("fa") == "توافق‌نامهٔ جدید"
    assert agreement.in_("en") == "New Agreement"
