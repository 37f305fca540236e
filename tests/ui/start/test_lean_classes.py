"""Dataclasses made the short way behave as Python's own; in a process of their own, because the way stays for good."""

import subprocess
import sys

from tests.architecture.source import ROOT

SCRIPT = """
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

def made():
    @dataclass(frozen=True, slots=True)
    class None_: pass
    @dataclass(frozen=True, slots=True)
    class One:
        x: float
    @dataclass(frozen=True, slots=True)
    class Some:
        x: int
        y: str = "ی"
        hidden: list = field(default_factory=list, compare=False, repr=False)
    @dataclass(order=True)
    class Ordered:
        x: int
    return None_, One, Some, Ordered

def facts(None_, One, Some, Ordered):
    nan = float("nan")
    one, some, other = One(nan), Some(1), Some(1, hidden=[2])
    yield None_() == None_(), hash(None_()), repr(None_())
    yield one == One(nan), one == One(1.0), One(1.0) == One(1.0), hash(One(1.0)), repr(One(1.0)), one != some
    yield some == other, hash(some) == hash(other), some == Some(2), some.__eq__(1), repr(some)
    yield replace(some, x=3).x, [each.name for each in fields(some)], Some.__match_args__
    yield Ordered(1) < Ordered(2), Ordered(1) == Ordered(1), Ordered.__hash__
    for wrong in (lambda: setattr(some, "x", 2), lambda: delattr(some, "x"), lambda: setattr(some, "z", 2)):
        try:
            wrong()
        except (FrozenInstanceError, TypeError, AttributeError) as error:
            yield type(error).__name__, str(error)
    for kind in (None_, One, Some):
        for name in ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"):
            method = getattr(kind, name)
            yield method.__name__, method.__qualname__


own = list(facts(*made()))
from app.ui.lean_classes import keep_classes_lean
keep_classes_lean()
keep_classes_lean()
lean = list(facts(*made()))
assert own == lean, [pair for pair in zip(own, lean) if pair[0] != pair[1]]
@dataclass(frozen=True)
class Ring:
    inside: list
ring = Ring([])
ring.inside.append(ring)
assert repr(ring) == "Ring(inside=[...])", repr(ring)
"""


def test_classes_made_the_short_way_behave_as_pythons_own() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
