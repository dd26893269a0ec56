"""What an archive says of itself in words, and its samples for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.choice import ExportTexts
from annotator.model.named import NamedKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.formats.corpus.about import CorpusSummary
    from annotator.model.named import NamedSet

README, SAMPLES = "README.txt", "samples.json"
_WIDTH = 16


def samples(kept: Iterable[NamedSet]) -> str:
    """Give the samples as JSON: how each was drawn, and its articles in the order drawn."""
    drawn = [
        {"name": one.name, "id": one.id, "made": one.created, "articles": [*one.members]}
        | {"drawn": dict(one.body)}
        for one in kept
        if one.kind is NamedKind.SAMPLE
    ]
    return json.dumps({"samples": drawn}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def readme(summary: CorpusSummary, n_articles: int, names: Iterable[str]) -> str:
    """Give the words for people: what is in it, how to use it and how to cite it."""
    return "\n".join(_lines(summary, n_articles, frozenset(names))) + "\n"


def _lines(summary: CorpusSummary, n_articles: int, names: frozenset[str]) -> Iterator[str]:
    title = summary.title
    yield from (title, "=" * min(len(title), 78), "")
    yield tr("An archive of a corpus coded with {program}.", program=summary.program)
    _, *chosen = summary.opening(n_articles)
    yield from chosen
    yield from ("", tr("What is in it"), "-------------")
    for name, what in _FILES.items():
        if name in names:
            yield f"{name.ljust(_WIDTH)} {tr(what)}"
    yield from ("", tr("“sha256sum -c SHA256SUMS” shows whether all is as it was written."))
    yield from summary.positions()
    yield from ("", tr("To go on working with it"), "------------------------")
    yield tr("Annotator makes the same project of it again:")
    is_bare = summary.bundle.choice.texts is ExportTexts.OFFSETS
    yield "    annotator new study.annotator"
    yield f"    annotator import study.annotator project.jsonl{' --texts-from FOLDER' * is_bare}"
    if is_bare:
        yield tr("FOLDER holds the texts of the articles; it may be a project that has them, too.")
    if summary.losses:
        yield from ("", *summary.lost())
    yield from ("", tr("How to cite"), "-----------", *summary.citing())


_FILES = {
    "data/": "the tables as CSV; data/README.txt and data/datapackage.json say what each column is",
    "project.jsonl": "the whole project without loss, one JSON record a line",
    "scheme.toml": "the coding scheme, for programs",
    "scheme/": "its older versions",
    "codebook.html": "the coding scheme, to be read",
    "samples.json": "samples: how each was drawn, and its articles",
    "CITATION.cff": "how to cite it, for programs",
    "LICENCE.txt": "under which licence it may be used",
    "SHA256SUMS": "the checksum of each file",
}
"""What each file is, in the order of the README; folders end with a slash."""
