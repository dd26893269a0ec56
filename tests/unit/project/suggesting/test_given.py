"""Suggesters are given what can matter in their article: actors and rules with words there."""

from __future__ import annotations

from annotator.model.actor import Actor, ActorBook, Alias
from annotator.project.suggesting.given import KnownByWords
from annotator.suggest.learnt import Learnt, LearntRule, RuleKind

ACTORS = ActorBook(
    [
        Actor("a", "Mira Talven", "person", aliases=(Alias("1", "the Minister"),)),
        Actor("b", "Órla Venn", "person"),
    ]
)
RULES = (
    LearntRule(RuleKind.NAME, "lake wire", "Lake Wire", accepted=1),
    LearntRule(RuleKind.NAME, "lake", "Lake", accepted=1),
    LearntRule(RuleKind.CUE, "noted", "noted", rejected=2),
)


def known(text: str, off: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    actors, learnt = KnownByWords(ACTORS, Learnt(RULES, off)).of(text)
    return [one.id for one in actors], [one.key for one in learnt.rules]


def test_an_actor_is_given_where_a_word_of_any_of_its_names_stands():
    assert known("A minister spoke.")[0] == ["a"]
    assert known("VENN did not.")[0] == ["b"]
    assert known("Ministers, ventures")[0] == []


def test_a_rule_is_given_where_all_its_words_stand():
    assert known("The lake, said Lake Wire.")[1] == ["lake wire", "lake"]
    assert known("The lake is cold, wire or not.")[1] == ["lake"]
    assert known("A river")[1] == []


def test_a_rule_that_is_switched_off_is_not_given():
    assert known("The lake", frozenset({RULES[1].id}))[1] == []


def test_rules_are_given_without_their_cases():
    whole = LearntRule(RuleKind.NAME, "lake", "Lake", cases=((),))
    (rule,) = KnownByWords(ACTORS, Learnt((whole,))).of("a lake")[1].rules
    assert rule.cases == ()
