"""Which kind a name has in an article: by what it was found with, and the longer names it is of."""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.text.likeness import fold

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
                self._votes.setdefault(fold(name), Counter())[kind] += weight * bool(kind)
        self._parts: dict[str, str] = {}
        for name in list(self._votes):
            words = name.split()
            if len(words) > 1 and self._most(name) == PERSON:
                self._parts.update(dict.fromkeys(words, PERSON))

    def of(self, name: str) -> str:
        """Give the kind of a name; "" if nothing says it."""
        folded = fold(name)
        own = self._votes.get(folded, Counter[str]())
        whole = self._parts.get(folded)
        if whole is not None and own[PERSON] + 1 >= max(own.values(), default=0):
            return whole
        return self._most(folded)

    def _most(self, folded: str) -> str:
        votes = self._votes.get(folded)
        kind, n = votes.most_common(1)[0] if votes else ("", 0)
        return kind if n else ""
