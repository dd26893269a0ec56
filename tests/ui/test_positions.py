"""Code points and Qt's positions, against a real document."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from annotator.text.blocks import Follows, blocks, shown
from annotator.ui.basics.positions import Positions

PIECES = "x" * 5_000 + "😀" + "y" * 5_000 + " z" * 10


@pytest.mark.parametrize(
    "text",
    [
        "one two\n\nthree",
        "we 😀 say\u2029and \U0001d504 go\n😀",
        PIECES,
        "",
    ],
)
@pytest.mark.usefixtures("qapp")
def test_blocks_begin_where_qt_begins_them(text: str) -> None:
    cut = blocks(text)
    positions = Positions(text, cut)
    document = QTextDocument()
    document.setPlainText(shown(text, cut))
    assert document.blockCount() == len(cut)
    for number, block in enumerate(cut):
        qt_block = document.findBlockByNumber(number)
        assert positions.to_document(block.start) == qt_block.position()
        assert positions.from_document(qt_block.position()) == block.start
        assert positions.in_block(number, block.end) == qt_block.length() - 1


def test_half_a_pair_is_the_character() -> None:
    positions = Positions("a😀b", blocks("a😀b"))
    assert [positions.from_document(n) for n in range(5)] == [0, 1, 1, 2, 3]


def test_an_inserted_line_end_belongs_to_no_character() -> None:
    cut = blocks(PIECES)
    positions = Positions(PIECES, cut)
    inserted = [block.start for block in cut if block.follows is Follows.PIECE_INSERTED]
    assert inserted
    for start in inserted:
        assert positions.from_document(positions.to_document(start)) == start
        assert positions.from_document(positions.to_document(start) - 1) == start


def test_a_text_without_wide_characters_counts_the_same() -> None:
    text = "plain words"
    positions = Positions(text, blocks(text))
    assert positions._is_identity
    assert positions.to_document(5) == 5
    assert positions.is_plain(0)
