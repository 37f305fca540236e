"""A person as a vCard: the Persian and the Latin name, the post of today, how to reach them, and the portrait."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.core.i18n import Language
from app.core.text import clean, strip_isolates
from app.exchange.single_file import CLASSES, FileWritten, write_whole
from app.rules.labels import Confidentiality
from app.services.office import Office
from app.services.paper_person import PersonFacts, needed_card
from app.services.paper_source import reading

if TYPE_CHECKING:
    from vobject.base import Component

_SIDE: Final = 320
"""The longer side of the portrait in pixels: cards travel by telephone."""


def write_card(office: Office, record: UUID, path: Path, *, lang: Language, ceiling: Confidentiality) -> FileWritten:
    """Write a person as a card (vCard 3.0, which every program reads), the name of the language first.

    Raises NoSuchRecord, AboveCeiling, FileNotWritten with the target untouched.
    """
    with reading(office, ceiling) as source:
        facts = needed_card(source, record)
        label = source.book.label
        card = _card(facts, lang=lang, label=label)
        write_whole(Path(path), card.serialize().encode("utf-8"))
        return FileWritten(Path(path), 1, source.book.left_out, 0, label)


def _card(facts: PersonFacts, *, lang: Language, label: Confidentiality) -> "Component":
    import vobject

    card = vobject.vCard()
    _names(card, facts, lang=lang)
    _say(card, "uid", f"urn:uuid:{facts.person}")
    _say(card, "class", CLASSES[label])
    _work(card, facts, lang=lang)
    for name, lines in (("tel", facts.phones), ("email", facts.emails)):
        for line in filter(str.strip, lines.splitlines()):
            found = card.add(name)
            found.value, found.type_param = _plain(line), ["WORK"] if name == "tel" else ["INTERNET", "WORK"]
    _photo(card, facts.photo)
    return card


def _names(card: "Component", facts: PersonFacts, *, lang: Language) -> None:
    """Write both names: as the name and as the other one.

    The whole name stands in the part for families: where a name is to be parted depends on the country, and no part is lost.
    """
    from vobject.vcard import Name

    persian, latin = facts.name.fa, facts.name.en
    shown, other = (persian, latin) if lang == "fa" or not latin else (latin, persian)
    card.add("n").value = Name(family=_plain(shown), prefix=_plain(facts.honorific) if shown == persian else "")
    for name, said in (("fn", shown), ("nickname", other)):
        if said:
            found = card.add(name)
            found.value = _plain(said)
            found.params["LANGUAGE"] = ["fa" if said == persian else "en"]


def _work(card: "Component", facts: PersonFacts, *, lang: Language) -> None:
    if facts.post is None:
        return
    _say(card, "title", facts.post.title.in_(lang))
    if facts.post.body is not None:
        card.add("org").value = [_plain(facts.post.body.in_(lang))]


def _say(card: "Component", name: str, text: str) -> None:
    card.add(name).value = _plain(text)


def _photo(card: "Component", content: bytes) -> None:
    """Add the portrait, made small and without what a camera writes into a picture; a broken picture is left out."""
    small = _small(content) if content else b""
    if small:
        found = card.add("photo")
        found.encoding_param, found.type_param, found.value = "b", "JPEG", small


def _small(content: bytes) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            picture.thumbnail((_SIDE, _SIDE))
            kept = BytesIO()
            picture.convert("RGB").save(kept, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return b""
    return kept.getvalue()


def _plain(text: str) -> str:
    return clean(strip_isolates(text)).strip()
