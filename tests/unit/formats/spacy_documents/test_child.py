"""Tokens end where spans do, and all tokens together are the text, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import bundles

spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
from annotator.formats.spacy_documents import child  # noqa: E402 - only where spaCy is

NLP = spacy.blank("xx")
TEXTS = st.lists(st.sampled_from(bundles.PIECES), min_size=1, max_size=30).map("".join)


def document(text: str, *spans: tuple[int, int]) -> object:
    group = [[start, end, "x"] for start, end in spans]
    said = {"text": text, "groups": {"g": group} if group else {}, "entities": [], "data": {}}
    return child._doc(NLP, said)


@given(st.data(), TEXTS)
@settings(max_examples=60)
def test_any_span_of_any_text_is_where_it_was(data: st.DataObject, text: str) -> None:
    place = st.integers(0, len(text) - 1)
    starts = data.draw(st.lists(place, max_size=4))
    spans = [(one, data.draw(st.integers(one + 1, len(text)))) for one in starts]
    made = document(text, *spans)
    assert made.text == text
    found = [(one.start_char, one.end_char) for one in made.spans["g"]] if spans else []
    assert found == spans


def test_blanks_belong_to_the_word_before_but_where_a_span_begins_or_ends_with_one() -> None:
    assert [token.text_with_ws for token in document("He said no", (3, 7))] == [
        "He ", "said ", "no",
    ]  # fmt: skip
    assert [token.text for token in document("He said no", (2, 8))] == [
        "He", " ", "said", " ", "no",
    ]  # fmt: skip
