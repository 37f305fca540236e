"""A table from a sheet becomes rows of a panel: columns guessed, cells read as people write them, nothing guessed or lost."""

from uuid import UUID

import pytest

from app.core.calendars import Calendar, day_of
from app.core.errors import SafirError
from app.core.moments import Moment
from app.core.money import Money, parse_amount
from app.records.delegation_rows import Gift, GiftDirection
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind
from app.schema.values import Place, Value
from app.services import editing
from app.services.office import Office
from app.services.pasting import MOST_ROWS, Block, BlockTooLarge, NothingToPaste, block_of, map_columns, pasted, unread_line
from app.services.typed_values import READERS, Typed, UnreadWords, value_from_words


def keep(office: Office, kind: str, /, **values: Value) -> UUID:
    return editing.save(office, editing.blank(office, kind, values=values)).id


def fields_of(office: Office, kind: str, *names: str) -> tuple[Field, ...]:
    return tuple(office.catalogue[kind].fields[name] for name in names)


def read(office: Office, kind: str, name: str, words: str) -> Value:
    return value_from_words(Typed(office, office.catalogue[kind].fields[name], words))


def test_every_kind_of_field_can_be_read_from_words() -> None:
    assert set(READERS) == set(FieldKind)


def test_a_block_keeps_cells_of_several_lines_and_loses_blank_edges() -> None:
    text = 'موضوع\t\tخلاصه\r\nهوا\t\t"خط یک\nخط ""دو"""\r\n\t\t\r\n'
    assert block_of(text).rows == (("موضوع", "خلاصه"), ("هوا", 'خط یک\nخط "دو"'))


@pytest.mark.parametrize("text", ['5" لوله\tدو\nسه\tچهار', '"باز\tدو\nسه\tچهار'])
def test_a_quote_that_nobody_closes_is_a_letter(text: str) -> None:
    assert [len(row) for row in block_of(text).rows] == [2, 2]
    assert '"' in block_of(text).rows[0][0]


@pytest.mark.parametrize("text", ["", " \t \r\n\r\n", "\u2068\u2069"])
def test_a_clipboard_without_a_table_is_refused(text: str) -> None:
    with pytest.raises(NothingToPaste):
        block_of(text)


def test_a_table_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(BlockTooLarge) as refused:
        block_of("الف\tب\n" * (MOST_ROWS + 2))
    assert "۵۰۲" in refused.value.message.in_("fa")


@pytest.mark.parametrize("heads", ["موضوع برنامه\tشروع *\tمحل", "Programme item\tSTART\tVenue", "subject\tstarts_at\tplace"])
def test_headings_in_either_language_name_the_columns(office: Office, heads: str) -> None:
    fields = fields_of(office, "itinerary_item", "place", "subject", "starts_at")
    labels = [str(field.label) for field in fields]
    head = heads.replace("موضوع برنامه", labels[1]).replace("شروع", labels[2]).replace("محل", labels[0])
    mapped = map_columns(fields, block_of(f"{head}\nدیدار\t1404/07/15 10:00\tتالار"))
    assert (mapped.fields, mapped.headed) == (("subject", "starts_at", "place"), True)


def test_the_unit_of_a_heading_does_not_matter(office: Office) -> None:
    fields = fields_of(office, "agenda_item", "subject", "minutes_allotted")
    assert map_columns(fields, block_of("دستور\tزمان\nهوا\t۲۰")).headed is True
    assert map_columns(fields, block_of("Time (min)\tAgenda item\n20\tx")).fields == ("minutes_allotted", "subject")


def test_without_headings_columns_follow_the_fields_and_the_first_row_is_a_row(office: Office) -> None:
    fields = fields_of(office, "gift", "item", "value")
    mapped = map_columns(fields, block_of("خاتم\t۲۰۰۰\tزیاد\nقلم\t۳۰۰۰\t"))
    assert (mapped.fields, mapped.headed) == (("item", "value", None), False)


def test_two_columns_are_never_one_field(office: Office) -> None:
    fields = fields_of(office, "gift", "item", "value")
    name = str(fields[0].label)
    assert map_columns(fields, block_of(f"{name}\t{name}\nیک\tدو")).fields == ("item", None)


def test_rows_take_what_the_cells_say_and_keep_their_defaults(office: Office) -> None:
    owner = editing.blank(office, "delegation")
    fields = fields_of(office, "gift", "item", "direction", "value")
    block = block_of("خاتم‌کاری\tدریافتی\t۱٬۲۵۰٫۵۰ یورو\nقلم\t\t۲۰۰۰")
    words = str(GiftDirection.RECEIVED.label)
    block = Block((("خاتم‌کاری", words, "۱٬۲۵۰٫۵۰ یورو"), *block.rows[1:]))
    found = pasted(office, owner, "gifts", block=block, mapped=map_columns(fields, block))
    assert found.unread == ()
    first, second = found.drafts
    assert (first.values["item"], first.values["value"]) == ("خاتم‌کاری", Money(125050, "EUR"))
    assert first[Gift.direction] is GiftDirection.RECEIVED
    assert (second[Gift.direction], second[Gift.value]) == (GiftDirection.GIVEN, Money(2000, "IRR"))


def test_an_unread_cell_is_told_with_row_field_and_reason(office: Office) -> None:
    owner = editing.blank(office, "delegation")
    fields = fields_of(office, "member", "passport_number", "passport_expires_on")
    block = block_of("A1\t1404/12/30\nB2\t1405/12/29")
    found = pasted(office, owner, "members", block=block, mapped=map_columns(fields, block))
    assert [draft.values.get("passport_expires_on") for draft in found.drafts] == [None, day_of(1405, 12, 29, Calendar.JALALI)]
    (unread,) = found.unread
    assert (unread.row, unread.field.name, unread.words) == (1, "passport_expires_on", "1404/12/30")
    assert "ردیف ۱" in unread_line(unread).in_("fa")


def test_a_person_is_found_however_the_name_is_spelt_and_the_post_is_that_of_the_person(office: Office) -> None:
    first, second = (keep(office, "person", name_fa=name) for name in ("کریم علی‌زاده", "لیلا یزدانی"))
    posts = [keep(office, "post", title_fa="شهردار", person=person) for person in (first, second)]
    owner = editing.blank(office, "meeting")
    fields = fields_of(office, "attendee", "person", "post", "side")
    # The post stands before the person in the sheet, and is told apart by the person all the same.
    block = Block((("شهردار", "كريم علي زاده", "ما"), ("شهردار", "لیلا یزدانی", "طرف مقابل")))
    ours, theirs = (str(side) for side in Side)
    block = Block(tuple((post, person, side) for (post, person, _old), side in zip(block.rows, (ours, theirs), strict=True)))
    mapped = map_columns(fields_of(office, "attendee", "post", "person", "side"), block)
    found = pasted(office, owner, "attendees", block=block, mapped=mapped)
    assert found.unread == ()
    assert [draft.values["person"] for draft in found.drafts] == [first, second]
    assert [draft.values["post"] for draft in found.drafts] == posts
    assert [draft.values["side"] for draft in found.drafts] == list(Side)
    assert fields[0].name == "person"


def test_a_name_of_two_records_is_refused_and_so_is_one_of_none(office: Office) -> None:
    for _each in range(2):
        keep(office, "person", name_fa="رضا رضایی")
    for words, said in (("رضا رضایی", "more than one"), ("هیچ‌کس", "no Person")):
        with pytest.raises(UnreadWords) as refused:
            read(office, "attendee", "person", words)
        assert said.casefold() in refused.value.message.in_("en").casefold()


@pytest.mark.parametrize(
    ("kind", "name", "words", "value"),
    [
        ("attendee", "head", "بله", True),
        ("attendee", "head", "no", False),
        ("attendee", "precedence", "۱۲", 12),
        ("itinerary_item", "starts_at", "۱۴۰۴/۰۷/۱۵، ۱۰:۳۰", "2025-10-07T10:30"),
        ("counterpart", "location", "35.5° N, 51.25 W", Place(35.5, -51.25)),
        ("counterpart", "location", "۳۵٫۵, ۵۱٫۲۵", Place(35.5, 51.25)),
    ],
)
def test_words_of_many_kinds(office: Office, kind: str, name: str, words: str, value: Value) -> None:
    if name == "location":
        name = next(field.name for field in office.catalogue[kind].of_kind(FieldKind.PLACE))
    found = read(office, kind, name, words)
    assert (f"{found.wall:%Y-%m-%dT%H:%M}" if isinstance(found, Moment) else found) == value


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("attendee", "head", "شاید"),
        ("attendee", "side", "بی‌طرف"),
        ("gift", "value", "ده یورو"),
        ("gift", "value", "12 تومان"),
        ("counterpart", "place", "95, 10"),
        ("counterpart", "place", "35 شرقی, 51 شمالی"),
        ("itinerary_item", "starts_at", "فردا"),
    ],
)
def test_what_does_not_fit_is_refused_in_both_languages(office: Office, kind: str, name: str, words: str) -> None:
    if name == "place" and kind == "counterpart":
        name = next(field.name for field in office.catalogue[kind].of_kind(FieldKind.PLACE))
    with pytest.raises(UnreadWords) as refused:
        read(office, kind, name, words)
    assert refused.value.message.in_("fa") != refused.value.message.in_("en")


def test_several_names_in_one_cell_are_several_links(office: Office) -> None:
    cities = tuple(keep(office, "counterpart", name_fa=name, kind="city") for name in ("آنکارا", "سئول، پایتخت"))
    assert read(office, "meeting", "counterparts", "سئول، پایتخت") == cities[1:]
    with pytest.raises(UnreadWords):
        read(office, "meeting", "counterparts", "آنکارا؛ پاریس")
    other = keep(office, "counterpart", name_fa="باکو", kind="city")
    assert read(office, "meeting", "counterparts", "باکو؛ آنکارا; باکو") == (other, cities[0])


@pytest.mark.parametrize(
    ("words", "money"),
    [
        ("۱٬۲۵۰٫۵۰ یورو", Money(125050, "EUR")), ("EUR 1,250.50", Money(125050, "EUR")), ("€ 20", Money(2000, "EUR")),
        ("12 usd", Money(1200, "USD")), ("-5 ریال", Money(-5, "IRR")), ("3 رئال", Money(300, "BRL")), ("500", Money(500, "IRR")),
        ("۷ ليره ترکیه", Money(700, "TRY")),
    ],
)  # fmt: skip
def test_an_amount_may_carry_its_currency_on_either_side(words: str, money: Money) -> None:
    assert parse_amount(words) == money


@pytest.mark.parametrize("words", ["یورو", "EUR 5 USD", "1.5.0 EUR", "", "12.505 EUR"])
def test_what_is_no_amount_is_refused(words: str) -> None:
    with pytest.raises(SafirError):
        parse_amount(words)


def test_nothing_is_written(office: Office) -> None:
    owner: Draft = editing.blank(office, "delegation")
    block = block_of("خاتم\tقلم")
    pasted(office, owner, "gifts", block=block, mapped=map_columns(fields_of(office, "gift", "item"), block))
    assert owner.rows["gifts"] == []
