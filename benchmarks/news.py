"""News articles for the language model: the shipped one with other names, none twice."""

from __future__ import annotations

from annotator import resources

_NAMES = ("Talven", "Hask", "Beck", "Karsund", "Sarn")


def articles(n: int, seed: int = 0) -> list[str]:
    """Give so many articles; another seed gives others of the same length, or nearly so."""
    text = resources.read_text("sample", "ferry.txt")
    found = []
    for number in range(seed * n, seed * n + n):
        one = text
        for name in _NAMES:
            one = one.replace(name, f"{name}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}")
        found.append(one)
    return found


def long_article(length: int = 300_000) -> str:
    """Give one article in one paragraph of so many characters."""
    text = " ".join(articles(1)[0].split())
    return (text + " ") * (length // len(text)) + text[: length % len(text)]
