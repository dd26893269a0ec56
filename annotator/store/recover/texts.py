"""The texts of a damaged project: known by their checksums, mended by the quotations in them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.store.recover.gathering import Row
from annotator.store.recover.pages import TornText

LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands for each sign of a text that is lost."""
_MOST_TURNED = 12_000
"""Of a text of more bytes it is not tried which single bit was turned: it would take long."""


@dataclass
class FoundTexts:
    """The texts that were read, by their own checksum, and those that do not fit the one beside."""

    sound: dict[str, str] = field(default_factory=dict)
    torn: dict[str, bytes] = field(default_factory=dict)


Quotation = tuple[int, int, str]
"""Where words stand in a text, from and to, and the words."""


def sha256(body: bytes) -> str:
    """Give the checksum that a text is kept under."""
    return hashlib.sha256(body).hexdigest()


def texts_in(rows: Iterable[Row]) -> FoundTexts:
    """Sort what stands in the table of texts; each is known by its own checksum."""
    found = FoundTexts()
    for said, _, body in rows:
        plain = body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogatepass")
        own = sha256(plain)
        if own == said or (not isinstance(body, bytes) and not isinstance(said, str)):
            found.sound[own] = plain.decode()
        elif isinstance(said, str):
            found.torn[said] = bytes(plain)
            if not isinstance(body, TornText):
                found.sound.setdefault(own, plain.decode("utf-8", "replace"))
    return found


def mended(wanted: str, torn: bytes, quotations: Sequence[Quotation]) -> str | None:
    """Give the text of this checksum, if quotations or one turned bit lead to it."""
    laid = _laid_over(torn.decode("utf-8", "replace"), quotations)
    if sha256(laid.encode("utf-8", "surrogatepass")) == wanted:
        return laid
    if len(torn) > _MOST_TURNED:
        return None
    tried = bytearray(torn)
    for at in range(len(tried)):
        for bit in range(8):
            tried[at] ^= 1 << bit
            if sha256(bytes(tried)) == wanted:
                return tried.decode()
            tried[at] ^= 1 << bit
    return None


def as_far_as_known(torn: bytes | None, n: int, quotations: Sequence[Quotation]) -> str:
    """Give what is left of a text: what can be read, the words that are quoted, signs for the rest.

    `n` is how long it must be at least.
    """
    body = "" if torn is None else torn.decode("utf-8", "replace").replace("\0", LOST)
    longest = max((end for _, end, _ in quotations), default=0)
    return _laid_over(body + LOST * (max(n, longest, 1) - len(body)), quotations)


def _laid_over(body: str, quotations: Iterable[Quotation]) -> str:
    signs = [*body]
    for start, end, quote in quotations:
        if end <= len(signs) and len(quote) == end - start:
            signs[start:end] = quote
    return "".join(signs)


def quotations_by_article(
    spans: Iterable[Row], parts: Iterable[Row]
) -> Mapping[object, list[Quotation]]:
    """Give the quotations of spans and their parts, by the number of the article."""
    found: dict[object, list[Quotation]] = {}
    article_of: dict[object, object] = {}
    for span, article, _, _, start, end, quote, *_ in spans:
        article_of[span] = article
        _add(found, article, start, end, quote)
    for span, _, start, end, quote in parts:
        if span in article_of:
            _add(found, article_of[span], start, end, quote)
    return found


def _add(
    found: dict[object, list[Quotation]], article: object, start: object, end: object, quote: object
) -> None:
    if isinstance(start, int) and isinstance(end, int) and isinstance(quote, str):
        found.setdefault(article, []).append((start, end, quote))
