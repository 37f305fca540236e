"""What hangs on a record: its card on the page, and the look inside a file without leaving the window."""
