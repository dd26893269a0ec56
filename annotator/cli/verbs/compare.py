"""`annotator compare`: what layers say differently about the articles that both have done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from annotator.cli.answers import objects, say_undecided

if TYPE_CHECKING:
    import argparse
    from collections import Counter
    from collections.abc import Collection, Mapping

    from annotator.cli.output import Options, Output
    from annotator.compare.values import Comparison, Difference
    from annotator.model.article import Json
    from annotator.model.span import Decision
    from annotator.project import Project

EXAMPLES = (
    "annotator compare study.annotator A B",
    "annotator compare study.annotator A B --kind boundary --type claim --json",
)

_TWO = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    from annotator.compare.values import DifferenceKind

    add_scope(parser)
    parser.add_argument(
        "--kind",
        action="append",
        metavar="K",
        choices=[*map(str, DifferenceKind)],
        help="only differences of this kind: %(choices)s",
    )
    parser.add_argument("--type", action="append", metavar="T", help="only of this type")
    parser.add_argument(
        "--state",
        action="append",
        metavar="S",
        choices=["open", "settled", "changed"],
        help="only differences that are %(choices)s since they were settled",
    )
    parser.add_argument("--fail", action="store_true", help="exit 1 if there are differences")


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Add which layers and which articles are compared."""
    parser.add_argument("layers", metavar="LAYER", nargs="+", help="two layers or more")
    parser.add_argument("--sample", metavar="NAME", help="only the articles of this sample")
    parser.add_argument("--article", metavar="A", action="append", help="only this article")
    parser.add_argument(
        "--all-articles", action="store_true", help="also those that somebody has not done"
    )


def run(options: Options, output: Output) -> int:
    """Print the differences of each two of the layers."""
    from annotator.cli.projects import opened
    from annotator.errors import WrongUse
    from annotator.language import tr

    if len(options.layers) < 2:
        raise WrongUse(
            tr("Comparing takes two layers."), tr("Write annotator compare FILE LAYER LAYER.")
        )
    with opened(options, read_only=True) as project:
        found = [
            project.compare(
                *two,
                sample=options.sample,
                articles=options.article,
                all_articles=options.all_articles,
                progress=output.progress,
            )
            for two in combinations(options.layers, 2)
        ]
        standings = [_standing(project, one) for one in found]
        found = [_wanted(*both, options) for both in zip(found, standings, strict=True)]
        if output.as_json:
            answers = [
                _with_holders(project, *both, options)
                for both in zip(found, standings, strict=True)
            ]
            named = [
                {"left": one.left.name, "right": one.right.name, **answer}
                for one, answer in zip(found, answers, strict=True)
            ]
            output.json(answers[0] if len(found) == 1 else {"pairs": [*named]})
        else:
            for one in found:
                _print(one, output)
    return 1 if options.fail and any(one.counts() for one in found) else 0


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions about differences, and how those that changed since were settled; by key."""

    decisions: Mapping[str, Decision]
    changed: Mapping[str, Decision]

    def state(self, key: str) -> str:
        """Say how far a difference is settled."""
        known = self.decisions.get(key)
        return "open" if known is None or known.verdict == "open" else "settled"

    def is_one_of(self, key: str, states: Collection[str] | None) -> bool:
        """Say whether a difference is in one of some states; what has changed is open too."""
        if states is None:
            return True
        return self.state(key) in states or ("changed" in states and key in self.changed)


def _standing(project: Project, comparison: Comparison) -> Decided:
    return Decided(project.decided(comparison), project.changed_since_settled(comparison))


def _wanted(comparison: Comparison, standing: Decided, options: Options) -> Comparison:
    """Give a comparison with the differences that are asked for."""
    from annotator.project.comparing import Only

    def is_wanted(one: Difference) -> bool:
        return standing.is_one_of(one.key, options.state)

    only = Only(options.kind, options.type)
    articles = [
        replace(one, differences=tuple(filter(is_wanted, one.differences)))
        for one in map(only.of, comparison.articles)
    ]
    return replace(comparison, articles=tuple(articles))


def _with_holders(
    project: Project, comparison: Comparison, standing: Decided, options: Options
) -> dict[str, Json]:
    """Give a comparison as JSON; of three layers and more with who has what each side has."""
    has_it: dict[str, Json] | None = None
    if len(options.layers) > _TWO:
        has_it = {}
        names = {one.id: one.name for one in project.layers()}
        known = project.who_has(comparison, options.layers, all_articles=options.all_articles)
        for key, held in known.items():
            sides = {"left": held.left, "right": held.right}
            has_it[key] = {side: [names[one] for one in ids] for side, ids in sides.items()}
    return as_json(comparison, standing, has_it)


def as_json(
    comparison: Comparison,
    standing: Decided,
    has_it: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    """Give a comparison with the keys that others rely on; `has_it` = who has it, by key."""
    from collections import Counter

    every = [*comparison.differences()]
    alike = Counter(one.alike for one in every if one.alike)
    return {
        "articles": len(comparison.articles),
        "left_out": [{"article": one.article_id, "why": one.why} for one in comparison.left_out],
        "identical": comparison.n_identical,
        "counts": {str(kind): n for kind, n in comparison.counts().items()},
        "differences": [
            {**_difference(one, standing, alike), **_held(one.key, has_it)} for one in every
        ],
        "undecided_actors": comparison.n_undecided_actors,
        "masked": sum(len(one.masked) for one in comparison.articles),
        "given": [one.name for one in comparison.given_to],
    }


def _held(key: str, has_it: Mapping[str, Json] | None) -> dict[str, Json]:
    return {"has_it": has_it.get(key)} if has_it is not None else {}


def _difference(
    one: Difference, standing: Decided, alike: Counter[tuple[str, ...]]
) -> dict[str, Json]:
    return {
        "key": one.key,
        "kind": str(one.kind),
        "article": one.article_id,
        "type": one.type,
        "left": _item(one.left),
        "right": _item(one.right),
        "name": one.name or None,
        "was": one.data[0],
        "now": one.data[1],
        "class": one.boundary or None,
        "group": one.group,
        "claims": [*one.claims],
        "at": [*one.at],
        "state": standing.state(one.key),
        "decision": _as_object(standing.decisions.get(one.key)),
        "changed": _as_object(standing.changed.get(one.key)),
        "alike": alike.get(one.alike, 1),
    }


def _as_object(decision: Decision | None) -> Json:
    fields = "id verdict taken_from results layer_id by at note"
    return None if decision is None else objects([decision], fields)[0]


def _item(item: str | tuple[str, str] | None) -> Json:
    return [*item] if isinstance(item, tuple) else item


def _print(comparison: Comparison, output: Output) -> None:
    from annotator.cli.output import counted

    names = f"{comparison.left.name} and {comparison.right.name}"
    output.line(
        f"{names}: {counted(len(comparison.articles), 'article')} compared, "
        f"{counted(comparison.n_identical, 'span')} identical"
    )
    say_undecided(comparison.n_undecided_actors, output)
    if comparison.given_to:
        names = " and ".join(one.name for one in comparison.given_to)
        output.line(
            f"The places of claims were given to {names}, not found: claims that are missing or"
            " extra, and their edges, say nothing about finding."
        )
    rows: list[dict[str, Json]] = [
        {
            "kind": str(one.kind),
            "article": one.article_id,
            "at": f"{one.at.start}:{one.at.end}",
            "type": one.type,
            "what": " ".join(filter(None, (one.name, one.boundary))),
            "left": one.was,
            "right": one.now,
        }
        for one in comparison.differences()
    ]
    if rows:
        output.table(rows, [*rows[0]])
    output.line(", ".join(f"{kind} {n}" for kind, n in comparison.counts().items()) or "equal")
    for left_out in comparison.left_out:
        output.line(f"left out: {left_out.article_id} ({left_out.why})")
