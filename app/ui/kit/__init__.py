"""Small parts that every screen is made of: they know no business words, load nothing and save nothing.

Decisions: parts paint themselves from the theme at every paint and know leading and trailing only; texts come in
through constructors and are plain; a group of buttons is one tab stop; whatever takes the focus has an accessible name.
"""
