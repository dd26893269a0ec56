"""Lanes above and below the words: where they lie, how thick they are, what changes them."""

from __future__ import annotations

from annotator.text.ranges import Range
from annotator.ui.basics.theme import Theme
from annotator.ui.page.sides import LaneMark, LaneSet
from annotator.ui.page.view import PageView
from tests import builders

TEXT = "A title\n\nSince the Taliban came to power there has been no official interaction.\n"
WORDS = Range(TEXT.index("Since"), TEXT.index(" there"))


def shown(qtbot, *marks: LaneMark) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.set_look(Theme().reviewing(), view.shape)
    view.resize(690, 300)
    view.set_sides(LaneSet(marks, ("A", "B")))
    view.set_page(builders.page(builders.article(TEXT)), layer_id="layer-1")
    view.show()
    return view


def colours_above_and_below(view: PageView) -> tuple[set[str], set[str]]:
    """Give the colours in a column through the words, above and below their baseline."""
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    box = view.rect_of(Range(WORDS.start + 1, WORDS.start + 2))
    x = round((box.center().x()) * ratio)
    middle = round(box.center().y() * ratio)
    high = round(20 * ratio)
    above = {picture.pixelColor(x, y).name() for y in range(middle - high, middle - 12)}
    below = {picture.pixelColor(x, y).name() for y in range(middle + 10, middle + high)}
    return above, below


def test_the_left_runs_above_and_the_right_below_in_their_colours(qtbot) -> None:
    parts = (WORDS,)
    view = shown(qtbot, LaneMark("k", True, parts, ()), LaneMark("k", False, parts, ()))
    above, below = colours_above_and_below(view)
    theme = Theme()
    assert theme.colour("left").name() in above
    assert theme.colour("right").name() in below
    assert theme.colour("right").name() not in above


def test_a_settled_difference_is_grey_and_one_that_goes_leaves_nothing(qtbot) -> None:
    parts = (WORDS,)
    view = shown(qtbot, LaneMark("k", True, parts, ()))
    view.set_sides(LaneSet((LaneMark("k", True, parts, (), is_settled=True),), ("A", "B")))
    above, _ = colours_above_and_below(view)
    theme = Theme()
    assert theme.colour("agreed").name() in above
    assert theme.colour("left").name() not in above
    view.set_sides(LaneSet())
    above, _ = colours_above_and_below(view)
    assert above == {theme.colour("page").name()}


def test_what_one_side_has_alone_is_drawn_thicker(qtbot) -> None:
    def thick(only: tuple[Range, ...]) -> int:
        view = shown(qtbot, LaneMark("k", True, (WORDS,), only))
        picture = view.viewport().grab().toImage()
        box = view.rect_of(Range(WORDS.start + 1, WORDS.start + 2))
        x = round(box.center().x() * picture.devicePixelRatio())
        column = [picture.pixelColor(x, y).name() for y in range(picture.height())]
        page = Theme().colour("page").name()
        top = round(box.center().y() * picture.devicePixelRatio()) - 12
        return sum(one != page for one in column[top - 12 : top])

    assert thick((WORDS,)) > thick(())


def test_marks_move_no_line_and_only_paragraphs_that_changed_are_drawn_anew(qtbot) -> None:
    view = shown(qtbot)
    before = view.rect_of(WORDS)
    view.set_sides(LaneSet((LaneMark("k", True, (WORDS,), ()),), ("A", "B")))
    assert view.rect_of(WORDS) == before
    layout = view.page_layout
    assert layout is not None
    assert layout.show_sides(LaneSet((LaneMark("k", True, (WORDS,), ()),), ("A", "B"))) == set()
    moved = LaneSet((LaneMark("k", True, (WORDS,), (), is_current=True),), ("A", "B"))
    assert layout.show_sides(moved) == {view.page_layout.page.block_of(WORDS.start)}


def test_a_stretch_of_a_long_article_gives_what_touches_it_in_order() -> None:
    marks = tuple(
        LaneMark(str(n), True, (Range(start, start + 900), Range(start + 9_000, start + 9_010)), ())
        for n, start in enumerate(range(0, 60_000, 700))
    )
    sides = LaneSet(marks)
    for stretch in (Range(0, 1), Range(4_090, 4_100), Range(12_288, 30_000), Range(70_000, 70_400)):
        wanted = [one for one in marks if any(part.overlaps(stretch) for part in one.parts)]
        found = list(sides.within(stretch))
        assert [one for one in found if one in wanted] == wanted
        assert found == sorted(found, key=marks.index)
    assert len(list(sides.within(Range(4_200, 4_300)))) < 20


def test_after_a_decision_lanes_lie_where_they_lay_and_look_otherwise() -> None:
    marks = tuple(
        LaneMark(str(n), is_left, (Range(start, start + 900),), (Range(start, start + 9),))
        for n, start in enumerate(range(0, 60_000, 700))
        for is_left in (True, False)
    )
    before = LaneSet(marks, ("B", "A"))
    assert list(before.within(Range(0, 60_000))) == list(marks)
    once = before.marked_anew({"3", "4"}, {"4"})
    for found, settled, current in (
        (once, {"3", "4"}, {"4"}),
        (once.marked_anew({"4"}, {"5"}), {"4"}, {"5"}),
    ):
        wanted = tuple(
            one._replace(is_settled=one.key in settled, is_current=one.key in current)
            for one in marks
        )
        assert found == LaneSet(wanted, ("B", "A"))
        assert list(found.within(Range(2_100, 2_200))) == list(
            LaneSet(wanted).within(Range(2_100, 2_200))
        )
        assert {one.is_settled for one in found.within(Range(2_100, 2_200))} == {True, False}
