"""What is in a bundle, and what is found in a file of it by whoever reads it: counts by item.

Each format is read here by other code than the program's, as far as there is some.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from annotator.formats.base import ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.span import How, Span

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

Row = Mapping[str, object]
ALL = (
    "article", "text", "span", "link", "region", "note", "decision", "attribute", "actor", "role",
    "alias", "named", "state", "span.origin",
)  # fmt: skip


def in_bundle(bundle: Bundle) -> Counter[str]:
    """Count what there is."""
    found = Counter(
        note=len(bundle.notes),
        decision=len(bundle.decisions),
        actor=len(bundle.actors),
        role=sum(len(one.roles) for one in bundle.actors),
        alias=sum(len(one.aliases) for one in bundle.actors),
        named=len(bundle.named),
    )
    for one in bundle.contents:
        marks = (*one.spans, *one.links)
        found += Counter(
            article=1,
            text=1,
            span=len(one.spans),
            link=len(one.links),
            region=len(one.regions),
            note=len(one.notes),
            decision=len(one.decisions),
            attribute=sum(len(mark.attributes) for mark in marks),
            state=len(one.states),
            field=len(one.article.own_fields()),
        )
        found["span.origin"] += sum(map(_has_origin, one.spans))
    return found


def _has_origin(one: Span) -> bool:
    said = (one.source_id, one.confidence, one.reason)
    return one.how is not How.HAND or any(each is not None for each in said)


def _in_rows(tables: Mapping[str, Iterable[Row]]) -> Counter[str]:
    found = Counter[str]()
    names = {
        "articles": "article", "spans": "span", "links": "link", "regions": "region",
        "notes": "note", "decisions": "decision", "actors": "actor", "roles": "role",
        "aliases": "alias",
    }  # fmt: skip
    for table, rows in tables.items():
        for row in rows:
            found[names.get(table, "")] += 1
            found["text"] += table == "articles" and bool(row["text"])
            if table in ("spans", "links"):
                own = [value for name, value in row.items() if name.startswith("attr_")]
                found["attribute"] += sum(value not in ("", None) for value in own)
    return found


def _in_tables(at: Path) -> Counter[str]:
    def rows(file: Path) -> list[dict[str, str]]:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return [*csv.DictReader(opened)]

    return _in_rows({one.stem: rows(one) for one in at.glob("*.csv")})


def _in_workbook(at: Path) -> Counter[str]:
    import openpyxl

    book = openpyxl.load_workbook(at, read_only=True)
    tables = {}
    for sheet in book.worksheets:
        head, *rows = [[*one] for one in sheet.iter_rows(values_only=True)] or [[]]
        tables[sheet.title] = [dict(zip(map(str, head), one, strict=False)) for one in rows]
    book.close()
    return _in_rows({name: rows for name, rows in tables.items() if name != "readme"})


def _in_parquet(at: Path) -> Counter[str]:
    import pyarrow.parquet as pq

    folders = [one for one in at.iterdir() if one.is_dir()]
    return _in_rows(
        {
            one.name: [row for part in sorted(one.glob("*.parquet"))
                       for row in pq.read_table(part).to_pylist()]
            for one in folders
        }
    )  # fmt: skip


def _in_jsonl(data: bytes) -> Counter[str]:
    return in_bundle(JsonLines().read(Source("x.jsonl", data=data), ReadOptions()).bundle)


def _in_archive(at: Path) -> Counter[str]:
    with zipfile.ZipFile(at) as archive:
        return _in_jsonl(archive.read("project.jsonl"))


def _in_annotations(at: Path) -> Counter[str]:
    content = json.loads(at.read_text(encoding="utf-8"))
    found = Counter(article=len(content["annotator:articles"]))
    actors = set()
    for one in content["first"]["items"]:
        found["link" if one["motivation"] == "linking" else "span"] += 1
        for body in one["body"]:
            found["note"] += body["purpose"] == "commenting"
            found["attribute"] += body["purpose"] == "tagging"
            if body["purpose"] == "identifying":
                actors.add(body["source"]["id"])
    found["actor"] = len(actors)
    return found


def _in_project_of_refi(at: Path) -> Counter[str]:
    with zipfile.ZipFile(at) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts = [one for one in archive.namelist() if one.startswith("sources/")]
    of = "{urn:QDA-XML:project:1.0}"
    found = Counter(article=len([*root.iter(f"{of}TextSource")]), text=len(texts))
    wholes = set()
    for one in root.iter(f"{of}PlainTextSelection"):
        said = one.findtext(f"{of}Description") or ""
        first = said.split("\n", 1)[0]
        wholes.add(first.rpartition(" of ")[2] if first.startswith("part ") else one.get("guid"))
    found["span"] = len(wholes)
    found["link"] = len([*root.iter(f"{of}Link")])
    found["note"] = len([*root.iter(f"{of}Note")])
    found["actor"] = len([*root.iter(f"{of}Case")])
    return found


def _in_page(at: Path) -> Counter[str]:
    from annotator.formats.reading_copy.read_page import PageReader, articles_of

    found = Counter[str]()
    for one in articles_of(at, PageReader()):
        found += Counter(article=1, text=1, span=len(one.marks))
    return found


def _in_word_file(at: Path) -> Counter[str]:
    of = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(at) as archive:
        if "word/comments.xml" not in archive.namelist():
            return Counter()
        root = etree.fromstring(archive.read("word/comments.xml"))
    return Counter(part=len([*root.iter(f"{of}comment")]))


def _in_documents(at: Path) -> Counter[str]:
    from annotator.formats.spacy_documents.asking import spacy

    found = Counter[str]()
    with spacy() as ask:
        document = ask({"read": str(at)})
        while "end" not in document:
            spans, links = document["data"]["spans"], document["data"]["links"]
            found += Counter(article=1, text=1, span=len(spans), link=len(links))
            found["attribute"] += sum(len(one["attributes"]) for one in (*spans, *links))
            document = ask(None)
    return found


FOUND: Mapping[str, tuple[Callable[[Path], Counter[str]], tuple[str, ...]]] = {
    "jsonl": (lambda at: _in_jsonl(at.read_bytes()), ALL),
    "archive": (_in_archive, ALL),
    "tables": (_in_tables, tuple({*ALL} - {"state", "span.origin"})),
    "xlsx": (_in_workbook, tuple({*ALL} - {"state", "span.origin"})),
    "parquet": (_in_parquet, tuple({*ALL} - {"state", "span.origin"})),
    "w3c": (_in_annotations, tuple({*ALL} - {"span.origin"})),
    "qdpx": (_in_project_of_refi, tuple({*ALL} - {"attribute", "alias", "actor"})),
    "qdc": (lambda _at: Counter(), ("article", "span", "link", "note", "decision", "actor")),
    "report": (_in_page, ("field", *({*ALL} - {"role", "alias", "actor", "state"}))),
    "docx": (_in_word_file, ("part", "link", "region", "note", "decision", "named", "field")),
    "docbin": (_in_documents, tuple({*ALL} - {"role", "alias", "actor"})),
}
"""How each format is read, and what is counted of it: what stands there as words is no loss."""
