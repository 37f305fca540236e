"""An office in a temporary folder, with a raw key, so that no test pays for key derivation."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.settings import Settings
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services.office import Office, this_actor
from app.store.store import Store

KEY = bytes(range(32))
NOW = datetime(2025, 10, 7, 8, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give an empty office on 15 Mehr 1404, 11:30 in Tehran."""
    with frozen_at(NOW):
        store = Store.create(tmp_path / "store", KEY, Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings())
        yield made
        made.close()


@pytest.fixture
def officer(office: Office) -> UUID:
    """Put an officer at the keyboard."""
    from dataclasses import replace

    from app.services.editing import blank, save

    draft = blank(office, "officer", values={"code": "rezaei", "label_fa": "مریم رضایی", "label_en": "Maryam Rezaei"})
    saved = save(office, draft)
    office.actor = replace(office.actor, officer=saved.id)
    return saved.id
