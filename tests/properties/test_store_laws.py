"""Laws of the store: undo and redo lead back, across restarts; a page kept up by steps is the page
read anew; what a step says is what becomes of the rows.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import StepRefused
from annotator.model.article import Article, RegionType
from annotator.model.fields import ENTITIES
from annotator.model.ids import Sequence
from annotator.model.layer import State
from annotator.store.check import check
from annotator.store.history import changes_in, to_log
from annotator.store.rows_sql import FORMS, RowChange
from tests import builders as make

if TYPE_CHECKING:
    from annotator.model.bundle import Content
    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.model.span import Link, Span

# Two laws of 250 small programs each are the 500 runs of the design; more with the far profile.
RUNS = max(250, settings().max_examples)
TEXTS = st.text(st.sampled_from(list("ab c\n“é🚢یک‌\u2028\u0301")), min_size=1, max_size=30)
ACTS = st.tuples(
    st.sampled_from(
        [
            "article",
            "span",
            "span",
            "span",
            "link",
            "edit",
            "edit",
            "delete",
            "note",
            "region",
            "state",
            "actor",
            "undo",
            "undo",
            "undo",
            "redo",
            "redo",
            "reopen",
            "several",
        ]
    ),
    st.integers(0, 2**30),
    TEXTS,
)
PROGRAMS = st.lists(ACTS, min_size=1, max_size=14)


@pytest.fixture(scope="module")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file to copy, since making one takes longer than a whole program here."""
    return make.project_file(tmp_path_factory.mktemp("empty"), make.adding(make.layer()))


@contextmanager
def fast_folder() -> Iterator[Path]:
    """A folder in memory where there is one: what these laws say does not depend on the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


class Story:
    """A project file, and what it must be at each point of its history."""

    def __init__(self, path: Path) -> None:
        """Open the file at its start."""
        self.path = path
        self._opened = make.opened(path)
        self.project = self._opened.__enter__()
        self.points = [self.digest()]
        self.at = 0
        self._pages: dict[str, Page] = {}

    def close(self) -> None:
        """Close the file."""
        self._opened.__exit__(None, None, None)

    def reopen(self) -> None:
        """Close the file and open it again."""
        self.close()
        self._opened = make.opened(self.path)
        self.project = self._opened.__enter__()

    def digest(self) -> str:
        """Give all that the project holds, as one text."""
        return make.digest(self.project.reader)

    def contents(self) -> list[Content]:
        """Give what is there now."""
        return list(self.project.reader.contents())

    def happened(self, step: Step) -> None:
        """Keep the pages up by the step alone, and compare them with those read anew."""
        self._pages = {key: page.applied(step.changes) for key, page in self._pages.items()}
        ids = self.project.reader.article_ids()
        for one in ids:
            fresh = self.project.reader.page(one)
            assert self._pages.get(one, fresh) == fresh
            self._pages[one] = fresh
        self._pages = {one: self._pages[one] for one in ids}

    def apply(self, step: Step) -> None:
        """Do a step; from now on the points behind it are no more."""
        done = self.project.journal.apply(step)
        if done.is_empty():
            assert self.digest() == self.points[self.at]
            return
        del self.points[self.at + 1 :]
        self.points.append(self.digest())
        self.at += 1
        self.happened(done)

    def undo(self) -> None:
        """Go one point back, if there is one."""
        if self.at == 0:
            return
        self.happened(self.project.journal.undo())
        self.at -= 1
        assert self.digest() == self.points[self.at]

    def redo(self) -> None:
        """Go one point forth, if there is one."""
        if self.at == len(self.points) - 1:
            assert "undone" not in [one.state for one in self.project.reader.steps()]
            return
        self.happened(self.project.journal.redo())
        self.at += 1
        assert self.digest() == self.points[self.at]

    def act(self, verb: str, number: int, text: str) -> None:
        """Do one act of a program."""
        match verb:
            case "undo":
                self.undo()
            case "redo":
                self.redo()
            case "reopen":
                self.reopen()
            case _:
                step = self.step(verb, number, text)
                if step is not None:
                    self.apply(step)

    def step(self, verb: str, number: int, text: str) -> Step | None:
        """Give the step of an act on what is there now; None where it fits nothing."""
        contents = self.contents()
        if verb == "actor":
            return make.adding(make.actor(text, text[::-1]))
        if verb == "article" or not contents:
            known = {one.article.text for one in contents}
            return None if text in known else make.adding(make.article(text))
        content = contents[number % len(contents)]
        return in_article(verb, number, text, content)


def in_article(verb: str, number: int, text: str, content: Content) -> Step | None:
    """Give the step of an act within one article."""
    article = content.article
    if verb == "span":
        return make.adding(random_span(article, number))
    if verb == "several":
        return make.adding(*(random_span(article, number + n) for n in range(number % 9)))
    if verb == "note":
        return make.adding(make.note(content.spans[0] if content.spans else article, text))
    if verb == "region":
        kind = list(RegionType)[number % len(RegionType)]
        start = number % len(article.text)
        return make.adding(make.region(article, kind, (start, len(article.text))))
    if verb == "state":
        if content.states:
            return make.removing(make.progress(article, content.states[make.LAYER_ID]))
        return make.adding(make.progress(article, list(State)[number % 3]))
    return on_spans(verb, number, text, content)


def on_spans(verb: str, number: int, text: str, content: Content) -> Step | None:
    """Give the step of an act on spans that are there."""
    if not content.spans:
        return None
    span = content.spans[number % len(content.spans)]
    if verb == "edit":
        changed = [
            replace(span, attributes={**span.attributes, "form": text}),
            replace(span, attributes={}),
            replace(span, type="cue", changed=make.NOW),
            replace(random_span(content.article, number), id=span.id),
        ]
        return make.changing(span, changed[number % len(changed)])
    if verb == "link":
        target = content.spans[number // 7 % len(content.spans)]
        known = {(one.source_id, one.target_id) for one in content.links}
        if target.id == span.id or (span.id, target.id) in known:
            return None
        return make.adding(make.link(span, "about", target, attributes={"why": text}))
    links: list[Link] = [one for one in content.links if span.id in (one.source_id, one.target_id)]
    gone = {span.id, *(one.id for one in links)}
    notes = [one for one in content.notes if one.owner_id in gone]
    return make.removing(*notes, *links, span)


def random_span(article: Article, number: int) -> Span:
    """Give a span of one part or two."""
    length = len(article.text)
    start = number % length
    middle = start + 1 + number // 3 % (length - start)
    parts = [(start, middle)]
    if middle + 1 < length and number % 2:
        parts.append((middle + 1, length))
    return make.span(article, "claim", parts, attributes={"directness": "direct"})


@pytest.mark.slow
@settings(max_examples=RUNS)
@given(program=PROGRAMS)
def test_undoing_all_and_redoing_all_leads_back_to_every_point(
    empty_project: Path, program: list[tuple[str, int, str]]
) -> None:
    with fast_folder() as folder:
        story = Story(Path(shutil.copy(empty_project, folder)))
        for act in program:
            story.act(*act)
        while story.at > 0:
            story.undo()
        story.reopen()
        while story.at < len(story.points) - 1:
            story.redo()
        story.close()
        assert check(story.path).problems == ()


@pytest.mark.slow
@settings(max_examples=RUNS)
@given(program=PROGRAMS)
def test_the_history_and_the_rows_agree_after_any_program_with_restarts(
    empty_project: Path, program: list[tuple[str, int, str]]
) -> None:
    with fast_folder() as folder:
        story = Story(Path(shutil.copy(empty_project, folder)))
        for n, act in enumerate(program):
            story.act(*act)
            if n % 3 == 2:
                story.reopen()
        steps = story.project.reader.steps()
        assert [one.step.number for one in steps] == list(range(len(steps), 0, -1))
        story.close()
        assert check(story.path).ok
        stranger = sqlite3.connect(story.path)
        assert replayed(stranger) == {
            (table, cells[0] if table in SINGLE else cells[: len(ENTITIES[table].key)]): cells
            for table in ENTITIES
            for cells in stranger.execute(FORMS[table].select).fetchall()
        }
        stranger.close()


SINGLE = {table for table, entity in ENTITIES.items() if len(entity.key) == 1}


def replayed(stranger: sqlite3.Connection) -> dict[tuple[str, object], tuple[object, ...]]:
    """Give the rows to which the history leads, read as any tool may read it."""
    rows: dict[tuple[str, object], tuple[object, ...]] = {}
    logs = stranger.execute("SELECT log FROM step WHERE state = 'done' ORDER BY id").fetchall()
    for (log,) in logs:
        for table, before, after in json.loads(log):
            names, n_key = FORMS[table].names, len(ENTITIES[table].key)
            if isinstance(before, dict):
                key = tuple(before[name] for name in names[:n_key])
                name = (table, key[0] if table in SINGLE else key)
                old = dict(zip(names, rows[name], strict=True))
                assert {**old, **before} == old
                rows[name] = tuple({**old, **after}.values())
                continue
            cells = tuple(before or after)
            name = (table, cells[0] if table in SINGLE else cells[:n_key])
            assert rows.pop(name, None) == (None if before is None else cells)
            if after is not None:
                rows[name] = cells
    return rows


@given(name=st.text(max_size=20), note=st.text(max_size=20))
def test_a_row_of_the_history_is_read_back_equal(name: str, note: str) -> None:
    (table, row), *_ = make.rows_of(make.actor(name, note=note))
    form = FORMS[table]
    cells = form.cells(row, lambda uid: 1)
    (change,) = changes_in(to_log([RowChange(form, None, cells)]))
    assert (change.before, change.after) == (None, cells)


@given(text=st.text(max_size=30))
def test_any_words_are_kept_or_refused(empty_project: Path, text: str) -> None:
    with fast_folder() as folder:
        path = Path(shutil.copy(empty_project, folder))
        article = make.article("body", title=text)
        with make.opened(path) as project:
            try:
                project.journal.apply(make.adding(article))
            except StepRefused:
                assert any("\ud800" <= letter <= "\udfff" for letter in text)
                assert project.reader.article_ids() == ()
            else:
                assert project.reader.article(article.id).title == text


@settings(max_examples=20)
@given(turns=st.lists(st.booleans(), min_size=1, max_size=8))
def test_two_copies_that_both_go_on_never_make_one_id(
    empty_project: Path, turns: list[bool]
) -> None:
    with fast_folder() as folder:
        copies = [Path(shutil.copy(empty_project, folder / f"{n}.annotator")) for n in (0, 1)]
        runs = [Sequence(), Sequence()]
        for is_second in turns:
            article = make.article(f"text {len(turns)}", id=runs[is_second]())
            with make.opened(copies[is_second]) as project:
                if not project.reader.article_ids():
                    project.journal.apply(make.adding(article))
                one = project.reader.article(project.reader.article_ids()[0])
                project.journal.apply(
                    make.adding(make.span(one, "cue", (0, 2), id=runs[is_second]()))
                )
        ids: list[str] = []
        for path in copies:
            with make.opened(path) as project:
                for content in project.reader.contents():
                    ids += [content.article.id, *(span.id for span in content.spans)]
                ids += [info.step.id for info in project.reader.steps() if info.step.act == "mark"]
        assert len(set(ids)) >= len(ids) - 1  # the layer's step is of both: they are copies
