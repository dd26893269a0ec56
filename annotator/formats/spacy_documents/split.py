"""Which articles train and which test: by hash, so that anyone can split them the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.double_coding.sampling import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.bundle import Content


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
    by its smallest one. A group that begins within the share is in it as a whole.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for content in contents:
        one = content.article
        groups.setdefault(one.group_id or one.id, []).append((one.sha256, one.id))
    wanted = round(share * sum(map(len, groups.values())))
    dev: set[str] = set()
    for group in sorted(groups.values(), key=lambda some: digest(seed, "split", min(some)[0])):
        if len(dev) >= wanted:
            break
        dev.update(article_id for _, article_id in group)
    return dev
