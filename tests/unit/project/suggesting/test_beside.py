"""Suggesters in a process of their own give the same, and are ended wherever they are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled
from annotator.project.suggesting.beside import SuggestersBeside
from annotator.suggest.base import SuggestInput
from annotator.suggest.engine import SUGGESTERS, suggest_article
from annotator.work import Cancel
from tests.quoting import Quoting

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Border stays shut\n\n“We will wait,” Lena Vogt said. She said that Sarn was open.\n"
LONG = SuggestInput(TEXT * 4_000, "en")


@pytest.fixture
def beside() -> Iterator[SuggestersBeside]:
    made = SuggestersBeside()
    yield made
    made.close()


def go_on() -> None:
    """Wish nothing."""


def test_the_other_process_proposes_what_this_one_would(beside: SuggestersBeside) -> None:
    given = SuggestInput(TEXT, "en")
    assert beside.suggest(given, SUGGESTERS, go_on) == suggest_article(given, SUGGESTERS)
    first = beside._process
    assert first is not None
    assert first.poll() is None
    found = beside.suggest(given, SUGGESTERS[:1], go_on)
    assert found == suggest_article(given, SUGGESTERS[:1])
    assert beside._process is first


def test_a_cancel_ends_the_process_in_the_middle_of_an_article(beside: SuggestersBeside) -> None:
    beside.suggest(SuggestInput(TEXT, "en"), SUGGESTERS, go_on)
    process, wish = beside._process, Cancel()
    assert process is not None
    wish.cancel()
    with pytest.raises(Cancelled):
        beside.suggest(LONG, SUGGESTERS, wish.check)
    assert process.poll() is not None
    again = SuggestInput(TEXT, "en")
    assert beside.suggest(again, SUGGESTERS, go_on) == suggest_article(again, SUGGESTERS)


def test_what_a_killed_process_was_asked_is_computed_here(beside: SuggestersBeside) -> None:
    given = SuggestInput(TEXT * 50, "en")

    def kill() -> None:
        if beside._process is not None:
            beside._process.kill()

    assert beside.suggest(given, SUGGESTERS, kill) == suggest_article(given, SUGGESTERS)


def test_a_suggester_that_the_other_process_does_not_know_works_here(
    beside: SuggestersBeside,
) -> None:
    given, mine = SuggestInput(TEXT, "en"), (Quoting("1"),)
    assert beside.suggest(given, mine, go_on) == suggest_article(given, mine)
    assert beside._process is None


def test_where_no_process_can_be_started_all_is_computed_here(
    beside: SuggestersBeside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    given = SuggestInput(TEXT, "en")
    assert beside.suggest(given, SUGGESTERS, go_on) == suggest_article(given, SUGGESTERS)


def test_closed_it_has_no_process_and_starts_none(beside: SuggestersBeside) -> None:
    given = SuggestInput(TEXT, "en")
    beside.suggest(given, SUGGESTERS, go_on)
    process = beside._process
    assert process is not None
    beside.close()
    assert process.poll() is not None
    assert beside.suggest(given, SUGGESTERS, go_on) == suggest_article(given, SUGGESTERS)
    assert beside._process is None
