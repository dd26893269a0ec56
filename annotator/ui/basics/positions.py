"""Code points ↔ Qt's document positions. The only place that knows how Qt counts.

Qt counts UTF-16 units of the shown copy, which has a line end more than the text before each
piece of a paragraph that goes on without a blank. The text itself is never read back from Qt.
"""

from bisect import bisect_right
from collections.abc import Sequence

from annotator.text.blocks import Block, Follows, block_at
from annotator.text.offsets import Offsets
from annotator.text.ranges import Range


class Positions:
    """Turns code points of one article into Qt's positions and back.

    Built once per article in O(n); answers in O(log n), at once where both counts are the same.
    """

    __slots__ = ("_blocks", "_inserted", "_inserted_at", "_is_identity", "_length", "_offsets")

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Count `text` as it is shown in `blocks` (those of `text.blocks.blocks(text)`)."""
        self._blocks = blocks
        self._length = len(text)
        self._offsets = Offsets(text)
        # Code points that stand directly after a line end which is not in the text.
        self._inserted = [one.start for one in blocks if one.follows is Follows.PIECE_INSERTED]
        # Where, in the shown copy, those code points begin.
        self._inserted_at = [
            self._offsets.to_utf16(start) + n for n, start in enumerate(self._inserted, 1)
        ]
        self._is_identity = self._offsets.is_identity and not self._inserted

    def to_document(self, code_point: int) -> int:
        """Give Qt's position of a code point; on an inserted line end the one after it."""
        if self._is_identity:
            return code_point
        return self._offsets.to_utf16(code_point) + bisect_right(self._inserted, code_point)

    def from_document(self, position: int) -> int:
        """Give the code point at Qt's position; inside a surrogate pair that of the pair."""
        if self._is_identity:
            return min(position, self._length)
        unit = position - bisect_right(self._inserted_at, position)
        return min(self._offsets.from_utf16(unit), self._length)

    def in_block(self, number: int, code_point: int) -> int:
        """Give the UTF-16 unit of a code point, counted from the start of a block."""
        start = self._blocks[number].start
        if self._is_identity:
            return code_point - start
        return self._offsets.to_utf16(code_point) - self._offsets.to_utf16(start)

    def from_block(self, number: int, unit: int) -> int:
        """Give the code point at a UTF-16 unit that is counted from the start of a block."""
        block = self._blocks[number]
        if self._is_identity:
            return min(block.start + unit, block.end)
        whole = self._offsets.to_utf16(block.start) + unit
        return min(self._offsets.from_utf16(whole), block.end)

    def is_plain(self, number: int) -> bool:
        """Say whether units and code points are the same within a block."""
        block = self._blocks[number]
        return self._is_identity or (self.in_block(number, block.end) == block.end - block.start)

    def block_of(self, code_point: int) -> int:
        """Give the number of the block a code point lies in."""
        return block_at(self._blocks, code_point)


def units_of(words: str, piece: Range) -> tuple[int, int]:
    """Give where a piece of a line of words begins and how long it is, in UTF-16 units."""
    offsets = Offsets(words)
    start = offsets.to_utf16(piece.start)
    return start, offsets.to_utf16(piece.end) - start
