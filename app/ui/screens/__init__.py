"""Pages that are more than a list or a form."""
