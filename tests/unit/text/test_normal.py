"""The text rule, and where offsets go."""

import pytest

from annotator.text.normal import normalise


def test_a_clean_text_stays_as_it_is() -> None:
    text = "a\u00a0\u2028\u0085\u200c\u00ad\u202bé e\u0301 \x07\x0b\ufffe"
    result = normalise(text)
    assert result.text == text
    assert (result.crlf, result.n_replaced, result.n_before) == ((), 0, 0)


def test_all_line_ends_become_one_kind_and_are_counted() -> None:
    result = normalise("a\r\nb\rc\nd\r\r\n")
    assert result.text == "a\nb\nc\nd\n\n"


def test_the_byte_order_mark_goes_and_one_inside_stays() -> None:
    result = normalise("\ufeffa\ufeffb")
    assert result.text == "a\ufeffb"
    assert result.n_before == 1
    assert result.moved(0) == 0
    assert result.moved(1) == 0
    assert result.moved(3) == 2


def test_a_mark_written_twice_goes_twice_so_that_reading_again_changes_nothing() -> None:
    assert normalise("\ufeff\ufeffa").text == "a"


def test_nul_and_half_pairs_are_replaced_one_for_one_and_counted() -> None:
    result = normalise("a\x00b\ud800c\udfff😀")
    assert result.text == "a\ufffdb\ufffdc\ufffd😀"
    assert result.n_replaced == 3
    assert normalise("a\x00").n_replaced == 1


def test_offsets_move_along_with_crlf_and_cr() -> None:
    raw = "\ufeffa\r\nb\rc\r\nd"
    result = normalise(raw)
    for character in "abcd":
        assert result.text[result.moved(raw.index(character))] == character
    assert result.moved(len(raw)) == len(result.text)


def test_an_offset_between_cr_and_lf_stands_before_both() -> None:
    result = normalise("a\r\nb")
    assert result.moved(1) == result.moved(2) == 1


@pytest.mark.parametrize("raw", ["", "\ufeff", "\r", "\r\n", "\x00"])
def test_the_shortest_texts_pass(raw: str) -> None:
    result = normalise(raw)
    assert normalise(result.text).text == result.text
