"""The key of a difference: content only, so that a decision about it is found again.

No ids and no layers go in, and the two sides are sorted: the key is the same when the sides are
swapped, when a colleague's file comes again, and where a third coder says the same.
"""

from collections.abc import Sequence
from hashlib import sha256

from annotator.model.article import Json

_DIGITS = 32
_ONE_SIDED = "one side only"


class Keys:
    """The keys of one article's differences; equal ones are numbered."""

    def __init__(self, fingerprint: str) -> None:
        """Begin with none; `fingerprint` is that of the article's text."""
        self._fingerprint = fingerprint
        self._seen: dict[str, int] = {}

    def key(self, kind: str, left: Json, right: Json) -> str:
        """Give the key of a difference of this kind between two contents; None = not there.

        Contents are lists of texts, of lists of texts, and None: written in ASCII, these are the
        same everywhere.
        """
        if left is None or right is None:
            kind = f"{kind}, {_ONE_SIDED}"
        said = "\n".join((self._fingerprint, kind, *sorted((ascii(left), ascii(right)))))
        n = self._seen.get(said, 0)
        self._seen[said] = n + 1
        whole = f"{said}\n{n}" if n else said
        return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def place(type_name: str, parts: Sequence[Sequence[int]]) -> list[Json]:
    """Give a span's type and place as content."""
    return [type_name, *[f"{part[0]}-{part[1]}" for part in parts]]
