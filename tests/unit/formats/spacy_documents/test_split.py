"""The split is by hash: the same for everyone who has the texts and the seed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from annotator.errors import WrongUse
from annotator.formats.spacy_documents.split import for_dev, seed_of, share_of
from annotator.model.bundle import Content
from tests import bundles

CONTENTS = [Content(bundles.article(f"Text {n}.", f"a{n}")) for n in range(10)]


def test_the_first_by_hash_test() -> None:
    def rank(one: Content) -> str:
        return hashlib.sha256(f"7\nsplit\n{one.article.sha256}".encode()).hexdigest()

    wanted = {one.article.id for one in sorted(CONTENTS, key=rank)[:3]}
    assert for_dev(CONTENTS, 0.3, 7) == wanted
    assert for_dev(reversed(CONTENTS), 0.3, 7) == wanted
    assert for_dev(CONTENTS, 0.3, 8) != wanted


def dispatch(n: int) -> str:
    """Give a text that is like no other."""
    words = [f"word{n * 1_000 + at}" for at in range(120)]
    return ". ".join(" ".join(words[at : at + 12]).capitalize() for at in range(0, 120, 12)) + "."


def test_wire_copies_that_nobody_has_grouped_stand_on_one_side_in_any_order() -> None:
    texts = [
        text
        for n in range(12)
        for text in (dispatch(n), f"By our desk\n\n{dispatch(n)}", f"{dispatch(n)}\n\n(AP)")
    ]
    contents = [Content(bundles.article(text, f"a{n}")) for n, text in enumerate(texts)]
    # One of a crowd is in a group with an article that is like none of it.
    contents.append(Content(bundles.article("Elsewhere.", "a99", group_id="g")))
    contents[4] = replace(contents[4], article=replace(contents[4].article, group_id="g"))
    for seed in range(6):
        dev = for_dev(contents, 0.4, seed)
        assert for_dev(contents[::-1], 0.4, seed) == dev
        crowds = [{f"a{at}" for at in range(n * 3, n * 3 + 3)} for n in range(12)]
        crowds[1].add("a99")
        assert all(crowd <= dev or not crowd & dev for crowd in crowds), seed
        assert 15 <= len(dev) <= 18


def test_shares_and_seeds_are_numbers() -> None:
    assert (share_of("0.25"), seed_of("-3")) == (0.25, -3)
    for said in ("0", "1", "-0.2", "nan", "half", ""):
        with pytest.raises(WrongUse, match="no share"):
            share_of(said)
    with pytest.raises(WrongUse, match="no seed"):
        seed_of("1.5")
