"""Words that show speech in one language: verbs of saying, titles, roles, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying in one of its forms.

    tone: neutral, emphatic, doubting, confronting; kind: say, write, think, judge, want;
    a weak verb needs a clause and a person or body as its subject.
    """

    form: str
    lemma: str
    tone: str = "neutral"
    kind: str = "say"
    weak: bool = False
    frames: frozenset[str] = frozenset()
    """What may follow it: that, to, of, noun, quote."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon of one language; all keys are folded by `text.likeness.fold`."""

    language: str
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Other cues, "according to" among them, with their tone."""
    nouns: Mapping[str, str] = field(default_factory=dict)
    """Nouns that announce a claim (his warning that …), with their tone."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Adjectives that do so (is confident that …), with their tone."""
    titles: frozenset[str] = frozenset()
    """Words before a name: Mr, Dr, President."""
    roles: frozenset[str] = frozenset()
    """Nouns that name a speaker by role or body: minister, union, officials."""
    pronouns: frozenset[str] = frozenset()
    """Pronouns that can speak: he, she, they, we."""
    subordinators: frozenset[str] = frozenset()
    """Words that stand before a claim and stay outside it: that, dass, که."""
