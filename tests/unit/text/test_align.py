"""Where a passage stands in a copy: by its paragraph and the words around it."""

from __future__ import annotations

import pytest

from annotator.text.align import Alignment, Placing, word_changes
from annotator.text.ranges import Range

DISPATCH = (
    "Harbour to open again\n\n"
    "“The gate opens on Monday,” said Mira Talven, the minister. Traders have waited for weeks.\n\n"
    "Talven told reporters that Kabul had agreed. She said that Kabul would pay.\n\n"
    "The line carried 41,000 passengers last year, the ministry said.\n"
)


def at(text: str, words: str, n: int = 1) -> Range:
    start = -1
    for _ in range(n):
        start = text.index(words, start + 1)
    return Range(start, start + len(words))


def placed(words: str, copy: str, n: int = 1) -> tuple[Placing, list[str]]:
    found = Alignment(DISPATCH, copy).place(at(DISPATCH, words, n))
    return found.how, [one.of(copy) for one in found.places]


def test_the_same_text_has_every_passage_at_its_own_place() -> None:
    aligned = Alignment(DISPATCH, DISPATCH)
    for words, n in (("Kabul", 1), ("Kabul", 2), ("said", 1), ("said", 2), ("said", 3), ("the", 1)):
        here = at(DISPATCH, words, n)
        assert aligned.place(here) == (Placing.SAME, (here,))


def test_paragraphs_may_stand_in_another_order_and_some_may_lack() -> None:
    paragraphs = DISPATCH.strip().split("\n\n")
    copy = "\n\n".join([paragraphs[3], paragraphs[2], paragraphs[0]])
    found = Alignment(DISPATCH, copy)
    assert found.place(at(DISPATCH, "Kabul", 2)).places == (at(copy, "Kabul", 2),)
    assert found.place(at(DISPATCH, "the ministry")).places == (at(copy, "the ministry"),)
    assert found.place(at(DISPATCH, "Mira Talven")) == (Placing.GONE, ())


def test_retyped_quotation_marks_and_blanks_change_nothing() -> None:
    copy = DISPATCH.replace("“", '"').replace("”", "''").replace(" said", "\u00a0said")
    found = Alignment(DISPATCH, copy).place(at(DISPATCH, "“The gate opens on Monday,”"))
    assert found.how is Placing.SAME
    assert found.places[0].of(copy) == "\"The gate opens on Monday,''"
    french = DISPATCH.replace("“", "«\u202f").replace("”", "\u202f»")
    found = Alignment(DISPATCH, french).place(at(DISPATCH, "“The gate opens on Monday,”"))
    assert found.places[0].of(french) == "«\u202fThe gate opens on Monday,\u202f»"


def test_a_changed_word_leaves_the_claim_open_with_what_stands_there_instead() -> None:
    copy = DISPATCH.replace("Kabul had agreed", "Kabul had refused")
    assert placed("Kabul had agreed", copy) == (Placing.CHANGED, ["Kabul had refused"])
    assert placed("Kabul", copy) == (Placing.SAME, ["Kabul"])
    assert placed("Kabul", copy, 2) == (Placing.SAME, ["Kabul"])
    copy = DISPATCH.replace("Mira Talven", "Ada Lune")
    assert placed("Mira Talven", copy) == (Placing.CHANGED, ["Ada Lune"])


LINE = "The line carried 41,000 passengers last year"


@pytest.mark.parametrize(
    ("old", "new", "words", "instead"),
    [
        ("The line carried", "A ship carried", LINE, LINE.replace("The line", "A ship")),
        ("The line carried", "It carried", LINE, LINE.replace("The line", "It")),
        ("last year,", "in 2024,", LINE, LINE.replace("last year", "in 2024")),
        # The word beside it is another one too: word for word, where they are as many.
        ("year, the ministry", "month; an office", LINE, LINE.replace("year", "month")),
        ("year, the", "month he", LINE, LINE.removesuffix(" year")),
        ("Talven told", "Ada Lune said", "told reporters that Kabul", "reporters that Kabul"),
    ],
)
def test_a_word_changed_at_the_edge_is_part_of_what_stands_there_instead(
    old: str, new: str, words: str, instead: str
) -> None:
    copy = DISPATCH.replace(old, new)
    assert copy != DISPATCH
    assert placed(words, copy) == (Placing.CHANGED, [instead])


def test_the_same_words_elsewhere_are_not_taken_for_those_of_a_sentence_that_was_cut() -> None:
    copy = DISPATCH.replace("Talven told reporters that Kabul had agreed. ", "")
    assert placed("Kabul", copy, 1) == (Placing.CHANGED, [])
    assert placed("Kabul", copy, 2) == (Placing.SAME, ["Kabul"])
    added = copy + "\n\nElsewhere, Kabul had closed the pass for good.\n"
    assert placed("Kabul", added, 1)[0] is Placing.CHANGED


def test_a_paragraph_that_stands_twice_is_asked_about() -> None:
    paragraph = DISPATCH.strip().split("\n\n")[3]
    how, places = placed("the ministry", f"{DISPATCH}\n{paragraph}\n")
    assert (how, places) == (Placing.TWICE, ["the ministry", "the ministry"])
    twice = f"{DISPATCH}\n{paragraph}\n"
    found = Alignment(twice, DISPATCH).place(at(twice, "the ministry"))
    assert found.how is Placing.TWICE


@pytest.mark.parametrize("word", ["میرا تالوِن", "الميناء", "👩‍👩‍👧", "e\u0301lan"])
def test_words_of_other_scripts_and_marks_of_several_signs_come_over_whole(word: str) -> None:
    text = f"Before it came {word} and then the rest of the line.\n"
    copy = f"A first line of another outlet.\n\n{text}"
    found = Alignment(text, copy).place(at(text, word))
    assert found == (Placing.SAME, (at(copy, word),))


def test_a_place_without_words_and_an_empty_copy_are_gone() -> None:
    assert Alignment(DISPATCH, "").place(at(DISPATCH, "Kabul")) == (Placing.GONE, ())
    assert Alignment(DISPATCH, DISPATCH).place(Range(21, 23)) == (Placing.GONE, ())


def test_word_by_word_both_texts_can_be_put_together_again() -> None:
    changes = word_changes("that Kabul had agreed to it", "that Herat has agreed")
    assert [(one.before, one.after) for one in changes] == [
        ("that", "that"),
        ("Kabul had", ""),
        ("", "Herat has"),
        ("agreed", "agreed"),
        ("to it", ""),
    ]
    assert [one.is_same for one in changes] == [True, False, False, True, False]
