"""The first column of a list where English is spoken: the English title, or the Persian one where none is written down.

The lists that the office edits have a column for each language and stay as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

from app.core.i18n import language
from app.schema.fields import Field
from app.schema.kinds import RecordKind


def instead_of_title(kind: RecordKind) -> Mapping[str, str]:
    """Tell which field is shown in the place of the title now; nothing in Persian."""
    english = kind.english_title
    return {} if english is None or kind.is_list or language() != "en" else {kind.title.key: english.name}


def shown_title(kind: RecordKind, field: Field) -> Field:
    """Call the column of the title what it shows."""
    other = instead_of_title(kind).get(field.name)
    return field if other is None else replace(field, label=kind.fields[other].label)
