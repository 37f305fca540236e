"""Pictures that the sample needs: a drawn portrait and the picture of a signed page, both plainly marked as samples."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.core.paths import resources

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_PAPER = (620, 877)  # A4 at 75 dots an inch
_PORTRAIT = (472, 590)  # 40 × 50 mm at 300 dots an inch
_INK, _SOFT, _DEEP, _GOLD = (20, 37, 42), (220, 238, 240), (14, 92, 104), (179, 134, 43)


def portrait() -> bytes:
    """Draw a face without features, as JPEG."""
    from PIL import Image as images  # noqa: N813 - the module, beside the class of the same name
    from PIL import ImageDraw

    picture = images.new("RGB", _PORTRAIT, _SOFT)
    pen = ImageDraw.Draw(picture)
    width, height = _PORTRAIT
    pen.ellipse((width * 0.3, height * 0.16, width * 0.7, height * 0.5), fill=_DEEP)
    pen.ellipse((width * 0.12, height * 0.58, width * 0.88, height * 1.3), fill=_DEEP)
    _word(pen, "SAMPLE", at=(width / 2, height - 28), size=26)
    return _jpeg(picture)


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
