"""A language is one file of words: none of its words stands in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.text.likeness import fold
from annotator.text.word_lists import languages, words_of

ROOMS = ("text", "speech", "suggest", "reading")
FILES = [path for room in ROOMS for path in sorted(Path("annotator", room).glob("*.py"))]
# Tables of letters and signs, not words.
OF_LETTERS = {"graphemes.py", "likeness.py", "words.py"}
SMALL = {
    fold(word)
    for code in languages()
    for key in ("determiners", "prepositions", "auxiliaries", "linkers", "conjunctions")
    for word in words_of(code, "grammar", key)
}
_WORD_BEYOND_ASCII = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]+|[^\W\d_]+[^\x00-\x7f\W\d_]")


def literals(code: str) -> Iterator[str]:
    """The texts, and the lists of texts, that are no docstrings and no words for people."""
    tree = ast.parse(code)
    passed: set[int] = set()
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "trn")
        if is_docstring or is_said:
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        inside = node.elts if isinstance(node, ast.Set | ast.List | ast.Tuple) else [node]
        texts = [
            one.value for one in inside if isinstance(one, ast.Constant) and id(one) not in passed
        ]
        if texts and all(isinstance(text, str) for text in texts):
            yield " ".join(texts)


def words_of_a_language(code: str) -> list[str]:
    """The texts that hold words of a language: words beyond ASCII, or several small words alone."""
    found = []
    for text in literals(code):
        words = [fold(word) for word in re.findall(r"[^\W\d_]{2,}", text)]
        if _WORD_BEYOND_ASCII.search(text) or (len(words) > 1 and SMALL.issuperset(words)):
            found.append(text)
    return found


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_word_of_a_language_stands_in_python(path: Path) -> None:
    if path.name not in OF_LETTERS:
        assert words_of_a_language(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    ['A = "janvier février"', 'A = {"von", "über"}', 'A = "the of for and"', "A = 'گفت'"],
)
def test_a_word_that_is_planted_is_found(code: str) -> None:
    assert words_of_a_language(code) != []


def test_what_is_said_to_people_is_no_word_list() -> None:
    assert words_of_a_language('"""The of for and."""\nA = tr("the of for and", B="x")') == []
