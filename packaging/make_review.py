#!/usr/bin/env python3
"""Make resources/review/double_coding.jsonl: the sample article in two codings, A and B.

A is the coding that ships, B the same with the edits below; the same input gives the same bytes.
Usage: make_review.py [--check]    (with --check nothing is written; ends with 1 if it is stale)
"""

import hashlib
import json
import sys
from collections import Counter
from typing import Any

from make_sample import SAMPLE, Stamp, canonical

TARGET = SAMPLE.parent / "review" / "double_coding.jsonl"
ARTICLE = "ferry.txt"
STAMP = Stamp("2025-11-26T09:00:00Z")
AT = "2025-11-26T09:00:00Z"
KINDS = ("header", "layer", "actor", "article", "region", "span", "link")
CODERS = ("A", "B")

Record = dict[str, Any]

# What B did otherwise, by the last six digits of A's span. First what is not marked at all.
UNMARKED = {"f19cec": "a claim not marked", "b44a3e": "a cue not marked"}
PARTS = {
    "651a1f": [[445, 582]],  # a claim without its quotation marks
    "653b30": [[856, 866]],  # a speaker without the title
    "ec6776": [[595, 622]],  # a claim in two parts, the second left out
    "0af3eb": [[2115, 2208]],  # a claim split in two: this is the first half
}
VALUES = {"5b7d31": ("directness", "direct"), "837446": ("kind", "organisation")}
TYPES = {"01f0bc": "entity"}  # the ministry: no speaker for B
ACTORS = {"683c02": "Lake Crossing Workers’ Union"}  # "he": the union, not its chairman
UNLINKED = {("said_by", "679254"), ("about", "c741ce")}
STANCES = {"9d5dc7": "none"}
ADDED = ((("claim", [[2210, 2283]]), ("fa23bc", "said_by")), (("entity", [[464, 472]]), None))


def main() -> int:
    """Write the file, or say whether it is stale; give the exit code."""
    made = double_coding()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == made else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(made, encoding="utf-8", newline="\n")
    return 0


def double_coding() -> str:
    """Give the file: header, two layers, actors, the article, its regions, spans and links."""
    sample = [json.loads(line) for line in (SAMPLE / "coding.jsonl").open(encoding="utf-8")]
    article = next(one for one in sample if one.get("source") == ARTICLE)
    layers = {name: STAMP.id("review layer", name) for name in CODERS}
    records = [_header(), *(_layer(name, uid) for name, uid in layers.items())]
    records += [one for one in sample if one["kind"] == "actor"]
    records.append({**article, "states": dict.fromkeys(layers.values(), "done")})
    inside = [one for one in sample if one.get("article") == article["id"]]
    records += [{**one, "set_by": layers["A"]} for one in inside if one["kind"] == "region"]
    spans = [one for one in inside if one["kind"] == "span"]
    ids = {one["id"] for one in spans}
    links = [one for one in sample if one["kind"] == "link" and one["from"] in ids]
    actors = {one["name"]: one["id"] for one in records if one["kind"] == "actor"}
    mine = [_own(one, "A", layers["A"]) for one in (*spans, *links)]
    theirs = [_own(one, "B", layers["B"]) for one in _edited(spans, links, article, actors)]
    records += sorted((*mine, *theirs), key=lambda one: KINDS.index(one["kind"]))
    body = "".join(map(canonical, records))
    counts = dict(sorted(Counter(one["kind"] for one in records).items()))
    digest = hashlib.sha256(body.encode()).hexdigest()
    return body + canonical({"kind": "end", "counts": counts, "sha256": digest})


def _header() -> Record:
    project = {"id": STAMP.id("review"), "title": "The stopped ferry, coded twice"}
    head = {"format": "annotator-jsonl", "kind": "header", "program": "annotator sample"}
    return {**head, "project": project, "version": 1}


def _layer(name: str, uid: str) -> Record:
    coder = STAMP.id("review coder", name)
    what = {"kind": "layer", "layer_kind": "person", "colour": "", "record": {}}
    return {**what, "id": uid, "name": name, "coder": coder}


def _edited(
    spans: list[Record], links: list[Record], article: Record, actors: dict[str, str]
) -> list[Record]:
    """Give A's spans and links as B made them."""
    kept = [
        _changed(one, article["text"], actors) for one in spans if one["id"][-6:] not in UNMARKED
    ]
    for (kind, parts), said in ADDED:
        text = [article["text"][start:end] for start, end in parts]
        added = {**kept[0], "id": STAMP.id("added", kind, str(parts)), "type": kind}
        values = {"kind": "place"} if kind == "entity" else {"directness": "direct"}
        kept.append({**added, "parts": parts, "text": text, "attributes": values, "actor": None})
        if said is not None:
            target = next(one["id"] for one in spans if one["id"].endswith(said[0]))
            ends = {"from": added["id"], "to": target, "type": said[1]}
            links = [*links, {**links[0], "id": STAMP.id("link", added["id"]), **ends}]
    ids = {one["id"] for one in kept}
    tied = [
        {**one, "attributes": _stance(one)}
        for one in links
        if {one["from"], one["to"]} <= ids and (one["type"], one["from"][-6:]) not in UNLINKED
    ]
    return [*kept, *tied]


def _changed(span: Record, text: str, actors: dict[str, str]) -> Record:
    name = span["id"][-6:]
    parts = PARTS.get(name, span["parts"])
    values = dict(span["attributes"])
    if name in VALUES:
        values[VALUES[name][0]] = VALUES[name][1]
    changed = {**span, "parts": parts, "text": [text[start:end] for start, end in parts]}
    if name in TYPES:
        changed["type"], values = TYPES[name], {"kind": "organisation"}
    if name in ACTORS:
        changed["actor"] = actors[ACTORS[name]]
    return {**changed, "attributes": values}


def _stance(link: Record) -> Record:
    stance = STANCES.get(link["from"][-6:])
    return {"stance": stance} if link["type"] == "about" and stance else link["attributes"]


def _own(record: Record, name: str, layer: str) -> Record:
    """Give a span or link as one on a coder's layer, under an id of its own."""
    made = {**record, "layer": layer, "id": STAMP.id(name, record["id"])}
    made["created"] = {**record["created"], "at": AT, "by": STAMP.id("review coder", name)}
    if record["kind"] == "link":
        made |= {end: STAMP.id(name, record[end]) for end in ("from", "to")}
    return made


if __name__ == "__main__":
    sys.exit(main())
