"""Names of files that cannot harm: what a stored file may be called on any system."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
"""Characters of a safe name, its ending counted; Persian letters take two bytes, and a folder allows 255."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
# Marks that turn the reading direction make a program look like a picture; the harmless ZWNJ stays.
_HIDDEN = re.compile("[\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"))
)
_PROGRAMS = frozenset(
    """ade adp apk app application appref-ms bat cab chm cmd com command cpl desktop dll dmg docm dotm exe fon gadget hta inf ins
    iso jar js jse lnk lua mde msc msi msix msp mst osx pif pl potm ppam ppsm pptm ps1 psm1 py pyw reg run scf scr sct
    settingcontent-ms sh sldm sys url vb vbe vbs vhd vhdx workflow ws wsc wsf wsh xlam xll xlsm xltm""".split()  # noqa: SIM905
)


def safe_name(name: str) -> str:
    """Make a name that every system can hold and that shows its true ending.

    Folders before it, control and direction marks, characters that Windows forbids, reserved device names, dots and spaces at
    the ends go; an ending hidden behind another («letter.pdf.exe») stays visible, so `is_program` can be asked.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = _FORBIDDEN.sub("_", _HIDDEN.sub("", name))
    name = re.sub(r"\s+", " ", name).strip(" .")
    if not name or not name.strip("_"):
        return "file"
    stem, dot, rest = name.partition(".")
    if stem.strip().casefold() in _DEVICES:
        name = f"_{stem.strip()}{dot}{rest}"
    return _shortened(name)


def is_program(name: str) -> bool:
    """Tell whether a name ends as something that the system would run instead of show."""
    return _ending(name).lower() in _PROGRAMS


def has_double_ending(name: str) -> bool:
    """Tell whether a name pretends: a document's ending before a program's («letter.pdf.exe»)."""
    return is_program(name) and bool(re.search(r"\.[a-z0-9]{2,4}$", PurePosixPath(safe_name(name)).stem.lower()))


def is_reserved(name: str) -> bool:
    """Tell whether Windows would take a name for a device («NUL.txt»), whatever its ending."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].partition(".")[0].strip().casefold() in _DEVICES


def has_hidden_marks(name: str) -> bool:
    """Tell whether a name holds marks that nobody sees and that turn or hide a part of it."""
    return bool(_HIDDEN.search(name))


def with_visible_marks(name: str) -> str:
    """Show hidden marks as what they are («⟨U+202E⟩»), so that a name is read as it is written."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", name)


def _ending(name: str) -> str:
    return safe_name(name).rpartition(".")[2]


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST].rstrip(" .")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
