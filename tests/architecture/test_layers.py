"""Each layer imports only those below it; the contracts stand in pyproject.toml."""

import contextlib
import io

from importlinter.cli import lint_imports

from tests.architecture.source import ROOT, modules


def test_every_layer_looks_down_only() -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, said.getvalue()


def test_every_package_of_the_application_has_its_place_in_the_layers() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = {module.path.split("/")[1].removesuffix(".py") for module in modules("app")} - {"__init__"}
    assert {name for name in packages if f'app.{name}"' not in settings and f"app.{name} " not in settings} == set()
