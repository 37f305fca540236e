"""The generated form: a page made from the declaration of a kind, and the parts that bespoke pages share with it.

Decisions: a session owns the draft and is the only one that saves; widgets write into the draft and tell the session. A
page is read first and edited on F2; nothing typed is lost without a question. Rows of panels live in the same draft, so
one save is one deed.
"""
