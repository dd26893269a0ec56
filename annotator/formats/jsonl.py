"""The lossless JSONL form of a project or a part of it: our own, one record a line.

Same project, same bytes. Records are in `jsonl_records.py`, reading in `jsonl_read.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, cast

from annotator.formats import jsonl_read
from annotator.formats import jsonl_records as records
from annotator.formats.base import Format, Reading, ReadOptions
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.sources import Source
    from annotator.model.article import Json
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Decision

_BY_ARTICLE = ("article", "region", "span", "link", "note", "decision")
_CHUNK = 1 << 16
_TAIL = 1 << 14
_HEAD_BYTES = 1 << 16


class JsonLines(Format):
    """Everything but the history, one JSON record a line."""

    name = "jsonl"
    title = "JSONL, lossless"
    endings = (".jsonl",)
    always_lost = ("the undo history",)

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is ours: the first line names the format."""
        first = head.split(b"\n", 1)[0]
        if first.lstrip().startswith(b"{") and b'"annotator-jsonl"' in first:
            return 95
        return 40 if name.lower().endswith(self.endings) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give what such a file holds; raises `CannotRead` that names the line."""
        return jsonl_read.read(source, options)

    def losses(self, selection: ExportSelection) -> Iterable[Loss]:
        """Give what this form has no room for, whatever was chosen."""
        return _losses(selection.bundle)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file in one way through the bundle; raises `OSError`."""
        with ExitStack() as stack:
            # Records stand by kind, contents come by article: each kind is collected beside.
            parts = {
                kind: stack.enter_context(
                    tempfile.TemporaryFile("w+b", dir=to.parent, prefix=f".{to.name}-")
                )
                for kind in _BY_ARTICLE
            }
            counts: Counter[str] = Counter()
            differences: list[Decision] = []
            for content in selection:
                differences += (
                    one for one in content.decisions if one.subject_kind == "difference"
                )
                _collect(_records_of(content), parts, counts)
            last = records.differences_of((*differences, *selection.differences()))
            _collect({"decision": map(records.of_decision, last)}, parts, counts)
            with to.open("wb") as file:
                _assemble(file, _head(selection), parts, counts)

    def verify(self, selection: ExportSelection, at: Path) -> Iterable[str]:
        """Read the file back and give its differences from what goes by."""
        return _differences(selection, at)

    def is_own(self, at: Path) -> bool:
        """Say whether the file's first line is one of ours."""
        with at.open("rb") as file:
            return self.sniff("", file.readline(_HEAD_BYTES)) > 0


def _history() -> str:
    return tr("the list of steps and the times of imports and states stay in the project")


def _losses(bundle: Bundle) -> Iterator[Loss]:
    yield Loss(
        item="history",
        n=1,
        of=1,
        fate=LossKind.DROPPED,
        how=_history(),
    )
    n_frozen = sum(layer.frozen for layer in bundle.layers)
    if n_frozen:
        yield Loss(
            item="layer.frozen",
            n=n_frozen,
            of=len(bundle.layers),
            fate=LossKind.CHANGED,
            how=trn(
                "{n} layer that takes no marks here may take some where it is read",
                "{n} layers that take no marks here may take some where they are read",
                n_frozen,
            ),
        )


# --- writing ----------------------------------------------------------------------------------


def _head(selection: ExportSelection) -> list[Mapping[str, object]]:
    """Give the records that stand before those of articles."""
    bundle = selection.bundle
    head: list[Mapping[str, object]] = [records.header(bundle, selection.options.program)]
    if bundle.scheme is not None:
        head.append(records.of_scheme(bundle.scheme))
    head += map(records.of_layer, bundle.layers)
    head += map(records.of_actor, bundle.actors)
    return head


def _records_of(content: Content) -> dict[str, Iterable[Mapping[str, object]]]:
    """Give the records of one article by kind, each in its order."""
    return {
        "article": (records.of_article(content.article, content.states),),
        "region": map(records.of_region, records.regions_of(content)),
        "span": map(records.of_span, records.spans_of(content)),
        "link": map(records.of_link, records.links_of(content)),
        "note": map(records.of_note, records.notes_of(content)),
        "decision": map(records.of_decision, records.decisions_of(content)),
    }


def _collect(
    by_kind: Mapping[str, Iterable[Mapping[str, object]]],
    parts: Mapping[str, IO[bytes]],
    counts: Counter[str],
) -> None:
    for kind, some in by_kind.items():
        lines = [records.line(record) for record in some]
        if lines:
            counts[kind] += len(lines)
            parts[kind].write("".join(lines).encode("utf-8"))


def _assemble(
    file: IO[bytes],
    head: Iterable[Mapping[str, object]],
    parts: Mapping[str, IO[bytes]],
    counts: Counter[str],
) -> None:
    """Write head, parts and the record that ends the file."""
    checksum = hashlib.sha256()
    for record in head:
        counts[str(record["kind"])] += 1
        line = records.line(record).encode("utf-8")
        checksum.update(line)
        file.write(line)
    for part in parts.values():
        part.seek(0)
        while chunk := part.read(_CHUNK):
            checksum.update(chunk)
            file.write(chunk)
    end = {"kind": "end", "counts": dict(counts), "sha256": checksum.hexdigest()}
    file.write(records.line(end).encode("utf-8"))


# --- reading back -----------------------------------------------------------------------------


class _Section:
    """The records of one kind in a file, read one after the other."""

    def __init__(self, file: IO[bytes], start: int, n: int) -> None:
        self._file = file
        self._file.seek(start)
        self.n_left = n

    def take(self) -> Json:
        """Give the next record; None when there is none."""
        if not self.n_left:
            return None
        self.n_left -= 1
        record: Json = _decode(self._file.readline().decode("utf-8"))
        return record


_decode = json.JSONDecoder().decode


def _differences(selection: ExportSelection, at: Path) -> Iterator[str]:
    """Go through the bundle and each kind's records side by side; nothing is held."""
    starts, counts = _sections(at)
    with ExitStack() as stack:
        sections = {
            kind: _Section(stack.enter_context(at.open("rb")), start, counts[kind])
            for kind, start in starts.items()
        }
        for wanted in _head(selection):
            if sections[str(wanted["kind"])].take() != wanted:
                yield _otherwise(wanted)
        waiting: list[Decision] = []
        for content in selection:
            waiting += (one for one in content.decisions if one.subject_kind == "difference")
            yield from _content_differences(content, sections)
        last = records.differences_of((*waiting, *selection.differences()))
        for wanted in map(records.of_decision, last):
            if sections["decision"].take() != wanted:
                yield _otherwise(wanted)
        for kind, section in sections.items():
            if section.n_left:
                yield tr("{n} records too many of the kind {kind}", n=section.n_left, kind=kind)


def _sections(at: Path) -> tuple[dict[str, int], Counter[str]]:
    """Give where the records of each kind start and how many there are; check the checksum."""
    with at.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        last = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
        end = _decode(last.decode("utf-8"))
        counts: Counter[str] = Counter(end["counts"])
        checksum = hashlib.sha256()
        starts: dict[str, int] = {}
        position = 0
        file.seek(0)
        for kind in records.KINDS[:-1]:
            starts[kind] = position
            for _ in range(counts[kind]):
                line = file.readline()
                position += len(line)
                checksum.update(line)
    if checksum.hexdigest() != end["sha256"] or position + len(last) + 1 != size:
        raise ValueError(tr("the checksum does not fit"))
    return starts, counts


def _content_differences(content: Content, sections: Mapping[str, _Section]) -> Iterator[str]:
    """Compare the records of one article with what they should say, and words with places."""
    text = content.article.text
    for kind, some in _records_of(content).items():
        section = sections[kind]
        for wanted in some:
            found = section.take()
            if found != wanted:
                yield _otherwise(wanted)
            elif kind == "span" and not _has_its_words(wanted, text):
                yield tr("span {id} has not the words at its place", id=wanted["id"])


def _has_its_words(span: Mapping[str, object], text: str) -> bool:
    parts = cast("list[tuple[int, int]]", span["parts"])
    return span["text"] == [text[start:end] for start, end in parts]


def _otherwise(wanted: Mapping[str, object]) -> str:
    name = wanted.get("id") or wanted.get("article") or ""
    return tr("{kind} {id} reads back otherwise", kind=wanted["kind"], id=name)
