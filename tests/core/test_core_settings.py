"""Settings and the folders they lie in."""

import json
import sys
from pathlib import Path

import pytest

from app.core import paths
from app.core.paths import default_store, resources, translations, user_cache, user_config, write_atomically
from app.core.settings import Settings, load, save, settings_file

CHOSEN = Settings(
    language="en",
    theme="dark",
    text_scale=1.25,
    office_name="دفتر",
    council_limit=5,
    list_layouts={"meeting": ("subject", "starts_at")},
    views={"map": "2 3"},
)


def test_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    save(path, CHOSEN)
    assert load(path) == CHOSEN


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"null"])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == load(tmp_path / "missing.json") == Settings()


def test_each_unfit_field_keeps_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    unfit = {
        "language": "de",
        "theme": 1,
        "text_scale": 1,
        "office_name": 5,
        "council_limit": True,
        "report_days": -3,
        "list_layouts": {"a": ["x", 1], "b": 2},
        "views": {"a": "x", "b": 2},
        "unheard_of": 1,
    }
    path.write_text(json.dumps(unfit))
    assert load(path) == Settings(report_days=0, list_layouts={"a": ("x",), "b": ()}, views={"a": "x"})


def test_mappings_of_another_kind_keep_their_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"list_layouts": [], "views": 1}')
    assert load(path) == Settings()


def test_folders_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"SAFIR_{name}_DIR", str(tmp_path / name))
    assert settings_file() == user_config() / "settings.json" == tmp_path / "CONFIG/settings.json"
    assert (default_store(), user_cache()) == (tmp_path / "DATA/store", tmp_path / "CACHE")


def test_folders_are_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.delenv(f"SAFIR_{name}_DIR", raising=False)
    assert len({user_config(), default_store(), user_cache()}) == 3
    assert all("afir" in str(path) for path in (user_config(), default_store(), user_cache()))


def test_shipped_folders_lie_in_the_project_or_in_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(paths.__file__).parents[2]
    assert (resources(), translations()) == (root / "resources", root / "translations")
    monkeypatch.setattr(sys, "_MEIPASS", "/bundle", raising=False)
    assert resources() == Path("/bundle/resources")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    for content in (b"old", b"new"):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["a.bin"]


def test_a_failed_replacement_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "kept").touch()
    with pytest.raises(OSError, match="folder"):
        write_atomically(target, b"x")
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["folder", "kept"]
