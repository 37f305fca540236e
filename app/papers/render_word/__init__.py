"""Documents as Word files that can be edited: ``render_word(document, path)``.

python-docx writes the file and is imported only while writing. Word resolves directions itself, from marks on paragraphs, runs
and tables; what the typesetter knows of them is turned into these marks, and the isolates of the text are left out.
"""
