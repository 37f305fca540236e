"""Make frozen dataclasses without compiling their common methods one by one.

Python 3.11 and 3.12 write every method of a dataclass as text and compile it: six times for a frozen one, two thirds of a
millisecond (measured); a hundred and ten such classes are made until the first list stands. Here only `__init__` is compiled;
comparing, hashing, showing and refusing are closures that do the same. From Python 3.13 on a class is compiled in one piece,
and nothing happens.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any

_IN_ONE_PIECE = (3, 13)
_Values = Callable[[object], tuple[Any, ...]]


def keep_classes_lean() -> None:
    """Make dataclasses from now on the short way; safe to call again."""
    if sys.version_info >= _IN_ONE_PIECE:
        return
    own = vars(dataclasses)
    own["_frozen_get_del_attr"] = _refusing
    own["_repr_fn"] = _showing
    own["_hash_fn"] = _hashing
    if own["_cmp_fn"] is not _comparing:
        _written["_cmp_fn"] = own["_cmp_fn"]
        own["_cmp_fn"] = _comparing


_written: dict[str, Callable[..., Any]] = {}
"""What Python's own way is, for the orders (`<` and so on) that no class of Safir asks for."""


def _refusing(cls: type, fields: Iterable[dataclasses.Field[Any]], _globals: object) -> tuple[Callable[..., None], ...]:
    names = frozenset(field.name for field in fields)

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807 - the class takes its name
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)  # type: ignore[arg-type]

    def __delattr__(self: object, name: str) -> None:  # noqa: N807 - the class takes its name
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)  # type: ignore[arg-type]

    return __setattr__, __delattr__


def _showing(fields: Iterable[dataclasses.Field[Any]], _globals: object) -> Callable[[object], str]:
    names = tuple(field.name for field in fields)

    @recursive_repr("...")
    def __repr__(self: object) -> str:  # noqa: N807 - the class takes its name
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return __repr__


def _hashing(fields: Iterable[dataclasses.Field[Any]], _globals: object) -> Callable[[object], int]:
    values = _values([field.name for field in fields])

    def __hash__(self: object) -> int:  # noqa: N807 - the class takes its name
        return hash(values(self))

    return __hash__


def _comparing(name: str, op: str, self_tuple: str, other_tuple: str, globals: dict[str, Any]) -> Callable[..., Any]:  # noqa: A002
    if op != "==":
        made: Callable[..., Any] = _written["_cmp_fn"](name, op, self_tuple, other_tuple, globals=globals)
        return made
    # The fields come as the text of a tuple: "(self.one,self.two,)".
    values = _values([part.removeprefix("self.") for part in self_tuple.strip("()").split(",") if part])

    def __eq__(self: object, other: object) -> Any:  # noqa: ANN401, N807 - the class takes its name; NotImplemented is an answer
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return __eq__


def _values(names: Sequence[str]) -> _Values:
    """Give the function that reads attributes as a tuple, however many there are."""
    if not names:
        return lambda _each: ()
    found: Callable[[object], Any] = attrgetter(*names)
    return found if len(names) > 1 else lambda each: (found(each),)
