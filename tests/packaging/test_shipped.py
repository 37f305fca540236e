"""What is shipped in resources/ is named there with its source and licence, and the top level holds what it should."""

import struct
from pathlib import Path

import pytest

from tests.packaging.scripts import ROOT

FOLDERS = {"app", "resources", "translations", "packaging", "tests", ".ci"}
FILES = {"pyproject.toml", "main.py", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "requirements.lock"}
HIDDEN = {".gitignore", ".pre-commit-config.yaml"}
MADE_HERE = {"build", "dist", "__pycache__"}
FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))


def tables(font: Path) -> set[str]:
    """Name the tables of a TrueType file."""
    data = font.read_bytes()
    (count,) = struct.unpack(">H", data[4:6])
    return {data[12 + 16 * i : 16 + 16 * i].decode("ascii") for i in range(count)}


def test_the_top_level_is_fixed() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") or path.name in HIDDEN | FOLDERS}
    assert found - MADE_HERE <= FOLDERS | FILES | HIDDEN
    assert found >= FOLDERS | FILES | HIDDEN


def test_packaging_is_a_folder_of_scripts() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_every_font_has_outlines_that_papers_can_embed(font: Path) -> None:
    assert {"glyf", "loca", "cmap"} <= tables(font)


def test_every_font_and_data_file_is_named_with_its_licence() -> None:
    said = (ROOT / "resources" / "README.md").read_text(encoding="utf-8").replace("{Regular,Medium,SemiBold,Bold}", "Regular")
    data = sorted(path for path in (ROOT / "resources" / "data").iterdir() if path.is_file())
    names = [path.name for path in [*FONTS, *data] if not path.name.startswith(("Vazirmatn", "reference_"))]
    assert [name for name in [*names, "Vazirmatn-Regular.ttf"] if name not in said] == []
    licences = sorted((ROOT / "resources").glob("*/licences/*.txt"))
    assert licences
    assert [path.name for path in licences if path.name not in said] == []
