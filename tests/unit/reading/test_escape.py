"""What Esc goes out of."""

from itertools import pairwise

from annotator.reading.escape import Held, first_out


def test_each_press_goes_out_of_the_first_thing_there_is() -> None:
    held = set(Held)
    gone = []
    while (one := first_out(held)) is not None:
        gone.append(one)
        held.remove(one)
    words = ["edge", "popup", "sheet", "message", "pane", "span", "selection"]
    assert [one.value for one in gone] == words
    assert all(first_out({later, sooner}) is sooner for sooner, later in pairwise(gone))


def test_where_nothing_is_held_esc_does_nothing() -> None:
    assert first_out(()) is None
