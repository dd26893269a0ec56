"""W3C Web Annotation as JSON-LD: an annotation for each span and each link. Written only.

What stands in an annotation is made in `web_annotations/`; here they go into a collection, one a
line, so that neither writing nor reading back holds them all.
"""

from __future__ import annotations

import json
import tempfile
from typing import IO, TYPE_CHECKING, Any

from annotator.formats.base import Format
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.web_annotations.making import AnnotationMaker
    from annotator.model.article import Article

_PROGRAM = '"generator":{"type":"Software","name":"annotator '
_HEAD, _CHUNK = 100_000, 1 << 16
_TERM = "annotator:articles"
_DROPPED = {
    "text": "articles stand without their text: only marks, and {n} characters around, are quoted",
    "region": "regions that are not body are left out",
    "state": "how far each coder is with an article is left out",
    "decision": "decisions are left out",
    "named": "samples, searches and other sets under names are left out",
    "note.apart": "notes that are on no span and no link are left out",
    "span.reason": "how a span came to be (taken from where, why) is left out",
    "role": "dated roles of actors are left out",
    "alias": "other names of actors are left out",
    "actor": "actors that no mark means are left out",
}
_ITEMS = {"note.apart": "note", "span.reason": "span.origin"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class WebAnnotations(Format):
    """One collection of annotations."""

    name = "w3c"
    title = "W3C Web Annotation (JSON-LD)"
    endings = (".jsonld",)
    always_lost = (
        *("the undo history", "texts", "regions", "decisions", "samples and searches"),
        *("how marks came to be", "how far each coder is", "dated roles", "other names"),
    )
    can_leave_out_words = True
    summary = "marks and links as annotations of the web, for viewers and scripts"

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count what annotations cannot hold."""
        for _, made in _articles(selection, _maker(selection)):
            for _ in made:
                pass

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what annotations leave out or hold otherwise."""
        from annotator.formats.web_annotations.making import AROUND

        n = selection.n
        if n["span.parts"]:
            how = trn(
                "{n} span of several parts has a target for each",
                "{n} spans of several parts have a target for each",
                n["span.parts"],
            )
            of = n["span"] - selection.n_left["span"]
            yield Loss("part", n["span.parts"], of, LossKind.CHANGED, how)
        of_kind = {"note.apart": n["note"] - selection.n_left["note"], "text": n["article"]}
        of_kind["actor"] = len(selection.bundle.actors)
        for item, how in _DROPPED.items():
            for loss in selection.dropped(item, tr(how, n=AROUND)):
                of = of_kind.get(item, loss.of)
                yield Loss(_ITEMS.get(item, item), loss.n, of, loss.fate, loss.how)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the collection article by article; raises `OSError`."""
        from annotator.formats.web_annotations.making import facts

        maker, n = _maker(selection), 0
        # What is told of articles stands behind all annotations, and waits beside.
        with (
            to.open("w", encoding="utf-8", newline="\n") as file,
            tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=to.parent) as behind,
        ):
            file.write(_opening(selection))
            between = ""
            for article, made in _articles(selection, maker):
                behind.write(f"{between}{_encode(facts(article))}")
                for one in made:
                    file.write(f"{',' * bool(n)}\n{_encode(one)}")
                    n += 1
                between = ",\n"
            file.write(_middle(n))
            behind.seek(0)
            while chunk := behind.read(_CHUNK):
                file.write(chunk)
            file.write(_END)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the file back line by line, side by side with what goes by; give what differs."""
        from annotator.formats.web_annotations.making import facts

        maker, opening, n = _maker(selection), _opening(selection), 0
        with (
            at.open(encoding="utf-8", newline="") as file,
            at.open(encoding="utf-8", newline="") as behind,
        ):
            if file.read(len(opening)) != opening:
                yield tr("{file} begins otherwise", file=at.name)
                return
            found, listed = _values(file), _values(behind, after=_TERM)
            for article, made in _articles(selection, maker):
                if next(listed, None) != facts(article):
                    yield tr("article {id} reads back otherwise", id=article.id)
                for one in made:
                    n += 1
                    if not _is_as_wanted(next(found, None), one, article.text):
                        yield tr("annotation {id} reads back otherwise", id=one["id"])
            if next(found, None) is not None or next(listed, None) is not None:
                yield tr("there are annotations or articles too many")
            if file.readline() + file.readline() != _middle(n).split("\n", 2)[2] or behind.read():
                yield tr("{file} ends otherwise", file=at.name)

    def is_own(self, at: Path) -> bool:
        """Say by its generator whether a collection is an export of ours."""
        with at.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        return head.startswith('{"@context":["http://www.w3.org/ns/anno') and _PROGRAM in head


def _maker(selection: ExportSelection) -> AnnotationMaker:
    from annotator.formats.web_annotations.making import AnnotationMaker

    return AnnotationMaker(selection.bundle)


def _articles(
    selection: ExportSelection, maker: AnnotationMaker
) -> Iterator[tuple[Article, Iterator[dict[str, Any]]]]:
    """Give each article with its annotations, and count what they cannot hold."""
    from annotator.formats.web_annotations.making import count

    n, actors = selection.n, selection.bundle.actors
    for content in selection:
        count(selection, content)
        yield content.article, maker.annotations(content)
    n["note.apart"] += len(selection.notes())
    selection.differences(), selection.named()
    n["actor"] = sum(one.id not in maker.named for one in actors)
    n["role"] = sum(len(one.roles) for one in actors)
    n["alias"] = sum(len(one.aliases) for one in actors)


def _opening(selection: ExportSelection) -> str:
    """Give all that stands before the annotations: whose they are, and the scheme as a note."""
    from annotator.formats.web_annotations.making import CONTEXT, urn
    from annotator.model.scheme_file import scheme_to_toml

    bundle = selection.bundle
    program = bundle.program or selection.options.program
    found = {
        "@context": CONTEXT,
        "id": urn("project", bundle.project_id),
        "type": "AnnotationCollection",
        "label": bundle.project_title,
        "generator": {"type": "Software", "name": program},
    }
    if bundle.scheme is not None:
        found["skos:note"] = scheme_to_toml(bundle.scheme)
    page = {"id": urn("page", bundle.project_id), "type": "AnnotationPage", "startIndex": 0}
    return f'{_encode(found)[:-1]},\n"first":{_encode(page)[:-1]},"items":['


def _middle(n: int) -> str:
    """Give what stands between the annotations and what is told of articles."""
    return f'\n]}},\n"total":{n},\n"{_TERM}":[\n'


_END = "\n]}\n"


def _values(file: IO[str], after: str = "") -> Iterator[Any]:
    """Give the values of a list that has one a line, up to its end; first go past a line."""
    if after:
        for line in file:
            if line == f'"{after}":[\n':
                break
    for line in file:
        if line in ("]},\n", "]}\n"):
            return
        if line != "\n":
            yield json.loads(line.removesuffix("\n").removesuffix(","))
    raise ValueError(tr("it has no end"))


def _is_as_wanted(found: Any, wanted: dict[str, Any], text: str) -> bool:
    """Say whether an annotation is the one that should be there, each quotation at its place."""
    if found != wanted:
        return False
    targets = [one for one in found["target"] if isinstance(one, dict)]
    places = [(one["selector"][0], one["selector"][-1].get("exact")) for one in targets]
    return all(one is None or text[at["start"] : at["end"]] == one for at, one in places)
