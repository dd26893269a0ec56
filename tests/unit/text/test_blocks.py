"""Display paragraphs: pieces of long ones, and Qt's own blocks as the judge."""

import pytest

from annotator.text.blocks import Block, Follows, block_at, blocks, shown


def test_an_empty_text_has_one_empty_block() -> None:
    assert blocks("") == (Block(0, 0, Follows.PARAGRAPH),)
    assert shown("", blocks("")) == ""


def test_each_line_is_a_block_without_its_line_end() -> None:
    assert [block[:2] for block in blocks("ab\n\nc\n")] == [(0, 2), (3, 3), (4, 5), (6, 6)]
    assert shown("ab\n\nc\n", blocks("ab\n\nc\n")) == "ab\n\nc\n"


def test_a_line_separator_does_not_begin_a_block() -> None:
    text = "a\u2028b\u0085c\u000bd\x1ce"
    assert blocks(text) == (Block(0, len(text), Follows.PARAGRAPH),)


def test_a_long_paragraph_goes_on_after_a_blank_in_a_copy_of_the_same_length() -> None:
    text = "word " * 30 + "end"
    of_text = blocks(text, limit=40)
    assert all(block.end - block.start <= 40 for block in of_text)
    assert {block.follows for block in of_text[1:]} == {Follows.PIECE_AT_BLANK}
    copy = shown(text, of_text)
    assert len(copy) == len(text)
    assert copy.replace("\n", " ") == text
    assert copy.split("\n") == [text[block.start : block.end] for block in of_text]


def test_without_a_blank_a_line_end_is_put_in() -> None:
    text = "字" * 95
    of_text = blocks(text, limit=40)
    assert [block.follows for block in of_text] == [
        Follows.PARAGRAPH,
        Follows.PIECE_INSERTED,
        Follows.PIECE_INSERTED,
    ]
    copy = shown(text, of_text)
    assert copy.replace("\n", "") == text


def test_a_far_blank_is_better_than_a_cut_word() -> None:
    text = "a " + "x" * 60
    assert blocks(text, limit=40)[0] == Block(0, 1, Follows.PARAGRAPH)


def test_other_blanks_serve_too_but_not_those_that_hold_words_together() -> None:
    assert blocks("x" * 30 + "\u3000" + "y" * 30, limit=40)[1].follows is Follows.PIECE_AT_BLANK
    assert blocks("x" * 30 + "\u00a0" + "y" * 30, limit=40)[1].follows is Follows.PIECE_INSERTED


@pytest.mark.parametrize("unit", ["👨\u200d👩\u200d👧", "e\u0301", "🇩🇪", "한"])
def test_no_cut_goes_through_a_character(unit: str) -> None:
    text = unit * 40
    for block in blocks(text, limit=33):
        assert text[block.start : block.end].startswith(unit)
        assert text[block.start : block.end].endswith(unit)


def test_a_blank_with_a_mark_on_it_is_no_place_for_a_line_end() -> None:
    text = "x" * 20 + " \u0301" + "y" * 30
    assert blocks(text, limit=40)[1].follows is Follows.PIECE_INSERTED


def test_one_character_longer_than_the_limit_stays_whole() -> None:
    text = "a" + "\u0301" * 20
    assert blocks(text, limit=5) == (Block(0, 21, Follows.PARAGRAPH),)


def test_a_blank_at_the_very_end_makes_no_empty_piece() -> None:
    of_text = blocks("x" * 40 + " ", limit=40)
    assert all(block.end > block.start for block in of_text)


def test_a_position_finds_its_block_and_a_separator_the_block_before() -> None:
    of_text = blocks("ab\ncd")
    assert [block_at(of_text, position) for position in range(6)] == [0, 0, 0, 1, 1, 1]
    assert block_at(of_text, -3) == 0


def test_qt_begins_its_blocks_at_the_same_places() -> None:
    gui = pytest.importorskip("PySide6.QtGui", reason="Qt is not installed")
    text = "one\ntwo\u2029three\u2028still\ufdd0four\ufdd1five\u0085\u000b\u000c\x1c\x1d\x1e six\n"
    text += "long words " * 30 + "\n" + "字" * 100 + "👨\u200d👩" * 40
    of_text = blocks(text, limit=60)
    document = gui.QTextDocument()
    document.setPlainText(shown(text, of_text))
    assert document.blockCount() == len(of_text)
    block = document.begin()
    for ours in of_text:
        n_units = len(text[ours.start : ours.end].encode("utf-16-le")) // 2
        assert block.length() - 1 == n_units
        block = block.next()
