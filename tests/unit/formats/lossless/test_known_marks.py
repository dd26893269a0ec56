"""Where a mark stands is known in any order of a file, and which came twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.lossless.known_marks import KnownMarks, article_at, home_of, layer_at

_marks = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.integers(0, 2)), max_size=80)


@given(_marks, st.randoms())
def test_each_mark_is_found_by_its_id(marks: list[tuple[int, int, int]], order: object) -> None:
    known, wanted = KnownMarks(), dict[int, int]()
    article_of: dict[int, set[int]] = {}
    doubled: set[int] = set()
    before = -1
    for name, article, layer in marks:
        home = home_of(article, layer)
        assert (article_at(home), layer_at(home)) == (article, layer)
        if article != before:
            here: set[int] = set()
        before = article
        known.come_to(article)
        assert (name in known.here) == (name in here)
        if name not in here:
            known.here[name] = home
        if name not in here and name in wanted:
            doubled.add(name)
        here.add(name)
        wanted.setdefault(name, home)
        article_of.setdefault(name, set()).add(article)
    asked = [*wanted, 41, -3]
    order.shuffle(asked)  # type: ignore[attr-defined]
    for name in asked:
        found = known.home(name)
        assert (found is None) == (name not in wanted)
        assert found is None or article_at(found) in article_of[name]
        if name not in doubled:
            assert found == wanted.get(name)
    assert {*known.doubled()} == doubled
