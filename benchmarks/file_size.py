"""Goal 14: bytes of a project with its history, for 1,000 spans imported or marked by hand.

And what importing, undoing and redoing a corpus takes of memory, each in a process of its own.
Texts are not counted: what is asked is what the coding costs.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model import rows
from annotator.model.bundle import Bundle, Content
from annotator.model.changes import Change, Step
from annotator.model.ids import new_id, now
from annotator.model.layer import Layer, LayerKind
from annotator.project import Project, default_scheme
from annotator.project.acts.bring_in import plan_take_over
from annotator.text.words import shortened
from benchmarks.projects import CODER, contents_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

IMPORTED_KB, BY_HAND_KB, TABLES_KB = 350, 700, 350
MOST_MB = 400
# Each mark by hand is a transaction: more of them say no more.
N_BY_HAND = 100
HISTORY = ("step", "block", "step_not_done", "step_by_label", "sqlite_autoindex_block_1")
TEXTS = ("text", "sqlite_autoindex_text_1")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way to fill a project costs, in kB for 1,000 spans, and its bound."""

    name: str
    with_history: float
    tables: float
    bound: int

    @property
    def is_held(self) -> bool:
        """Whether it is within its bounds."""
        return self.with_history <= self.bound and self.tables <= TABLES_KB

    def line(self) -> str:
        """Give it as a line of the table."""
        verdict = "held" if self.is_held else "BROKEN"
        costs = f"{self.with_history:7.0f} kB {self.tables:7.0f} kB"
        return f"14  {self.name:<48} {costs}  ≤ {self.bound}  {verdict}"


def run(workload: Path, folder: Path) -> Iterator[Measured]:
    """Fill a project in each way from a workload's folder, and measure it."""
    layer = Layer(new_id(), LayerKind.PERSON, CODER.name, coder_id=CODER.id)
    contents = tuple(contents_of(workload, layer, default_scheme()))
    chance = random.Random(1)  # noqa: S311 - the same ids each time
    makers: dict[str, Callable[[Content, int, str], str]] = {
        "imported, ids of Annotator": lambda _content, _n, uid: uid,
        "imported, another program's counting ids": lambda content, n, _uid: (
            f"{content.article.sha256[:12]}-A-{n}"
        ),
        "imported, random UUIDs": lambda _content, _n, _uid: str(
            uuid.UUID(int=chance.getrandbits(128), version=4)
        ),
    }
    for name, made in makers.items():
        renamed = tuple(_renamed(one, made) for one in contents)
        bundle = Bundle(renamed, project_id=new_id(), layers=(layer,))
        path = folder / f"{name}.annotator"
        with Project.create(path, coder=CODER) as project:
            here = project.open_project
            here.apply(plan_take_over(here.context, bundle)[0])
        yield _measured(name, path, IMPORTED_KB)
    yield _measured("marked by hand", _by_hand(contents[:N_BY_HAND], layer, folder), BY_HAND_KB)


def _renamed(content: Content, made: Callable[[Content, int, str], str]) -> Content:
    items = [content.article, *content.spans, *content.links]
    ids = {one.id: made(content, n, one.id) for n, one in enumerate(items)}
    article = replace(content.article, id=ids[content.article.id])
    spans = tuple(replace(one, id=ids[one.id], article_id=article.id) for one in content.spans)
    links = tuple(
        replace(
            one,
            id=ids[one.id],
            article_id=article.id,
            source_id=ids[one.source_id],
            target_id=ids[one.target_id],
        )
        for one in content.links
    )
    return replace(content, article=article, spans=spans, links=links)


def _by_hand(contents: Sequence[Content], layer: Layer, folder: Path) -> Path:
    """Make each span and each link a step of its own, as a person does."""
    path = folder / "by hand.annotator"
    bare = tuple(replace(one, spans=(), links=()) for one in contents)
    with Project.create(path, coder=CODER) as project:
        here = project.open_project
        here.apply(plan_take_over(here.context, Bundle(bare, layers=(layer,)))[0])
        for content in contents:
            for span in content.spans:
                words = {"type": span.type, "text": shortened(span.text()), "id": span.id}
                here.submit(_step("mark", rows.span_rows(span), words))
            for link in content.links:
                ends = {"type": link.type, "from": link.source_id, "to": link.target_id}
                here.submit(_step("link", rows.link_rows(link), ends))
        here.drain()
    return path


def _step(act: str, made: rows.Rows, args: dict[str, str]) -> Step:
    changes = tuple(Change(table, None, row) for table, row in made)
    return Step(act, changes, by=CODER.id, at=now(), args=args)


def _measured(name: str, path: Path, bound: int) -> Measured:
    """Give what a project costs beyond an empty one."""
    empty = path.with_name(f"empty, {path.name}")
    with Project.create(empty, coder=CODER):
        pass
    tables, history, n_spans = (
        ours - theirs for ours, theirs in zip(_sizes(path), _sizes(empty), strict=True)
    )
    return Measured(name, (tables + history) / n_spans, tables / n_spans, bound)


def _sizes(path: Path) -> tuple[int, int, int]:
    """Give the bytes of tables and of history, and how many spans there are."""
    connection = sqlite3.connect(path)
    sizes: dict[str, int] = dict(
        connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    )
    (n_spans,) = connection.execute("SELECT count(*) FROM span").fetchone()
    connection.close()
    history = sum(sizes.get(name, 0) for name in HISTORY)
    texts = sum(sizes.get(name, 0) for name in TEXTS)
    return sum(sizes.values()) - history - texts, history, n_spans


# --- memory -------------------------------------------------------------------------------------


def peaks(export: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Give what import, undo and redo of a JSONL file take at the peak, in MB."""
    path = folder / "memory.annotator"
    _peak("new", str(path))
    for verb, *more in (("import", str(export)), ("undo",), ("redo",)):
        yield verb, _peak(verb, str(path), *more)


def _peak(*arguments: str) -> int:
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"annotator {arguments[0]} ended with {status}")
    return used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(workload: Path, folder: Path) -> int:
    """Print the table; give 1 where a bound is broken."""
    print(f"    {'kB for 1,000 spans':<48} with history  tables alone")
    is_held = True
    for one in run(workload, folder):
        print(one.line(), flush=True)
        is_held = is_held and one.is_held
    with Project.open(folder / "imported, ids of Annotator.annotator", coder=CODER) as project:
        project.export("jsonl", folder / "corpus.jsonl")
    for verb, peak in peaks(folder / "corpus.jsonl", folder):
        held = peak <= MOST_MB
        is_held = is_held and held
        verdict = "held" if held else "BROKEN"
        print(f"14  {f'{verb}: memory at the peak':<48} {peak:7} MB  ≤ {MOST_MB} MB  {verdict}")
    return 0 if is_held else 1
