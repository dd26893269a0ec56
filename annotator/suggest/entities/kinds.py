"""Which kind a name has in an article: by what it was found with, and the longer names it is of."""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.speech.tokens import folded

PERSON, ORGANISATION, PLACE, GROUP, DATE = "person", "organisation", "place", "group", "date"

OF_ACTORS: Mapping[str, str] = {
    "person": PERSON,
    "organisation": ORGANISATION,
    "state": PLACE,
    "place": PLACE,
    "group": GROUP,
}
"""The kind of an entity by that of the actor it names; others say nothing."""


_SHOWN = 3
"""In Sarn, Mr Beck: that counts for more than a label."""


class Kinds:
    """The kinds of the names of one article."""

    def __init__(self, found: Iterable[tuple[str, str]], shown: Iterable[tuple[str, str]]) -> None:
        """Count names with the kinds they were found with, and what their surroundings show."""
        self._votes: dict[str, Counter[str]] = {}
        for weight, votes in ((1, found), (_SHOWN, shown)):
            for name, kind in votes:
                key = folded(name)
                count = self._votes.get(key)
                if count is None:
                    count = self._votes[key] = Counter()
                count[kind] += weight * bool(kind)
        self._parts: dict[str, str] = {}
        for name in list(self._votes):
            words = name.split()
            if len(words) > 1 and self._most(name) == PERSON:
                self._parts.update(dict.fromkeys(words, PERSON))

    def of(self, name: str) -> str:
        """Give the kind of a name; "" if nothing says it."""
        key = folded(name)
        whole = self._parts.get(key)
        if whole is not None:
            own = self._votes.get(key, Counter[str]())
            if own[PERSON] + 1 >= max(own.values(), default=0):
                return whole
        return self._most(key)

    def _most(self, name: str) -> str:
        votes = self._votes.get(name)
        kind = max(votes, key=votes.__getitem__) if votes else ""  # of equal ones the first
        return kind if kind and votes and votes[kind] else ""
