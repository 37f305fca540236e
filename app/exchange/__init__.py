"""What leaves Safir as a file for other programs: workbooks.

Decisions: a table is made of typed cells, streamed, so that a hundred thousand rows need no memory; each day stands twice, as
Jalali text (it sorts, and every program shows it) and as a real date (it filters and counts); nothing that a user typed is ever a
formula; the ceiling comes first, and what is left out is counted; a file is whole or not there at all.
"""
