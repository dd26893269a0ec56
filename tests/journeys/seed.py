"""The reference coding of the seed article, as what an export of it must say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SCORED = {"claim": ("directness",), "speaker": ("form",), "entity": ("kind",), "cue": ()}


def gold(shared: Path) -> dict[str, Any]:
    """Give the reference coding."""
    content: dict[str, Any] = json.loads(
        (shared / "samples/seed/gold.json").read_text(encoding="utf-8")
    )
    return content


def from_export(records: list[dict[str, Any]], article_id: str) -> dict[str, Any]:
    """Give the coding of one article of a JSONL file in the form of the reference.

    Only claims that one speaker says by one cue are kept, with these; and all entities.
    """
    spans = [one for one in records if one["kind"] == "span" and one["article"] == article_id]
    links = [one for one in records if one["kind"] == "link"]
    ends: dict[str, dict[str, list[str]]] = {}
    for link in links:
        ends.setdefault(link["from"], {}).setdefault(link["type"], []).append(link["to"])
    whole = {
        one["id"]
        for one in spans
        if one["type"] == "claim"
        and [len(ends.get(one["id"], {}).get(name, [])) for name in ("said_by", "cued_by")]
        == [1, 1]
    }
    joined = {to for one in whole for name in ("said_by", "cued_by") for to in ends[one][name]}
    kept = [one for one in spans if one["id"] in whole | joined or one["type"] == "entity"]
    return {
        "regions": [
            {**one, "kind": one["type"]}
            for one in records
            if one["kind"] == "region" and one["article"] == article_id
        ],
        "actors": [
            {**one, "kind": one["actor_kind"], "aliases": []}
            for one in records
            if one["kind"] == "actor"
        ],
        "spans": [
            {
                **one,
                "parts": [
                    {"start": start, "end": end, "text": text}
                    for (start, end), text in zip(one["parts"], one["text"], strict=True)
                ],
            }
            for one in kept
        ],
        "links": [
            one for one in links if one["from"] in whole and one["type"] in ("said_by", "cued_by")
        ],
    }


def actor_names(gold_coding: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Give name and kind of each actor; the two that are called alike differ by kind."""
    return {one["id"]: (one["name"], one["kind"]) for one in gold_coding["actors"]}


def expected(gold_coding: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the scored part of the reference coding says, free of ids."""
    names = actor_names(gold_coding)
    spans = {}
    for one in gold_coding["spans"]:
        parts = tuple((part["start"], part["end"]) for part in one["parts"])
        spans[one["id"]] = (one["type"], parts)
    return {
        "regions": {
            (one["kind"], one["start"], one["end"])
            for one in gold_coding["regions"]
            if one["kind"] != "body"
        },
        "spans": {
            (
                *spans[one["id"]],
                tuple((name, one["attributes"].get(name)) for name in SCORED[one["type"]]),
                names[one["actor"]] if one.get("actor") else None,
            )
            for one in gold_coding["spans"]
        },
        "links": {
            (one["type"], spans[one["from"]], spans[one["to"]])
            for one in gold_coding["links"]
            if one["type"] in ("said_by", "cued_by")
        },
    }


def found(lines: Iterable[str]) -> dict[str, Any]:
    """Give the same of a JSONL export."""
    records = [json.loads(line) for line in lines]
    kinds: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        kinds.setdefault(record["kind"], []).append(record)
    actors = {one["id"]: (one["name"], one["actor_kind"]) for one in kinds.get("actor", [])}
    spans = {
        one["id"]: (one["type"], tuple(tuple(part) for part in one["parts"]))
        for one in kinds.get("span", [])
    }
    return {
        "regions": {(one["type"], one["start"], one["end"]) for one in kinds.get("region", [])},
        "spans": {
            (
                *spans[one["id"]],
                tuple((name, one["attributes"].get(name)) for name in SCORED[one["type"]]),
                actors[one["actor"]] if one.get("actor") else None,
            )
            for one in kinds.get("span", [])
        },
        "links": {
            (one["type"], spans[one["from"]], spans[one["to"]])
            for one in kinds.get("link", [])
            if one["type"] in ("said_by", "cued_by")
        },
    }
