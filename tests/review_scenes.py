"""Review to be looked at: two codings of an English and a Persian article, its sheets and forms.

`tests.sizes` draws these scenes after those of Read.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import resources
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.project import Project
from tests import colleagues as they
from tests.codings import project_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.ui.review.workspace import ReviewWorkspace
    from docs.make_pictures import Hand

_OF_PERSIAN = ("article", "region", "span", "link")
_ORDER = ("header", "layer", "actor", "article", "region", "span", "link")


def make_two(folder: Path, coder: Coder) -> Path:
    """Make a project: the worked double coding, and the Persian article in two codings."""
    records = [*_lines(resources.read_text("review", "double_coding.jsonl"))]
    layers = [one for one in records if one["kind"] == "layer"]
    records = [one for one in records if one["kind"] != "end"]
    known = {one["id"] for one in records if one["kind"] == "actor"}
    sample = [*_lines(resources.read_text("sample", "coding.jsonl"))]
    records += [one for one in sample if one["kind"] == "actor" and one["id"] not in known]
    records += _persian(sample, layers)
    records.sort(key=lambda one: _ORDER.index(one["kind"]))
    lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in records]
    body = "".join(f"{line}\n" for line in lines).encode()
    counts = dict(Counter(one["kind"] for one in records))
    end = {"kind": "end", "counts": counts, "sha256": hashlib.sha256(body).hexdigest()}
    path = folder / "two.annotator"
    with Project.create(path, coder=coder) as project:
        data = body + json.dumps(end).encode() + b"\n"
        report = project.import_sources([Source(name="two.jsonl", data=data)], frozen=False)
        if report.refused:
            raise RuntimeError(report.refused)
        project.draw_sample("double coding", n=2, seed=7)
        project.make_kits(["B", "C"], folder / "kits", sample="double coding")
    return path


def make_many(folder: Path) -> Path:
    """Make a project of so many articles that figures have intervals and slices."""
    from tests.unit.compare.test_figures import ACTORS, ARTICLES

    path = folder / "many.annotator"
    states = {one.id: {"A": "done", "B": "done"} for one in ARTICLES[:-2]}
    states |= {one.id: {"A": "done", "B": "progress"} for one in ARTICLES[-2:]}
    project_of(path, ARTICLES, actors=ACTORS, states=states).close()
    return path


def _lines(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        yield json.loads(line)


def _persian(sample: list[dict[str, Any]], layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the Persian article as the sample has it, and with some marks otherwise, as B's."""
    article = next(one for one in sample if one["kind"] == "article" and one["direction"] == "rtl")
    article = {**article, "states": {one["id"]: "done" for one in layers}}
    mine, theirs = (one["id"] for one in layers)
    own = [one for one in sample if one.get("article") == article["id"]]
    regions = [one for one in own if one["kind"] == "region"]
    spans = [one for one in own if one["kind"] == "span"]
    links = [one for one in own if one["kind"] == "link"]
    first = [{**one, "layer": mine} for one in (*spans, *links)]
    gone = {one["id"] for one in spans[4::7]}
    second = [_otherwise(one, n, article["text"]) for n, one in enumerate(spans)]
    second += links
    kept = [one for one in second if not gone & {one["id"], one.get("from"), one.get("to")}]
    return [article, *regions, *first, *(_as_theirs(one, theirs) for one in kept)]


def _otherwise(span: dict[str, Any], n: int, text: str) -> dict[str, Any]:
    """Give a mark of a second coder: every fifth ends a word earlier, every sixth is of a kind."""
    if n % 5 == 0 and len(span["parts"]) == 1 and span["type"] in ("claim", "speaker"):
        start, end = span["parts"][0]
        shorter = text[start:end].rpartition(" ")[0]
        if shorter:
            parts = [[start, start + len(shorter)]]
            span = {**span, "parts": parts, "text": [shorter]}
    if n % 6 == 0 and span["type"] == "entity":
        span = {**span, "attributes": {**span["attributes"], "kind": "organisation"}}
    return span


def _as_theirs(one: dict[str, Any], layer: str) -> dict[str, Any]:
    ends = {key: f"{one[key][:-4]}beef" for key in ("id", "from", "to") if key in one}
    return {**one, **ends, "layer": layer}


# --- the scenes -----------------------------------------------------------------------------------


def _review(hand: Hand) -> ReviewWorkspace:
    review = hand.session.review
    if review is None:
        raise RuntimeError("Review is not shown")
    return review


def begin(hand: Hand, article: int) -> None:
    """Show Review of a project that was just opened, on an article of it."""
    hand.window.messages.clear()
    hand.window.acts.run("review")
    state = _review(hand).state
    hand.wait(lambda: state.settling is not None and state.figures is not None)
    wanted = [*hand.session.project.articles()][article - 1].id
    entries = state.entries[wanted]
    _review(hand).go_to(next((one for one in entries if one.first.kind == "boundary"), entries[0]))
    hand.wait(lambda: state.page is not None and state.page.article.id == wanted)


def _differences(hand: Hand) -> None:
    _review(hand).panes.focus_page()


def _settled(hand: Hand) -> None:
    for act in ("take-left", "take-right", "take-neither", "take-left"):
        before = _review(hand).state.n_settled()
        hand.window.acts.run(act)
        hand.wait(lambda before=before: _review(hand).state.n_settled() != before)
        hand.window.acts.run("next-open")
    hand.window.messages.clear()


def _popup(act: str) -> Callable[[Hand], None]:
    def open_it(hand: Hand) -> None:
        hand.window.acts.run(act)
        hand.wait(lambda: _review(hand).handlers.popup is not None)

    return open_it


def _change(hand: Hand) -> None:
    hand.window.acts.run("change-first")
    hand.wait(lambda: _review(hand).changing is not None)


def _filter(hand: Hand) -> None:
    if not _review(hand).pane.isVisible():
        hand.window.acts.run("left-pane")
    _review(hand).pane._filters.click()


def _menu(hand: Hand) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    hand.window.acts.run("menu")
    mirrored = hand.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for key in (*[Qt.Key.Key_Down] * 5, Qt.Key.Key_Left if mirrored else Qt.Key.Key_Right):
        QTest.keyClick(QApplication.activePopupWidget(), key)
        hand.settle()


def _nameless(hand: Hand) -> None:
    hand.window.acts.run("hide-names")
    hand.wait(lambda: _review(hand).state.hides_names)
    hand.window.messages.clear()


def _sheet(act: str) -> Callable[[Hand], None]:
    def open_it(hand: Hand) -> None:
        hand.window.acts.run(act)
        hand.wait(lambda: _review(hand).sheet is not None)

    return open_it


def _form(act: str, fill: Callable[[Any], None] = lambda _: None) -> Callable[[Hand], None]:
    """Give a form with what its fields give, some of them filled in."""

    def open_it(hand: Hand) -> None:
        _sheet(act)(hand)
        sheet: Any = _review(hand).sheet
        fill(sheet)
        hand.wait(lambda: bool(sheet.gives.text() or sheet.verdict.text()))

    return open_it


def _fill_sample(sheet: Any) -> None:
    sheet.outlet.setChecked(True)
    sheet.month.setChecked(True)


def _fill_kit(sheet: Any) -> None:
    sheet.coders.setText("B, C")
    sheet.given.setCurrentIndex(1)
    sheet.hidden_fields["outlet"].setChecked(True)


def _kits_back(hand: Hand) -> None:
    _sheet("take-kits-back")(hand)
    sheet: Any = _review(hand).sheet
    path = hand.session.project.path.parent / "kits" / "B.annotator"
    with they.coding(path, Coder("b-elsewhere", "Berta")) as kit:
        for one in kit.articles():
            kit.state(one.id, "done")
    sheet.look_into((path, path.with_name("two.annotator")))
    hand.wait(lambda: bool(sheet.found.text()))


def _by_article(hand: Hand) -> None:
    _agreement(hand)
    sheet: Any = _review(hand).sheet
    sheet.by.setCurrentIndex(2)
    sheet.for_journals.setChecked(True)
    hand.wait(lambda: sheet.job is None)
    sheet._scroll.verticalScrollBar().setValue(sheet._scroll.verticalScrollBar().maximum())


def _agreement(hand: Hand) -> None:
    _sheet("agreement")(hand)
    sheet: Any = _review(hand).sheet
    hand.wait(lambda: sheet.agreement is not None and sheet.job is None)


def _cases(hand: Hand) -> None:
    from PySide6.QtWidgets import QApplication

    _agreement(hand)
    sheet: Any = _review(hand).sheet
    sheet._open("Boundary", [*sheet.agreement.pairs[0].comparison.differences()])
    hand.wait(lambda: QApplication.activeModalWidget() is not None)


def _merge(hand: Hand) -> None:
    from annotator.ui.review.merge import show_files
    from tests.unit.project.acts.test_merge_file import scheme_of_b

    path = hand.session.project.path.with_name("from-C.annotator")
    if not path.exists():
        they.copy_of(hand.session.project.path, "from-C")
        with they.coding(path, Coder("c-elsewhere", "C")) as project:
            scheme_of_b(project)
            claim = they.mark(project, 1, "We have kept our promise", "claim")
            project.edit(claim, attributes={"directness": "half"})
            they.mark(project, 1, "Talven", "speaker", "Talven, Mira")
            title = project.article("1").title
            project.import_text(f"{title}\n\nThe same, told otherwise.", title)
            project.import_text("Wholly new\n\nOf C alone.", "Wholly new")
    show_files(_review(hand), [path])
    hand.wait(lambda: _review(hand).sheet is not None)


def _look_alikes(hand: Hand) -> None:
    _merge(hand)
    review = _review(hand)
    merged: Any = review.sheet
    merged._take()
    hand.wait(lambda: review.sheet is None)
    _sheet("look-alikes")(hand)
    sheet: Any = review.sheet
    hand.wait(lambda: bool([*sheet.list.rows()]))


OF_TWO: dict[str, Callable[[Hand], None]] = {
    "review": _differences,
    "review-settled": _settled,
    "review-alike": _popup("alike-framed"),
    "review-note": _popup("review-note"),
    "review-change": _change,
    "review-filter": _filter,
    "review-menu": _menu,
    "review-compare": _sheet("compare"),
    "review-sample": _form("draw-sample", _fill_sample),
    "review-kits": _form("make-kits", _fill_kit),
    "review-kits-back": _kits_back,
    "review-no-look-alikes": _sheet("look-alikes"),
    "review-merge": _merge,
    "review-look-alikes": _look_alikes,
    "review-nameless": _nameless,
    "review-nameless-agreement": _agreement,
}
OF_MANY: dict[str, Callable[[Hand], None]] = {
    "review-many": _differences,
    "review-outside": _sheet("not-compared"),
    "review-agreement": _agreement,
    "review-by-article": _by_article,
    "review-no-kits": _sheet("take-kits-back"),
    "review-cases": _cases,
}
