"""What belongs to an article comes back whole and in its order."""

from __future__ import annotations

from annotator.formats.lossless.waiting import WaitingMarks


def test_marks_and_lines_come_back_by_article_in_their_order() -> None:
    waiting = WaitingMarks()
    wanted: dict[int, list[object]] = {n: [] for n in range(8)}
    for n in wanted:
        assert waiting.add_article((n, "cells")) == n
    for n in range(300):
        article = n % 7 if n % 2 else n // 100
        one = n if n % 5 == 0 else ("id", n, None, [[n, n + 1]], {"ä": "😀"})[: 3 + n % 3]
        waiting.add(article, one)
        wanted[article].append(one)
    for _ in range(2):  # as often as one likes
        for article, every in wanted.items():
            assert [one for some in waiting.of(article) for one in some] == every
            assert waiting.n_of(article) == len(every)
    assert wanted[7] == []
    assert [waiting.article(n) for n in range(waiting.n_articles)] == [(n, "cells") for n in wanted]


def test_what_comes_in_one_list_is_of_one_kind() -> None:
    waiting = WaitingMarks()
    x = waiting.add_article(())
    for one in (1, 2, ("a",), ("b",), ("c", "d"), 3):
        waiting.add(x, one)
    assert [*waiting.of(x)] == [[1, 2], [("a",), ("b",)], [("c", "d")], [3]]
