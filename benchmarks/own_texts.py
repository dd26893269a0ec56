"""A short maker of workloads for a clone that has none beside it: W1, W2 and W3 in the same form.

Made-up words in two scripts, seeded: the same bytes each time. Claims with speaker and cue, some
in two parts, entities nested in them and across them, characters outside the BMP.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LATIN = "ba cor del far gol hin kem lur mas nor pel quo ras sil tun ver wes yan zor"
RIGHT_TO_LEFT = "با دار کار مر نو سی گل زن تو ری هم شا لی آب نان کوه"
ASTRAL = ("\U0001f600", "\U0001f4f0", "\U00010331", "\U0001d504")
VALUES = ("direct", "indirect")

Place = tuple[int, int]


@dataclass(slots=True)
class Made:
    """An article in the making: its words so far, its spans and links."""

    rng: random.Random
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[tuple[str, list[Place], dict[str, str]]] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, words: str) -> Place:
        """Write some words and give where they stand."""
        start, self.length = self.length, self.length + len(words)
        self.pieces.append(words)
        return start, self.length

    def mark(self, span_type: str, parts: list[Place], **attributes: str) -> int:
        """Mark a span and give its number."""
        self.spans.append((span_type, parts, attributes))
        return len(self.spans) - 1

    def words(self, n: int, script: str) -> str:
        """Give some words of a script: latin, rtl or mixed."""
        made = []
        for number in range(n):
            is_other = script == "rtl" or (script == "mixed" and number % 4 == 0)
            syllables = (RIGHT_TO_LEFT if is_other else LATIN).split()
            made.append("".join(self.rng.choices(syllables, k=self.rng.randint(1, 3))))
        if script == "mixed" and self.rng.random() < 0.4:
            made[-1] = self.rng.choice(ASTRAL) + made[-1]
        return " ".join(made)


def write_articles(name: str, folder: Path, *, n_articles: int, scale: float) -> None:
    """Write one of the workloads into a folder."""
    n, length, n_spans, n_statements = {
        "W1": (1, 3_000, 60, 12),
        "W2": (1, int(300_000 * scale), int(5_000 * scale), int(700 * scale)),
        "W3": (n_articles, 3_500, 30, 6),
        # One coder: the second is made of these (benchmarks.projects).
        "W4": (n_articles, 3_500, 30, 6),
    }[name]
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "annotations.jsonl").open("w", encoding="utf-8") as annotations,
    ):
        for number in range(n):
            made = article(number, length, n_spans, n_statements, is_mixed=name == "W2")
            article_id, text = f"{number:06}", "".join(made.pieces)
            (folder / "articles" / f"{article_id}.txt").write_text(text, encoding="utf-8")
            title = text.split("\n", 1)[0]
            articles.write(_line({"id": article_id, "title": title, "outlet": "Outlet 01"}))
            annotations.writelines(_line(record) for record in _records(article_id, made))


def article(number: int, length: int, n_spans: int, n_statements: int, *, is_mixed: bool) -> Made:
    """Give one article of at least this many characters."""
    made = Made(random.Random(number))  # noqa: S311 - words, not secrets
    made.add(made.words(7, "latin").title() + "\n\n")
    n_made, every = 0, max(1, length // max(1, n_statements))
    while made.length < length:
        chance = made.rng.random() if is_mixed else 0.0
        script = "latin" if chance < 0.7 else "rtl" if chance < 0.85 else "mixed"
        for _ in range(made.rng.randint(2, 5)):
            if n_made < n_statements and made.length >= n_made * every:
                _statement(made, script)
                n_made += 1
            else:
                made.add(made.words(made.rng.randint(6, 20), script) + ". ")
        made.add("\n\n")
    _entities(made, n_spans)
    return made


def _statement(made: Made, script: str) -> None:
    """A claim with its speaker, its cue and an entity in it; two of three are in two parts."""
    made.add("“")
    start, _ = made.add(made.words(5, script) + " ")
    inside = made.mark("entity", [made.add(made.words(2, script))], kind="person")
    _, end = made.add(" " + made.words(4, script))
    made.add(",” ")
    speaker = made.mark("speaker", [made.add(made.words(2, script).title())])
    made.add(" ")
    cue = made.mark("cue", [made.add(made.words(1, script))])
    parts = [(start, end)]
    if made.rng.random() < 0.66:
        made.add(", “")
        parts.append(made.add(made.words(7, script)))
        made.add("”")
    made.add(". ")
    claim = made.mark("claim", parts, directness=made.rng.choice(VALUES))
    made.links += [("said_by", claim, speaker), ("cued_by", claim, cue), ("about", claim, inside)]


def _entities(made: Made, n_spans: int) -> None:
    """Entities anywhere, so that they lie inside others and across them, up to a number."""
    text = "".join(made.pieces)
    words = [found.span() for found in re.finditer(r"\S+", text)]
    while len(made.spans) < n_spans:
        first = made.rng.randrange(len(words) - 4)
        start, end = words[first][0], words[first + made.rng.randint(0, 3)][1]
        if "\n" not in text[start:end]:
            made.mark("entity", [(start, end)], kind="organisation")


def _records(article_id: str, made: Made) -> list[dict[str, Any]]:
    spans = [
        {
            "kind": "span",
            "article": article_id,
            "id": f"{article_id}-{number}",
            "type": kind,
            "parts": parts,
            "attributes": attributes,
        }
        for number, (kind, parts, attributes) in enumerate(made.spans)
    ]
    links = [
        {
            "kind": "link",
            "article": article_id,
            "type": kind,
            "from": f"{article_id}-{source}",
            "to": f"{article_id}-{target}",
        }
        for kind, source, target in made.links
    ]
    return spans + links


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
