"""Photographs, brought down to the resolution of print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.papers.render_pdf.flowables import Box
from app.papers.render_pdf.sheet import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_PER_POINT = 300 / 72


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A picture cut to a width and height in points; bytes that are no picture leave an empty frame."""

    data: bytes
    width: float
    height: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    @property
    def least(self) -> float:
        """Whole or not at all."""
        return self.height

    def split(self, room: float) -> Sequence[Box]:  # noqa: ARG002 - the protocol's
        """Never divide."""
        return ()

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the picture."""
        picture = printable(self.data, (self.width, self.height))
        with sheet.artifact():
            sheet.picture(picture, left, top - self.height, width=self.width, height=self.height)


@lru_cache(maxsize=64)
def printable(data: bytes, size: tuple[float, float]) -> bytes:
    """Cut a picture to shape, bring it to 300 dots per inch and drop everything but the pixels."""
    from PIL import Image, ImageOps

    wanted = (round(size[0] * _DOTS_PER_POINT), round(size[1] * _DOTS_PER_POINT))
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture: Image.Image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        picture = Image.new("RGB", wanted, "#EBF0F0")
    return _jpeg(ImageOps.fit(picture, wanted, centering=(0.5, 0.3)))


def _jpeg(picture: Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()
