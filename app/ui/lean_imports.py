"""Keep the Qt binding from reading the source of every module that is imported after it.

Shiboken 6.12 looks for the word PySide6 in each module, to know whether `__feature__` may rename Qt's methods there: about
1 ms a module, a tenth of a second for the database layer alone (measured). Safir never uses `__feature__`.
"""

import importlib


def keep_imports_lean() -> None:
    """Answer that no module asks for renamed methods; nothing happens where the binding has no such question."""
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _no


def _no(_module: object) -> bool:
    return False
