#!/usr/bin/env python3
"""Make resources/sample/coding.jsonl from coding.toml and the two texts beside it.

Words become offsets here, so that nobody has to count. The same input gives the same bytes.
Usage: make_sample.py [--check]    (with --check nothing is written; ends with 1 if it is stale)
"""

import hashlib
import json
import sys
import tomllib
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
TARGET = SAMPLE / "coding.jsonl"

Record = dict[str, Any]
Part = tuple[int, int]


class Mistake(Exception):
    """The coding names words that are not in the text, or an actor nobody defined."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Makes ids that look like UUID version 7 and depend only on what they stand for."""

    at: str

    def id(self, *what: object) -> str:
        """Give the id of the thing described by `what`."""
        moment = int(datetime.fromisoformat(self.at).timestamp() * 1000)
        digest = hashlib.sha256("\x1f".join(map(str, what)).encode()).digest()
        random = int.from_bytes(digest[:10], "big")
        high = (random >> 64) & 0xFFF
        low = random & ((1 << 62) - 1)
        return str(uuid.UUID(int=moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))


@dataclass(slots=True)
class Paragraph:
    """One line of a text and where it begins (code points)."""

    text: str
    start: int

    def find(self, words: str) -> Part:
        """Give the place of `words`; "words#2" is their second occurrence, on word borders."""
        sought, _, nth = words.partition("#")
        wanted = int(nth or 1)
        at = -1
        while wanted:
            at = self.text.find(sought, at + 1)
            if at < 0:
                raise Mistake(f"{words!r} is not in the paragraph {self.text[:40]!r}")
            if self._whole(at, at + len(sought)):
                wanted -= 1
        return self.start + at, self.start + at + len(sought)

    def _whole(self, start: int, end: int) -> bool:
        before = self.text[start - 1 : start] + self.text[start]
        after = self.text[end - 1] + self.text[end : end + 1]
        return not _inside_word(before) and not _inside_word(after)


def _inside_word(pair: str) -> bool:
    return len(pair) == 2 and all(letter.isalnum() for letter in pair)


@dataclass(slots=True)
class Coding:
    """One article's records as they are being made."""

    number: int
    id: str
    text: str
    stamp: Stamp
    layer: str
    actors: Mapping[str, str]
    regions: list[Record] = field(default_factory=list)
    spans: dict[tuple[str, tuple[Part, ...]], Record] = field(default_factory=dict)
    links: list[Record] = field(default_factory=list)

    def paragraph(self, starts: str) -> Paragraph:
        """Give the paragraph that begins with these words."""
        at = 0
        for line in self.text.split("\n"):
            if line.startswith(starts):
                return Paragraph(line, at)
            at += len(line) + 1
        raise Mistake(f"no paragraph starts with {starts!r}")

    def region(self, kind: str, at: Part) -> None:
        """Add a region."""
        self.regions.append(
            {
                "kind": "region",
                "article": self.id,
                "type": kind,
                "start": at[0],
                "end": at[1],
                "set_by": self.layer,
                "origin": "confirmed",
            }
        )

    def span(
        self, kind: str, parts: list[Part], attributes: Record, actor: str | None = None
    ) -> str:
        """Add a span, or find the one that is there; gives its id."""
        key = (kind, tuple(parts))
        if key not in self.spans:
            self.spans[key] = {
                "kind": "span",
                "id": self.stamp.id("span", self.number, kind, parts),
                "article": self.id,
                "layer": self.layer,
                "type": kind,
                "parts": [list(part) for part in parts],
                "text": [self.text[start:end] for start, end in parts],
                "actor": self.actors[actor] if actor else None,
                "attributes": {name: value for name, value in attributes.items() if value},
                "confidence": None,
                "changed": None,
                "created": {"at": self.stamp.at, "by": self.layer, "from": None, "how": "hand"},
            }
        return str(self.spans[key]["id"])

    def link(self, kind: str, source: str, target: str, attributes: Record | None = None) -> None:
        """Add a link between two spans."""
        self.links.append(
            {
                "kind": "link",
                "id": self.stamp.id("link", kind, source, target),
                "layer": self.layer,
                "type": kind,
                "from": source,
                "to": target,
                "attributes": attributes or {},
                "confidence": None,
                "created": {"at": self.stamp.at, "by": self.layer},
            }
        )

    def sorted_spans(self) -> list[Record]:
        """Give the spans in text order."""
        return sorted(self.spans.values(), key=lambda span: (span["parts"][0][0], span["id"]))

    def sorted_links(self) -> list[Record]:
        """Give the links in the text order of the spans they start from."""
        start = {span["id"]: span["parts"][0][0] for span in self.spans.values()}
        return sorted(self.links, key=lambda link: (start[link["from"]], link["id"]))


def code_paragraph(coding: Coding, entry: Record) -> None:
    """Add the regions, spans and links of one paragraph of coding.toml."""
    paragraph = coding.paragraph(entry["starts"])
    if "region" in entry:
        coding.region(entry["region"], (paragraph.start, paragraph.start + len(paragraph.text)))
    if "dateline" in entry:
        coding.region("dateline", paragraph.find(entry["dateline"]))
    named: dict[str, str] = {}
    for words, kind, *actor in entry.get("names", []):
        at = [paragraph.find(words)]
        named[words] = coding.span("entity", at, {"kind": kind}, *actor)
    for statement in entry.get("statement", []):
        code_statement(coding, paragraph, statement, named)


def code_statement(
    coding: Coding, paragraph: Paragraph, entry: Record, named: Mapping[str, str]
) -> None:
    """Add a claim with its speaker, its cue and its targets."""
    parts = [entry["claim"]] if isinstance(entry["claim"], str) else entry["claim"]
    attributes = {name: entry.get(name) for name in ("directness", "kind", "medium")}
    claim = coding.span("claim", [place(coding, paragraph, part) for part in parts], attributes)
    if "said" in entry:
        words, form, *actor = entry["said"]
        speaker = coding.span("speaker", [paragraph.find(words)], {"form": form}, *actor)
        coding.link("said_by", claim, speaker)
    if "cue" in entry:
        words, tone = entry["cue"]
        cue = coding.span("cue", [paragraph.find(words)], {"tone": tone})
        coding.link("cued_by", claim, cue)
    for words, stance in entry.get("about", []):
        coding.link("about", claim, named[words], {"stance": stance})
    for words in entry.get("addressed_to", []):
        coding.link("addressed_to", claim, named[words])


def place(coding: Coding, paragraph: Paragraph, words: str) -> Part:
    """Give the place of a part; "starts >> words" looks in another paragraph."""
    starts, there, elsewhere = words.partition(" >> ")
    return coding.paragraph(starts).find(elsewhere) if there else paragraph.find(words)


def code_article(number: int, entry: Record, frame: Coding) -> Coding:
    """Give all records of one article of coding.toml; `frame` holds what all articles share."""
    text = (SAMPLE / entry["file"]).read_text(encoding="utf-8")
    article_id = frame.stamp.id("article", entry["file"])
    coding = Coding(number, article_id, text, frame.stamp, frame.layer, frame.actors)
    for paragraph in entry["paragraph"]:
        code_paragraph(coding, paragraph)
    return coding


def article_record(entry: Record, coding: Coding) -> Record:
    """Give the record of the article itself."""
    return {
        "kind": "article",
        "id": coding.id,
        "title": entry["title"],
        "text": coding.text,
        "sha256": hashlib.sha256(coding.text.encode()).hexdigest(),
        "outlet": entry["outlet"],
        "date": entry["date"],
        "byline": entry["byline"],
        "url": "",
        "language": entry["language"],
        "direction": entry["direction"],
        "group": None,
        "source": entry["file"],
        "meta": {},
        "replaces": None,
        "states": {coding.layer: "done"},
    }


def actor_record(name: str, entry: Record, ids: Mapping[str, str]) -> Record:
    """Give the record of an actor."""
    language = entry.get("language", "en")
    return {
        "kind": "actor",
        "id": ids[name],
        "name": entry["name"],
        "actor_kind": entry["kind"],
        "aliases": [
            {"name": alias, "language": language, "origin": "hand"}
            for alias in entry.get("aliases", [])
        ],
        "roles": [
            {
                "role": role["role"],
                "organisation": ids[role["of"]],
                "from": role.get("from"),
                "to": None,
            }
            for role in entry.get("roles", [])
        ],
        "attributes": {},
        "external_id": "",
        "note": "",
        "merged_into": None,
    }


def records(source: Record) -> Iterator[Record]:
    """Give all records but the last, in the order of the format."""
    sample = source["sample"]
    stamp = Stamp(sample["at"])
    actors = {name: stamp.id("actor", name) for name in source["actor"]}
    layer = stamp.id("layer", sample["layer"])
    yield {
        "kind": "header",
        "format": "annotator-jsonl",
        "version": 1,
        "program": "annotator sample",
        "project": {"id": stamp.id("project"), "title": sample["project"]},
    }
    yield {
        "kind": "layer",
        "id": layer,
        "name": sample["layer"],
        "layer_kind": "person",
        "coder": stamp.id("coder"),
        "colour": "",
        "record": {},
    }
    for name, entry in source["actor"].items():
        yield actor_record(name, entry, actors)
    frame = Coding(0, "", "", stamp, layer, actors)
    codings = [code_article(number, entry, frame) for number, entry in enumerate(source["article"])]
    for entry, coding in zip(source["article"], codings, strict=True):
        yield article_record(entry, coding)
    for coding in codings:
        yield from sorted(coding.regions, key=lambda region: (region["start"], region["end"]))
    for coding in codings:
        yield from coding.sorted_spans()
    for coding in codings:
        yield from coding.sorted_links()


def lines(source: Record) -> str:
    """Give the whole file in its canonical form."""
    counts: Counter[str] = Counter()
    made = ""
    for record in records(source):
        counts[record["kind"]] += 1
        made += canonical(record)
    digest = hashlib.sha256(made.encode()).hexdigest()
    return made + canonical({"kind": "end", "counts": dict(counts), "sha256": digest})


def canonical(record: Record) -> str:
    """Give one record as its line."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or with --check compare it."""
    with (SAMPLE / "coding.toml").open("rb") as source:
        made = lines(tomllib.load(source)).encode()
    if arguments == ["--check"]:
        same = TARGET.is_file() and TARGET.read_bytes() == made
        sys.stdout.write("up to date\n" if same else "stale: run packaging/make_sample.py\n")
        return 0 if same else 1
    TARGET.write_bytes(made)
    count = made.count(b"\n")
    sys.stdout.write(f"{TARGET.name}: {count} records\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
