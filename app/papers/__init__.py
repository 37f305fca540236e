"""Papers: one file per paper turns records into a ``Document``; ``render_pdf`` draws it.

A document holds plain text only, so nothing a user typed can act as markup. ``persian`` sets the text; see its docstring for how.
"""
