"""The command: `python -m benchmarks.suggestions [SET…] [missed]`: how right suggestions are.

Suggested and coded are compared by the same functions as two colleagues, beside the bare quotation
marks and the clauses that a parse alone shows. Sets: seed, sample, own, first (own, coded before
the rules), last (own, no rule was changed for them), words (own, how six languages quote), dashes
(own, speech that dashes open),
wikinews, rtl. Seed, Wikinews and rtl lie outside the project and are left out where they are not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.compare.boundaries import same_but_for_marks
from annotator.compare.differences import Compared
from annotator.compare.rules import Rules
from annotator.compare.values import Phase
from annotator.model.coded import CodedArticle, CodedArticles, CodedLink, CodedSpan, Coding
from annotator.model.layer import SUGGESTIONS
from annotator.model.scheme import Role
from annotator.model.span import Confidence, Reason
from annotator.project import default_scheme
from annotator.speech.dialogue import is_spoken
from annotator.suggest.base import Proposals, ProposedSpan
from annotator.suggest.engine import suggest_article
from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess
from annotator.text.quotations import how_quoted, quotations
from annotator.text.ranges import Range
from benchmarks.coded_sets import NAMES, SETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.suggest.base import SuggestInput
    from annotator.suggest.model.parsed import Parse, ParsedWord
    from benchmarks.coded_sets import Reference

LEAST_IOU = 0.5
_CLAUSE = "ccomp"
MISSED = "missed"
"""Asked for beside sets: what is missed and what is false is named."""
_QUOTED = {"all": "direct", "some": "mixed", "none": "indirect"}


@dataclass
class Score:
    """How many of one kind of thing are suggested, coded, and both, by three measures."""

    suggested: int = 0
    found: int = 0
    """Suggested ones that are coded, whether they were to be found or not."""
    coded: int = 0
    recalled: int = 0
    edge: int = 0
    exact: int = 0

    def line(self, name: str) -> str:
        """Give the cells of one line of the table."""
        precision, recall = _share(self.found, self.suggested), _share(self.recalled, self.coded)
        f1 = _share(2 * precision * recall, precision + recall)
        shares = [
            precision,
            recall,
            f1,
            *(_share(n, self.suggested) for n in (self.edge, self.exact)),
        ]
        cells = [f"{one:.2f}" for one in shares]
        if name == NAMES[Role.SAID_BY]:
            cells[3:] = ["", ""]  # a link has no edges
        return f"| {name} | {self.suggested} | {self.coded} | {' | '.join(cells)} |"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass
class Scores:
    """The scores of a set."""

    of: dict[str, Score] = field(default_factory=dict)
    sure: Counter[bool] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Score:
        return self.of.setdefault(name, Score())


def bare_marks(reference: Reference) -> Proposals:
    """Give the baseline: each outermost pair of quotation marks is a direct claim."""
    given = reference.given
    spans = [
        ProposedSpan(f"mark{one.start}", Role.CLAIM, (one.range,), 0, Reason("quote"))
        for piece in given.body()
        for one in quotations(given.text, piece, given.language)
        if one.depth == 0
    ]
    return Proposals(tuple(spans))


def model_alone(references: Sequence[Reference]) -> list[Proposals]:
    """Give the baseline of a parse: each clause that a verb takes as its object is a claim."""
    process = LanguageProcess(lambda: find_pipelines(None))
    process.begin_run()
    parses = [*process.parses([one.given for one in references], lambda: None)]
    process.close()
    return [Proposals(tuple(_clauses(one))) if one else Proposals() for one in parses]


def _clauses(parse: Parse) -> Iterator[ProposedSpan]:
    for words in parse.paragraphs.values():
        for n, word in enumerate(words):
            if word.dep != _CLAUSE or words[word.head].pos != "VERB":
                continue
            inside = [one for k, one in enumerate(words) if _is_under(words, k, n)]
            at = Range(inside[0].start, inside[-1].end)
            yield ProposedSpan(f"clause{at.start}", Role.CLAIM, (at,), 0, Reason("model"))


def _is_under(words: Sequence[ParsedWord], at: int, top: int) -> bool:
    for _ in range(len(words)):
        if at in (top, words[at].head):
            break
        at = words[at].head
    return at == top


def suggested(reference: Reference) -> Proposals:
    """Give what all suggesters propose together."""
    return suggest_article(reference.given)[SUGGESTIONS]


def scored(references: Iterable[Reference], how: Sequence[Proposals]) -> Scores:
    """Compare what was suggested for some articles with their coding."""
    scores, rules = Scores(), Rules(default_scheme())
    for reference, proposals in zip(references, how, strict=True):
        _add(scores, reference, proposals, rules)
    return scores


def _coding(proposals: Proposals) -> Coding:
    spans = (CodedSpan(one.ref, NAMES[one.role], one.parts) for one in proposals.spans)
    links = (
        CodedLink(f"{n}", NAMES[one.role], one.source, one.target)
        for n, one in enumerate(proposals.links)
    )
    asked = {NAMES[role] for role in (Role.CLAIM, Role.CUE, Role.SPEAKER)}
    return Coding(tuple(one for one in spans if one.type in asked), tuple(links))


def _add(scores: Scores, reference: Reference, proposals: Proposals, rules: Rules) -> None:
    given = reference.given
    codings = (reference.coding, _coding(proposals))
    article = CodedArticle("a", "", given.language, given.text, (), codings)
    compared = Compared(CodedArticles.of((article,)), rules)
    asked, coded_types = _asked(reference), {one.type for one in reference.coding.spans}
    pairs = {
        one.id: (other, how)
        for one, other, how, iou in compared.pairs_of(0)
        if how is not Phase.TYPE and iou >= LEAST_IOU
    }
    back = {other.id: one for one, (other, _) in _by_id(reference.coding, pairs)}
    for one in article.codings[1].spans:
        if one.type not in coded_types:
            continue
        for name in _names(article, one, ""):
            score = scores[name]
            score.suggested += 1
            other = back.get(one.id)
            if other is not None:
                is_exact = pairs[other.id][1] is Phase.EXACT
                score.found += 1
                score.exact += is_exact
                score.edge += is_exact or same_but_for_marks(article, other, one)
        _mind(scores, reference, proposals, one, is_right=one.id in back)
    for one in article.codings[0].spans:
        if one.id in asked:
            for name in _names(article, one, reference.kinds.get(one.id, "")):
                scores[name].coded += 1
                scores[name].recalled += one.id in pairs
            if one.id not in pairs:
                scores.missed.append(f"{reference.name}: missed {one.type}: {_words(given, one)}")
    _add_links(scores, reference, compared, article.codings[1].links)


def _by_id(coding: Coding, pairs: dict[str, tuple[CodedSpan, Phase]]):
    return ((one, pairs[one.id]) for one in coding.spans if one.id in pairs)


def _asked(reference: Reference) -> set[str]:
    """The spans that are to be found: claims with words of their own, their cues and speakers."""
    asked = reference.expected()
    return asked | {one.target_id for one in reference.coding.links if one.source_id in asked}


def _names(article: CodedArticle, span: CodedSpan, kind: str) -> tuple[str, ...]:
    """The lines of the table that a span counts in: claims once more by their directness."""
    if span.type != NAMES[Role.CLAIM]:
        return (f"{span.type}s",)
    if not kind and is_spoken(article.text, span.parts, article.language):
        kind = _QUOTED["all"]
    kind = kind or _QUOTED[how_quoted(article.text, span.parts, article.language)]
    return ("claims", f"– {kind}")


def _mind(
    scores: Scores, reference: Reference, proposals: Proposals, one: CodedSpan, *, is_right: bool
) -> None:
    span = next(each for each in proposals.spans if each.ref == one.id)
    if span.role is Role.CLAIM and Confidence.of(span.confidence) is Confidence.SURE:
        scores.sure[is_right] += 1
    if not is_right:
        words = f"{span.reason.text} ({span.confidence}): {_words(reference.given, one)}"
        scores.missed.append(f"{reference.name}: false {one.type}: {words}")


def _add_links(
    scores: Scores, reference: Reference, compared: Compared, links: Sequence[CodedLink]
) -> None:
    asked = reference.expected()
    name = NAMES[Role.SAID_BY]
    if not any(one.type == name for one in reference.coding.links):
        return
    score = scores[name]
    right = [one for one in links if one.type == name]
    both = [compared.left.link(mine) for mine, _ in compared.links.both]
    both = [one for one in both if one.type == name]
    score.suggested += len(right)
    score.found += len(both)
    score.coded += sum(
        one.type == name and one.source_id in asked for one in reference.coding.links
    )
    score.recalled += sum(one.source_id in asked for one in both)


def _words(given: SuggestInput, span: CodedSpan) -> str:
    return " … ".join(part.of(given.text) for part in span.parts)[:110]


_HEAD = (
    "| {name} | suggested | coded | P | R | F1 | edge P | exact P |\n| --- " + "| --- " * 7 + "|"
)
_ORDER = ("claims", "– direct", "– mixed", "– indirect", "cues", "speakers", "said_by")


def table(name: str, scores: Scores) -> str:
    """Give the lines of one set: P, R, F1 with an overlap of at least .5, P by other measures."""
    lines = [_HEAD.format(name=name)]
    lines += [scores[one].line(one) for one in _ORDER if one in scores.of]
    n_sure = sum(scores.sure.values())
    if n_sure:
        lines.append(f"\n{scores.sure[True]} of {n_sure} sure claims are right.")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each set that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions", description=__doc__)
    parser.add_argument("asked", nargs="*", metavar="SET", choices=[*SETS, MISSED, []], default=[])
    given = parser.parse_args(arguments)
    sets = [one for one in given.asked if one != MISSED]
    for name in sets or SETS:
        references = list(SETS[name]())
        if not references:
            print(f"{name}: not here, left out\n")
            continue
        scores = scored(references, [suggested(one) for one in references])
        print(table(f"{name}: rules", scores), end="\n\n")
        bare = scored(references, [bare_marks(one) for one in references])
        print(table(f"{name}: bare marks", bare).partition("\n\n")[0], end="\n\n")
        english = [one for one in references if one.given.language == "en"]
        alone = scored(english, model_alone(english))
        print(table(f"{name}: spaCy alone, English", alone).partition("\n\n")[0], end="\n\n")
        if MISSED in given.asked:
            print("\n".join(scores.missed), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
