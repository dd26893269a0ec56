"""Values as plain objects, by what `fields.py` says: records of JSONL, what `list` prints."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from annotator.model.fields import Entity, Field, Kind

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str, "Callable[[Any], Any] | None"]
"""What is no plain field of an entity: an attribute, its key, what makes it plain."""
PER_MILLE = 1000


def share(per_mille: int | None) -> float | None:
    """Give a part of 1 of thousandths."""
    return None if per_mille is None else per_mille / PER_MILLE


_PLAIN: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.PER_MILLE: share,
    Kind.OBJECT: dict,
    Kind.LIST: list,
}


class RecordForm:
    """How the values of one entity become objects; a dotted key stands in an object within."""

    def __init__(self, entity: Entity, named: Callable[[Field], str], *more: Key) -> None:
        """Take the fields that `named` gives a key for, and `more`."""
        self.keys: dict[str, list[Key]] = {"": []}
        for one in entity.fields:
            if one.name and named(one):
                outer, _, key = named(one).rpartition(".")
                self.keys.setdefault(outer, []).append((one.name, key, _PLAIN.get(one.kind)))
        self.keys[""] += more
        self._makers = [(outer, _maker(keys)) for outer, keys in self.keys.items()]

    def record(self, value: object) -> Record:
        """Give the object of a value."""
        (_, make), *within = self._makers
        record = make(value)
        for outer, make in within:
            record[outer] = make(value)
        return record


def _maker(keys: Sequence[Key]) -> Callable[[object], Record]:
    names = [key for _, key, _ in keys]
    cells = attrgetter(*(name for name, _, _ in keys))
    changed = [(key, plain) for _, key, plain in keys if plain is not None]

    def make(value: object) -> Record:
        record = dict(zip(names, cells(value)))  # noqa: B905 - as long by construction
        for key, plain in changed:
            record[key] = plain(record[key])
        return record

    return make
