"""Documents as PDF files: ``render_pdf(document, path)``.

reportlab writes the file; layout, text and fonts are ours, because its own right-to-left support corrupts Persian.
It is imported only while drawing.
"""
