"""Which articles train and which test: by hash, so that anyone can split them the same way."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.double_coding.sampling import digest
from annotator.text.near import Shingles, near_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.bundle import Content
    from annotator.text.near import DrawnRuns


def share_of(said: str) -> float:
    """Give a share that was said; raises `WrongUse` for what is none."""
    try:
        share = float(said)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise WrongUse(
            tr("“{share}” is no share of the articles.", share=said), tr("Use one like 0.2.")
        )
    return share


def seed_of(said: str) -> int:
    """Give a seed that was said; raises `WrongUse` for what is none."""
    try:
        return int(said)
    except ValueError as problem:
        raise WrongUse(
            tr("“{seed}” is no seed.", seed=said), tr("Use a whole number.")
        ) from problem


def for_dev(contents: Iterable[Content], share: float, seed: int) -> set[str]:
    """Give the ids of the articles that test: so many of the first by hash, copies on one side.

    The hash is SHA-256 of seed LF "split" LF the text's fingerprint; a group of near copies counts
    by its smallest one. A group that begins within the share is in it as a whole. Copies are those
    of a group, and those that nobody has put into one.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for fingerprint, article_id, group in _grouped(contents):
        groups.setdefault(group, []).append((fingerprint, article_id))
    wanted = round(share * sum(map(len, groups.values())))
    dev: set[str] = set()
    ordered = sorted(groups.values(), key=lambda some: digest(seed, "split", min(some)[0]))
    for some in ordered:
        if len(dev) >= wanted:
            break
        dev.update(article_id for _, article_id in some)
    return dev


def _grouped(contents: Iterable[Content]) -> Iterator[tuple[str, str, str]]:
    """Give the fingerprint, the id and the group of each article; texts wait on the disk."""
    articles: list[tuple[str, str]] = []
    # Of each group or article the one that it came into.
    joined: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    shingles = Shingles()

    def group_of(name: str) -> str:
        while (into := joined.get(name, name)) != name:
            name = into
        return name

    with tempfile.TemporaryFile() as texts:

        def drawn() -> Iterator[tuple[str, DrawnRuns | None]]:
            for content in contents:
                one, words = content.article, content.words()
                articles.append((one.sha256, one.id))
                if one.group_id:
                    joined[one.id] = f"group {one.group_id}"
                places[one.id] = texts.tell(), texts.write(words.encode("utf-8"))
                yield one.id, shingles.drawn(words)

        def text_of(article_id: str) -> str:
            at, size = places[article_id]
            texts.seek(at)
            return texts.read(size).decode("utf-8")

        for pair in near_pairs(drawn(), text_of):
            one, other = group_of(pair.key), group_of(pair.earlier)
            if one != other:
                joined[one] = other
    for fingerprint, article_id in articles:
        yield fingerprint, article_id, group_of(article_id)
