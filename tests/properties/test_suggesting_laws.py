"""Laws of suggestions: no coder's layer is touched by a run, and what was decided stays decided."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.suggesting.models import Models
from annotator.project.suggesting.running import Suggesting
from annotator.store.check import check
from annotator.suggest.base import Options
from annotator.suggest.memory import MEMORY
from annotator.work import Watch
from tests.quoting import Quoting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.compare.values import Difference

TEXTS = (
    "Border shut\n\n“We will wait,” Lena Vogt said.\n\n“Not long,” Omar Reyes said.\n",
    "Roads\n\n“We mend them 🚧 now,” Lena Vogt said. “It is late,” Ines Falk said.\n",
)
ACTS = ("run", "newer run", "take", "reject", "mark", "delete", "undo", "redo", "actor")


class _Study:
    """A project with two articles, a coder's layer, and a suggester that comes in versions."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.models = Models()
        self.models.choose(False)
        self.version = 1
        self.rejected: dict[str, Difference] = {}

    def run(self) -> None:
        suggesters = (Quoting(str(self.version)), MEMORY)
        learnt = self.project.learnt()
        work = Suggesting(self.project.open_project, suggesters, Options(), self.models, learnt)
        work.run(self.project.reader.article_ids(), Watch())

    def open(self) -> list[Difference]:
        if not any(one.is_derived for one in self.project.layers()):
            return []
        found = self.project.settling("A", "suggestions", "A").open()
        return [one for one in found if one.kind == "extra"]

    def open_keys(self) -> list[str]:
        return [one.key for one in self.open()]

    def comes_back(self) -> list[str]:
        """Give what is open at the place of something rejected, marks apart."""
        still = [one for key, one in self.rejected.items() if key in self.decided()]
        return [
            one.key
            for one in self.open()
            for old in still
            if (one.article_id, one.type) == (old.article_id, old.type)
            and abs(one.at.start - old.at.start) < 2
        ]

    def decided(self) -> set[str]:
        own = self.project.context.layer.id
        return {one.subject for one in self.project.reader.decisions() if one.layer_id == own}

    def act(self, name: str, n: int) -> None:
        project, keys = self.project, self.open_keys()
        match name:
            case "run":
                self.run()
            case "newer run":
                self.version += 1
                self.run()
            case "take" | "reject" if keys:
                one = self.open()[n % len(keys)]
                side = "right" if name == "take" else "neither"
                project.take(key=one.key, side=side, into="A")
                if name == "reject":
                    self.rejected[one.key] = one
            case "mark":
                project.mark(1 + n % 2, "entity", (n % 5, n % 5 + 4))
            case "delete":
                with contextlib.suppress(WrongUse):  # there is nothing to delete
                    project.delete([one.id for one in project.spans()][n % 3 :][:1])
            case "undo" if self.n_steps() > 2:
                project.undo()
            case "redo":
                with contextlib.suppress(WrongUse):  # there is nothing to redo
                    project.redo()
            case "actor":
                project.actor(f"Person {n}", "person")

    def n_steps(self) -> int:
        return sum(one.state == "done" for one in self.project.steps())

    def exported(self, folder: Path) -> bytes:
        to = folder / "out.jsonl"
        to.unlink(missing_ok=True)
        self.project.export("jsonl", to)
        return to.read_bytes()


def study(folder: Path) -> Iterator[_Study]:
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    with Project.create(folder / "study.annotator", coder=Coder("coder-a", "A")) as project:
        project.import_sources([folder / "0.txt", folder / "1.txt"])
        yield _Study(project)
    assert check(folder / "study.annotator").problems == ()


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), max_size=12))
@example([("run", 0), *[("reject", n) for n in range(3)], ("newer run", 0)])
@example([("run", 0), ("take", 0), ("newer run", 0), ("undo", 0), ("newer run", 0), ("redo", 0)])
@settings(max_examples=25, deadline=None)
def test_whatever_is_done_runs_touch_no_coder_and_what_was_decided_stays_so(acts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in study(folder):
            empty = one.exported(folder)
            for act, n in acts:
                before = one.exported(folder) if act.endswith("run") else b""
                one.act(act, n)
                assert not before or one.exported(folder) == before
                assert not one.decided().intersection(one.open_keys())
                assert not one.comes_back()
            while one.n_steps() > 2:
                one.project.undo()
            assert one.exported(folder) == empty
            one.run()
            assert len({*one.open_keys()}) == len(one.open_keys())
