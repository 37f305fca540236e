"""Identifiers of records.

New records get a UUIDv7 (RFC 9562): sortable by creation, unique across machines. What every store ships, and a link that
two people may make alike, get a deterministic UUIDv5, so that two stores merge without twins.
"""

import os
import threading
from uuid import UUID, uuid5

from app.core.clock import now

SAFIR_NAMESPACE = UUID("6f0d2a54-8c1e-5b7a-9d43-51f1c0a7e9b2")

_guard = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """Make a new id; ids of one process always grow, also when the clock is set back."""
    global _last  # noqa: PLW0603
    micros = int(now().timestamp() * 1_000_000)
    # 48 bits of milliseconds, then the 12 bits of rand_a as a fraction of the millisecond (RFC 9562, 6.2, method 3).
    wanted = micros // 1000 << 12 | micros % 1000 * 4096 // 1000
    with _guard:
        _last = stamp = max(wanted, _last + 1)
    milliseconds, fraction = stamp >> 12 & (1 << 48) - 1, stamp & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | random)


def shipped_id(list_name: str, code: str) -> UUID:
    """Give the id of a row that every store ships: the same everywhere."""
    return uuid5(SAFIR_NAMESPACE, f"{list_name}/{code}")


def link_id(owner: UUID, field: str, target: UUID) -> UUID:
    """Give the id of a link between two records: the same whoever makes it."""
    return uuid5(SAFIR_NAMESPACE, f"{owner}/{field}/{target}")
