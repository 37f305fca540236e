"""Faces beside names: read beside the window, and put where the letter stands meanwhile."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.services.faces import faces
from app.ui.context import Context
from app.ui.fields.files import thumbnail_of
from app.ui.kit import Avatar, PersonChip

_EDGE = 128
"""Pixels that are enough for a face on every screen."""


def show_chips(context: Context, *cards: QWidget) -> None:
    """Show the photographs of the people who stand on cards as chips."""
    chips = [chip for card in cards for chip in card.findChildren(PersonChip)]
    show_faces(context, [(_id(chip.key), chip.avatar) for chip in chips])


def _id(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def show_faces(context: Context, people: Sequence[tuple[UUID | None, Avatar]]) -> None:
    """Show the photograph of each person who has one; the others keep their letter."""
    ids = frozenset(person for person, _avatar in people if person is not None)
    if not ids:
        return
    office = context.office

    def put(found: dict[UUID, bytes]) -> None:
        for person, avatar in people:
            if person in found and isValid(avatar):
                avatar.set_photo(thumbnail_of(found[person], _EDGE))

    context.tasks.run(lambda _job: faces(office, ids), put)
