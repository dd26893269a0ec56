"""Laws of carrying passages over to a copy: none is at a wrong place, none that is there is missed.

Copies are made so that it is known which word came from where: paragraphs cut, put in another
order, typed with other quotation marks and blanks, one word of a paragraph changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.text.align import Alignment, Placing, word_changes
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS = [
    *("the", "minister", "said", "that", "Kabul", "“we", "will”", "not", "wait", "and", "gate"),
    *(
        "of",
        "Talven",
        "on",
        "Monday",
        "Herat’s",
        "line",
        "گفت",
        "که",
        "طالبان",
        "👩\u200d👩\u200d👧",
    ),
    *("ties", "were", "cut", "in", "May", "but", "talks", "go"),
]
RETYPED = str.maketrans({"“": '"', "”": "»", "’": "'"})


@dataclass(frozen=True)
class Copied:
    """A text, a copy of it, and where each of its words stands in both (None = not there)."""

    text: str
    copy: str
    here: list[list[Range]]
    there: list[list[Range | None]]


@st.composite
def copied(draw: st.DrawFn) -> Copied:
    """Make a text of paragraphs that share most of their words, and a copy of it."""
    n = draw(st.integers(2, 6))
    sizes = st.integers(5, 22)
    paragraphs = [
        draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
        for size in draw(st.lists(sizes, min_size=n, max_size=n))
    ]
    # No two words stand side by side twice: else a reader could not tell the places either.
    paragraphs = [*without_repeats([f"Nr{k}", *words] for k, words in enumerate(paragraphs))]
    n = len(paragraphs)
    assume(n > 0)
    order = draw(st.permutations(range(n)))[: draw(st.integers(1, n))]
    changed = {
        k: draw(st.integers(1, len(paragraphs[k]) - 1)) for k in order if draw(st.booleans())
    }
    retyped = draw(st.booleans())
    text, here = "", []
    for words in paragraphs:
        line, places = laid(words, len(text), " ")
        here.append(places)
        text += line + "\n\n"
    copy = "Of another outlet\n\n"
    there: list[list[Range | None]] = [[None] * len(words) for words in paragraphs]
    for k in order:
        words = [word.translate(RETYPED) if retyped else word for word in paragraphs[k]]
        if k in changed:
            words[changed[k]] = "otherwise"
        line, places = laid(words, len(copy), "\u00a0 " if retyped else " ")
        there[k] = [*places]
        if k in changed:
            there[k][changed[k]] = None
        copy += line + "\n"
    return Copied(text, copy, here, there)


def without_repeats(paragraphs: Iterable[list[str]]) -> Iterator[list[str]]:
    """Leave out words that would stand behind the same word a second time."""
    seen: set[tuple[str, str]] = set()
    for words in paragraphs:
        kept = words[:1]
        for word in words[1:]:
            if (kept[-1], word) not in seen and word != kept[-1]:
                seen.add((kept[-1], word))
                kept.append(word)
        if len(kept) > 3:
            yield kept


def laid(words: list[str], start: int, blank: str) -> tuple[str, list[Range]]:
    """Give a line of words and where each stands."""
    places, line = [], ""
    for word in words:
        line += blank if line else ""
        places.append(Range(start + len(line), start + len(line) + len(word)))
        line += word
    return line, places


@given(copied(), st.data())
def test_each_passage_is_at_its_own_place_and_each_that_is_there_is_found(
    made: Copied, data: st.DataObject
) -> None:
    aligned = Alignment(made.text, made.copy)
    k = data.draw(st.integers(0, len(made.here) - 1))
    first = data.draw(st.integers(0, len(made.here[k]) - 1))
    last = data.draw(st.integers(first, len(made.here[k]) - 1))
    found = aligned.place(Range(made.here[k][first].start, made.here[k][last].end))
    words = made.there[k][first : last + 1]
    begin, end = words[0], words[-1]
    if begin is not None and end is not None and None not in words:
        assert found == (Placing.SAME, (Range(begin.start, end.end),))
    else:
        assert found.how is not Placing.SAME


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_two_texts_give_places_inside_the_copy(
    text: str, copy: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for place in Alignment(text, copy).place(Range(start, end)).places:
        assert 0 <= place.start <= place.end <= len(copy)


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_word_by_word_nothing_of_either_text_is_lost(before: list[str], after: list[str]) -> None:
    changes = word_changes(" ".join(before), " ".join(after))
    assert "".join("".join(one.before.split()) for one in changes) == "".join(before)
    assert "".join("".join(one.after.split()) for one in changes) == "".join(after)
