"""A trip that came home with work of both sides in it, for the pictures of the merge review."""

from pathlib import Path
from typing import Final

from app.records.follow_up import FollowUp
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.listing import ListQuery, first_rows
from app.services.office import Office

_PASSPHRASE = "pictures of a trip home"  # noqa: S105 - of a package that lives for a minute
_OFFICE: Final = (
    "ارسال دادهٔ یک‌سالهٔ ایستگاه‌های سنجش هوا به سئول",
    "ترجمهٔ گزارش کیفیت هوا به انگلیسی و کره‌ای",
    "معرفی رابط دائم",
)
_TRIP: Final = (
    "ارسال دادهٔ دوسالهٔ ۲۲ ایستگاه سنجش هوا به سئول، همراه با راهنمای خواندن آن",
    "ترجمهٔ گزارش سالانهٔ کیفیت هوا به انگلیسی",
    "معرفی رابط دائم در هر دو شهر",
)


def returned_trip(office: Office, room: Path) -> Path:
    """Pack the sample's trip to Seoul, let both sides work, and give the return package; made once for a room."""
    home = room / "home.safir"
    if home.is_file():
        return home
    from app.sync import packing, receiving, returning

    rows = first_rows(office, ListQuery("delegation"), limit=50)
    trip = next(row.id for row in rows if "سئول برای هوای پاک" in str(row.values[0]))
    package = room / "trip.safir"
    packing.pack(office, trip, Confidentiality.SECRET, target=package, passphrase=_PASSPHRASE, to_whom="رضا نمونه‌پور")
    laptop = receiving.receive(package, _PASSPHRASE, room / "laptop")
    promises = sorted(row.id for row in first_rows(laptop, ListQuery("follow_up"), limit=50))
    for number, (ours, theirs) in enumerate(zip(_OFFICE, _TRIP, strict=True)):
        for desk, what in ((office, ours), (laptop, theirs)):
            draft = editing.open_draft(desk, "follow_up", promises[number])
            draft.values[FollowUp.what.key] = what
            editing.save(desk, draft)
    for promise in promises[3:5]:
        draft = editing.open_draft(laptop, "follow_up", promise)
        draft.values[FollowUp.evidence.key] = "نامهٔ رابط سئول، پیوست پرونده"
        editing.save(laptop, draft)
    met = editing.blank(laptop, "person", values={"name_fa": "کارشناس ساختگی کیفیت هوا", "name_latin": "Air Sample-kim"})
    editing.save(laptop, met)
    returning.pack_return(laptop, home)
    laptop.close()
    return home
