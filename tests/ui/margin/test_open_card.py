"""The lines of a selected card: what stands behind what, in either direction."""

from __future__ import annotations

import pytest

from annotator.reading.cards import Card, CardTarget
from annotator.ui.basics import theme
from annotator.ui.margin.open_card import open_card

FAR = "the foreign ministers of the nine coastal states of the Northern Basin and of Velmora"


def lines_of(card: Card, *, mirrored: bool = False) -> list[list[str]]:
    """Give the words of a card, line by line as they are read."""
    found: dict[float, list[tuple[float, str]]] = {}
    for one in open_card(card, None, theme.current(), mirrored=mirrored).parts:
        x = -one.rect.right() if mirrored else one.rect.left()
        found.setdefault(one.rect.top(), []).append((x, one.words))
    return [[words for _, words in sorted(found[top])] for top in sorted(found)]


def card(**more: object) -> Card:
    return Card("c", "claim", "Ada Dar", "We will wait", directness="direct", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["traders", FAR])
@pytest.mark.parametrize("label", ["about", "to"])
def test_the_word_before_a_list_stands_alone_on_no_line(qapp, label: str, words: str) -> None:
    some = tuple(CardTarget(one, "entity") for one in (words, "the mayors", "reporters", FAR))
    lines = lines_of(card(targets=some) if label == "about" else card(addressees=some))
    (line,) = [one for one in lines if label in one]
    following = line[line.index(label) + 1]
    assert following == words or words.startswith(following.removesuffix("…").rstrip())


def test_addressees_have_the_mark_of_their_type_and_those_without_room_begin_a_line(qapp) -> None:
    some = tuple(CardTarget(f"the mayor of place {n}", "entity") for n in range(4))
    opened = open_card(card(addressees=some), None, theme.current(), mirrored=False)
    marked = [one for one in opened.parts if one.marks == "entity"]
    assert [one.words for one in marked] == [one.words for one in some]
    assert len({one.rect.top() for one in marked}) > 1


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_dot_stands_between_a_name_and_what_it_lacks(qapp, mirrored: bool) -> None:
    first = lines_of(card(lacks_actor=True), mirrored=mirrored)[0]
    assert first == ["Ada Dar", " · ", "no actor", "direct"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_sign_of_a_note_stands_beside_the_words_at_the_far_end(qapp, mirrored: bool) -> None:
    noted = card(has_note=True)
    parts = open_card(noted, None, theme.current(), mirrored=mirrored).parts
    sign = next(one.rect for one in parts if one.is_sign)
    others = [one for one in parts if not one.is_sign and one.rect.intersects(sign)]
    assert [one.words for one in others] == []
