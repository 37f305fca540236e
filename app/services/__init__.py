"""Use cases: functions over an open `Office`. Plain values go in and frozen values come out; ORM objects never leave.

One use case is one deed: `with office.doing(Deed(...)) as session`, journaled, undone as one, told to listeners after the commit.
"""
