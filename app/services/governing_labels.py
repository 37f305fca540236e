"""Labels that stand over a part of a record: the preparation of a meeting carries its own."""

from collections.abc import Mapping

from app.rules.labels import Confidentiality
from app.schema.kinds import Panel, RecordKind


def governing_labels(kind: RecordKind) -> Mapping[str, str]:
    """Tell which fields stand under a label of their own: those that share a section with it."""
    found: dict[str, str] = {}
    for section in kind.form:
        names = [item.key for item in section.items if not isinstance(item, Panel)]
        labels = [name for name in names if kind.fields[name].choices is Confidentiality and not kind.fields[name].common]
        for label in labels:
            found |= {name: label for name in names if name != label}
    return found
