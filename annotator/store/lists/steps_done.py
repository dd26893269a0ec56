"""Where the history of a file stands, and what the steps between two moments changed in lists."""

import sqlite3
from dataclasses import dataclass

from annotator.store.history import BrokenHistory, changes_in, logs_of

_MOST = 2_000
"""After more steps than these what was read is read anew: their logs take longer."""


@dataclass(frozen=True, slots=True)
class StepsDone:
    """Which steps are done: all up to `last` but those of `not_done`."""

    last: int
    not_done: frozenset[int]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "StepsDone":
        """Give the moment that a connection sees."""
        last = connection.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
        not_done = connection.execute("SELECT id FROM step WHERE state <> 'done'").fetchall()
        return cls(last, frozenset(number for (number,) in not_done))

    def has(self, step: int) -> bool:
        """Say whether a step is done."""
        return step <= self.last and step not in self.not_done


def states_since(
    connection: sqlite3.Connection, since: StepsDone, now: StepsDone
) -> set[tuple[int, int]] | None:
    """Give (layer, article) of the states that changed between; None where more may have.

    More is a row of an article, a large step, whatever is damaged.
    """
    low, high = sorted((since.last, now.last))
    if high - low > _MOST:
        return None
    between = {*range(low + 1, high + 1), *(since.not_done ^ now.not_done)}
    steps = [one for one in between if since.has(one) != now.has(one)]
    looked_at = connection.execute(
        """SELECT id, log IS NULL OR instr(log, '["article",'), instr(log, '["progress",')"""
        f" FROM step WHERE id IN ({','.join(map(str, steps))})"
    ).fetchall()
    if len(looked_at) < len(steps) or any(is_more for _, is_more, _ in looked_at):
        return None
    found: set[tuple[int, int]] = set()
    try:
        for step in (step for step, _, has_states in looked_at if has_states):
            for one in (one for log in logs_of(connection, step) for one in changes_in(log)):
                if one.form.name == "progress":
                    layer, article = one.key
                    found.add((int(layer or 0), int(article or 0)))
    except BrokenHistory:
        return None
    return found
