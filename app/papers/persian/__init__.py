"""Persian text on paper: ICU decides directions and line ends, HarfBuzz the letters, and every code in the PDF is one character.

Directions are resolved for the whole paragraph, lines are broken in logical order, and only then is each line put into
visual order. A code (CID) stands for a glyph, its source character and a declared width, so that copying and searching
give back what was written.
"""
