"""Texts that are nearly the same: which are found, which are not, whatever the script."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.near import (
    LEAST_SHARED,
    LEAST_WORDS,
    DrawnRuns,
    Shingles,
    likeness,
    near_pairs,
    needles,
)

LATIN = (
    "ferry",
    "harbour",
    "minister",
    "council",
    "border",
    "crossing",
    "trade",
    "talks",
    "vote",
    "crowd",
    "winter",
    "bridge",
)
PERSIAN = (
    "وزیر",
    "بندر",
    "کشتی",
    "شورا",
    "مرز",
    "گذرگاه",
    "تجارت",
    "گفتگو",
    "رأی",
    "جمعیت",
    "زمستان",
    "پل",
)


def article(seed: int, n_paragraphs: int = 6, words: Sequence[str] = LATIN) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - made-up articles
    return [
        " ".join(f"{draw.choice(words)}{draw.randrange(40)}" for _ in range(40)).capitalize() + "."
        for _ in range(n_paragraphs)
    ]


def drawn(texts: Sequence[str]) -> Iterator[tuple[int, DrawnRuns | None]]:
    return enumerate(map(Shingles().drawn, texts))


def near(*texts: str) -> list[tuple[int, int]]:
    return [(one.key, one.earlier) for one in near_pairs(drawn(texts), texts.__getitem__)]


@pytest.mark.parametrize("words", [LATIN, PERSIAN])
def test_a_dispatch_with_another_opening_and_end_is_near_and_other_news_is_not(words) -> None:
    story, other = article(1, words=words), article(2, words=words)
    shortened = "\n\n".join(story[:4])
    changed = "\n\n".join(["A correspondent writes:", *story[:5], *article(3, 1, words)])
    assert near("\n\n".join(story), shortened, "\n\n".join(other), changed) == [(1, 0), (3, 1)]


def test_small_changes_of_typing_change_nothing() -> None:
    story = "\n\n".join(article(1, words=PERSIAN)) + "\n\n" + "\n\n".join(article(1))
    typed = story.replace("ی", "ي").replace("ک", "ك").replace("\n\n", "\n").upper()
    runs = Shingles()
    assert likeness(runs.of(story), runs.of(typed)) == 1000


def test_texts_on_one_event_that_share_only_a_quotation_are_not_near() -> None:
    quotation = article(9, 1)
    assert near("\n".join(article(1) + quotation), "\n".join(article(2) + quotation)) == []


def test_a_short_notice_is_judged_by_nobody_and_a_part_is_no_copy() -> None:
    notice = " ".join(LATIN * 2)[: LEAST_WORDS * 4]
    assert near(notice, notice) == []
    story = article(1, 12)
    assert near("\n".join(story), story[0]) == []


def test_the_most_alike_of_several_is_named_with_how_much() -> None:
    story = article(1, 10)
    texts = [
        "\n".join(story[:8] + article(2, 2)),
        "\n".join(story),
        "\n".join([*story, "The end."]),
    ]
    found = [*near_pairs(drawn(texts), texts.__getitem__)]
    assert [(one.key, one.earlier) for one in found] == [(1, 0), (2, 1)]
    assert LEAST_SHARED <= found[0].likeness < 900 < found[1].likeness


def test_what_is_known_is_compared_with_and_not_judged() -> None:
    story = "\n".join(article(1))
    known, coming = {"a": story, "b": story}, {"c": story + " More."}
    every = known | coming
    of = Shingles().drawn
    first, later = ([(key, of(text)) for key, text in some.items()] for some in (known, coming))
    found = [*near_pairs(later, every.__getitem__, first)]
    assert [(one.key, one.earlier) for one in found] == [("c", "a")]


def test_long_and_short_texts_are_compared_by_what_was_drawn_of_both() -> None:
    long = [" ".join(article(n, 10)) for n in range(12)]
    assert near("\n".join(long), "\n".join(long[:6])) == [(1, 0)]
    assert near("\n".join(long[:6]), "\n".join(long)) == [(1, 0)]


def test_needles_stand_in_the_text_and_in_its_copies() -> None:
    story = article(1)
    found = needles("\n".join(story))
    assert len(found) == 5
    assert all(one in "\n".join(["Another opening.", *story]) for one in found)
    one_line = " ".join(story)
    assert 1 < len(needles(one_line)) <= 5
    assert all(one in one_line for one in needles(one_line))


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_texts_can_be_judged_and_likeness_has_no_sides(one: str, other: str) -> None:
    runs = Shingles()
    shared = likeness(runs.of(one), runs.of(other))
    assert 0 <= shared <= 1000
    assert shared == likeness(runs.of(other), runs.of(one))
    assert near(one, one) in ([], [(1, 0)])
    assert all(each in one for each in needles(one))


@pytest.mark.parametrize("sign", ["“{}”", "«{}»,", "{}…", "({}).", "‘{}’", "{}?!", "-{}-", "‹{}›"])
def test_signs_round_a_word_and_capitals_make_no_other_run(sign: str) -> None:
    words = [f"{word}{n}" for n, word in enumerate((*LATIN, *PERSIAN, "straße", "élan"))]
    marked = [sign.format(word.upper()) for word in words]
    assert Shingles().of(" ".join(marked)) == Shingles().of(" ".join(words))
