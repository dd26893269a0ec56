"""spaCy's own files (DocBin, .spacy): articles as documents, layers and types as groups of spans.

spaCy works in a process of its own: in this one it would hold up the window.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.errors import WrongUse
from annotator.formats.base import Counts, Format, HelperEnded, Option, Variant
from annotator.formats.spacy_documents.asking import Ask, need_spacy, spacy
from annotator.formats.spacy_documents.making import Documents
from annotator.formats.spacy_documents.split import for_dev, seed_of, share_of
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind
from annotator.text.csv_text import sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.formats.export_selection import ExportSelection

SPLIT = Option("split", "Share of articles for dev.spacy (0.2)", (), "")
SEED = Option("seed", "Seed of the split", (), "7")
_SPLIT_SO = {SPLIT.name: "0.2"}
_CHARACTERS_A_MB, _MUCH_MEMORY = 35_000, 500
"""So many characters with their marks take a megabyte in spaCy (measured, 3,500 a document)."""
_TRAIN, _DEV, _ONE = "train.spacy", "dev.spacy", ""
_DROPPED = {
    "region": "regions that are not body are left out",
    "note": "notes are left out",
    "decision": "decisions are left out",
    "named": "samples, searches and other sets under names are left out",
    "span.origin": "how a span came to be (taken from where, how sure, why) is left out",
    "state": "how far each coder is with an article is left out",
    "actor": "of actors only the names of those who are spoken of stay",
}


class SpacyFiles(Format):
    """One file of documents, or one to train with and one to test with."""

    name = "docbin"
    title = "spaCy corpus (DocBin)"
    endings = (".spacy",)
    always_lost = (
        *("the undo history", "the coding scheme", "regions", "notes", "decisions"),
        *("samples and searches", "how marks came to be", "how far each coder is"),
    )
    options = (SPLIT, SEED)
    summary = "documents with groups of spans, for spaCy to learn from"
    variants = (
        Variant("spaCy corpus", summary, hidden=(SPLIT, SEED)),
        Variant(
            "spaCy corpus, train and dev",
            "two files in a folder; copies of an article stand on one side",
            "/",
            chosen=_SPLIT_SO,
        ),
    )

    def is_folder(self, to: Path) -> bool:
        """Say whether two files are written: where the name has no ending of ours."""
        return to.suffix != self.endings[0]

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of the two files of a split."""
        return (_TRAIN, _DEV) if _is_split(selection) else ()

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count what documents cannot hold."""
        need_spacy()
        dev, made = _for_dev(selection), Documents(selection)
        for content in selection:
            made.document(content)
            selection.n[_DEV if content.article.id in dev else _TRAIN] += 1
        selection.notes()
        selection.differences()
        selection.named()

    def counts(self, selection: ExportSelection) -> Counts:
        """Give how much went by, and how many articles each file of a split has."""
        each = {Path(name).stem: selection.n[name] for name in self.files(selection)}
        return replace(selection.counts(), in_files=each)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what documents leave out or hold otherwise."""
        n = selection.n
        n["actor"] = len(selection.bundle.actors)
        if n["span.parts"]:
            how = trn(
                "{n} span of several parts covers what lies between; its parts stand in the data",
                "{n} spans of several parts cover what lies between; the parts stand in the data",
                n["span.parts"],
            )
            of = n["span"] - selection.n_left["span"]
            yield Loss("part", n["span.parts"], of, LossKind.CHANGED, how)
        if n["ents.left"]:
            how = trn(
                "{n} entity is in its group of spans alone, not in doc.ents",
                "{n} entities are in their group of spans alone, not in doc.ents",
                n["ents.left"],
            )
            yield Loss("ents", n["ents.left"], n["ents"], LossKind.CHANGED, how)
        if n["ents.trimmed"]:
            how = trn(
                "{n} entity stands in doc.ents without the blanks at its edges",
                "{n} entities stand in doc.ents without the blanks at their edges",
                n["ents.trimmed"],
            )
            yield Loss("span.place", n["ents.trimmed"], n["ents"], LossKind.CHANGED, how)
        megabytes = n["text.characters"] // _CHARACTERS_A_MB
        if megabytes >= _MUCH_MEMORY:
            how = tr(
                "spaCy holds all documents of a file at once, which takes about {n} MB of memory; "
                "with less, export some articles at a time",
                n=f"{megabytes:,}",
            )
            yield Loss("article", n["article"], n["article"], LossKind.KEPT, how)
        for item, how in _DROPPED.items():
            yield from selection.dropped(item, tr(how))

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file, or a folder with two; raises `OSError`."""
        need_spacy()
        if selection.is_folder:
            to.mkdir()
        names = self.files(selection) or (_ONE,)
        # One behind the other: where the first differs can be said.
        sums = {name: array("q") for name in names}
        dev, made = _for_dev(selection), Documents(selection)
        n_articles = length_hint(selection.bundle.contents)
        with spacy(lambda: selection.tell(n_articles, n_articles)) as ask:
            for content in selection:
                name = _DEV if content.article.id in dev else names[0]
                document = made.document(content)
                document["entities"] = ask({"doc": document, "into": name})["entities"]
                sums[name].append(sum_of([[_line(document)]], 0))
                selection.n[name] += 1
            for name in names:
                ask({"write": str(to / name if name else to), "of": name})
        selection.notes()
        selection.differences()
        selection.named()
        selection.written = sums

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read each file back; give those that hold other documents than were handed over."""
        if not isinstance(selection.written, dict):
            raise TypeError(tr("nobody knows what was written"))
        for name, its_sums in selection.written.items():
            place = at / name if name else at
            try:
                found = _sums_in(place, selection, len(its_sums))
            except HelperEnded:
                # On a computer with much to do it may have been in the way: once more.
                found = _sums_in(place, selection, len(its_sums))
            if found != its_sums:
                pairs = zip(its_sums, found, strict=False)
                n = next((n for n, (one, other) in enumerate(pairs) if one != other), len(found))
                yield tr(
                    "{file} reads back otherwise: {n} documents of {of}, number {first} first",
                    file=name or at.name,
                    n=len(found),
                    of=len(its_sums),
                    first=n + 1,
                )

    def is_own(self, at: Path) -> bool:
        """Say by their data whether all documents are articles of ours."""
        files = [at] if at.is_file() else [*at.iterdir()]
        if at.is_dir() and {one.name for one in files} - {_TRAIN, _DEV}:
            return False
        try:
            with spacy() as ask:
                return all(_is_own(ask, one) for one in files)
        except (OSError, ValueError, WrongUse):
            return False


def _sums_in(at: Path, selection: ExportSelection, of: int) -> array[int]:
    """Give a sum for each document in a file, as spaCy reads it."""
    found = array("q")
    with spacy(lambda: selection.tell(len(found), of)) as ask:
        document = ask({"read": str(at)})
        while "end" not in document:
            selection.tell(len(found), of)
            found.append(sum_of([[_line(document)]], 0))
            document = ask(None)
    return found


def _is_own(ask: Ask, at: Path) -> bool:
    document = ask({"read": str(at)})
    while "end" not in document:
        if not isinstance(document["data"], dict) or "article" not in document["data"]:
            return False
        document = ask(None)
    return True


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, sort_keys=True)


def _is_split(selection: ExportSelection) -> bool:
    """Say whether two files are wanted; raises `WrongUse` where the name says otherwise."""
    said = bool(selection.options.of(SPLIT))
    if said != selection.is_folder:
        raise WrongUse(
            tr("A split makes two files in a folder; without one there is one file."),
            tr("With --split use a name without .spacy, without it one that ends so."),
        )
    return said


def _for_dev(selection: ExportSelection) -> set[str]:
    if not _is_split(selection):
        return set()
    share, seed = share_of(selection.options.of(SPLIT)), seed_of(selection.options.of(SEED))
    return for_dev(selection.looked_at(tr("Comparing articles")), share, seed)
