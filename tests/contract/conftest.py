"""One office for all tests of a file, because every test makes the records it needs and looks only at them."""

from collections.abc import Iterator

import pytest

from app.services.office import Office
from tests.contract.making import Maker, an_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give an office of all kinds."""
    with an_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture(scope="module")
def maker(office: Office) -> Maker:
    """Give the maker of records."""
    return Maker(office)
