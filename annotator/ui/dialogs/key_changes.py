"""A person's own keys: which acts may have others, what a key means already, what it becomes.

How a press is read is in `keys`; keeping what was chosen belongs to the settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.reading.keys import ADD_PART, DIGIT, MARK, KeyRow, KeyTable, Mode, Stroke, key_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIXED = frozenset({"Esc", "Tab", "Backtab"})
"""Keys that lead out of every place, or through it: nobody may lose them."""
_EVERYWHERE = frozenset({Mode.WINDOW, Mode.FIELD, Mode.LIST})
"""Where a letter is typing."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What a person's keys become, and the act that loses its key by it (None: none does).

    `own` are keys by act, as the table writes them; none at all takes the key away.
    """

    own: Mapping[str, tuple[str, ...]]
    loses: KeyRow | None = None


def may_change(row: KeyRow) -> bool:
    """Say whether an act may have another key: types have theirs from the scheme."""
    of_scheme = row.act.startswith(MARK) or row.act == ADD_PART
    return not of_scheme and row.act != DIGIT and bool(row.label)


def clashing(table: KeyTable, act: str, stroke: Stroke) -> KeyRow | None:
    """Give the act that has this key where `act` holds, or None.

    A key of the whole window holds in every place.
    """
    mine = table.row(act)
    where = frozenset() if mine is None else mine.where
    for row in table.rows:
        is_near = bool(row.where & where) or Mode.WINDOW in row.where | where
        is_same = row.act == act and not row.type_name
        if not is_same and is_near and stroke in row.keys:
            return row
    return None


def with_key(
    own: Mapping[str, tuple[str, ...]], table: KeyTable, act: str, stroke: Stroke
) -> KeyChange:
    """Give the keys with this one for an act, in place of those it has.

    The act that had it loses it. Raises `Forbidden` for a key that leads out of every place, for
    a bare letter where one types, and for a key that the coding scheme gives to a type.
    """
    row = table.row(act)
    if row is None or not may_change(row):
        raise Forbidden(tr("This key cannot be changed here."), tr("Choose another act."))
    if stroke.key in _FIXED:
        raise Forbidden(
            tr("{key} leads out of every place: it stays what it is.", key=stroke),
            tr("Press another key."),
        )
    is_bare = not (stroke.ctrl or stroke.alt or stroke.meta) and len(stroke.key) == 1
    if is_bare and row.where & _EVERYWHERE:
        raise Forbidden(
            tr("This act holds where one types, too: {key} would be typing.", key=stroke),
            tr("Press it with Ctrl or Alt, or a key like F7."),
        )
    loses = clashing(table, act, stroke)
    if loses is not None and not may_change(loses):
        raise Forbidden(
            tr("{key} is the key of “{act}”.", key=stroke, act=tr(loses.label)),
            tr("The keys of types are changed in the coding scheme; press another one."),
        )
    after = {**own, act: (str(stroke),)}
    if loses is not None:
        after[loses.act] = tuple(str(one) for one in loses.keys if one != stroke)
    return KeyChange(_only_changed(after), loses)


def without_key(own: Mapping[str, tuple[str, ...]], act: str) -> KeyChange:
    """Give the keys with none for an act: the menu and the palette still do it."""
    return KeyChange(_only_changed({**own, act: ()}))


def as_shipped(own: Mapping[str, tuple[str, ...]], act: str) -> KeyChange:
    """Give the keys with those for an act that it came with; who has one of them now loses it."""
    after = {name: keys for name, keys in own.items() if name != act}
    table = key_table(changed=after)
    row = table.row(act)
    loses = None
    for stroke in () if row is None else row.keys:
        other = clashing(table, act, stroke)
        if other is not None and other.act in own:
            after[other.act] = tuple(str(one) for one in other.keys if one != stroke)
            loses = other
    return KeyChange(_only_changed(after), loses)


def _only_changed(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Leave out what is as it came."""
    shipped = {row.act: tuple(map(str, row.keys)) for row in key_table().rows}
    return {act: keys for act, keys in own.items() if shipped.get(act) != keys}
