"""Articles with their entities coded, and how many of them are proposed.

`python -m tests.entities` prints the table, without a model and with the English one; `missed`
names what is missing and what is too much.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.model.article import Origin, Region, RegionType
from annotator.suggest.base import Proposals, SuggestInput
from annotator.suggest.engine import suggest_article
from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess
from annotator.text.ranges import Range
from tests.coded import SHARED


@dataclass(frozen=True, slots=True)
class CodedEntities:
    """An article as suggesters see it, and its entities with their kinds."""

    name: str
    given: SuggestInput
    entities: Mapping[Range, str]

    def parsed(self, process: LanguageProcess) -> CodedEntities:
        """Give it with what a model says of it."""
        (parse,) = process.parses([self.given], lambda: None)
        return replace(self, given=replace(self.given, parse=parse))


@dataclass(frozen=True, slots=True)
class EntityFigures:
    """What was proposed: with the right borders, of the right kind too, missing, too much."""

    n: int
    exact: int
    of_kind: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def seed(shared: Path) -> CodedEntities:
    """Give the seed article with its reference."""
    folder = shared / "samples" / "seed"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    regions = [
        _region(RegionType(one["kind"]), one["start"], one["end"])
        for one in gold["regions"]
        if one["kind"] != RegionType.BODY
    ]
    entities = {
        Range(one["parts"][0]["start"], one["parts"][0]["end"]): one["attributes"]["kind"]
        for one in gold["spans"]
        if one["type"] == "entity"
    }
    text = (folder / "article.txt").read_text(encoding="utf-8")
    return CodedEntities("seed", SuggestInput(text, "en", tuple(regions)), entities)


def shipped(language: str) -> CodedEntities:
    """Give the article in a language of the sample that the program ships."""
    lines = resources.read_text("sample", "coding.jsonl").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    (article,) = (
        one for one in records if (one["kind"], one.get("language")) == ("article", language)
    )
    own = [one for one in records if one.get("article") == article["id"]]
    regions = [
        _region(RegionType(one["type"]), one["start"], one["end"])
        for one in own
        if one["kind"] == "region" and one["type"] != RegionType.BODY
    ]
    entities = {
        Range(*one["parts"][0]): one["attributes"].get("kind", "")
        for one in own
        if (one["kind"], one.get("type")) == ("span", "entity")
    }
    given = SuggestInput(article["text"], language, tuple(regions))
    return CodedEntities(f"sample {language}", given, entities)


def _region(kind: RegionType, start: int, end: int) -> Region:
    return Region(f"{kind}-{start}", "a", kind, Range(start, end), Origin.PROPOSED, "regions")


def figures(article: CodedEntities) -> EntityFigures:
    """Count what is proposed for an article."""
    found = suggest_article(article.given).get("names", Proposals())
    proposed = {one.parts[0]: one.kind for one in found.spans}
    exact = [at for at in article.entities if at in proposed]
    text = article.given.text
    return EntityFigures(
        n=len(article.entities),
        exact=len(exact),
        of_kind=sum(proposed[at] == article.entities[at] for at in exact),
        missed=tuple(at.of(text) for at in article.entities if at not in proposed),
        extra=tuple(at.of(text) for at in proposed if at not in article.entities),
    )


def main() -> None:
    process = LanguageProcess(find_pipelines)
    articles = [shipped("en"), shipped("fa")]
    if (SHARED / "samples").is_dir():
        articles.insert(0, seed(SHARED))
    sys.stdout.write("article    model  entities  exact  kind  extra\n")
    for article in articles:
        for one in (article, article.parsed(process)):
            if one is not article and one.given.parse is None:
                continue
            of = figures(one)
            model = "no " if one.given.parse is None else "yes"
            sys.stdout.write(
                f"{one.name:<10} {model:<5} {of.n:>9} {of.exact:>6} {of.of_kind:>5}"
                f" {len(of.extra):>6}\n"
            )
            if "missed" in sys.argv:
                sys.stdout.write(f"  missed {list(of.missed)}\n  extra {list(of.extra)}\n")
    process.close()


if __name__ == "__main__":
    main()
