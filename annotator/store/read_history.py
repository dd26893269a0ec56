"""What the history says of layers since a step: which spans came, went or changed."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field

from annotator.store.history import Logged, changes_in, logs_of

_OF_SPANS = {"part": 0, "refers": 0, "attribute": 1}
"""Tables whose rows belong to a span, and where in their key it stands."""


@dataclass(slots=True)
class _TouchedSpans:
    """Spans by their numbers: those that were there before, and those that changed."""

    before: dict[int, bool] = field(default_factory=dict)
    layer: dict[int, int] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)

    def add(self, one: Logged, layers: Collection[int]) -> None:
        if one.form.name in _OF_SPANS:
            if one.form.name != "attribute" or one.key[0] == "span":
                self.others.add(int(one.key[_OF_SPANS[one.form.name]] or 0))
            return
        number = int(one.key[0] or 0)
        if one.form.name != "span" or number in self.before:
            return
        image = one.after if one.before is None else one.before
        if isinstance(image, tuple):
            layer = int(image[one.form.names.index("layer_id")] or 0)
            if layer in layers:
                self.before[number], self.layer[number] = one.before is not None, layer
        else:
            self.others.add(number)


def spans_since(
    connection: sqlite3.Connection, step: int, layers: Collection[int]
) -> dict[int, tuple[int, int]]:
    """Give, by layer, how many spans came and how many went in the steps after one.

    One that changed counts as both; one that came and went as neither. Raises `BrokenHistory`.
    """
    touched = _TouchedSpans()
    numbers = connection.execute(
        "SELECT id FROM step WHERE id > ? AND state = 'done' ORDER BY id", (step,)
    ).fetchall()
    for (number,) in numbers:
        for log in logs_of(connection, number):
            for one in changes_in(log):
                touched.add(one, layers)
    there = _layers_of(connection, {*touched.before, *touched.others})
    found = dict.fromkeys(layers, (0, 0))
    for number in touched.before.keys() | touched.others:
        was_there = touched.before.get(number, True)
        layer = there.get(number, touched.layer.get(number, 0))
        if layer in found:
            came, went = found[layer]
            found[layer] = (came + (number in there), went + was_there)
    return found


def _layers_of(connection: sqlite3.Connection, spans: Collection[int]) -> dict[int, int]:
    """Give the layers of those of some spans that are there now."""
    wanted = ",".join(f"{number:d}" for number in spans)
    return dict(
        connection.execute(f"SELECT id, layer_id FROM span WHERE id IN ({wanted})").fetchall()
    )
