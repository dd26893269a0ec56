"""Articles with their claims coded, and how many presses of Space reach each claim.

`python -m tests.coded` prints the table of Space per article; `missed` names the claims that
two presses do not reach, with what they select instead.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.reading.selection import claim_parts, widening_path
from annotator.text.ranges import Range
from annotator.text.words import next_word_start, word_at

FOLDER = Path(__file__).parent / "data" / "sayings"
SHARED = Path(os.environ.get("ANNOTATOR_SHARED") or Path(__file__).parents[2] / "shared")

_SIGN = re.compile(r"⟦(?P<more>\+?)(?P<kind>[a-z]*)(?P<keys>[\d,]*) |⟧")
ENDS = ("speaker", "cue")


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """One claim: its directness and its parts."""

    kind: str
    parts: tuple[Range, ...]
    key: str = ""

    @property
    def is_direct(self) -> bool:
        return self.kind == "direct"


@dataclass(frozen=True, slots=True)
class CodedEnd:
    """A speaker or cue of the claims whose keys it has."""

    kind: str
    parts: tuple[Range, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """A text with its claims in the order of their first words, and what is coded around them.

    Without `ends` only claims are coded.
    """

    name: str
    language: str
    text: str
    claims: tuple[CodedClaim, ...]
    ends: tuple[CodedEnd, ...] = ()

    def words_of(self, claim: CodedClaim) -> str:
        return " … ".join(part.of(self.text) for part in claim.parts)


def read(path: Path) -> CodedArticle:
    """Give an article whose claims are set in ⟦kind …⟧, with ends in ⟦speaker1,2 …⟧, ⟦cue1 …⟧."""
    plain: list[str] = []
    length = last = 0
    spans: list[tuple[str, str, list[Range]]] = []
    opened: list[tuple[int, int]] = []
    marked = path.read_text(encoding="utf-8")
    for sign in _SIGN.finditer(marked):
        plain.append(marked[last : sign.start()])
        length += sign.start() - last
        last = sign.end()
        if sign.group() == "⟧":
            n, start = opened.pop()
            spans[n][2].append(Range(start, length))
            continue
        if not sign["more"]:
            spans.append((sign["kind"], sign["keys"], []))
        opened.append((_continued(spans, sign) if sign["more"] else len(spans) - 1, length))
    assert not opened, path
    text = "".join((*plain, marked[last:]))
    claims = [CodedClaim(k, tuple(parts), key) for k, key, parts in spans if k not in ENDS]
    ends = [CodedEnd(k, tuple(p), tuple(keys.split(","))) for k, keys, p in spans if k in ENDS]
    return CodedArticle(path.stem, path.stem.split("_")[1], text, tuple(claims), tuple(ends))


def _continued(spans: list[tuple[str, str, list[Range]]], sign: re.Match[str]) -> int:
    """Give which span a further part belongs to: the last claim, or the one that is named."""
    named = (sign["kind"], sign["keys"])
    every = range(len(spans) - 1, -1, -1)
    return next(
        n for n in every if spans[n][:2] == named or (not named[0] and spans[n][0] not in ENDS)
    )


def own() -> list[CodedArticle]:
    """Give the articles written for these tests."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]


def seed(shared: Path) -> CodedArticle:
    """Give the seed article with its reference."""
    folder = shared / "samples" / "seed"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    claims = [
        CodedClaim(
            one["attributes"]["directness"],
            tuple(Range(part["start"], part["end"]) for part in one["parts"]),
        )
        for one in gold["spans"]
        if one["type"] == "claim"
    ]
    text = (folder / "article.txt").read_text(encoding="utf-8")
    return CodedArticle("seed", "en", text, tuple(claims))


def shipped() -> list[CodedArticle]:
    """Give the articles of the sample that the program ships."""
    lines = resources.read_text("sample", "coding.jsonl").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    found = []
    for article in (one for one in records if one["kind"] == "article"):
        claims = [
            CodedClaim(
                one["attributes"].get("directness", ""),
                tuple(Range(*part) for part in one["parts"]),
            )
            for one in records
            if (one["kind"], one.get("type")) == ("span", "claim")
            and one["article"] == article["id"]
        ]
        claims.sort(key=lambda one: one.parts[0].start)
        name, language = f"sample {article['language']}", article["language"]
        found.append(CodedArticle(name, language, article["text"], tuple(claims)))
    return found


# --- Space ---------------------------------------------------------------------------------------


def presses(article: CodedArticle, claim: CodedClaim, position: int) -> int | None:
    """Give how many presses of Space select a claim from a place; None where none do."""
    path = widening_path(article.text, Range(position, position), article.language)
    for n, one in enumerate(path, start=1):
        if claim_parts(article.text, one, article.language) == claim.parts:
            return n
    return None


def first_word(article: CodedArticle, claim: CodedClaim) -> int:
    """Give the place of a claim's first word; its quotation mark stands before it."""
    position = claim.parts[0].start
    while not article.text[position].isalnum():
        position += 1
    return position


def words_in(article: CodedArticle, claim: CodedClaim) -> Iterator[int]:
    """Give the places of the words of a claim's first part."""
    position, end = first_word(article, claim), claim.parts[0].end
    while position < end:
        if word_at(article.text, position) is not None:
            yield position
        position = next_word_start(article.text, position)


@dataclass
class Reached:
    """What two presses of Space reach in one article, as (reached, all)."""

    direct: list[bool] = field(default_factory=list)
    other: list[bool] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    missed: list[CodedClaim] = field(default_factory=list)

    def n(self) -> tuple[int, int]:
        every = self.direct + self.other
        return sum(every), len(every)


def reached(article: CodedArticle) -> Reached:
    """Count the claims that at most two presses select exactly as coded, from the first word."""
    found = Reached()
    for claim in article.claims:
        n = presses(article, claim, first_word(article, claim))
        is_reached = n is not None and n <= 2
        (found.direct if claim.is_direct else found.other).append(is_reached)
        for position in words_in(article, claim):
            n_here = presses(article, claim, position)
            found.inside.append(n_here is not None and n_here <= 2)
        if not is_reached:
            found.missed.append(claim)
    return found


def _of(some: list[bool]) -> str:
    return f"{sum(some)} of {len(some)}" if some else "–"


def main() -> None:
    """Print the table."""
    articles = [*shipped(), *own()]
    if SHARED.is_dir():
        articles.insert(0, seed(SHARED))
    direct: list[bool] = []
    other: list[bool] = []
    lines = ["| article | claims | direct | not direct | from any word |", "| --- " * 5 + "|"]
    for article in articles:
        found = reached(article)
        if not article.name.startswith(("seed", "sample")):
            direct += found.direct
            other += found.other
        n, of = found.n()
        anywhere = 100 * sum(found.inside) // max(1, len(found.inside))
        cells = (
            article.name, f"{n} of {of}", _of(found.direct), _of(found.other), f"{anywhere} %"
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
        for claim in found.missed if "missed" in sys.argv else ():
            start = first_word(article, claim)
            path = widening_path(article.text, Range(start, start), article.language)
            instead = [one.of(article.text)[:110] for one in path[1:3]]
            lines.append(f"    {claim.kind}: {article.words_of(claim)[:110]}\n      {instead}")
    lines.append(f"| own articles | | {_of(direct)} | {_of(other)} | |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
