"""Safir without a window: the same use cases for scripts, schedules and tests (architecture.md section 7).

Every command prints UTF-8; `--json`, or a standard output that is no terminal, gives one JSON object a line. Exit status:
0 done, 1 a fact that prevented it (one clear sentence on standard error), 2 a command that was not understood.
"""
