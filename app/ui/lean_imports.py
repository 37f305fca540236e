"""Keep the Qt binding out of every import that comes after it.

Shiboken 6.12 takes the place of Python's `__import__`, to know whether a module asks for `__feature__`, which renames Qt's
methods there. Each import statement then costs four times as much, those inside functions too (seven thousand of them until
the first list stands: a hundredth of a second, measured), and each new module is read for the word PySide6: about 1 ms a
module, a tenth of a second for the database layer alone. Safir never uses `__feature__`.
"""

import builtins
import importlib


def keep_imports_lean() -> None:
    """Give Python its own `__import__` back; nothing happens where the binding left it alone."""
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _no
    own = vars(builtins).get("__orig_import__")
    if own is not None:
        vars(builtins)["__import__"] = own


def _no(_module: object) -> bool:
    return False
