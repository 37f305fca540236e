"""Faces: small pictures of people by id, for whoever names them."""

import io
from typing import Any
from uuid import uuid4

from PIL import Image

from app.services.editing import blank, save
from app.services.faces import faces, has_face
from app.services.office import Office


def a_photo(office: Office, colour: str, *, broken: bool = False) -> Any:
    file = io.BytesIO()
    Image.new("RGB", (600, 800), colour).save(file, "JPEG")
    return office.store.files.put(b"\xff\xd8\xff" if broken else file.getvalue(), "photo.jpg")


def test_a_face_is_small_and_nobody_else_has_one(office: Office) -> None:
    with_face = save(office, blank(office, "person", values={"name_fa": "الف", "photo": a_photo(office, "teal")})).id
    without = save(office, blank(office, "person", values={"name_fa": "ب"})).id
    broken = save(office, blank(office, "person", values={"name_fa": "پ", "photo": a_photo(office, "red", broken=True)})).id
    found = faces(office, [with_face, without, broken, uuid4()])
    assert set(found) == {with_face}
    assert max(Image.open(io.BytesIO(found[with_face])).size) <= 320
    assert faces(office, []) == {}


def test_people_have_faces_and_bodies_do_not(office: Office) -> None:
    assert has_face(office, "person")
    assert not has_face(office, "counterpart")
    assert not has_face(office, None)
