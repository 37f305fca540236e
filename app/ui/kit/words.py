"""What the kit takes as text: plain strings, or texts of the catalogue shown in the language of the moment."""

from typing import TypeAlias

from app.core.i18n import Text

Words: TypeAlias = str | Text
