"""The words of a language that show speech, read from `resources/cues` into a `Lexicon`.

What is done with them is not decided here.
"""

from functools import lru_cache

from annotator.model.lexicon import Lexicon, Verb
from annotator.suggest import shipped
from annotator.text.likeness import fold

_FOLDER = "cues"
_TONES = ("neutral", "emphatic", "doubting", "confronting")
_KINDS = frozenset({"say", "write", "think", "judge", "want"})
_FRAMES = frozenset({"that", "to", "of", "noun", "quote"})


def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language ("en", "en-GB", …); one without words where none ships.

    Raises `CannotRead` when the shipped file is spoilt.
    """
    return _lexicon(shipped.primary(language))


@lru_cache(maxsize=16)
def _lexicon(language: str) -> Lexicon:
    if not shipped.exists(_FOLDER, language):
        return Lexicon(language=language)
    return lexicon_from(shipped.load(_FOLDER, language), language)


def lexicon_from(table: shipped.Table, language: str) -> Lexicon:
    """Give the lexicon that a word list holds; raises `CannotRead` where its form is wrong."""
    names = table.table("names")
    pronouns = table.table("pronouns")
    return Lexicon(
        language=language,
        verbs=_verbs(table),
        phrases=_by_tone(table.table("phrases")),
        nouns=_by_tone(table.table("nouns")),
        adjectives=_by_tone(table.table("adjectives")),
        titles=_folded(names.words("titles")),
        roles=_folded(names.words("roles")),
        pronouns=_folded(
            tuple(word for group in pronouns.names() for word in pronouns.words(group))
        ),
        subordinators=_folded(names.words("subordinators")),
    )


def _verbs(table: shipped.Table) -> dict[str, Verb]:
    """Read the verbs; a form of two verbs goes to the first one that is not weak."""
    verbs: dict[str, Verb] = {}
    for group in table.tables("verbs"):
        tone = group.word("tone", frozenset(_TONES))
        kind = group.word("kind", _KINDS)
        for entry in group.tables("forms"):
            for verb in _forms(entry, tone, kind):
                key = fold(verb.form)
                known = verbs.get(key)
                if known is None or (known.weak and not verb.weak):
                    verbs[key] = verb
    return verbs


def _forms(entry: shipped.Table, tone: str, kind: str) -> list[Verb]:
    lemma = entry.word("lemma")
    weak = entry.flag("weak")
    named = entry.word("frames").split()
    # A frame that is not known would never be matched: that is a slip in the file.
    frames = frozenset(
        shipped.Table({"frames": frame}, f"{_FOLDER}, {lemma}").word("frames", _FRAMES)
        for frame in named
    )
    return [
        Verb(form=form.strip(), lemma=lemma, tone=tone, kind=kind, weak=weak, frames=frames)
        for form in entry.word("forms").split(",")
        if form.strip()
    ]


def _by_tone(table: shipped.Table) -> dict[str, str]:
    return {fold(word): tone for tone in _TONES for word in table.words(tone)}


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words)))
