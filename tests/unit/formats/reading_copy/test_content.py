"""Articles cut at the edges of marks, and marks in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from annotator.formats.reading_copy.content import CopyMaker, held_by_lines, letters
from annotator.model.article import RegionType
from annotator.text.ranges import Range
from tests import bundles

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle


def test_a_claim_says_who_says_it_its_values_and_what_it_is_about() -> None:
    bundle = bundles.full()
    copy = CopyMaker(bundle).copy(bundle.contents[0])  # type: ignore[index]  # a tuple
    claim = next(one for one in copy.marks if one.span.id == "s1")
    assert (
        claim.said()
        == "claim · direct · promise · by =Mira Talven · about =1+1 (favourable) · 1 of 2"
    )
    assert claim.said(1).endswith(" · 2 of 2")
    assert claim.is_alone
    speaker = next(one for one in copy.marks if one.span.id == "s2")
    assert speaker.said() == "speaker · =Mira Talven"
    assert not speaker.is_alone


def test_layers_have_letters_where_there_are_several() -> None:
    assert letters(["L1"]) == {}
    assert letters(["L1", "L2"]) == {"L1": "A", "L2": "B"}
    assert letters([*map(str, range(28))])["27"] == "B1"


def test_a_paragraph_is_what_the_innermost_region_around_all_of_it_is() -> None:
    bundle = bundles.full()
    copy = CopyMaker(bundle).copy(bundle.contents[0])  # type: ignore[index]  # a tuple
    assert [one.kind for one in copy.paragraphs][:2] == [RegionType.HEADLINE, RegionType.BODY]


def test_what_files_of_paragraphs_hold_of_a_part_has_no_line_end() -> None:
    assert held_by_lines("ab\n\ncd", [Range(1, 5)]) == (Range(1, 2), Range(4, 5))
    assert held_by_lines("ab\n\ncd", [Range(2, 4)]) == ()


@given(bundle=bundles.bundles())
def test_pieces_are_the_text_and_lie_in_the_marks_that_cover_them(bundle: Bundle) -> None:
    maker = CopyMaker(bundle)
    for content in bundle.contents:
        copy, text = maker.copy(content), content.article.text
        lines = ["".join(text[a:b] for a, b, _ in one.pieces) for one in copy.paragraphs]
        assert "\n".join(lines) == text
        for piece in (piece for one in copy.paragraphs for piece in one.pieces):
            around = [
                n
                for n, one in enumerate(copy.marks)
                if any(part.start < piece.end and piece.start < part.end for part in one.span.parts)
            ]
            assert [*piece.marks] == around
        assert [n for one in copy.paragraphs for n in one.first] == [*range(len(copy.marks))]
