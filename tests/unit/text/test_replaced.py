"""A replaced text knows where everything of the old one stands now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.ranges import Range
from annotator.text.replaced import replaced
from tests.bundles import PIECES

TEXT = "👨\u200d👩\u200d👧 Mira Talven said: yes"
NAME = Range(TEXT.index("Mira"), TEXT.index(" said"))


def test_offsets_before_inside_and_behind_a_name_are_moved() -> None:
    new = replaced(TEXT, [(NAME, "Person 1")])
    assert new.text == "👨\u200d👩\u200d👧 Person 1 said: yes"
    assert new.moved(NAME).of(new.text) == "Person 1"
    assert new.moved(Range(NAME.start + 5, NAME.end)).of(new.text) == "Person 1"
    assert new.moved(Range(NAME.start, NAME.start + 1)).of(new.text) == "Person 1"
    assert new.moved(Range(0, 5)).of(new.text) == TEXT[:5]
    said = Range(TEXT.index("said"), len(TEXT))
    assert new.moved(said).of(new.text) == "said: yes"
    cut = [at for at in range(len(TEXT)) if new.cuts(Range(at, len(TEXT)))]
    assert cut == [*range(NAME.start + 1, NAME.end)]


def test_nothing_replaced_is_the_text_itself() -> None:
    new = replaced(TEXT, [])
    assert new.text is TEXT
    assert new.moved(NAME) == NAME
    assert not new.cuts(NAME)


@given(
    pieces=st.lists(st.tuples(st.sampled_from(PIECES), st.booleans()), max_size=20),
    words=st.lists(st.sampled_from(("Person 1", "Person 12", "P")), min_size=20, max_size=20),
)
def test_what_stays_keeps_its_words_and_what_goes_has_the_new_ones(
    pieces: list[tuple[str, bool]], words: list[str]
) -> None:
    text, stretches, kept = "", [], []
    for (piece, goes), new_words in zip(pieces, words, strict=False):
        at = Range(len(text), len(text) + len(piece))
        text += piece
        if goes:
            stretches.append((at, new_words))
        else:
            kept.append((at, piece))
    new = replaced(text, stretches)
    for at, wanted in (*kept, *stretches):
        assert new.moved(at).of(new.text) == wanted
        assert not new.cuts(at)
    assert new.end(len(text)) == len(new.text)
