"""The key of a difference: content only, so that a decision about it is found again.

No ids and no layers go in, and the two sides are sorted: the key is the same when the sides are
swapped, when a colleague's file comes again, and where a third coder says the same.
"""

from functools import lru_cache
from hashlib import sha256

from annotator.model.coded import OF_ONE_PART, Place, Values

_DIGITS = 32
_ONE_SIDED = "one side only"


class Keys:
    """The keys of one article's differences; equal ones are numbered."""

    def __init__(self, fingerprint: str) -> None:
        """Begin with none; `fingerprint` is that of the article's text."""
        self._fingerprint = fingerprint
        self._seen: dict[str, int] = {}

    def key(self, kind: str, left: str | None, right: str | None) -> str:
        """Give the key of a difference of this kind between two contents; None = not there.

        A content is written as Python writes a list of texts, of lists of texts, and None, in
        ASCII: the same everywhere.
        """
        if left is None or right is None:
            kind = f"{kind}, {_ONE_SIDED}"
            left, right = str(left), str(right)
        if right < left:
            left, right = right, left
        said = f"{self._fingerprint}\n{kind}\n{left}\n{right}"
        n = self._seen.get(said, 0)
        self._seen[said] = n + 1
        whole = f"{said}\n{n}" if n else said
        return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def place(at: Place) -> str:
    """Give a span's type and parts as a content begins with them."""
    if len(at) == OF_ONE_PART:  # as most are
        _, kind, start, end = at
        return f"{kind!a}, '{start}-{end}'"
    parts = zip(at[2::2], at[3::2], strict=True)
    return ascii(at[1]) + "".join([f", '{start}-{end}'" for start, end in parts])


@lru_cache(maxsize=4096)
def values(attributes: Values) -> str:
    """Give attributes as they stand in a content."""
    return ascii([[*two] for two in attributes])
