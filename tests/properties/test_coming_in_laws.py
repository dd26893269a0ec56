"""What comes in of a REFI-QDA project is all that is in it but for what is said to be lost.

ANNOTATOR_LOSSES=n tries n random projects.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotator.formats import by_name
from annotator.formats.base import ReadOptions
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.model.scheme_edits.codes import CodeTarget
from annotator.project import Project
from tests import bundles, exports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from annotator.model.bundle import Bundle, Content, Loss
    from annotator.model.page import Page

N = int(os.environ.get("ANNOTATOR_LOSSES", "0"))
FEW = settings(max_examples=N or 6, phases=(Phase.explicit, Phase.generate))
TARGETS = (
    CodeTarget(),
    CodeTarget("claim"),
    CodeTarget("claim", {"directness": "direct"}),
    CodeTarget("speaker"),
    CodeTarget("speaker", actor="Ada"),
)


@st.composite
def doubled(draw: st.DrawFn) -> Bundle:
    """Give a bundle in which some marks stand twice, of one type or of two."""
    whole = draw(bundles.bundles())
    return replace(whole, contents=tuple(_doubled(draw, one) for one in whole.contents))


def _doubled(draw: st.DrawFn, content: Content) -> Content:
    if not content.spans:
        return content
    again = tuple(
        replace(one, id=f"{one.id} {n}", type=draw(st.sampled_from((one.type, "entity"))))
        for n, one in enumerate(draw(st.lists(st.sampled_from(content.spans), max_size=3)))
    )
    return replace(content, spans=(*content.spans, *again))


def written(bundle: Bundle, folder: Path) -> Path:
    """Write a bundle as a project of REFI-QDA."""
    at = folder / "a.qdpx"
    exports.write(by_name("qdpx"), bundle, at)
    return at


def came_in(at: Path, types: Mapping[str, CodeTarget]) -> tuple[Counter[str], tuple[Loss, ...]]:
    """Give what is in a new project of a file, and what was said to be lost of it."""
    path = at.with_suffix(".annotator")
    path.unlink(missing_ok=True)
    with Project.create(path, coder=Coder("c", "Ada")) as project:
        report = project.import_sources([at], map=SourceMap(types=types))
        found = n_of(project.pages())
        assert (report.n_spans, report.n_links) == (found["span"], found["link"])
        return found, report.losses


def n_of(every: Iterable[Content | Page]) -> Counter[str]:
    """Count marks, links, and what is noted on articles and what is in them."""
    found: Counter[str] = Counter()
    for one in every:
        is_read = isinstance(one.spans, tuple)
        spans, links = (one.spans, one.links) if is_read else (one.spans(), one.links())  # type: ignore[operator, union-attr]
        notes = one.notes if is_read else one.every_note()  # type: ignore[union-attr]
        found += Counter(span=len([*spans]), link=len([*links]), note=len([*notes]))  # type: ignore[arg-type]
    return found


@FEW
@given(bundle=doubled())
def test_all_that_went_out_as_refi_qda_comes_in_also_what_is_marked_twice(
    bundle: Bundle, tmp_path_factory
) -> None:  # type: ignore[no-untyped-def]
    at = written(bundle, tmp_path_factory.mktemp("all"))
    has_words = [one for one in bundle.contents if one.article.text.strip()]
    if not has_words:
        return
    found, losses = came_in(at, {})
    of_blanks = sum(len(x.parts) for one in bundle.contents for x in one.spans)
    of_blanks -= sum(len(x.parts) for one in has_words for x in one.spans)
    assert sum(one.n for one in losses if one.item == "span") == of_blanks
    assert found["span"] == sum(len(one.spans) for one in has_words)
    assert found["link"] == sum(len(one.links) for one in has_words)


@FEW
@given(bundle=doubled(), data=st.data())
def test_whatever_codes_become_what_is_fewer_is_said(
    bundle: Bundle, data: st.DataObject, tmp_path_factory
) -> None:  # type: ignore[no-untyped-def]
    at = written(bundle, tmp_path_factory.mktemp("codes"))
    if not any(one.article.text.strip() for one in bundle.contents):
        return
    reading = by_name("qdpx").read(Source.of_path(at), ReadOptions())
    types = {
        one.label: data.draw(st.sampled_from(TARGETS))
        for one in (reading.bundle.scheme.types if reading.bundle.scheme else ())
        if any(span.type == one.name for each in reading.bundle.contents for span in each.spans)
    }
    found, losses = came_in(at, types)
    told: Counter[str] = Counter()
    for one in losses[len(reading.losses) :]:
        told[one.item] += one.n
        assert 0 < one.n <= one.of
    assert found + told == n_of(reading.bundle.contents)
