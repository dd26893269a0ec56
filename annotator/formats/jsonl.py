"""The lossless form: one record a line; records and their reading are in `lossless/`."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from contextlib import ExitStack
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from annotator.formats.base import Format, Purpose, Reading, ReadOptions
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.sources import Source
    from annotator.model.records import Record
    from annotator.model.span import Decision

FORMAT = "annotator-jsonl"
_CHUNK, _TAIL = 1 << 16, 1 << 14
_decode = json.JSONDecoder().decode


class JsonLines(Format):
    """Everything but the history, one JSON record a line."""

    name = "jsonl"
    title = "JSONL, lossless"
    endings = (".jsonl",)
    always_lost = ("the undo history",)
    purpose = Purpose.KEEP
    summary = "all of the project but its history; read back it is the same"
    can_leave_out_words = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is ours: the first line names the format."""
        first = head.split(b"\n", 1)[0]
        if first.lstrip().startswith(b"{") and f'"{FORMAT}"'.encode() in first:
            return 95
        return 40 if name.lower().endswith(self.endings) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give what such a file holds; raises `CannotRead` that names the line."""
        from annotator.formats.lossless import reading

        return reading.read(source, options)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what this form has no room for, whatever was chosen."""
        history = tr("the list of steps and the times of imports and states stay in the project")
        yield Loss("history", 1, 1, LossKind.DROPPED, history)
        layers = selection.bundle.layers
        if n_frozen := sum(layer.frozen for layer in layers):
            how = trn(
                "{n} layer that takes no marks here may take some where it is read",
                "{n} layers that take no marks here may take some where they are read",
                n_frozen,
            )
            yield Loss("layer.frozen", n_frozen, len(layers), LossKind.CHANGED, how)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file in one way through the bundle; raises `OSError`."""
        from tempfile import TemporaryFile

        from annotator.formats.lossless.records import KINDS, line

        counts, checksum = Counter[str](), hashlib.sha256()
        with ExitStack() as stack:
            # Records stand by kind, contents come by article: each kind is collected beside.
            parts = {k: stack.enter_context(TemporaryFile("w+b", dir=to.parent)) for k in KINDS}
            for kind, some in _records(selection):
                lines = [line(record) for record in some]
                if lines:
                    counts[kind] += len(lines)
                    parts[kind].write("".join(lines).encode("utf-8"))
            with to.open("wb") as file:
                for part in parts.values():
                    part.seek(0)
                    while chunk := part.read(_CHUNK):
                        checksum.update(chunk)
                        file.write(chunk)
                end = {"kind": "end", "counts": dict(counts), "sha256": checksum.hexdigest()}
                file.write(line(end).encode("utf-8"))

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the file back side by side with what goes by; give its differences."""
        text = ""
        sections = _sections(at)
        for kind, some in _records(selection):
            every = list(some)
            for found, wanted in zip_longest(islice(sections[kind], len(every)), every):
                if found != wanted:
                    name = wanted.get("id") or wanted.get("article") or ""
                    yield tr("{kind} {id} reads back otherwise", kind=kind, id=name)
                elif kind == "article":
                    text = found["text"]
                elif kind == "span" and found["text"] != [text[a:b] for a, b in found["parts"]]:
                    yield tr("span {id} has not the words at its place", id=found["id"])
        for kind, section in sections.items():
            if n_left := sum(1 for _ in section):
                yield tr("{n} records too many of the kind {kind}", n=n_left, kind=kind)

    def is_own(self, at: Path) -> bool:
        """Say whether the file's first line is one of ours."""
        with at.open("rb") as file:
            return self.sniff("", file.readline(_CHUNK)) > 0


def _records(selection: ExportSelection) -> Iterator[tuple[str, Iterable[Record]]]:
    """Give all records in one way through the bundle: some of a kind at a time, in their order."""
    from annotator.formats.lossless import records
    from annotator.model.scheme_file import scheme_to_json

    bundle = selection.bundle
    yield "header", [records.header(bundle, selection.options.program)]
    if bundle.scheme is not None:
        versions = (bundle.scheme, *bundle.older_schemes)
        yield "scheme", [{"kind": "scheme", **scheme_to_json(one)} for one in versions]
    yield "layer", map(records.LAYER.record, bundle.layers)
    yield "actor", map(records.of_actor, bundle.actors)
    waiting: list[Decision] = []
    for content in selection:
        waiting += (one for one in content.decisions if one.subject_kind not in records.OF_ARTICLES)
        yield from records.of_content(content).items()
    yield "note", map(records.of_note, sorted(selection.notes(), key=records.by_id))
    last = sorted((*waiting, *selection.differences()), key=records.by_id)
    yield "decision", map(records.DECISION.record, last)
    yield "named", map(records.NAMED.record, sorted(selection.named(), key=records.by_id))


def _sections(at: Path) -> dict[str, Iterator[Record]]:
    """Give the records of each kind in a file; raises `ValueError` where its end does not fit."""
    from annotator.formats.lossless.records import KINDS

    sections: dict[str, Iterator[Record]] = {}
    with at.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        last = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
        end = _decode(last.decode("utf-8"))
        counts: Counter[str] = Counter(end["counts"])
        checksum, position = hashlib.sha256(), 0
        file.seek(0)
        for kind in KINDS[:-1]:
            sections[kind] = _section(at, position, counts[kind])
            for line in islice(file, counts[kind]):
                position += len(line)
                checksum.update(line)
    if checksum.hexdigest() != end["sha256"] or position + len(last) + 1 != size:
        raise ValueError(tr("the checksum does not fit"))
    return sections


def _section(at: Path, start: int, n: int) -> Iterator[Record]:
    with at.open("rb") as file:
        file.seek(start)
        for line in islice(file, n):
            yield _decode(line.decode("utf-8"))
