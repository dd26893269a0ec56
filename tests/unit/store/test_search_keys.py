"""The table of searches follows the articles, and never hides one that holds the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.article import ListQuery
from annotator.store import article_lists
from annotator.store.check import check
from annotator.store.derived import is_exact, pattern_of, search_key
from annotator.text.sorting import sort_key
from tests import builders as make

LETTERS = "aZé09 -_.'*?[]^%\\\x01\x7fنوکيآگ۱ًټڑйЖ漢語กข😀\u0301\u200d\u200c"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=6
)
TITLES = ("Élan vital", "وزیر خارجه", "وزير داخله", "漢語 [x] *", "Жизнь ټول", "ڙ", "😀 ferry?")
SEARCHES = (
    "e",
    "elan",
    "وزیر",
    "ه",
    "語",
    "[x]",
    "*",
    "?",
    "жиз",
    "ټول",
    "ڕ",
    "ڙ",
    "😀",
    "😁",
    "^",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[make.Opened]:
    """Some articles with titles in many alphabets."""
    articles = [
        make.article(f"Text {n}", id=f"article-{n}", number=n, title=title)
        for n, title in enumerate(TITLES, 1)
    ]
    with make.opened(make.project_file(tmp_path, make.adding(*articles))) as opened:
        yield opened


def keys(project: make.Opened) -> list[tuple[str, str]]:
    """Give the titles with the keys of the table, as they stand in the file."""
    with closing(sqlite3.connect(project.file.path)) as connection:
        return connection.execute(
            "SELECT a.title_key, s.key FROM article_search s LEFT JOIN article a ON a.id = s.id"
            " ORDER BY a.number"
        ).fetchall()


def agrees(project: make.Opened, n: int) -> None:
    """See that there are so many keys, that they are right and the file is sound."""
    found = keys(project)
    assert [key for _, key in found] == [search_key(title) for title, _ in found]
    assert len(found) == n
    assert check(project.file.path).problems == ()


@given(TEXTS, TEXTS, TEXTS)
def test_what_holds_the_words_fits_and_what_fits_an_exact_search_holds_them(
    before: str, words: str, behind: str
) -> None:
    search = sort_key(words)
    for title in (sort_key(before + words + behind), sort_key(before + behind), sort_key(before)):
        with closing(sqlite3.connect(":memory:")) as connection:
            values = (search_key(title), pattern_of(search))
            fits = bool(connection.execute("SELECT ? GLOB ?", values).fetchone()[0])
        assert fits or search not in title
        if is_exact(search):
            assert fits == (search in title)


def test_a_key_has_a_byte_a_letter_and_common_letters_have_their_own() -> None:
    for title in TITLES:
        key = search_key(sort_key(title))
        assert len(key.encode()) == len(sort_key(title))
        assert not set(key) & set("*?[\0")
    for words in ("zor wes", "نو ری", "پارلمان", "ټول ښه", "ٹھیک ڈاکٹر", "wire/0001.txt"):
        assert is_exact(sort_key(words)), words
    for words in ("漢", "?", "😀", "a" * 1_001):
        assert not is_exact(words)


@pytest.mark.parametrize("few", [0, 1, 3, 4_000])
def test_a_search_by_the_table_finds_what_the_plain_rule_finds(project, few, monkeypatch) -> None:
    monkeypatch.setattr(article_lists, "_FEW", few)
    for search in SEARCHES:
        expected = [one for one in TITLES if sort_key(search) in sort_key(one)]
        n, first = project.reader.first_entries(None, ListQuery(search=search), 20)
        assert (n, [one.title for one in first]) == (len(expected), expected), search


def test_the_keys_follow_every_step_back_and_forth(project) -> None:
    one = project.reader.article("article-1")
    steps = (
        (make.changing(one, replace(one, title="کابل", byline="Mira")), len(TITLES)),
        (make.adding(make.article("More", id="article-8", number=8, title="هرات")), 8),
        (make.removing(project.reader.article("article-2")), 7),
    )
    states = [keys(project)]
    for step, n in steps:
        project.journal.apply(step)
        agrees(project, n)
        states.append(keys(project))
    for state in states[-2::-1]:
        project.journal.undo()
        assert keys(project) == state
    for state in states[1:]:
        project.journal.redo()
        assert keys(project) == state
    agrees(project, 7)


def test_a_file_without_the_table_is_searched_and_gets_it_with_its_first_step(project) -> None:
    project.journal.close()
    with closing(sqlite3.connect(project.file.path)) as earlier, earlier:
        earlier.execute("DROP TABLE article_search")
    assert check(project.file.path).problems == ()
    query = ListQuery(search="وزیر")
    assert project.reader.first_entries(None, query, 9)[0] == 2
    project.journal.apply(make.adding(make.note(project.reader.article("article-1"), "seen")))
    agrees(project, len(TITLES))
    assert project.reader.first_entries(None, query, 9)[0] == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE article_search SET key = 'a'",
        "DELETE FROM article_search WHERE key GLOB 'elan*'",
    ],
)
def test_keys_that_were_changed_are_found(project, damage: str) -> None:
    project.journal.close()
    with closing(sqlite3.connect(project.file.path)) as other, other:
        other.execute(damage)
    problems = check(project.file.path).problems
    assert problems == ("What the list of articles is searched in was changed.",)
