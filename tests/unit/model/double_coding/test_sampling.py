"""Drawing articles by hash, cells and constructed weeks: the vectors that anyone can compute."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import WrongUse
from annotator.model.double_coding import sampling
from annotator.model.double_coding.sampling import Candidate, Rule, draw, draw_more
from annotator.text.likeness import text_sha256

WORDS = ["one", "two", "three", "four", "five", "six"]


def candidate(text: str, **fields: str | None) -> Candidate:
    return Candidate(text, text_sha256(text), **fields)  # type: ignore[arg-type]  # by name


def many(n: int, **fields: str | None) -> list[Candidate]:
    return [candidate(f"{fields} {number}", **fields) for number in range(n)]


def cells(a: int, b: int, c: int) -> list[Candidate]:
    return many(a, outlet="A") + many(b, outlet="B") + many(c, outlet="C")


def test_the_order_is_that_of_the_published_vector() -> None:
    found = sampling.in_hash_order(7, map(candidate, WORDS))
    assert [one.id for one in found] == ["four", "six", "five", "three", "two", "one"]
    assert [sampling.digest(7, one.fingerprint)[:8] for one in found] == [
        "18d355b7", "2c43e8da", "5b885411", "762537de", "9582e7fb", "a5a69e29",
    ]  # fmt: skip
    assert draw(Rule(7, n=3), map(candidate, WORDS)).articles == ("four", "six", "five")


def test_a_kit_has_an_order_of_its_own() -> None:
    found = sampling.in_kit_order(7, map(candidate, WORDS))
    hashes = [hashlib.sha256(f"7\nkit\n{one.fingerprint}".encode()).digest() for one in found]
    assert hashes == sorted(hashes)


def test_every_python_draws_the_same_whatever_its_hash_seed_and_language() -> None:
    code = (
        "from annotator.model.double_coding.sampling import *;"
        "from annotator.text.likeness import text_sha256;"
        "print(draw(Rule(7, n=9, by=('outlet',)), [Candidate(str(n), text_sha256(str(n)),"
        " outlet='ABC'[n % 3]) for n in range(60)]).articles)"
    )
    names = filter(None, (shutil.which(f"python3.{n}") for n in range(11, 20)))
    others = [one for one in names if subprocess.run([one, "-c", ""], check=False).returncode == 0]
    root = str(Path(sampling.__file__).parents[3])
    said = {
        subprocess.run(
            [python, "-c", code],
            env={**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": seed, "LC_ALL": language},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for python in (sys.executable, *others)
        for seed, language in (("1", "C"), ("2", "tr_TR.UTF-8"))
    }
    assert said == {"('42', '19', '20', '24', '46', '47', '6', '31', '32')\n"}


@pytest.mark.parametrize(("n", "wanted"), [(10, (5, 4, 1)), (11, (5, 5, 1)), (12, (5, 5, 2))])
def test_cells_get_places_as_in_the_published_vector(n: int, wanted: tuple[int, ...]) -> None:
    drawn = draw(Rule(7, n=n, by=("outlet",)), cells(60, 60, 20))
    assert tuple(drawn.taken.values()) == wanted
    assert len(drawn.articles) == n


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(1, 40))
def test_a_further_place_takes_none_back(sizes: list[int], n: int) -> None:
    named = {str(number): size for number, size in enumerate(sizes)}
    first = Counter(islice(sampling.places(named, {}), n))
    then = Counter(islice(sampling.places(named, {}), n + 1))
    assert all(then[name] >= first[name] for name in named)
    assert all(then[name] <= size for name, size in named.items())
    assert sum(then.values()) == min(n + 1, sum(sizes))


def test_no_outlet_and_no_month_are_cells_too_and_a_pair_has_the_outlet_first() -> None:
    articles = [
        candidate("a", outlet="Dawn", date="2024-01-29"),
        candidate("b", outlet="Dawn", date="2024"),
        candidate("c", date="2024-02"),
        candidate("d"),
    ]
    drawn = draw(Rule(7, n=4, by=("month", "outlet")), articles)
    assert list(drawn.cells) == ["Dawn · 2024-01", "Dawn · –", "– · 2024-02", "– · –"]
    assert list(draw(Rule(7, n=1, by=("month",)), articles).cells) == ["2024-01", "2024-02", "–"]


def test_of_a_group_of_copies_the_first_in_hash_order_counts() -> None:
    copies = [candidate(word, group="wire") for word in ("one", "six", "two")]
    others = [candidate("four"), candidate("five", group="other")]
    drawn = draw(Rule(7, n=9), copies + others)
    assert drawn.articles == ("four", "six", "five")
    assert (drawn.n_frame, drawn.short) == (3, ("all",))


def test_a_share_is_rounded_to_the_nearest() -> None:
    assert len(draw(Rule(7, share=Fraction("0.1")), many(205)).articles) == 21
    assert [sampling.usual_number(n) for n in (5, 60, 205, 400)] == [5, 20, 21, 40]


def test_cells_that_were_used_up_are_named() -> None:
    drawn = draw(Rule(7, n=9, by=("outlet",)), cells(3, 2, 1))
    assert (len(drawn.articles), drawn.short) == (6, ("A", "B", "C"))
    assert draw(Rule(7, n=6, by=("outlet",)), cells(3, 2, 1)).short == ()


# --- more -----------------------------------------------------------------------------------------


def here(articles: list[Candidate]) -> dict[str, str]:
    return {one.mark: one.id for one in articles}


def marks(articles: list[Candidate], ids: tuple[str, ...]) -> set[str]:
    return {one.mark for one in articles if one.id in ids}


def test_more_go_on_where_the_sample_ended_as_if_all_were_drawn_at_once() -> None:
    articles = cells(60, 60, 20)
    first = draw(Rule(7, n=10, by=("outlet",)), articles)
    more = draw_more(2, first.cells, marks(articles, first.articles), here(articles))
    at_once = draw(Rule(7, n=12, by=("outlet",)), articles)
    assert first.articles + more.articles == at_once.articles
    assert (more.taken, more.short) == (at_once.taken, ())


def test_an_article_that_was_removed_moves_nothing_else() -> None:
    articles = [candidate(word) for word in WORDS]
    first = draw(Rule(7, n=2), articles)
    left = here([one for one in articles if one.id not in ("four", "five")])
    more = draw_more(2, first.cells, marks(articles, ("six",)), left)
    assert more.articles == ("three", "two")
    rest = draw_more(9, first.cells, marks(articles, ("six", "three", "two")), left)
    assert (rest.articles, rest.short) == (("one",), ("all",))


# --- constructed weeks ----------------------------------------------------------------------------


def test_days_come_in_the_order_of_the_published_vector() -> None:
    mondays = [date(2024, 1, day) for day in (1, 8, 15, 22, 29)]
    found = sampling.days_in_order(7, mondays)
    assert [day.day for day in found] == [29, 22, 1, 15, 8]


def january() -> list[Candidate]:
    days = [f"2024-01-{day:02}" for day in range(1, 32)]
    return [one for day in days for one in many(2, date=day)]


def test_constructed_weeks_take_all_articles_of_so_many_days_of_each_weekday() -> None:
    articles = january()
    drawn = draw(Rule(7, weeks=2), articles)
    assert drawn.weeks is not None
    assert [day for day in drawn.weeks.days if date.fromisoformat(day).weekday() == 0] == [
        "2024-01-22", "2024-01-29",
    ]  # fmt: skip
    assert len(drawn.weeks.days) == 14
    assert len(drawn.articles) == 28
    known = {one.id: one for one in articles}
    chosen = [known[one] for one in drawn.articles]
    assert chosen == sampling.in_hash_order(7, chosen)
    assert (drawn.n_frame, drawn.short, drawn.weeks.n_empty) == (62, (), 0)


def test_of_constructed_weeks_so_many_articles_are_taken_with_the_days_as_cells() -> None:
    drawn = draw(Rule(7, weeks=1, n=10), january())
    assert Counter(drawn.taken.values()) == {2: 3, 1: 4}
    assert list(drawn.cells) == list(drawn.weeks.days if drawn.weeks else ())
    assert draw(Rule(7, weeks=1, n=99), january()).short == tuple(drawn.cells)


def test_what_constructed_weeks_had_not_is_said() -> None:
    articles = [one for one in january() if one.date not in ("2024-01-06", "2024-01-13")]
    articles += many(3, date="2024-01") + many(1, date="2024-02-31") + many(1)
    drawn = draw(Rule(7, weeks=4, since="2024-01-01", until="2024-01-28"), articles)
    assert drawn.short == ("Saturday",)
    assert drawn.weeks is not None
    assert (drawn.weeks.n_empty, drawn.n_no_day) == (2, 5)
    assert drawn.weeks.period == ("2024-01-01", "2024-01-28")
    assert drawn.n_frame == 52
    assert draw(Rule(7, weeks=1), many(3)).articles == ()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(7), "how many"),
        (Rule(7, n=0), "one article or more"),
        (Rule(7, share=Fraction(2)), "at most 1"),
        (Rule(7, share=Fraction(1, 2), n=3), "together"),
        (Rule(7, weeks=1, by=("outlet",)), "by their days"),
        (Rule(7, n=1, by=("desk",)), "by desk"),
        (Rule(7, n=1, since="2024-13-01"), "no day"),
        (Rule(7, n=1, since="2024-02-01", until="2024-01-01"), "ends before"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule: Rule, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        draw(rule, january())
