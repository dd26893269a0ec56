"""Words of a stretch as grammar looks at them."""

import pytest

from annotator.speech.tokens import tokens
from annotator.text.ranges import Range


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "Pakistan’s U.S. envoy Tehrik-i-Taliban",
            ["Pakistan’s", "U.S.", "envoy", "Tehrik-i-Taliban"],
        ),
        ("fr", "D’après l'avis qu’il a", ["D’", "après", "l'", "avis", "qu’", "il", "a"]),
        ("fr", "a-t-elle dit-il porte-parole", ["a", "t", "elle", "dit", "il", "porte-parole"]),
        ("fr", "aujourd’hui", ["aujourd’hui"]),
        ("en", "l'avis", ["l'avis"]),
        ("fa", "می‌گوید که", ["می‌گوید", "که"]),
    ],
)
def test_words_are_cut_as_their_language_writes_them(
    language: str, text: str, words: list[str]
) -> None:
    assert [one.text for one in tokens(text, Range(0, len(text)), language)] == words


def test_a_token_knows_its_place_and_the_signs_before_it() -> None:
    text = "Dar, “the”"
    first, second = tokens(text, Range(0, len(text)), "en")
    assert (first.lead, second.lead, second.folded) == ("", ",“", "the")
    assert text[second.start : second.end] == "the"
