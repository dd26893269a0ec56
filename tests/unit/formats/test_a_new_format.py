"""A whole format written from docs/a-format.md alone: tagged text, one file an article.

It stands here and not in the program: it shows that the page and the public base are enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotator.errors import CannotRead, CannotWrite, Where
from annotator.formats.base import Format, Reading, ReadOptions, WriteOptions
from annotator.formats.export import export
from annotator.formats.sources import Source
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content, Loss
from annotator.model.layer import Layer, LayerKind
from annotator.model.span import How, Span
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.ranges import Range
from tests import bundles, exports
from tests.round_trip import check_round_trip

if TYPE_CHECKING:
    from annotator.formats.export_selection import ExportSelection

# --- the format -------------------------------------------------------------------------------

HEAD = "tagged-text 1 "
MARK = re.compile(r"\\(.)|\[(/?)([^\[\]|]+)(?:\|([^\[\]]*))?\]", re.S)


class TaggedText(Format):
    """A text with marks in square brackets: `[SPAN|TYPE]words[/SPAN]`, a pair for each part."""

    name = "tagged"
    title = "Tagged text"
    endings = (".tagged",)
    target = "folder"
    always_lost = ("links", "notes", "attributes")

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is ours: the first line says so."""
        return 95 if head.startswith(HEAD.encode()) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the article in a file."""
        try:
            head, _, body = source.read().decode("utf-8").partition("\n")
            facts = json.loads(head[len(HEAD) :] if head.startswith(HEAD) else "")
            text, parts, types = _marks(body)
            article = _article(facts["id"], facts["title"], text)
        except (ValueError, LookupError, TypeError) as problem:
            raise CannotRead(
                f"{source.name} is no tagged text ({problem}).",
                "Export it again from the program that made it.",
                Where(file=source.name, line=1),
            ) from problem
        layer = Layer("tagged", LayerKind.IMPORT, source.name)
        spans = [
            Span(
                id=name,
                article_id=article.id,
                layer_id=layer.id,
                type=types[name],
                parts=tuple(sorted(places)),
                quotes=tuple(text[start:end] for start, end in sorted(places)),
                how=How.IMPORT,
            )
            for name, places in parts.items()
        ]
        return Reading(Bundle((Content(article, spans=tuple(spans)),), layers=(layer,)))

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give a file for each article."""
        return tuple(f"{n}.tagged" for n in range(1, selection.n["article"] + 1))

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give all that a text with marks has no room for."""
        for item in ("link", "region", "note", "decision", "attribute"):
            yield from selection.dropped(item, f"each {item} is left out")

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write a file for each article."""
        to.mkdir()
        for n, content in enumerate(selection, start=1):
            (to / f"{n}.tagged").write_bytes(_lines(content).encode("utf-8"))
        selection.differences()

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read each file and compare text, types and places."""
        for n, content in enumerate(selection, start=1):
            reading = self.read(Source.of_path(at / f"{n}.tagged"), ReadOptions())
            (back,) = reading.bundle.contents
            if back.article.text != content.article.text:
                yield f"{n}.tagged: the text differs"
            if _places(back.spans) != _places(content.spans):
                yield f"{n}.tagged: the spans differ"

    def is_own(self, at: Path) -> bool:
        """Say whether all files in a folder start as ours do."""
        files = list(at.iterdir())
        return all(one.is_file() and self.sniff("", one.read_bytes()[:64]) > 0 for one in files)


def _article(article_id: str, title: str, text: str) -> Article:
    if not text or normalise(text).text != text:
        raise ValueError("its text is none that is kept")
    return Article(id=article_id, title=title, text=text, sha256=text_sha256(text))


def _places(spans: Iterable[Span]) -> list[tuple[str, str, tuple[Range, ...]]]:
    return sorted((span.id, span.type, span.parts) for span in spans)


def _lines(content: Content) -> str:
    text = content.article.text
    facts = {"id": content.article.id, "title": content.article.title}
    marks: dict[int, list[str]] = {}
    for span in content.spans:
        for start, end in span.parts:
            marks.setdefault(end, []).insert(0, f"[/{span.id}]")
            marks.setdefault(start, []).append(f"[{span.id}|{span.type}]")
    pieces, before = [HEAD, json.dumps(facts), "\n"], 0
    for place in sorted(marks):
        pieces += [_escaped(text[before:place]), *marks[place]]
        before = place
    return "".join([*pieces, _escaped(text[before:])])


def _escaped(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _marks(body: str) -> tuple[str, dict[str, list[Range]], dict[str, str]]:
    """Give the text without marks, the parts of each span and its type."""
    pieces: list[str] = []
    parts: dict[str, list[Range]] = {}
    types: dict[str, str] = {}
    open_at: dict[str, int] = {}
    length = before = 0
    for found in MARK.finditer(body):
        pieces.append(body[before : found.start()] + (found[1] or ""))
        length += len(pieces[-1])
        before = found.end()
        if found[1] is not None:
            continue
        if found[2]:
            parts.setdefault(found[3], []).append(Range(open_at.pop(found[3]), length))
        elif found[3] in open_at:
            raise ValueError(f"{found[3]} is open already")
        else:
            open_at[found[3]] = length
            types[found[3]] = found[4]
    if open_at:
        raise ValueError(f"{min(open_at)} is not closed")
    return "".join([*pieces, body[before:]]), parts, types


# --- what its tests say -----------------------------------------------------------------------

TAGGED = TaggedText()
FEW = settings(max_examples=settings().max_examples // 3)


def test_a_bundle_with_everything_comes_back_but_for_what_is_said(tmp_path: Path) -> None:
    check_round_trip(TAGGED, bundles.full(), tmp_path)


@FEW
@given(bundle=bundles.bundles())
def test_random_bundles_come_back(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_round_trip(TAGGED, bundle, tmp_path_factory.mktemp("tagged"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"tagged-text 1 ",
        b"tagged-text 1 []\nA text.",
        b'tagged-text 1 {"id": "a"}\nA text.',
        b'tagged-text 1 {"id": "a", "title": ""}\nA [s1|claim]text.',
        b'tagged-text 1 {"id": "a", "title": ""}\nA text[/s1].',
        b'tagged-text 1 {"id": "a", "title": ""}\n\xff',
        b'other {"id": "a", "title": ""}\nA text.',
    ],
)
def test_broken_files_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(CannotRead, match=r"x\.tagged is no tagged text"):
        TAGGED.read(Source("x.tagged", data=data), ReadOptions())


def test_a_planted_fault_is_found(tmp_path: Path) -> None:
    to = tmp_path / "out"
    exports.write(TAGGED, bundles.full(), to)
    data = (to / "1.tagged").read_bytes()
    for old, new in ((b"[/s1]", b"x[/s1]"), (b"|claim]", b"|cue]"), (b"wait", b"wade")):
        (to / "1.tagged").write_bytes(data.replace(old, new, 1))
        assert exports.read_back(TAGGED, bundles.full(), to), old


def test_only_its_own_folder_is_replaced(tmp_path: Path) -> None:
    to = tmp_path / "out"
    export(bundles.full(), TAGGED, to, WriteOptions())
    export(bundles.small(), TAGGED, to, WriteOptions(overwrite=True))
    (to / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="no earlier export"):
        export(bundles.full(), TAGGED, to, WriteOptions(overwrite=True))


def test_it_has_fewer_lines_than_the_page_promises() -> None:
    whole = Path(__file__).read_text(encoding="utf-8")
    assert whole.split("# --- what its tests say")[0].count("\n") < 250
