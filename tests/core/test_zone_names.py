"""Time zones are named by their city."""

import pytest

from app.core.i18n import Language
from app.core.zone_names import city_of


@pytest.mark.parametrize(
    ("zone", "lang", "city"),
    [
        ("Asia/Seoul", "fa", "سئول"),
        ("Asia/Seoul", "en", "Seoul"),
        ("Asia/Tehran", "fa", "تهران"),
        ("+03:30", "fa", "+03:30"),
        ("UTC", "en", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_city(zone: str, lang: Language, city: str) -> None:
    assert city_of(zone, lang) == city
