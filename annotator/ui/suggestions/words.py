"""Suggestions in words: what became of them, what suggesters do, what languages lack."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.language import tr, trn
from annotator.model.article import CountedArticle
from annotator.project.review.suggested import SuggestionOutcome

SUGGESTER_WORDS: Mapping[str, str] = {
    "quotations": "direct and mixed speech, with its speaker",
    "reports": "said that, according to, called on …",
    "names": "people, bodies, places, dates",
    "actors": "who it is: names, roles, pronouns",
    "memory": "known names, sentences coded before",
}
"""What each suggester proposes, in English, in the order they work."""
FURTHER_WORDS: Mapping[str, str] = {
    "reported": "also reported claims: only the topic or the act is given",
    "thoughts": "also thoughts and attitudes: supports, fears",
    "nested": "also claims inside claims",
    "numbers": "also numbers, as entities",
}
"""What is suggested only when it is asked for, in English."""


def language_lines(articles: Iterable[CountedArticle], folder: str) -> tuple[str, ...]:
    """Give a line for each language of the articles: its model, or what it lacks."""
    from annotator.suggest.model.pipelines import find_pipelines

    n = Counter(one.language for one in articles)
    found = find_pipelines(Path(folder) if folder else None)
    lines = []
    for code, k in n.most_common():
        pipeline = found.for_language(code)
        said = found.missing(code) if pipeline is None else pipeline.full_name
        many = trn("{n} article", "{n} articles", k)
        lines.append(tr("{language}, {articles}: {said}", language=code, articles=many, said=said))
    return (*lines, *found.refused)


def outcome_words(outcomes: Mapping[SuggestionOutcome, int]) -> str:
    """Give "14 suggested: 10 taken, 2 changed, 1 rejected, 1 left open"; what is 0 is not said."""
    n_of = {one: outcomes.get(one, 0) for one in SuggestionOutcome}
    said = {
        SuggestionOutcome.TAKEN: tr("{n} taken", n=n_of[SuggestionOutcome.TAKEN]),
        SuggestionOutcome.CHANGED: tr("{n} changed", n=n_of[SuggestionOutcome.CHANGED]),
        SuggestionOutcome.REJECTED: tr("{n} rejected", n=n_of[SuggestionOutcome.REJECTED]),
        SuggestionOutcome.OPEN: tr("{n} left open", n=n_of[SuggestionOutcome.OPEN]),
    }
    parts = ", ".join(words for outcome, words in said.items() if n_of[outcome])
    n = sum(n_of.values())
    return trn("{n} suggested: {parts}.", "{n} suggested: {parts}.", n, parts=parts)
