"""Every kind of value reads as an officer would write it, in either language."""

from datetime import date
from uuid import uuid4

from app.core.i18n import Language, _
from app.core.moments import Moment, parse_moment
from app.core.money import Money
from app.core.partial_dates import parse_partial
from app.core.text import FSI, LRI, PDI, strip_isolates
from app.rules.labels import Confidentiality
from app.schema.choices import Labelled
from app.schema.fields import Field, FieldKind
from app.schema.values import FileRef, Place, Value
from app.services.editing import blank, save
from app.services.office import Office
from app.services.wording import WORDS, Wording, cell_text, cells, word


class Colour(Labelled):
    """A vocabulary of this test."""

    RED = "red", _("Council")


def said(kind: FieldKind, value: Value, lang: Language = "fa", **options: object) -> str:
    field = Field(kind, _("Title"), name="x", **options)  # type: ignore[arg-type]
    return word(field, value, wording=Wording(lang, zone="Asia/Tehran"))


def test_every_kind_of_field_has_words() -> None:
    assert set(WORDS) == set(FieldKind)


def test_nothing_is_an_empty_text() -> None:
    assert [said(kind, None) for kind in FieldKind] == [""] * len(FieldKind)


def test_days_stand_short_in_tables() -> None:
    assert said(FieldKind.DAY, date(2026, 11, 23)) == "۱۴۰۵/۰۹/۰۲"
    assert said(FieldKind.DAY, date(2026, 11, 23), "en") == "2026-11-23"
    assert said(FieldKind.DAY, parse_partial("1402-05"), partial=True) == "۱۴۰۲/۰۵"


def test_a_moment_elsewhere_names_its_zone() -> None:
    here = parse_moment("2026-01-01T09:00:00+03:30", office_zone="Asia/Tehran")
    assert said(FieldKind.MOMENT, here) == "۱۴۰۴/۱۰/۱۱، ۰۹:۰۰"
    there = Moment(here.at("Asia/Dubai"), "Asia/Dubai")
    assert said(FieldKind.MOMENT, there) == f"۱۴۰۴/۱۰/۱۱، ۰۹:۳۰\u00a0{FSI}دبی{PDI}"


def test_money_carries_its_unit() -> None:
    assert said(FieldKind.AMOUNT, Money(125050, "EUR")) == "۱٬۲۵۰٫۵۰ یورو"
    assert said(FieldKind.AMOUNT, Money(125050, "EUR"), "en") == "1,250.50 EUR"


def test_figures_and_answers() -> None:
    assert said(FieldKind.INTEGER, 8500000) == "۸٬۵۰۰٬۰۰۰"
    assert strip_isolates(said(FieldKind.RATING, 4)) == "۴ از ۵"
    assert (said(FieldKind.YES_NO, True), said(FieldKind.YES_NO, False)) == ("بله", "خیر")
    assert said(FieldKind.YES_NO, True, "en") == "Yes"


def test_latin_text_and_codes_are_isolated_in_persian() -> None:
    assert said(FieldKind.TEXT, "Ankara") == f"{FSI}Ankara{PDI}"
    assert said(FieldKind.TEXT, "آنکارا") == "آنکارا"
    assert said(FieldKind.TEXT, "آنکارا", "en") == f"{FSI}آنکارا{PDI}"
    assert said(FieldKind.TEXT, "12/b", code=True) == f"{LRI}12/b{PDI}"
    assert said(FieldKind.CONTACT, "+98 21 5555\na@b.ir") == f"{LRI}+98 21 5555{PDI}\n{LRI}a@b.ir{PDI}"
    assert said(FieldKind.LONG_TEXT, "یک\nTwo") == f"یک\n{FSI}Two{PDI}"


def test_choices_speak_their_label() -> None:
    assert said(FieldKind.CHOICE, "red", "en", choices=Colour) == "Council"
    assert said(FieldKind.CHOICE, Confidentiality.SECRET, "en", choices=Confidentiality) == "Secret"


def test_places_and_files() -> None:
    assert strip_isolates(said(FieldKind.PLACE, Place(35.6892, 51.389), "en")) == "35.6892° north, 51.389° east"
    assert strip_isolates(said(FieldKind.FILE, FileRef("ab", "scan.pdf", 1, "application/pdf"))) == "scan.pdf"


def test_links_read_as_titles(office: Office) -> None:
    item = save(office, blank(office, "tag", values={"code": "metro", "label_fa": "مترو", "label_en": "Metro"})).id
    field = office.catalogue["counterpart"].fields["tags"]
    assert cell_text(office, field, (item,), lang="fa") == "مترو"
    assert cell_text(office, field, (item,), lang="en") == "Metro"
    assert cells(office, [(field, (item, item)), (field, (uuid4(),))], lang="en") == ("Metro, Metro", "(name not found)")
