"""What stands in and around a name and says of which kind it is: in Sarn, Mr Beck, the … Union."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotator.speech.tokens import Token, folded
from annotator.speech.words import Lexicon, lexicon
from annotator.suggest.entities.found import core_of, is_genitive
from annotator.suggest.entities.kinds import GROUP, ORGANISATION, PERSON, PLACE
from annotator.text.likeness import fold
from annotator.text.word_lists import words_of

_ALIKE = 4
"""Pakistan, Pakistani: so many first letters are the country's."""
_SHORTEST = 5
_REACH = 6
"""How many words behind a comma are looked at for a role."""


@dataclass(frozen=True)
class NameWords:
    """The words of a language that stand in or beside names."""

    lexicon: Lexicon
    bodies: frozenset[str]
    places: frozenset[str]
    offices: frozenset[str]
    before_place: frozenset[str]
    no_names: frozenset[str]
    countries: frozenset[str]
    by_beginning: Mapping[str, Sequence[str]]
    """The countries by their first letters."""
    group_endings: tuple[str, ...]
    role_endings: tuple[str, ...]
    persons: frozenset[str]
    """Titles, and nouns for what one person is: president, spokesman."""

    def names_person(self, word: Token) -> bool:
        """Say whether a word is a title or a role of a person."""
        return word.folded in self.persons


@cache
def name_words(language: str) -> NameWords:
    """Give the words that a language's list has for names."""

    def some(key: str) -> frozenset[str]:
        return frozenset(map(fold, words_of(language, "names", key)))

    lexical, bodies, countries = lexicon(language), some("bodies"), some("countries")
    return NameWords(
        lexicon=lexical,
        bodies=bodies,
        places=some("places"),
        offices=some("offices"),
        before_place=some("before_place"),
        no_names=some("no_names"),
        countries=countries,
        by_beginning={
            first: [one for one in countries if one[:_ALIKE] == first]
            for first in {one[:_ALIKE] for one in countries}
        },
        group_endings=tuple(sorted(some("group_endings"))),
        role_endings=tuple(sorted(some("role_endings"))),
        persons=(lexical.titles | lexical.roles) - bodies,
    )


def kind_by_context(text: str, words: Sequence[Token], first: int, last: int, language: str) -> str:
    """Give the kind that a name in these words shows here; "" where nothing does."""
    known = name_words(language)
    name = words[first : last + 1]
    own = kind_of_country(folded(text[name[0].start : core_of(text, name[-1]).end]), known)
    if own:
        return own
    if name[-1].folded in known.bodies or any(one.folded in known.bodies for one in name[1:]):
        return ORGANISATION
    if len(name) > 1 and {name[0].folded, name[-1].folded} & known.places:
        return PLACE
    before = words[first - 1] if first and not _parts(name[0].lead) else None
    after = words[last + 1] if last + 1 < len(words) else None
    has_genitive = is_genitive(text, name[-1])
    if before is not None and known.names_person(before) and not has_genitive:
        return PERSON
    if before is not None and before.folded in known.before_place:
        return PLACE
    if after is not None and _is_place_by(after, known, has_genitive=has_genitive):
        return PLACE
    return PERSON if len(name) > 1 and _has_role_behind(words, last, known) else ""


def kind_of_country(folded: str, known: NameWords) -> str:
    """Give the kind of a state's name, or of the word for its people; "" for others."""
    if folded in known.countries:
        return PLACE
    if len(folded) < _SHORTEST or not folded.endswith(known.group_endings or ("\n",)):
        return ""
    near = known.by_beginning.get(folded[:_ALIKE], ())
    return GROUP if any(are_of_one_country(folded, one) for one in near) else ""


def are_of_one_country(one: str, other: str) -> bool:
    """Say whether two folded words are a country and what is called by it: Pakistan, Pakistani."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _ALIKE:
        return one == other
    return longer.startswith(shorter) or _n_alike(one, other) >= max(_ALIKE, len(shorter) - 2)


def _n_alike(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _parts(lead: str) -> bool:
    """Say whether what stands between two words keeps a title from its name; a stop does not."""
    return lead not in ("", ".")


def _is_place_by(after: Token, known: NameWords, *, has_genitive: bool) -> bool:
    """Say whether a name is a place's by what follows: Tassin’s Foreign Minister, Karsund town."""
    if after.lead:
        return False
    if has_genitive:
        return after.folded in known.offices or after.folded in {"government", "parliament"}
    return after.text.islower() and after.folded in known.places


def _has_role_behind(words: Sequence[Token], last: int, known: NameWords) -> bool:
    """Say whether a description of a person follows behind a comma: Oren Hask, its chairman."""
    behind = words[last + 1 : last + 1 + _REACH]
    if not behind or behind[0].lead not in (",", "،"):
        return False
    for n, word in enumerate(behind):
        if n and word.lead:
            return False
        if word.folded in known.persons:
            return True
    return False
