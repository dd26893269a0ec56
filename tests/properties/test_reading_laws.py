"""Laws of the reading screen that hold for every text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import ActorBook
from annotator.reading.boundaries import take_hold
from annotator.reading.caret import Caret, TextView, Unit, moved
from annotator.reading.everywhere import place_of, same_words
from annotator.reading.keys import PLACES, letter_for
from annotator.reading.linking import MOST, candidates
from annotator.reading.selection import Selection, stack_at, to_mark, widening_path
from annotator.reading.spans import neighbour
from annotator.speech.quoted import quotation_parts
from annotator.speech.words import Lexicon, Verb
from annotator.text.ranges import Range, cut, is_blank
from annotator.text.words import boundary_at_or_before, is_boundary
from tests import builders
from tests.unit.reading.pages import LAYER, is_folded, page, span

PIECES = [
    *(
        "Talven",
        "Beck",
        "said",
        "says",
        "lake",
        "Pakistan’s",
        "he",
        "The",
        "minister",
        "of",
        "that",
    ),
    *(",", ".", "?", ":", ";", "“", "”", "«", "»", '"', "'", "(", ")", "-", "1,5", "U.S."),
    *("گفت", "وزیر", "که", "می‌شود", "e\u0301", "\U0001f468\u200d\U0001f469", "न\u093f", "ᄀ\u1161"),
    "\U0001f1e9\U0001f1ea",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*PIECES, " ", " ", "\n", "\u00a0", "\u2028"]), max_size=40).map(
        "".join
    ),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.text(max_size=60),
)
LEXICON = Lexicon(
    "en",
    verbs={"said": Verb("said", "say"), "says": Verb("says", "say")},
    roles=frozenset({"minister"}),
    pronouns=frozenset({"he"}),
    subordinators=frozenset({"that"}),
)


def ranges(text: str) -> st.SearchStrategy[Range]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Range(min(pair), max(pair)))


def carets(text: str, data: st.DataObject) -> Caret:
    return Caret.at(boundary_at_or_before(text, data.draw(st.integers(0, len(text)))))


@given(st.data())
def test_the_caret_never_stands_inside_a_grapheme_nor_in_a_folded_line(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    # What is folded is lines; none begins or ends inside of a letter.
    folds = [
        Range(*(boundary_at_or_before(text, edge) for edge in one))
        for one in data.draw(st.lists(ranges(text), max_size=3))
    ]
    view = TextView(text, tuple(folds))
    caret = carets(text, data)
    for _ in range(6):
        before = caret
        unit, forward = data.draw(st.sampled_from(Unit)), data.draw(st.booleans())
        caret = moved(view, caret, unit, forward=forward, extend=data.draw(st.booleans()))
        assert is_boundary(text, caret.position)
        assert 0 <= caret.position <= len(text)
        was_folded = is_folded(view, before.position) or is_folded(view, before.anchor)
        # The end of the article is behind the last letter that is shown: a fold may begin there.
        at = caret.position - 1 if (unit, forward) == (Unit.ARTICLE, True) else caret.position
        assert was_folded or not is_folded(view, max(at, 0))


IN_ARTICLE = (Unit.SENTENCE, Unit.ARTICLE)
"""Moves that may end before the text does: where its first words are."""


@given(TEXTS, st.sampled_from(Unit))
def test_moving_on_again_and_again_reaches_the_end_and_back_the_start(
    text: str, unit: Unit
) -> None:
    caret = Caret.at(0)
    for _ in range(len(text) + 1):
        further = moved(TextView(text), caret, unit, forward=True)
        assert further.position > caret.position or caret.position == len(text)
        caret = further
    assert caret.position == len(text)
    for _ in range(len(text) + 1):
        back = moved(TextView(text), caret, unit, forward=False)
        assert back.position < caret.position or caret.position == 0 or unit in IN_ARTICLE
        caret = back


@given(st.data())
def test_each_widening_holds_the_one_before_and_more(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    start = data.draw(ranges(text))
    path = widening_path(text, start)
    for narrower, wider in zip((start, *path), path, strict=False):
        assert wider.covers(narrower) or narrower.is_empty
        assert wider != narrower
    for piece in path:
        assert is_boundary(text, piece.start)
        assert is_boundary(text, piece.end)


@given(st.data())
def test_narrowing_undoes_widening_step_by_step(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    selection = Selection(carets(text, data))
    way = [selection]
    while (wider := way[-1].widened(text)) != way[-1]:
        way.append(wider)
    for narrower, wider in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        assert wider.narrowed(text) == narrower


@given(st.data())
def test_what_would_be_marked_has_no_blank_at_its_ends(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    chosen = data.draw(ranges(text))
    piece = to_mark(text, Caret.over(chosen), free=data.draw(st.booleans()))
    if piece is not None:
        assert 0 <= piece.start < piece.end <= len(text)
        assert not is_blank(text[piece.start])
        assert not is_blank(text[piece.end - 1])


@given(st.data())
def test_the_parts_of_an_interrupted_quotation_hold_the_selection_and_lie_apart(
    data: st.DataObject,
) -> None:
    text = data.draw(TEXTS)
    chosen = data.draw(ranges(text))
    parts = quotation_parts(text, chosen)
    assert chosen in parts
    assert all(one.end <= other.start for one, other in pairwise(parts))


@given(st.data())
def test_an_edge_that_is_moved_keeps_the_parts_apart_and_none_empty(data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(lambda one: len(one) >= 2))
    pieces = [one for one in data.draw(st.lists(ranges(text), min_size=1, max_size=3)) if one]
    apart = [
        piece for n, one in enumerate(pieces) for piece in cut(one, pieces[:n]) if not one.is_empty
    ]
    if not apart:
        return
    held = take_hold(span(text, "s", "claim", *sorted(apart)), data.draw(st.integers(0, len(text))))
    for _ in range(8):
        if data.draw(st.booleans()):
            held = held.turned()
        unit = data.draw(st.sampled_from((Unit.WORD, Unit.CHARACTER)))
        held = held.moved(text, forward=data.draw(st.booleans()), unit=unit)
        assert all(not part.is_empty for part in held.parts)
        assert all(part.start >= 0 and part.end <= len(text) for part in held.parts)
        ends = pairwise(held.parts)
        assert all(one.end <= other.start for one, other in ends)


@given(TEXTS, st.sampled_from(PIECES))
def test_places_of_the_same_words_hold_exactly_these_words(text: str, words: str) -> None:
    found = same_words(text, words)
    assert all(one.of(text) == words for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        place = place_of(text, one)
        assert place.before + place.words + place.after in text


@given(st.data())
def test_n_meets_every_span_once_in_order_and_shift_n_goes_back(data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(bool))
    drawn = data.draw(st.lists(ranges(text).filter(lambda one: not one.is_empty), max_size=6))
    spans = [span(text, f"s{n}", "entity", one) for n, one in enumerate(drawn)]
    on = page(text, *spans)
    met: list[str] = []
    found = neighbour(on, 0, forward=True)
    while found is not None:
        met.append(found.id)
        found = neighbour(on, 0, current_id=found.id, forward=True)
    back: list[str] = []
    found = neighbour(on, len(text) + 1, forward=False)
    while found is not None:
        back.append(found.id)
        found = neighbour(on, 0, current_id=found.id, forward=False)
    assert met == [one.id for one in on.spans()]
    assert back == met[::-1]
    assert all(one.covers(0) for one in stack_at(on, 0, layer_id=LAYER))


@given(st.data())
def test_no_text_breaks_the_search_for_speakers(data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(bool))
    claim = data.draw(ranges(text).filter(lambda one: not one.is_empty))
    language = data.draw(st.sampled_from(("en", "de", "fr", "fa", "ar", "ur", "und")))
    on = page(text, span(text, "c", "claim", claim), language=language)
    found = candidates(on, "c", LEXICON, ActorBook(), scheme=builders.scheme(), layer_id=LAYER)
    assert len(found) <= MOST
    assert len({one.at for one in found}) == len(found)
    for one in found:
        assert one.text == one.at.of(text)
        assert one.text
        assert one.text.strip() == one.text
        assert one.cue is None or not one.cue.is_empty


@given(st.text(max_size=2), st.integers(0, 400), st.sampled_from((*PLACES, "other")))
def test_every_press_stands_for_one_capital_letter_or_digit_or_nothing(
    typed: str, code: int, platform: str
) -> None:
    meant = letter_for(typed, code, platform)
    assert meant == "" or (len(meant) == 1 and meant.isascii() and meant.isalnum())
    assert meant == meant.upper()
