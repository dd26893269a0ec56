"""A project with a layer of suggestions, as if suggesters had been through its articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.sources import Source
from annotator.model.layer import SUGGESTIONS, Coder
from annotator.project import Project
from tests.codings import jsonl_of

if TYPE_CHECKING:
    from annotator.model.actor import Actor
    from annotator.model.coded import CodedArticle

WHY = {
    "quote+cue": "“said” + quotation marks",
    "verb+that": "verb of saying “said” + that",
    "capitals": "words with a capital, not at the start of a sentence",
}


def suggested_jsonl(
    articles: Sequence[CodedArticle],
    actors: Iterable[Actor] = (),
    names: Sequence[str] = (SUGGESTIONS,),
) -> bytes:
    """Give our JSONL of articles whose codings are what is suggested for them, on these layers.

    A span's `reason` is (code, confidence per mille).
    """
    states = {one.id: dict[str, str]() for one in articles}
    records = jsonl_of(articles, names, actors, states).splitlines()
    lines = [json.loads(one) for one in records]
    reasons = {
        one.id: one.reason for each in articles for coding in each.codings for one in coding.spans
    }
    written = [json.dumps(_as_suggested(one, reasons), ensure_ascii=False) for one in lines[:-1]]
    body = "".join(f"{one}\n" for one in written).encode("utf-8")
    end = lines[-1] | {"sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode("utf-8") + b"\n"


def _as_suggested(line: dict[str, Any], reasons: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    if line["kind"] == "layer":
        return line | {"layer_kind": "suggester", "coder": None}
    reason = reasons.get(line.get("id", "")) if line["kind"] == "span" else None
    if not reason:
        return line
    code, confidence = reason
    why = {"reason": WHY.get(code, code), "reason_code": code, "reason_args": {}, "evidence": []}
    return line | why | {"confidence": int(confidence) / 1000}


def project_with_suggestions(
    path: Path,
    articles: Sequence[CodedArticle],
    coder: Coder,
    actors: Iterable[Actor] = (),
    names: Sequence[str] = (SUGGESTIONS,),
) -> Project:
    """Give a project in which suggestions were made for these articles."""
    project = Project.create(path, coder=coder)
    data = suggested_jsonl(articles, actors, names)
    report = project.import_sources([Source(name="codings.jsonl", data=data)], frozen=False)
    assert report.refused == (), report.refused
    return project
