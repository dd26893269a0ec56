"""Who is meant: by name, by role, by pronoun; new actors with their names; nobody guessed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme import Role
from annotator.suggest.base import KnownActor, Proposals, ProposedSpan, SuggestInput
from annotator.suggest.engine import suggest_article
from tests.entities import CodedEntities, seed, shipped

if TYPE_CHECKING:
    from annotator.suggest.model.process import LanguageProcess

DAR = KnownActor("dar", "Ishaq Dar", "person", ("Mo Dar",), ("Foreign Minister of Pakistan",))


def proposals(text: str, *actors: KnownActor, language: str = "en") -> dict[str, Proposals]:
    return suggest_article(SuggestInput(text, language, actors=actors))


def speakers(text: str, *actors: KnownActor, language: str = "en") -> list[tuple[str, str]]:
    """Give the speakers with the name of whoever each means, "" = nobody."""
    found = proposals(text, *actors, language=language)["suggestions"]
    names = {one.ref: one.name for one in found.actors} | {one.id: one.id for one in actors}
    return [
        (one.parts[0].of(text), names.get(one.actor, ""))
        for one in found.spans
        if one.role is Role.SPEAKER
    ]


def reason_of(text: str, words: str, *actors: KnownActor) -> ProposedSpan:
    found = proposals(text, *actors)["actors"].spans
    return next(one for one in found if one.parts[0].of(text) == words)


# --- the figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("has_model", [True, False])
def test_all_speakers_of_the_seed_are_one_proposed_actor(
    shared: Path, english: LanguageProcess, has_model: bool
) -> None:
    article: CodedEntities = seed(shared)
    article = article.parsed(english) if has_model else article
    found = suggest_article(article.given)["suggestions"]
    said = [one for one in found.spans if one.role is Role.SPEAKER]
    assert len(said) == 12
    (ref,) = {one.actor for one in said}
    (dar,) = (one for one in found.actors if one.ref == ref)
    assert (dar.name, dar.kind) == ("Mohammad Ishaq Dar", "person")
    assert dar.aliases == ("Ishaq Dar", "Dar")
    assert dar.role == "Pakistan’s Foreign Minister and Deputy PM"
    names = {one.name: one for one in found.actors}
    assert names["Tehrik-i-Taliban Pakistan"].aliases == ("TTP",)
    assert names["Taliban"].aliases == ()
    assert "Pakistani" in names["Pakistan"].aliases


def test_the_speakers_of_the_shipped_article_are_told_apart() -> None:
    found = suggest_article(shipped("en").given)["suggestions"]
    names = {one.ref: one.name for one in found.actors}
    text = shipped("en").given.text
    told = [
        (one.parts[0].of(text), names.get(one.actor, ""))
        for one in found.spans
        if one.role is Role.SPEAKER
    ]
    assert [name for words, name in told if words in ("he", "He", "she", "The minister")] == [
        "Mira Talven", "Mira Talven", "Jonas Beck", "Oren Hask", "Oren Hask",
    ]  # fmt: skip
    assert ("The mayor of Karsund", "Mayor of Karsund") in told
    assert ("A source close to the talks", "") in told


# --- names ---------------------------------------------------------------------------------------


def test_a_name_or_alias_of_the_project_is_that_actor() -> None:
    text = "Ishaq Dar said it was over. Mo Dar said it was late."
    assert speakers(text, DAR) == [("Ishaq Dar", "dar"), ("Mo Dar", "dar")]


def test_a_last_name_is_whoever_was_named_in_full() -> None:
    text = "Ishaq Dar said it was over. Dar said it was late."
    assert speakers(text) == [("Ishaq Dar", "Ishaq Dar"), ("Dar", "Ishaq Dar")]


def test_a_last_name_of_two_is_nobodys_and_both_are_named() -> None:
    text = "Ishaq Dar said it was over. Amira Dar said it was not. Dar said it was late."
    assert speakers(text)[-1] == ("Dar", "")
    reason = reason_of(text, "Dar").reason
    assert reason.args["candidates"] == ["Ishaq Dar", "Amira Dar"]
    assert "Ishaq Dar, Amira Dar" in reason.text


def test_a_name_that_two_actors_have_is_nobodys() -> None:
    city = KnownActor("city", "Kabul", "place")
    state = KnownActor("state", "Afghanistan", "state", ("Kabul",))
    reason = reason_of("They met in Kabul.", "Kabul", city, state)
    assert reason.actor == ""
    assert reason.reason.args["candidates"] == ["Kabul", "Afghanistan"]


def test_another_spelling_of_a_known_name_is_that_actor() -> None:
    known = KnownActor("m", "Muhammad Ishaq", "person")
    assert speakers("It is over, said Mohammad Ishaq.", known) == [("Mohammad Ishaq", "m")]


def test_part_of_a_bodys_name_is_no_other_bodys() -> None:
    text = "The Harbour Union of Sarn said it was late. The Sarn Union said it was hot."
    assert len({name for _, name in speakers(text)}) == 2


# --- roles ---------------------------------------------------------------------------------------


def test_a_role_is_whoever_the_article_gives_it() -> None:
    text = (
        "Tassin’s Foreign Minister Jonas Beck came. The foreign minister said it was late."
        " The minister said it was hot. Velmora’s Foreign Minister said it was cold."
    )
    assert [name for _, name in speakers(text)][:2] == ["Jonas Beck", "Jonas Beck"]
    assert speakers(text)[2][1] != "Jonas Beck"


def test_a_role_of_two_is_nobodys() -> None:
    text = (
        "Foreign Minister Jonas Beck met Trade Minister Elin Marr. The minister said it was late."
    )
    assert speakers(text) == [("The minister", "")]
    assert reason_of(text, "The minister").reason.args["candidates"] == ["Jonas Beck", "Elin Marr"]


def test_a_role_that_the_project_knows_is_that_actor() -> None:
    text = "Pakistan’s Foreign Minister said it was late. The minister said it was hot."
    assert speakers(text, DAR)[0] == ("Pakistan’s Foreign Minister", "dar")


# --- pronouns ------------------------------------------------------------------------------------


def test_a_pronoun_is_the_nearest_earlier_speaker() -> None:
    text = "Jonas Beck said it was late. Elin Marr said it was early. She added it was cold."
    assert speakers(text)[-1] == ("She", "Elin Marr")
    assert reason_of(text, "She").reason.evidence


def test_a_pronoun_that_was_said_of_somebody_is_not_contradicted() -> None:
    text = (
        "Elin Marr said it was early. She added it was cold.\n"
        "Jonas Beck said it was late. Marr said it was cold. He added it was hot."
    )
    assert speakers(text)[-1] == ("He", "Jonas Beck")


def test_a_pronoun_after_two_in_one_breath_is_nobodys() -> None:
    text = "Jonas Beck and Elin Marr said it was late. He added it was cold."
    assert speakers(text)[-1] == ("He", "")


def test_a_pronoun_two_paragraphs_later_is_nobodys() -> None:
    text = "Jonas Beck said it was late.\nThe sea was calm.\nThe sky too.\nHe added it was cold."
    assert speakers(text)[-1] == ("He", "")


# --- any text ------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["Dar", "said", "the", "Union", "Ishaq", "’s", "“", "”", ".", ",", "and", "Minister", "he",
     "She", "they", "of", "(ID)", "minister", "\u0301", "İ", "کابل", "گفت", "او", "\ud800"]
)  # fmt: skip


@given(
    st.lists(st.tuples(_PIECES, st.sampled_from([" ", " ", "\n"])), max_size=60),
    st.sampled_from(["en", "fa", "de", "xx"]),
)
def test_any_text_gives_the_same_actors_twice(pieces: list[tuple[str, str]], language: str) -> None:
    text = "".join(word + blank for word, blank in pieces)
    found = proposals(text, DAR, KnownActor("x", "Dar Union", "organisation"), language=language)
    assert (
        proposals(text, DAR, KnownActor("x", "Dar Union", "organisation"), language=language)
        == found
    )
    refs = {one.ref for one in found["actors"].actors} | {"dar", "x", ""}
    assert {one.actor for one in found["actors"].spans} <= refs
    assert len(refs) == len(found["actors"].actors) + 3
