# The part of vobject that Safir uses: making a vCard and reading one back.

from vobject.base import Component

def vCard() -> Component: ...  # noqa: N802 - its name
def readOne(stream: str) -> Component: ...  # noqa: N802 - its name
