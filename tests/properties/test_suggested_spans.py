"""Laws of what is proposed: inside the text, on word borders, not in furniture, always alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.article import Origin, Region, RegionType
from annotator.model.scheme import Role
from annotator.suggest.base import Options, Proposals, SuggestInput
from annotator.suggest.merging import merged
from annotator.suggest.quotations import QUOTATIONS
from annotator.suggest.reports import REPORTS
from annotator.text.ranges import Range, is_blank
from annotator.text.words import is_word_edge

ALL = Options(reported=True, thoughts=True, nested=True)
LANGUAGES = ("en", "de", "fr", "es", "fa", "ar", "ur", "ps", "he", "und", "xx")
_ENGLISH = "Dar said that the bridge was shut according to the mayor ,; . : “ ” ‘ ’ \" ' « » „"
_MORE = "he added , saying “We will not wait , ” \n told them to leave \u00a0 \u200c"
_OTHERS = (
    "der Minister sagte , dass er komme „ so Kern teilte mit Laut وزیر گفت که «پل» بسته است به"
)
_ARABIC = "گفتهٔ او ، قال الوزير إن"
_MONEY = "$4m 95% ( ) [ ] ((it)) ’’so‘‘ a-t-elle ajouté dit"
_SIGNS = "😀 👩\u200d👩\u200d👧 \u202e \u2066 \u2069 e\u0301 KERN: Q: ¿ ? ! … — 18:40"
WORDS = tuple(" ".join((_ENGLISH, _MORE, _OTHERS, _ARABIC, _MONEY, _SIGNS)).split(" "))


def proposed(article: SuggestInput) -> list[Proposals]:
    found = [one.suggest(article, Proposals()) for one in (QUOTATIONS, REPORTS)]
    return [*found, merged(article, found)]


def holds(article: SuggestInput) -> None:
    text = article.text
    every = proposed(article)
    silent = [one.at for one in article.regions if one.type is not RegionType.HEADLINE]
    for proposals in every:
        refs = {one.ref for one in proposals.spans}
        assert len(refs) == len(proposals.spans)
        for span in proposals.spans:
            assert span.parts == tuple(sorted(span.parts))
            assert 0 <= span.confidence <= 1000
            for part in span.parts:
                assert 0 <= part.start < part.end <= len(text)
                assert not is_blank(text[part.start])
                assert not is_blank(text[part.end - 1])
                assert is_word_edge(text, part.start)
                assert is_word_edge(text, part.end)
                assert not any(part.overlaps(one) for one in silent)
        for link in proposals.links:
            assert {link.source, link.target} <= refs
    assert every == proposed(article)
    speakers = [one.parts[0] for one in every[-1].spans if one.role is Role.SPEAKER]
    for one, other in pairwise(speakers):
        assert one.end <= other.start


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(LANGUAGES))
def test_proposals_of_words_of_speech_in_any_order_are_lawful(words: list[str], code: str) -> None:
    holds(SuggestInput(" ".join(words), code, options=ALL))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_proposals_of_any_unicode_are_lawful(text: str, code: str) -> None:
    holds(SuggestInput(text, code, options=ALL))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=40),
    st.integers(0, 60),
    st.integers(1, 60),
    st.sampled_from([RegionType.BOILERPLATE, RegionType.DATELINE, RegionType.BYLINE]),
)
def test_nothing_is_proposed_in_what_is_no_body(
    words: list[str], start: int, length: int, kind: RegionType
) -> None:
    text = " ".join(words)
    at = Range(min(start, len(text) - 1), min(start + length, len(text)))
    region = Region("r", "a", kind, at, Origin.PROPOSED, "")
    for proposals in proposed(SuggestInput(text, "en", (region,), options=ALL)):
        assert not any(part.overlaps(at) for one in proposals.spans for part in one.parts)


SENTENCE = (
    "Dar said that the bridge was shut, although nobody asked. “We will not wait,” he added. "
)
LONG = 20_000
TORTURES = {
    "one paragraph": SENTENCE * (LONG // len(SENTENCE)),
    "no sentence ends": "dar said that the bridge was shut " * (LONG // 34),
    "only quotation marks": '"' * LONG,
    "marks that only open": "“a " * (LONG // 3),
    "nested marks": "“‘" * (LONG // 4) + "a" + "’”" * (LONG // 4),
    "an odd mark": "“" + "Dar said that it was so. " * (LONG // 25),
    "emoji": "👩‍👩‍👧 said 🇦🇫 " * (LONG // 16),
    "signs of direction": "\u202eDar said\u202c that \u2066all\u2069 is well. " * (LONG // 38),
    "turns": "DAR: Is it so?\nKERN: All is well, he said.\n" * (LONG // 43),
    "paragraphs that open and never close": "“He said it all.\n\n" * (LONG // 18),
    "names": " ".join(f"Anna Sur{n} said so." for n in range(LONG // 20)),
    "brackets": "said ((a " * (LONG // 9),
    "one word": "a" * LONG,
    "nothing": "",
    "empty lines": "\n" * LONG,
}


@pytest.mark.parametrize("name", TORTURES)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_long_text_is_too_much_for_the_rules(name: str, language: str) -> None:
    article = SuggestInput(TORTURES[name], language, options=ALL)
    for proposals in proposed(article):
        assert all(part.end <= len(article.text) for one in proposals.spans for part in one.parts)
