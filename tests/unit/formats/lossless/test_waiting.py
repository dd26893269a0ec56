"""What belongs to an article comes back whole and in its order."""

from __future__ import annotations

from annotator.formats.lossless.waiting import WaitingMarks


def test_marks_and_lines_come_back_by_article_in_their_order() -> None:
    waiting = WaitingMarks()
    wanted: dict[str, list[object]] = {}
    for n in range(300):
        article = f"article {n % 7 if n % 2 else n // 100}"
        one = n if n % 5 == 0 else ("id", n, None, [[n, n + 1]], {"ä": "😀"})[: 3 + n % 3]
        waiting.add(article, one)
        wanted.setdefault(article, []).append(one)
    for _ in range(2):  # as often as one likes
        for article, every in wanted.items():
            assert [one for some in waiting.of(article) for one in some] == every
            assert waiting.n_of(article) == len(every)
    assert [*waiting.of("none")] == []


def test_what_comes_in_one_list_is_of_one_kind() -> None:
    waiting = WaitingMarks()
    for one in (1, 2, ("a",), ("b",), ("c", "d"), 3):
        waiting.add("x", one)
    assert [*waiting.of("x")] == [[1, 2], [("a",), ("b",)], [("c", "d")], [3]]
