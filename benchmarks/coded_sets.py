"""Articles with a reference coding, as comparing reads them: own, shipped, seed, Wikinews, rtl.

The samples of others lie outside the project and may be missing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator import resources
from annotator.model.article import Origin, Region
from annotator.model.coded import CodedLink, CodedSpan, Coding
from annotator.model.scheme import Role
from annotator.suggest.base import SuggestInput
from annotator.suggest.pages.regions import propose_regions
from annotator.text.ranges import Range
from tests import coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NAMES = {role: str(role) for role in Role}
"""Types and links of a reference are called by their roles, as in the default scheme."""
_OTHER = frozenset({"reported", "free"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as suggesters are given it, with its coding; `kinds` are those of its claims."""

    name: str
    given: SuggestInput
    coding: Coding
    kinds: dict[str, str]

    def expected(self) -> set[str]:
        """Give the claims that are to be found: of words, not of a topic, in no other claim."""
        claims = {one.id: one.parts for one in self.coding.spans if one.id in self.kinds}
        nested = {
            one
            for one, parts in claims.items()
            for other, whole in claims.items()
            if one != other and all(any(w.covers(part) for w in whole) for part in parts)
        }
        return {one for one, kind in self.kinds.items() if kind not in _OTHER} - nested


def given_of(text: str, language: str) -> SuggestInput:
    """Give an article with the regions that are proposed for it at its import."""
    proposed = enumerate(propose_regions(text, language))
    regions = (Region(str(n), "a", one.type, one.at, Origin.PROPOSED, "") for n, one in proposed)
    return SuggestInput(text, language, tuple(regions))


def _referred(
    name: str,
    text: str,
    language: str,
    spans: Iterable[tuple[str, Role, tuple[Range, ...], str]],
    links: Iterable[tuple[Role, str, str]],
) -> Reference:
    every = list(spans)
    coding = Coding(
        tuple(CodedSpan(id_, NAMES[role], parts) for id_, role, parts, _ in every),
        tuple(CodedLink(str(n), NAMES[r], a, b) for n, (r, a, b) in enumerate(links)),
    )
    kinds = {id_: kind for id_, role, _, kind in every if role is Role.CLAIM}
    return Reference(name, given_of(text, language), coding, kinds)


def own(*names: str) -> Iterator[Reference]:
    """Give the articles of `tests/data/sayings`, all or those whose names begin so."""
    for article in coded.own():
        if names and not article.name.startswith(names):
            continue
        spans = [(one.key, Role.CLAIM, one.parts, one.kind) for one in article.claims if one.key]
        spans += [
            (f"free{n}", Role.CLAIM, one.parts, one.kind)
            for n, one in enumerate(article.claims)
            if not one.key
        ]
        links = []
        for n, end in enumerate(article.ends):
            role = Role.SPEAKER if end.kind == coded.ENDS[0] else Role.CUE
            link = Role.SAID_BY if role is Role.SPEAKER else Role.CUED_BY
            spans.append((f"end{n}", role, end.parts, ""))
            links += [(link, key, f"end{n}") for key in end.keys]
        yield _referred(article.name, article.text, article.language, spans, links)


def seed() -> Iterator[Reference]:
    """Give the seed article."""
    folder = coded.SHARED / "samples" / "seed"
    if not folder.is_dir():
        return
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    spans = [
        (
            one["id"],
            Role(one["type"]),
            _parts(one),
            one.get("attributes", {}).get("directness", ""),
        )
        for one in gold["spans"]
        if one["type"] != Role.ENTITY
    ]
    links = [
        (Role(one["type"]), one["from"], one["to"])
        for one in gold["links"]
        if one["type"] in (Role.SAID_BY, Role.CUED_BY)
    ]
    text = (folder / "article.txt").read_text(encoding="utf-8")
    yield _referred("seed", text, "en", spans, links)


def shipped() -> Iterator[Reference]:
    """Give the articles of the sample that the program ships."""
    lines = resources.read_text("sample", "coding.jsonl").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for article in (one for one in records if one["kind"] == "article"):
        mine = [one for one in records if one.get("article") == article["id"]]
        spans = [
            (
                one["id"],
                Role(one["type"]),
                tuple(Range(*part) for part in one["parts"]),
                one["attributes"].get("directness", ""),
            )
            for one in mine
            if one["kind"] == "span" and one["type"] != Role.ENTITY
        ]
        ids = {one[0] for one in spans}
        links = [
            (Role(one["type"]), one["from"], one["to"])
            for one in records
            if one["kind"] == "link" and one["from"] in ids and one["to"] in ids
            if one["type"] in (Role.SAID_BY, Role.CUED_BY)
        ]
        name = f"sample {article['language']}"
        yield _referred(name, article["text"], article["language"], spans, links)


def wikinews() -> Iterator[Reference]:
    """Give the Wikinews articles of the GUM corpus: claims alone, thoughts among them."""
    path = coded.SHARED / "samples" / "wikinews" / "attributions.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        record = json.loads(line)
        spans = [
            (one["id"], Role.CLAIM, _parts(one), one["attributes"]["directness"])
            for one in record["spans"]
            if one["type"] == Role.CLAIM
        ]
        yield _referred(record["id"], record["text"], record["lang"], spans, ())


def _parts(span: dict[str, Any]) -> tuple[Range, ...]:
    return tuple(Range(part["start"], part["end"]) for part in span["parts"])


def rtl() -> Iterator[Reference]:
    """Give the right-to-left samples: claims and speakers of the harbour."""
    folder = coded.SHARED / "samples" / "rtl"
    if not folder.is_dir():
        return
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for name, known in expected.items():
        text = (folder / name).read_bytes().decode("utf-8")
        spans = [
            (str(n), Role(one["type"]), tuple(Range(*part) for part in one["parts"]), "direct")
            for n, one in enumerate(known["spans"])
            if one["type"] != Role.ENTITY
        ]
        yield _referred(name, text, known["language"], spans, ())


SETS: dict[str, Callable[[], Iterator[Reference]]] = {
    "seed": seed,
    "sample": shipped,
    "own": own,
    "first": partial(own, *(str(n) for n in range(22, 28))),
    "last": partial(own, "28", "29", "30", "37", "38"),
    "words": partial(own, *(str(n) for n in range(31, 37))),
    "dashes": partial(own, "39", "40", "41"),
    "wikinews": wikinews,
    "rtl": rtl,
}
