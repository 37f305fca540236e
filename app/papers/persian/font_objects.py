"""The font objects of a PDF file: a subset of the face, declared widths, and the character behind each code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import uharfbuzz as hb

from app.papers.persian.emit import FaceCodes
from app.papers.persian.fonts import Face
from app.papers.persian.shaping import GlyphCode

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFStream

_NEEDLESS_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"OS/2", b"DSIG", b"STAT", b"gasp")
_SYMBOLIC = 4
_MAP_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange"""
_MAP_END = "endcmap CMapName currentdict /CMap defineresource pop end end"
_MAP_BLOCK = 100
"""Most entries that one bfchar block may hold (PDF 32000-1, 9.10.3)."""


class EmbeddedFonts:
    """The faces used by one PDF file; reportlab calls addObjects while saving."""

    def __init__(self, pdf: PDFDocument) -> None:
        self._used: dict[Face, FaceCodes] = {}
        self._pdf = pdf
        # Pages share one resource dictionary: reportlab writes it last, after asking each delayed font for its objects.
        pdf.delayedFonts.append(self)

    def codes_of(self, face: Face) -> FaceCodes:
        """Give the codes of a face, opening them at first use."""
        codes = self._used.get(face)
        if codes is None:
            codes = self._used[face] = FaceCodes(f"VF{len(self._used) + 1}", face)
        return codes

    def addObjects(self, pdf: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Add one composite font for each face to the file."""
        for number, codes in enumerate(self._used.values()):
            basic = cast("PDFDictionary", pdf.idToObject["BasicFonts"])
            basic.dict[codes.resource] = _reference(pdf, _composite_font(pdf, codes, _subset_tag(number)), "t0" + codes.resource)


def _reference(pdf: PDFDocument, thing: object, name: str) -> PDFObjectReference:
    """Enter an object into the file under a name."""
    return cast("PDFObjectReference", pdf.Reference(thing, name))  # type: ignore[no-untyped-call]


def _subset_tag(number: int) -> str:
    """Name a subset by six capitals (PDF 32000-1, 9.6.4)."""
    return "SAFIR" + chr(ord("A") + number)


def _composite_font(pdf: PDFDocument, codes: FaceCodes, tag: str) -> PDFDictionary:
    """Build the Type0 font with its one descendant."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    data, new_glyphs = _subset(codes)
    base = PDFName(f"{tag}+{codes.face.name}")
    registry = PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0})
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": registry,
            "FontDescriptor": _reference(pdf, _descriptor(pdf, codes, data, base), "fd" + codes.resource),
            "DW": 0,
            "W": PDFArray([1, PDFArray([code.width for code in codes.codes])]),
            "CIDToGIDMap": _reference(pdf, _stream(_glyph_map(codes, new_glyphs)), "cg" + codes.resource),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([_reference(pdf, descendant, "cf" + codes.resource)]),
            "ToUnicode": _reference(pdf, _stream(_character_map(list(codes.codes))), "tu" + codes.resource),
        }
    )


def _descriptor(pdf: PDFDocument, codes: FaceCodes, data: bytes, base: object) -> PDFDictionary:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

    file = _stream(data)
    file.dictionary["Length1"] = len(data)
    ascent, descent = round(codes.face.ascent), round(codes.face.descent)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([-1000, descent, 2000, ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": _reference(pdf, file, "ff" + codes.resource),
        }
    )


def _stream(data: bytes) -> PDFStream:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

    return PDFStream(PDFDictionary({}), data, filters=[PDFZCompress])


def _subset(codes: FaceCodes) -> tuple[bytes, dict[int, int]]:
    """Keep the glyphs that were used; give the font file and the new number of each glyph."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({_glyph(code, codes.face) for code in codes.codes})
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update({int.from_bytes(tag, "big") for tag in _NEEDLESS_TABLES})
    plan = hb.SubsetPlan(codes.face.face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())


def _glyph(code: GlyphCode, face: Face) -> int:
    """Name the glyph behind a code; invisible ones show the space."""
    return code.glyph if code.glyph >= 0 else face.space


def _glyph_map(codes: FaceCodes, new_glyphs: dict[int, int]) -> bytes:
    """Map codes to glyphs of the subset, two bytes each; code 0 is unused."""
    return b"\0\0" + b"".join(new_glyphs[_glyph(code, codes.face)].to_bytes(2, "big") for code in codes.codes)


def _character_map(codes: Sequence[GlyphCode]) -> bytes:
    """Map codes to characters, one to one; a mark drawn apart from its character has none."""
    entries = [f"<{number:04X}> <{_utf16(code.char)}>" for number, code in enumerate(codes, 1) if code.char]
    blocks = []
    for first in range(0, len(entries), _MAP_BLOCK):
        block = entries[first : first + _MAP_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([_MAP_HEAD, *blocks, _MAP_END]).encode("ascii")


def _utf16(char: str) -> str:
    return char.encode("utf-16-be").hex().upper()
