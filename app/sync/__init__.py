"""Trips away from the office: encrypted packages, the three-way merge and its plan.

A package is a container of validated records and blobs, never a database file. The merge is a pure function of rows (base,
theirs, current); clocks never decide. Applying a plan is one transaction after a backup, and one undo brings all back.
"""
