"""A package as values: its manifest, records, the journal of a traveller, and which blobs it holds. Reading checks everything."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from app import __version__
from app.core.i18n import Text, _
from app.schema.kinds import Catalogue
from app.store.migrate import SCHEMA
from app.store.said import read_text
from app.sync.container import EntryKind, Writer, content_hash, entries
from app.sync.errors import DamagedPackage, NewerPackage, UnfitPackage
from app.sync.fitness import Unfit, is_hash, row_from_json, row_json
from app.sync.rows import PackedRow
from app.sync.told import PackageKind

_BATCH = 1_000
LONGEST_LINE = 2_000
MOST_DEEDS = 200_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself. `copy` is its own id, `turn` its number among the returns of one copy (0: it leaves)."""

    kind: PackageKind
    copy: UUID
    check_out: UUID
    delegation: UUID
    title: str
    office_name: str
    zone: str
    to_whom: str
    officer: UUID | None
    until: date | None
    packed_at: datetime
    turn: int
    counts: Mapping[str, int]
    digest: str
    base_rows: int
    deeds: int
    blobs: Mapping[str, int]
    schema: int = SCHEMA
    writer: str = __version__


@dataclass(frozen=True, slots=True)
class TravelDeed:
    """One deed of a traveller: when (UTC), by whom, its title, and which fields of which records it wrote."""

    at: datetime
    who: str
    title: Text
    touched: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package read and checked; `base` holds rows that travelled without being packed (shipped ones changed on the way)."""

    manifest: Manifest
    rows: dict[UUID, PackedRow]
    base: dict[UUID, PackedRow] = field(default_factory=dict)
    deeds: tuple[TravelDeed, ...] = ()


def rows_digest(rows: Iterable[PackedRow]) -> str:
    """Give the hash of records: the same on both sides when, and only when, they hold the same."""
    total = sha256()
    for row in sorted(rows, key=lambda row: row.id):
        total.update(json.dumps(row_json(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        total.update(b"\n")
    return total.hexdigest()


def counts_of(rows: Iterable[PackedRow]) -> dict[str, int]:
    """Count records by kind."""
    return dict(sorted(Counter(row.kind for row in rows).items()))


def write_package(
    writer: Writer, manifest: Manifest, rows: Mapping[UUID, PackedRow], *, base: Iterable[PackedRow] = (),
    deeds: Sequence[Mapping[str, object]] = (), blobs: Iterable[bytes] = (),
) -> None:  # fmt: skip
    """Write a whole package, the manifest first."""
    writer.put_json(EntryKind.MANIFEST, _manifest_json(manifest))
    for part in _parts(rows.values()):
        writer.put_json(EntryKind.ROWS, [row_json(row) for row in part])
    for part in _parts(base):
        writer.put_json(EntryKind.BASE, [row_json(row) for row in part])
    for some in _parts(deeds):
        writer.put_json(EntryKind.JOURNAL, some)
    for content in blobs:
        writer.put_blob(content)


def read_package(path: Path, key: bytes, catalogue: Catalogue, *, take: Callable[[str, bytes], object] | None = None) -> Package:
    """Read a package whole and check counts, hashes and every record; `take` gets each blob by its SHA-256.

    Raises DamagedPackage, UnfitPackage, NewerPackage, PackageTooLarge, NotAPackage.
    """
    walk = entries(path, key)
    kind, raw = next(walk, (None, None))
    if kind is not EntryKind.MANIFEST:
        raise DamagedPackage(str(path), "manifest")
    try:
        manifest = _manifest(raw)
        found = Package(manifest, {})
        seen: set[str] = set()
        deeds: list[TravelDeed] = []
        for kind, content in walk:
            _take_entry(found, kind, content, catalogue=catalogue, deeds=deeds)
            if kind is EntryKind.BLOB:
                _take_blob(manifest, seen, content, take)
    except Unfit as error:
        raise UnfitPackage(str(path), error.reason) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise DamagedPackage(str(path), "content") from error
    found = Package(manifest, found.rows, found.base, tuple(deeds))
    _check(found, seen, str(path))
    return found


def _take_entry(
    found: Package,
    kind: EntryKind,
    content: Any,  # noqa: ANN401 - raw JSON
    *,
    catalogue: Catalogue,
    deeds: list[TravelDeed],
) -> None:
    if kind in (EntryKind.ROWS, EntryKind.BASE):
        goal = found.rows if kind is EntryKind.ROWS else found.base
        for raw in _listed(content):
            row = row_from_json(catalogue, raw)
            if row.id in goal:
                raise Unfit(_("It holds one record twice."))
            goal[row.id] = row
    elif kind is EntryKind.JOURNAL:
        deeds += (_deed(raw) for raw in _listed(content))
        if len(deeds) > MOST_DEEDS:
            raise ValueError(len(deeds))
    elif kind is EntryKind.MANIFEST:
        raise ValueError("a second manifest")


def _take_blob(manifest: Manifest, seen: set[str], content: bytes, take: Callable[[str, bytes], object] | None) -> None:
    digest = content_hash(content)
    if manifest.blobs.get(digest) != len(content) or digest in seen:
        raise ValueError(digest)
    seen.add(digest)
    if take is not None:
        take(digest, content)


def _check(found: Package, seen: set[str], path: str) -> None:
    """Compare what is there with what the manifest says."""
    manifest = found.manifest
    whole = (
        counts_of(found.rows.values()) == dict(manifest.counts)
        and rows_digest(found.rows.values()) == manifest.digest
        and len(found.base) == manifest.base_rows
        and len(found.deeds) == manifest.deeds
        and seen == set(manifest.blobs)
    )
    if not whole:
        raise DamagedPackage(path, "counts")


def _listed(content: Any) -> list[Any]:  # noqa: ANN401 - raw JSON
    if not isinstance(content, list):
        raise TypeError(type(content))
    return content


def _parts(items: Iterable[Any]) -> Iterator[list[Any]]:
    walk = iter(items)
    while part := list(islice(walk, _BATCH)):
        yield part


def _manifest_json(manifest: Manifest) -> dict[str, object]:
    return {
        "writer": manifest.writer,
        "schema": manifest.schema,
        "kind": manifest.kind.value,
        "copy": str(manifest.copy),
        "check_out": str(manifest.check_out),
        "delegation": str(manifest.delegation),
        "title": manifest.title,
        "office": manifest.office_name,
        "zone": manifest.zone,
        "to_whom": manifest.to_whom,
        "officer": str(manifest.officer) if manifest.officer else None,
        "until": manifest.until.isoformat() if manifest.until else None,
        "packed_at": manifest.packed_at.astimezone(UTC).isoformat(),
        "turn": manifest.turn,
        "counts": dict(manifest.counts),
        "digest": manifest.digest,
        "base_rows": manifest.base_rows,
        "deeds": manifest.deeds,
        "blobs": dict(manifest.blobs),
    }


def _manifest(raw: Any) -> Manifest:  # noqa: ANN401 - raw JSON
    schema, writer = _number(raw["schema"]), _line(raw["writer"])
    if schema > SCHEMA:
        raise NewerPackage(writer)
    blobs = {digest: _number(size) for digest, size in raw["blobs"].items()}
    if not all(is_hash(digest) for digest in blobs) or not is_hash(raw["digest"]):
        raise ValueError("not a hash")
    return Manifest(
        PackageKind(raw["kind"]),
        UUID(raw["copy"]),
        UUID(raw["check_out"]),
        UUID(raw["delegation"]),
        _line(raw["title"]),
        _line(raw["office"]),
        _line(raw["zone"]),
        _line(raw["to_whom"]),
        UUID(raw["officer"]) if raw["officer"] is not None else None,
        date.fromisoformat(raw["until"]) if raw["until"] is not None else None,
        _instant(raw["packed_at"]),
        _number(raw["turn"]),
        {_line(kind): _number(count) for kind, count in raw["counts"].items()},
        raw["digest"],
        _number(raw["base_rows"]),
        _number(raw["deeds"]),
        blobs,
        schema,
        writer,
    )


def _deed(raw: Any) -> TravelDeed:  # noqa: ANN401 - raw JSON
    touched = tuple((UUID(record), _line(name)) for record, name in _listed(raw["touched"]))
    title = raw["title"]
    if not isinstance(title, str) or len(title) > LONGEST_LINE:
        raise ValueError("title")
    return TravelDeed(_instant(raw["at"]), _line(raw["who"]), read_text(title), touched)


def _line(text: Any) -> str:  # noqa: ANN401 - raw JSON
    if not isinstance(text, str) or len(text) > LONGEST_LINE:
        raise TypeError("not a line")
    return text


def _number(found: Any) -> int:  # noqa: ANN401 - raw JSON
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**40:
        raise TypeError("not a count")
    return found


def _instant(text: Any) -> datetime:  # noqa: ANN401 - raw JSON
    found = datetime.fromisoformat(_line(text))
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)
