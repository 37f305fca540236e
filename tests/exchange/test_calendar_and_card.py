"""The programme of a trip as iCalendar and a person as a vCard, read back with their libraries."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import vobject
from icalendar import Calendar
from typing_extensions import override

from app.core.file_work import FileWork, doing_with
from app.core.i18n import Language
from app.core.moments import Moment
from app.exchange.calendar_out import write_calendar
from app.exchange.card_out import write_card
from app.exchange.errors import FileNotWritten
from app.rules.labels import Confidentiality
from app.services import editing, sample_pictures
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office
from app.services.paper_source import AboveCeiling

Add = Callable[..., UUID]
NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
LONG = "دیدار با مدیرکل اقلیم و محیط زیست شهرداری، دربارهٔ پایش برخط ذرات معلق؛ با بازدید از مرکز پایش و سخنرانی کوتاه"


def trip(office: Office, *items: dict[str, Any], **values: Any) -> UUID:
    """Add a trip to Seoul with its programme."""
    head = {"title": "سفر به سئول", "direction": "outgoing", "city": "سئول", "place_zone": "Asia/Seoul"}
    days = {"starts_on": date(2025, 12, 5), "ends_on": date(2025, 12, 8)}
    draft = editing.blank(office, "delegation", values={**head, **days, **values})
    draft.rows["itinerary"] = [editing.blank(office, "itinerary_item", values=item) for item in items]
    return editing.save(office, draft).id


def seoul(text: str) -> Moment:
    """Give a moment in Seoul."""
    return Moment(datetime.fromisoformat(text), "Asia/Seoul")


def read(path: Path) -> tuple[Any, list[Any]]:
    """Read a calendar back: itself and its events."""
    calendar = Calendar.from_ical(path.read_bytes())
    return calendar, list(calendar.walk("VEVENT"))


def calendar_of(
    office: Office, record: UUID, path: Path, *, lang: Language = "fa", ceiling: Confidentiality = SECRET
) -> list[Any]:
    write_calendar(office, record, path, lang=lang, ceiling=ceiling)
    return read(path)[1]


def test_every_item_stands_in_the_time_of_its_place(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": LONG, "starts_at": seoul("2025-12-06T10:00"), "ends_at": seoul("2025-12-06T11:30"),
                           "place": "شهرداری، تالار; دیدار", "dress": "رسمی"})  # fmt: skip
    path = tmp_path / "t.ics"
    whole, event = calendar_of(office, record, path)
    assert str(event["summary"]) == LONG
    assert str(event["location"]) == "شهرداری، تالار; دیدار"
    assert event["dtstart"].params["TZID"] == "Asia/Seoul"
    assert event.decoded("dtstart").isoformat() == "2025-12-06T10:00:00+09:00"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)
    assert whole.decoded("dtstart") == date(2025, 12, 5)
    assert whole.decoded("dtend") == date(2025, 12, 9)
    assert str(whole["transp"]) == "TRANSPARENT"
    zones = [str(zone["tzid"]) for zone in read(path)[0].walk("VTIMEZONE")]
    assert zones == ["Asia/Seoul"]


def test_tehran_time_stands_in_the_description_also_on_another_day(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": "شام", "starts_at": seoul("2025-12-06T02:00"), "ends_at": seoul("2025-12-06T03:00")})
    told = str(calendar_of(office, record, tmp_path / "t.ics")[1]["description"])
    assert "به وقت تهران: ۱۴ آذر ۱۴۰۴، ۲۰:۳۰–۲۱:۳۰" in told
    assert "به وقت محل: ۱۵ آذر ۱۴۰۴، ۰۲:۰۰–۰۳:۰۰" in told
    english = str(calendar_of(office, record, tmp_path / "e.ics", lang="en")[1]["description"])
    assert "Tehran time: 5 December 2025, 20:30–21:30" in english
    assert not set("\u2066\u2067\u2068\u2069") & set(told + english)


def test_persian_is_folded_by_whole_letters(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": LONG * 3, "starts_at": seoul("2025-12-06T10:00"), "notes": LONG * 5})
    path = tmp_path / "t.ics"
    calendar_of(office, record, path)
    for line in path.read_bytes().split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_an_item_without_a_time_is_counted_and_not_guessed(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": "بی‌زمان"}, {"subject": "بازمان", "starts_at": seoul("2025-12-06T10:00")})
    done = write_calendar(office, record, tmp_path / "t.ics", lang="fa", ceiling=SECRET)
    assert (done.entries, done.untimed, done.left_out) == (2, 1, 0)
    assert "بی‌زمان" not in (tmp_path / "t.ics").read_text("utf-8")


def test_a_zone_that_is_only_an_offset_is_given_as_an_instant(office: Office, tmp_path: Path) -> None:
    at = Moment(datetime.fromisoformat("2025-12-06T10:00"), "+05:00")
    record = trip(office, {"subject": "الف", "starts_at": at}, starts_on=None, ends_on=None)
    (event,) = calendar_of(office, record, tmp_path / "t.ics")
    assert event.decoded("dtstart").isoformat() == "2025-12-06T05:00:00+00:00"


def test_what_is_above_the_ceiling_is_not_in_the_calendar(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": "پنهان", "starts_at": seoul("2025-12-06T10:00"), "label": SECRET})
    done = write_calendar(office, record, tmp_path / "t.ics", lang="fa", ceiling=NORMAL)
    assert (done.entries, done.left_out, done.label) == (1, 1, NORMAL)
    assert "پنهان" not in (tmp_path / "t.ics").read_text("utf-8")
    assert {str(event["class"]) for event in read(tmp_path / "t.ics")[1]} == {"PUBLIC"}
    write_calendar(office, record, tmp_path / "t.ics", lang="fa", ceiling=SECRET)
    assert {str(event["class"]) for event in read(tmp_path / "t.ics")[1]} == {"CONFIDENTIAL"}
    hidden = trip(office, label=SECRET)
    with pytest.raises(AboveCeiling):
        write_calendar(office, hidden, tmp_path / "no.ics", lang="fa", ceiling=NORMAL)
    assert not (tmp_path / "no.ics").exists()


def test_the_same_trip_keeps_its_entries(office: Office, tmp_path: Path) -> None:
    record = trip(office, {"subject": "الف", "starts_at": seoul("2025-12-06T10:00")})
    first = {str(event["uid"]) for event in calendar_of(office, record, tmp_path / "a.ics")}
    assert first == {str(event["uid"]) for event in calendar_of(office, record, tmp_path / "b.ics", lang="en")}
    assert len(first) == 2


def person(office: Office, **values: Any) -> UUID:
    """Add a person with a post at Seoul."""
    city = editing.save(
        office, editing.blank(office, "counterpart", values={"name_fa": "سئول", "name_en": "Seoul", "kind": "city"})
    )
    draft = editing.blank(office, "person", values={"name_fa": "هان نمونه‌هیون", "name_latin": "Han Sample-hyun", **values})
    post: dict[str, Any] = {"title_fa": "شهردار سئول", "title_en": "Mayor of Seoul", "body": city.id}
    draft.rows["posts"] = [editing.blank(office, "post", values=post)]
    return editing.save(office, draft).id


def card_of(office: Office, record: UUID, path: Path, *, lang: Language = "fa") -> Any:
    write_card(office, record, path, lang=lang, ceiling=SECRET)
    return vobject.readOne(path.read_text("utf-8"))


def test_a_card_has_both_names_the_post_and_every_number(office: Office, tmp_path: Path) -> None:
    record = person(office, honorific="آقای", phones="+82 2 120\n+82 10 55", emails="han@seoul.example")
    card = card_of(office, record, tmp_path / "p.vcf")
    assert (card.fn.value, card.nickname.value) == ("هان نمونه‌هیون", "Han Sample-hyun")
    assert (card.n.value.family, card.n.value.prefix) == ("هان نمونه‌هیون", "آقای")
    assert (card.title.value, card.org.value) == ("شهردار سئول", ["سئول"])
    assert [tel.value for tel in card.contents["tel"]] == ["+82 2 120", "+82 10 55"]
    assert card.email.value == "han@seoul.example"
    assert card.uid.value == f"urn:uuid:{record}"
    english = card_of(office, record, tmp_path / "e.vcf", lang="en")
    assert (english.fn.value, english.nickname.value, english.title.value) == (
        "Han Sample-hyun",
        "هان نمونه‌هیون",
        "Mayor of Seoul",
    )


def test_a_card_carries_a_small_portrait_without_what_a_camera_wrote(office: Office, tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    ref = office.store.files.put(sample_pictures.portrait("p_han", "short"), "portrait.jpg")
    card = card_of(office, person(office, photo=ref), tmp_path / "p.vcf")
    with Image.open(BytesIO(card.photo.value)) as picture:
        assert max(picture.size) <= 320
        assert not picture.getexif()


def test_a_broken_portrait_is_left_out(office: Office, tmp_path: Path) -> None:
    ref = office.store.files.put(b"no picture", "portrait.jpg")
    assert "photo" not in card_of(office, person(office, photo=ref), tmp_path / "p.vcf").contents


def test_names_that_look_like_fields_stay_names(office: Office, tmp_path: Path) -> None:
    name = "الف;ب,پ\\ت\r\nTEL:1"
    draft = editing.blank(office, "person", values={"name_fa": name.replace("\r\n", " "), "assistants": name})
    card = card_of(office, editing.save(office, draft).id, tmp_path / "p.vcf")
    assert card.fn.value == "الف;ب,پ\\ت TEL:1"
    assert "tel" not in card.contents


def test_a_person_above_the_ceiling_makes_no_card(office: Office, tmp_path: Path) -> None:
    record = person(office, label=CONFIDENTIAL)
    with pytest.raises(AboveCeiling):
        write_card(office, record, tmp_path / "p.vcf", lang="fa", ceiling=NORMAL)
    with pytest.raises(NoSuchRecord):
        write_card(office, UUID(int=1), tmp_path / "p.vcf", lang="fa", ceiling=SECRET)
    assert not (tmp_path / "p.vcf").exists()
    assert write_card(office, record, tmp_path / "p.vcf", lang="fa", ceiling=SECRET).label is CONFIDENTIAL
    assert vobject.readOne((tmp_path / "p.vcf").read_text("utf-8")).contents["class"][0].value == "PRIVATE"


class FullDisk(FileWork):
    """A disk on which nothing more finds room."""

    @override
    def replace(self, source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_file(office: Office, tmp_path: Path) -> None:
    record, journey = person(office), trip(office)
    for target, write, whose in (("p.vcf", write_card, record), ("t.ics", write_calendar, journey)):
        path = tmp_path / target
        path.write_bytes(b"old")
        with doing_with(FullDisk()), pytest.raises(FileNotWritten):
            write(office, whose, path, lang="fa", ceiling=SECRET)
        assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))


def test_a_trip_to_the_end_of_the_calendar_is_written(office: Office, tmp_path: Path) -> None:
    record = trip(office, starts_on=date(9999, 12, 1), ends_on=date.max)
    events = calendar_of(office, record, tmp_path / "t.ics")
    assert events[0]["dtend"].dt == date.max
