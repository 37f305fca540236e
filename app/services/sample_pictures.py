"""Pictures that the sample needs: a drawn portrait and the picture of a signed page, both plainly marked as samples."""

from io import BytesIO
from typing import TYPE_CHECKING
from zlib import crc32

from app.core.paths import resources

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_PAPER = (620, 877)  # A4 at 75 dots an inch
_PORTRAIT = (472, 590)  # 40 × 50 mm at 300 dots an inch
_INK, _GOLD = (20, 37, 42), (179, 134, 43)
_SKIN, _HAIR, _GREY = (226, 190, 160), (52, 44, 40), (158, 160, 164)
_CLOTHES = (
    ((214, 226, 230), (44, 62, 80)),
    ((226, 222, 212), (70, 60, 84)),
    ((216, 226, 218), (38, 70, 66)),
    ((228, 218, 216), (86, 62, 56)),
    ((218, 220, 230), (58, 64, 72)),
)
"""Ground and cloth of a portrait."""


def portrait(whose: str, look: str) -> bytes:
    """Draw a face without features, as JPEG: clothes by a name, hair by a look (short, long, grey, beard, scarf)."""
    from PIL import Image as images  # noqa: N813 - the module, beside the class of the same name
    from PIL import ImageDraw, ImageFilter

    ground, cloth = _CLOTHES[crc32(whose.encode()) % len(_CLOTHES)]
    picture = images.new("RGB", _PORTRAIT, ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((-120, 60, 592, 700), fill=tuple(min(255, part + 14) for part in ground))
    picture = picture.filter(ImageFilter.GaussianBlur(40))
    pen = ImageDraw.Draw(picture)
    if look in ("long", "scarf"):
        pen.ellipse((118, 92, 354, 430), fill=cloth if look == "scarf" else _HAIR)
    _bust(pen, cloth, collar=look != "scarf")
    pen.ellipse((154, 130, 318, 350), fill=_SKIN)
    if look == "scarf":
        pen.polygon((130, 300, 236, 400, 342, 300, 372, 470, 100, 470), fill=cloth)
        pen.chord((140, 104, 332, 300), 180, 360, fill=cloth)
    else:
        pen.chord((146, 104, 326, 290), 180, 360, fill=_GREY if look == "grey" else _HAIR)
    if look == "beard":
        pen.chord((154, 200, 318, 356), 20, 160, fill=_HAIR)
    _word(pen, "SAMPLE", at=(_PORTRAIT[0] / 2, _PORTRAIT[1] - 28), size=26)
    return _jpeg(picture)


def _bust(pen: "ImageDraw", cloth: tuple[int, int, int], *, collar: bool) -> None:
    """Draw neck and shoulders, with a shirt in the opening of a jacket."""
    pen.rectangle((200, 320, 272, 430), fill=tuple(part - 18 for part in _SKIN))
    pen.ellipse((30, 396, 442, 900), fill=cloth)
    if collar:
        pen.polygon((188, 398, 284, 398, 236, 520), fill=(250, 250, 248))
        pen.line((236, 416, 236, 520), fill=(214, 214, 210), width=3)
        pen.polygon((188, 396, 160, 420, 232, 560, 236, 520), fill=tuple(max(0, part - 16) for part in cloth))
        pen.polygon((284, 396, 312, 420, 240, 560, 236, 520), fill=tuple(max(0, part - 16) for part in cloth))


def signed_page() -> bytes:
    """Draw a page that looks like a scan: lines for text, two lines for signatures, and the word sample across it."""
    from PIL import Image as images  # noqa: N813 - the module, beside the class of the same name
    from PIL import ImageDraw

    picture = images.new("RGB", _PAPER, (252, 251, 247))
    pen = ImageDraw.Draw(picture)
    width, height = _PAPER
    pen.line((60, 70, width - 60, 70), fill=_GOLD, width=3)
    for row in range(24):
        pen.line((80, 120 + row * 22, width - (80 if row % 5 else 220), 120 + row * 22), fill=(190, 196, 198), width=3)
    for left in (90, 370):
        pen.line((left, height - 120, left + 160, height - 120), fill=_INK, width=2)
    _word(pen, "SAMPLE", at=(width / 2, height / 2), size=96)
    return _jpeg(picture)


def _word(pen: "ImageDraw", text: str, *, at: tuple[float, float], size: int) -> None:
    from PIL import ImageFont

    pen.text(at, text, fill=_GOLD, anchor="mm", font=ImageFont.truetype(str(resources() / "fonts" / "DejaVuSans-Bold.ttf"), size))


def _jpeg(picture: "Image") -> bytes:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=85, dpi=(300, 300))
    return kept.getvalue()
