"""The form of a key file: JSON under a seal, which a wrong passphrase leaves whole and damage does not."""

import hmac
import json
from hashlib import sha256
from pathlib import Path
from typing import Any


def parsed(content: bytes) -> dict[str, Any] | None:
    """Read the content of a key file; nothing when it is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def sealed(found: dict[str, Any]) -> bytes:
    """Write the content of a key file with its seal."""
    return json.dumps({**found, "seal": _seal(found)}, indent=1).encode()


def is_whole(found: dict[str, Any]) -> bool:
    """Tell whether the seal of a key file is that of its content."""
    seal = found.get("seal")
    return isinstance(seal, str) and hmac.compare_digest(seal.encode(), _seal(found).encode())


def is_whole_file(path: Path) -> bool:
    """Tell whether a file is there and is a key file as it was written."""
    try:
        found = parsed(path.read_bytes())
    except OSError:
        return False
    return found is not None and is_whole(found)


def _seal(found: dict[str, Any]) -> str:
    rest = {name: value for name, value in found.items() if name != "seal"}
    return sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
