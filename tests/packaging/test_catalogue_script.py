"""The catalogue script reads the source, takes fragments, and gives the same bytes every time."""

from pathlib import Path

import pytest

from tests.packaging.scripts import script

script("orthography")
catalogue = script("catalogue")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one file, with a plain message, one in a context and a counted one."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "a.py").write_text('_("Save")\n_c("menu", "Open")\n_n("{n} day", "{n} days", 3)\n', encoding="utf-8")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path / "translations")
    monkeypatch.setattr(catalogue.extract, "__defaults__", (tmp_path,))
    return tmp_path


def fragment(project: Path, text: str) -> str:
    """Write a hand-written catalogue and give its path."""
    path = project / "fragment.po"
    path.write_text(text, encoding="utf-8")
    return str(path)


WHOLE = """
msgid "Save"
msgstr "ذخیره"

msgctxt "menu"
msgid "Open"
msgstr "گشودن"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} روز"
"""


def test_a_whole_fragment_makes_a_complete_catalogue(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["absorb", fragment(project, WHOLE)]) == 0
    assert catalogue.main(["check"]) == 0, capsys.readouterr().out


def test_untranslated_messages_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.main(["absorb", fragment(project, 'msgid "Save"\nmsgstr "ذخیره"\n')])
    assert catalogue.main(["check"]) == 1
    assert "fa: not translated: 'Open' (app/a.py)" in capsys.readouterr().out


def test_a_lost_placeholder_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.main(["absorb", fragment(project, WHOLE.replace("{n} روز", "چند روز"))])
    assert catalogue.main(["check"]) == 1
    assert "placeholders differ from ['n']" in capsys.readouterr().out


def test_a_fuzzy_entry_is_not_taken(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.main(["absorb", fragment(project, WHOLE.replace('\nmsgid "Save"', '\n#, fuzzy\nmsgid "Save"'))])
    assert catalogue.main(["check"]) == 1
    assert "fa: not translated: 'Save'" in capsys.readouterr().out


def test_new_source_makes_the_catalogues_stale_until_updated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fragment(project, WHOLE)
    catalogue.main(["absorb", path])
    (project / "app" / "b.py").write_text('_("Cancel")\n', encoding="utf-8")
    assert catalogue.main(["check"]) == 1
    assert "messages.pot is older than the source" in capsys.readouterr().out
    catalogue.main(["absorb", path, fragment(project, WHOLE + '\nmsgid "Cancel"\nmsgstr "انصراف"\n')])
    assert catalogue.main(["check"]) == 0


def test_what_the_source_no_longer_says_is_dropped(project: Path) -> None:
    catalogue.main(["absorb", fragment(project, WHOLE)])
    (project / "app" / "a.py").write_text('_("Save")\n', encoding="utf-8")
    catalogue.main(["update"])
    assert "گشودن" not in catalogue.po_path("fa").read_text(encoding="utf-8")
    assert catalogue.main(["check"]) == 0


def test_a_second_run_changes_no_byte(project: Path) -> None:
    catalogue.main(["absorb", fragment(project, WHOLE)])
    files = sorted((project / "translations").rglob("messages.*"))
    before = [path.read_bytes() for path in files]
    catalogue.main(["update"])
    assert [path.read_bytes() for path in files] == before
    assert len(files) == 5
