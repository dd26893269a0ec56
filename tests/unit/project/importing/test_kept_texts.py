"""Texts of a large import wait on disk: all else is as if they did not."""

from __future__ import annotations

import csv
import pickle
from copy import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from annotator import coder
from annotator.errors import CannotRead
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.project import Project
from annotator.project.acts import bring_in
from annotator.project.importing import gather
from annotator.project.importing.kept_texts import KeptTexts
from annotator.spool import SpooledTexts
from annotator.text.likeness import text_sha256

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.project.importing.parsing import ParsedSource
    from annotator.project.importing.plan import ImportPlan

TEXT = "Minister resigns 🚢\n\nShe said it on Monday; e\u0301, \u200cمی‌رود\u2028and left."


def content(text: str = TEXT) -> Content:
    return Content(Article(id="a", title="One", text=text, sha256=text_sha256(text)), row=3)


def test_an_article_whose_text_waits_is_equal_to_itself() -> None:
    bare = content()
    kept = KeptTexts(SpooledTexts(0)).content(bare)
    assert kept is not bare
    assert kept.article.text == TEXT
    assert kept == bare
    assert bare == kept
    assert kept.article.n_characters == len(TEXT)
    assert repr(TEXT) in repr(kept)
    assert kept.article != content("Another").article
    assert kept.article != "One"


def test_copies_have_their_text_themselves() -> None:
    texts = SpooledTexts(0)
    kept = KeptTexts(texts).content(content()).article
    renamed, copied, sent = (
        replace(kept, title="Two"),
        copy(kept),
        pickle.loads(pickle.dumps(kept)),  # noqa: S301 - our own
    )
    assert renamed == replace(content().article, title="Two")
    assert copied == sent == content().article
    assert {type(one) for one in (renamed, copied, sent)} == {Article}
    assert type(kept) is not Article


def test_the_first_texts_stay_as_they_are() -> None:
    kept = KeptTexts(SpooledTexts(len(TEXT) + 5))
    first, second = content(), content("No room for this one.")
    assert kept.content(first) is first
    assert kept.content(second) is not second
    small = Bundle((first,))
    assert kept.bundle(small) is small
    streamed = Bundle(iter([second]))
    assert kept.bundle(streamed) is streamed


def test_a_text_that_cannot_be_read_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = SpooledTexts(0)
    kept = KeptTexts(texts).content(content())

    def gone(_self: object, _n: int) -> bytes:
        raise OSError(5, "the disk is gone")

    monkeypatch.setattr("annotator.spool.Spool.__getitem__", gone)
    with pytest.raises(CannotRead, match="waits in a file"):
        _ = kept.article.text


def texts_in(folder: Path) -> list[Path]:
    """A folder of texts and a page, and a table, with near copies and dates of two readings."""
    folder.mkdir()
    body = "The harbour workers of the town said on Monday that they would go on strike again. "
    for n in range(4):
        day = f"0{n + 1}/04/2026"
        (folder / f"{n}.txt").write_text(
            f"Strike number {n}\n\nBy Ada Moll\n{day}\n\n{body * (n + 2)}\n\nSubscribe now\n",
            "utf-8",
        )
    (folder / "page.html").write_text(
        f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{body * 4}</p></body>"
    )
    table = folder / "rows.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("headline", "date", "text"))
        rows.writerows((f"Row {n}", f"{n + 1}/04/2026", f"{TEXT} {body * n}") for n in range(5))
        rows.writerow(("Row 9", "", TEXT))
        rows.writerow(("Row 10", "", ""))
    return [folder]


@pytest.mark.parametrize("most", [0, 500])
def test_an_import_whose_texts_wait_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    sources = texts_in(tmp_path / "in")
    held = _imported(tmp_path / "held.annotator", sources)
    monkeypatch.setattr(gather, "KeptTexts", partial(KeptTexts, SpooledTexts(most)))
    monkeypatch.setattr(bring_in, "SpooledTexts", partial(SpooledTexts, most))
    waited = _imported(tmp_path / "waits.annotator", sources)
    assert (held[0], waited[0]) == (False, True)
    assert held[1:] == waited[1:]
    assert len(held[-1]) == 11


def _imported(at: Path, sources: list[Path]) -> tuple[Any, ...]:
    """Give whether texts waited, and what an import said, was heard and brought."""
    heard: list[Content] = []

    def hear(_name: str, parsed: ParsedSource) -> None:
        heard.extend(parsed.bundle.texts() if parsed.bundle else ())

    with Project.create(at, coder=coder("Bea")) as project:
        plan = project.plan_import(sources, hear=hear)
        report = project.take_in(plan)
        pages = [
            (
                page.article.title,
                page.text,
                page.article.date,
                page.article.proposed(),
                [(one.type, one.at) for one in page.regions],
            )
            for page in map(project.page, [one.id for one in project.articles()])
        ]
        again = project.plan_import(sources)
    return (_waits(plan), heard, _said(plan), _said(again), report.losses, pages)


def _said(plan: ImportPlan) -> list[tuple[object, ...]]:
    return [(one.key, one.verdict, one.reason, one.whole) for one in plan.lines]


def _waits(plan: ImportPlan) -> bool:
    kinds = {type(one.content.article) for one in plan.lines if one.content is not None}
    return kinds != {Article}
