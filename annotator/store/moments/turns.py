"""How often steps of a project were undone or done again: two states of a file with the same steps
are told apart by it, and which of them is older.
"""

import sqlite3

from annotator.store.write import put_meta

_FACT = "turns"


def n_turns(connection: sqlite3.Connection) -> int:
    """Give how often, as the file says."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (_FACT,)).fetchone()
    said = "" if found is None else str(found[0])
    return int(said) if said.isdecimal() and len(said) < 18 else 0


def count_turns(connection: sqlite3.Connection, n: int) -> None:
    """Count steps that are undone or done again; inside a transaction of the caller."""
    put_meta(connection, {_FACT: str(n_turns(connection) + n)})
