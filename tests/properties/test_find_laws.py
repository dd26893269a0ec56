"""What holds of every search: its hits are those of a plain slow way, whatever the texts."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.finding.search import Search
from annotator.project.finding.words import find_words
from annotator.store.searching.folded_texts import cache_path
from annotator.text.graphemes import is_boundary
from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.words import is_word_edge
from tests.properties.test_text_laws import PIECES, texts

CODER = Coder("coder-a", "A")
_ODD = set("\u2028\u2029\u0085\u200b\ufeff")
"""Blanks that Python splits words at and we do not, or the other way round."""
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)


def slow_places(text: str, words: str, *, whole: bool, case: bool) -> list[Range]:
    """Try every start and every end: the first that fits, then on behind it."""
    wanted = words.split() if case else fold(words)
    at, found = 0, []
    while wanted and at < len(text):
        end = next(
            (
                end
                for end in range(at + 1, len(text) + 1)
                if fits(text[at:end], wanted, case=case)
                and (case or (is_boundary(text, at) and is_boundary(text, end)))
                and not (whole and not (is_word_edge(text, at) and is_word_edge(text, end)))
            ),
            None,
        )
        if end is None:
            at += 1
        else:
            found.append(Range(at, end))
            at = end
    return found


def fits(piece: str, wanted: object, *, case: bool) -> bool:
    if case:
        return "\n" not in piece and piece.split() == wanted and piece.strip() == piece
    return fold(piece) == wanted and piece == piece.strip()


@given(texts, words, st.booleans())
def test_words_as_they_are_written_are_found_as_by_trying_every_place(text, words, whole):
    words = " ".join(words.split())
    if not words or "|" in words or _ODD & set(words + text):
        return
    search = Search(words, whole=whole, case=True)
    assert find_words(text, search) == slow_places(text, words, whole=whole, case=True)


@given(texts, words)
def test_each_folded_hit_folds_to_the_words_and_none_is_passed_over(text, words):
    wanted = fold(words.replace("|", ""))
    if not wanted:
        return
    found = find_words(text, Search(words.replace("|", "")))
    assert all(fold(one.of(text)) == wanted for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    starts = {at for one in found for at in range(*one)}
    for one in slow_places(text, words.replace("|", ""), whole=False, case=False):
        assert starts & set(range(*one))


@settings(max_examples=15)
@given(st.lists(texts.filter(str.strip), min_size=1, max_size=6), words, st.booleans())
def test_a_project_finds_what_is_found_text_by_text_with_its_cache_and_without(
    tmp_path_factory, many, words, whole
):
    folder = tmp_path_factory.mktemp("found")
    with Project.create(folder / "study.annotator", coder=CODER) as project:
        for n, text in enumerate(many):
            try:
                project.import_text(text, f"{n}.txt")
            except Exception:  # noqa: BLE001, S112 - not every text is an article
                continue
        search = Search(words, whole=whole)
        try:
            search.alternatives()
        except Exception:  # noqa: BLE001 - nothing to look for
            return
        plain = [
            (page.article.id, at)
            for page in project.pages()
            for at in find_words(page.text, search)
        ]
        for _ in ("without the cache", "with it"):
            answer = project.find(search)
            assert [(one.article, one.at) for one in answer.hits] == plain
            assert answer.n == len(plain)
        assert cache_path(project.id).is_file() or not plain


@given(texts)
def test_an_expression_is_one_of_re(text):
    from annotator.project.finding.patterns import find_pattern

    plain = [one.span() for one in re.finditer(r"\w+", text)]
    assert find_pattern((r"\w+", False, (text,))) == [plain]
