"""Values of fields that are not plain Python: a place on the map and a reference to a stored file."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth: degrees north and degrees east (WGS 84)."""

    latitude: float
    longitude: float

    def encode(self) -> str:
        """Write the point as one text, six decimals (0.1 m)."""
        return f"{self.latitude:.6f},{self.longitude:.6f}"

    @classmethod
    def decode(cls, text: str) -> "Place":
        """Read what `encode` wrote; raises ValueError outside ±90 and ±180 degrees."""
        latitude, longitude = (float(part) for part in text.split(","))
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(text)
        return cls(latitude, longitude)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file kept in the encrypted store: name of its content there, name as given, size in bytes and media type."""

    digest: str
    name: str
    size: int
    media_type: str

    def encode(self) -> str:
        """Write the reference as one JSON text."""
        return json.dumps([self.digest, self.name, self.size, self.media_type], ensure_ascii=False)

    @classmethod
    def decode(cls, text: str) -> "FileRef":
        """Read what `encode` wrote."""
        digest, name, size, media_type = json.loads(text)
        return cls(str(digest), str(name), int(size), str(media_type))


Value = str | int | bool | date | PartialDate | Moment | Money | Place | FileRef | UUID | tuple[UUID, ...] | None
