"""What holds for every text whatever: offsets, pieces, words, folding, normalising."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.text import blocks, likeness, normal, quotations, runs, script, sentences, words
from annotator.text.graphemes import is_boundary
from annotator.text.offsets import ForeignOffsets, Offsets, Utf8Offsets
from annotator.text.ranges import Range, cut, hull, overlap, trim, union

# Pieces that texts of many languages are made of, so that they meet in every order.
PIECE_LIST = (
    "a|B|é|e\u0301|word|Dar|Pakistan’s|U.S.|3.5|10,000|😀|👨\u200d👩\u200d👧|🇩🇪|🇫|❤\ufe0f|👩🏽|한|\u1112\u1161"
    "|क्ष|می‌خواهم|كتـــاب|العَرَبِيّة|۱۲|שלום|他说|の|\u200c|\u200d|\u200f|\u0301|\u00ad"
    "| |\u00a0|\u2028|\u2029|\u0085|\u3000|\u200b|\n|\t|\ufdd0|.|,|!|?|…|:|;|،|۔|。|-|–|—|(|)|[|]"
    "|“|”|„|‟|«|»|‹|›|‘|’|‚|\"|'|「|」|<<|>>|s’|Mr.|that|که|ß|ﬁ|İ|\ufeff"
)
PIECES = PIECE_LIST.split("|")
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")),
)
ranges = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
    lambda ends: Range(min(ends), max(ends))
)


@st.composite
def texts_and_ranges(draw: st.DrawFn) -> tuple[str, Range]:
    """A text and a range inside it."""
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, Range(start, draw(st.integers(start, len(text))))


def members(pieces: tuple[Range, ...]) -> set[int]:
    """The positions that lie in the ranges."""
    return {position for piece in pieces for position in range(piece.start, piece.end)}


@given(st.lists(ranges))
def test_a_union_holds_the_same_positions_in_separate_sorted_ranges(many: list[Range]) -> None:
    joined = union(many)
    assert members(joined) == members(tuple(many))
    assert all(one.end < other.start for one, other in pairwise(joined))
    assert union(joined) == joined


@given(ranges, st.lists(ranges))
def test_what_is_cut_and_what_is_taken_make_the_whole(whole: Range, taken: list[Range]) -> None:
    left = members(cut(whole, taken))
    assert left == members((whole,)) - members(tuple(taken))
    assert not any(piece.is_empty for piece in cut(whole, taken))


@given(ranges, ranges)
def test_an_overlap_holds_what_both_hold_and_the_hull_covers_both(one: Range, other: Range) -> None:
    both = overlap(one, other)
    assert members(() if both is None else (both,)) == members((one,)) & members((other,))
    assert (both is not None) == one.overlaps(other) == other.overlaps(one)
    assert hull([one, other]).covers(one)
    assert hull([one, other]).covers(other)


@given(texts_and_ranges())
def test_trimming_loses_blanks_only_and_once(given_one: tuple[str, Range]) -> None:
    text, piece = given_one
    trimmed = trim(text, piece)
    if trimmed is None:
        assert not piece.of(text).replace("\u200b", "").replace("\ufeff", "").strip()
    else:
        assert piece.covers(trimmed)
        assert trim(text, trimmed) == trimmed


@given(st.text())
def test_utf16_offsets_are_inverse_on_any_text(text: str) -> None:
    offsets = Offsets(text)
    seen = [offsets.to_utf16(position) for position in range(len(text) + 1)]
    assert seen == sorted(set(seen))
    for unit in range(offsets.utf16_length + 1):
        position = offsets.from_utf16(unit)
        assert offsets.splits_pair(unit) == (unit not in seen)
        assert offsets.to_utf16(position) == unit - offsets.splits_pair(unit)


@given(st.text())
def test_utf8_offsets_are_inverse_on_any_text(text: str) -> None:
    offsets = Utf8Offsets(text)
    seen = [offsets.to_utf8(position) for position in range(len(text) + 1)]
    assert offsets.utf8_length == len(text.encode("utf-8", "surrogatepass"))
    assert [offsets.from_utf8(byte) for byte in seen] == list(range(len(text) + 1))
    assert all(
        offsets.splits_character(byte) == (byte not in seen)
        for byte in range(offsets.utf8_length + 1)
    )


@given(st.text(alphabet="a\n😀é"), st.booleans(), st.booleans(), st.booleans())
def test_foreign_offsets_are_inverse(text: str, utf16: bool, crlf: bool, bom: bool) -> None:
    offsets = ForeignOffsets(text, utf16=utf16, crlf=crlf, bom=bom)
    seen = [offsets.to_unit(position) for position in range(len(text) + 1)]
    assert seen[-1] == offsets.length
    assert [offsets.from_unit(unit) for unit in seen] == list(range(len(text) + 1))
    for unit in range(int(bom), offsets.length + 1):
        assert offsets.splits(unit) == (unit not in seen)


@given(texts, st.integers(1, 12))
def test_blocks_partition_the_text_and_cut_no_character(text: str, limit: int) -> None:
    of_text = blocks.blocks(text, limit)
    at = 0
    for number, block in enumerate(of_text):
        assert block.start == at + (block.separator if number else 0)
        assert block.start <= block.end
        if block.follows is not blocks.Follows.PARAGRAPH:
            assert is_boundary(text, block.start)
            assert is_boundary(text, of_text[number - 1].end)
        at = block.end
    assert at == len(text)
    for position in range(len(text) + 1):
        block = of_text[blocks.block_at(of_text, position)]
        assert block.start <= position <= block.end


@given(texts, st.integers(1, 12))
def test_the_shown_copy_holds_the_blocks_and_nothing_else(text: str, limit: int) -> None:
    of_text = blocks.blocks(text, limit)
    copy = blocks.shown(text, of_text)
    n_more = 0
    for number, block in enumerate(of_text):
        n_more += block.follows is blocks.Follows.PIECE_INSERTED
        start = block.start + n_more
        assert copy[start : start + block.end - block.start] == text[block.start : block.end]
        assert number == 0 or copy[start - 1] in "\n\u2029\ufdd0\ufdd1"
    assert len(copy) == len(text) + n_more


@given(st.lists(st.tuples(ranges, st.integers(0, 5))), ranges)
def test_runs_partition_the_text_and_name_what_covers_each_place(
    keyed: list[tuple[Range, int]], whole: Range
) -> None:
    pieces = runs.runs(whole, keyed)
    at = whole.start
    for piece in pieces:
        assert piece.range.start == at
        assert piece.range.length > 0
        at = piece.range.end
        for position in range(piece.range.start, piece.range.end):
            covering = {key for one, key in keyed if one.contains(position)}
            assert set(piece.keys) == covering
    assert at == (whole.end if not whole.is_empty else whole.start)


@given(st.text(alphabet=st.sampled_from("ab\r\n\0\ufeff\ud800\udc00😀é\u2028")))
def test_normalising_twice_changes_nothing_and_offsets_follow(raw: str) -> None:
    result = normal.normalise(raw)
    again = normal.normalise(result.text)
    assert again.text == result.text
    assert (again.crlf, again.n_replaced, again.n_before) == ((), 0, 0)
    assert result.moved(0) == 0
    assert result.moved(len(raw)) == len(result.text)
    n_before = result.n_before
    for position, character in enumerate(raw):
        moved = result.moved(position)
        assert moved <= result.moved(position + 1)
        if position >= n_before and character not in "\r\n\0\ud800\udc00":
            assert result.text[moved] == character
            assert result.moved(position + 1) == moved + 1


@given(texts)
def test_characters_partition_the_text(text: str) -> None:
    forward = [0]
    while forward[-1] < len(text):
        forward.append(words.grapheme_after(text, forward[-1]))
    assert forward == [p for p in range(len(text) + 1) if is_boundary(text, p)] or not text
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(words.grapheme_before(text, backward[-1]))
    assert backward[::-1] == forward


@given(texts)
def test_the_caret_never_stands_inside_a_character_and_goes_back_the_same_way(text: str) -> None:
    forward = [0]
    while forward[-1] < len(text):
        forward.append(words.next_word_start(text, forward[-1]))
        assert is_boundary(text, forward[-1])
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(words.previous_word_start(text, backward[-1]))
    assert backward[::-1] == forward


@given(texts)
def test_every_place_in_a_word_finds_that_word(text: str) -> None:
    for position in range(len(text)):
        word = words.word_at(text, position)
        if word is not None and word.contains(position):
            assert is_boundary(text, word.start)
            assert is_boundary(text, word.end)
            assert all(words.word_at(text, inside) == word for inside in range(*word))


@given(texts_and_ranges(), st.booleans())
def test_snapping_again_changes_nothing(given_one: tuple[str, Range], free: bool) -> None:
    text, piece = given_one
    snapped = words.snap(text, piece, free=free)
    if snapped is None:
        return
    assert 0 <= snapped.start < snapped.end <= len(text)
    assert is_boundary(text, snapped.start)
    assert is_boundary(text, snapped.end)
    assert trim(text, snapped) == snapped
    assert words.snap(text, snapped, free=free) == snapped


@given(texts_and_ranges())
def test_sentences_hold_all_that_is_not_blank_in_order(given_one: tuple[str, Range]) -> None:
    text, within = given_one
    found = sentences.sentences(text, within)
    assert all(within.covers(one) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for gap in cut(within, found):
        assert trim(text, gap) is None


@given(texts_and_ranges(), st.integers(0, 200))
def test_sentence_and_clause_at_a_place_lie_within(
    given_one: tuple[str, Range], position: int
) -> None:
    text, within = given_one
    for find in (sentences.sentence_at, sentences.clause_at):
        found = find(text, position, within)
        assert found is None or (within.covers(found) and trim(text, found) == found)


@given(texts_and_ranges(), st.sampled_from(["en", "de", "fr", "fa", "sv", "und"]))
def test_quotations_are_nested_and_lie_within(given_one: tuple[str, Range], language: str) -> None:
    text, within = given_one
    found = quotations.quotations(text, within, language)
    for number, one in enumerate(found):
        assert within.covers(one.range)
        assert one.range.length > 0
        around = [other for other in found if other is not one and other.range.covers(one.range)]
        assert len(around) == one.depth
        for other in found[number + 1 :]:
            assert not one.range.overlaps(other.range) or one.range.covers(other.range)
    assert quotations.how_quoted(text, [within], language) in ("all", "some", "none")


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = likeness.fold(text)
    assert likeness.fold(folded) == folded
    assert folded == likeness.fold(text.replace("\u200c", "").replace(" ", "\u00a0 "))


@given(texts_and_ranges())
def test_what_is_found_folds_to_the_query(given_one: tuple[str, Range]) -> None:
    text, piece = given_one
    query = piece.of(text)
    found = likeness.find_folded(text, query)
    for one in found:
        assert likeness.fold(one.of(text)) == likeness.fold(query)
        assert is_boundary(text, one.start)
        assert is_boundary(text, one.end)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts)
def test_a_word_is_found_where_it_stands(text: str) -> None:
    word = words.word_at(text, len(text) // 2)
    if word is not None and likeness.fold(word.of(text)).strip("'\"-.,:&@_"):
        found = likeness.find_folded(text, word.of(text))
        assert any(one.overlaps(word) for one in found)


@given(texts)
def test_direction_and_language_answer_for_every_text(text: str) -> None:
    assert script.direction(text) in ("ltr", "rtl")
    assert script.guess_language(text).isalpha()
