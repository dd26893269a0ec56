"""Regular expressions: each is told what is wrong with it; one that never ends is ended."""

from __future__ import annotations

import threading

import pytest

from annotator.errors import Cancelled, WrongUse
from annotator.project.finding import patterns
from annotator.project.finding.patterns import Patterns
from annotator.project.finding.search import Search
from annotator.text.ranges import Range
from annotator.work import Cancel

ENDLESS = r"(\w+\s?)+$x"
TEXT = "and so on " * 30


def test_one_process_finds_places_in_texts_after_texts():
    found = Patterns(Search("a+", regex=True), Cancel())
    try:
        assert found.places(["baab", "", "a"]) == [[Range(1, 3)], [], [Range(0, 1)]]
        assert found.places(["😀a"]) == [[Range(1, 2)]]
    finally:
        found.close()


def test_what_is_empty_is_no_place():
    found = Patterns(Search("x*", regex=True), Cancel())
    try:
        assert found.places(["axb"]) == [[Range(1, 2)]]
    finally:
        found.close()


@pytest.mark.parametrize("words", ["(", "[a", "*", "(?P<a>x)(?P<a>y)", "a{99999999999999}", "\\"])
def test_what_is_no_expression_is_told_in_a_sentence(words):
    with pytest.raises(WrongUse, match="This is no regular expression") as caught:
        Patterns(Search(words, regex=True), Cancel())
    assert caught.value.exit_code == 2


def test_one_that_never_ends_is_ended_within_ten_seconds():
    assert patterns._LIMIT_S + len(TEXT) / patterns._CHARACTERS_A_SECOND < 10
    found = Patterns(Search(ENDLESS, regex=True), Cancel())
    process = found._process
    with pytest.raises(WrongUse, match="takes too long") as caught:
        found.places([TEXT])
    assert caught.value.exit_code == 2
    assert process.poll() is not None
    with pytest.raises(WrongUse, match="takes too long"):
        found.places(["a"])


def test_cancelling_ends_it_long_before(monkeypatch):
    cancel = Cancel()
    found = Patterns(Search(ENDLESS, regex=True), cancel)
    process = found._process
    monkeypatch.setattr(patterns, "_LIMIT_S", 600.0)  # by itself it would not end before that
    threading.Timer(0.2, cancel.cancel).start()
    with pytest.raises(Cancelled):
        found.places([TEXT])
    assert process.poll() is not None
