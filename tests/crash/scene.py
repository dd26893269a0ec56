"""A study in which every act can be done, with what comes to it from outside, made once.

Two coders have coded, kits are out and one has come back, a colleague's file waits to be merged,
articles are near copies of each other, a question is asked, suggesters have read.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.project import Project
from tests import builders

CODER, OTHER = Coder("coder-a", "A"), Coder("coder-b", "B")
STORY = """Harbour to open on Monday

By Zed Reporter

The gate of the harbour opens on Monday, said Mira Talven, the minister. “We will not wait,” she
said in Kabul. Traders in Port Aldane have waited for weeks, and the first two ships are to leave.

Follow us on the lake
"""
TEXTS = {
    "one": STORY,
    "two": STORY.replace("two ships", "three ships") + "\nMore on this tomorrow.\n",
    "three": "Rain again\n\nIt will rain, an office in Kabul said.\n\nFollow us on the lake\n",
    "four": "Bridge shut\n\nThe bridge is shut — بند — Ishaq Dar told reporters. 🚢 It opens.\n",
}


@dataclass(frozen=True)
class Scene:
    """Where the study lies and what belongs to it; all in one folder that can be copied."""

    folder: Path

    @property
    def study(self) -> Path:
        """The project file, in a folder of its own."""
        return self.folder / "study" / "study.annotator"

    @property
    def colleague(self) -> Path:
        """What a colleague coded in a copy of the study."""
        return self.folder / "came" / "colleague.annotator"

    @property
    def kit(self) -> Path:
        """A kit that came back coded."""
        return self.folder / "came" / "kit B.annotator"

    @property
    def texts(self) -> Path:
        """A folder of texts that were not brought in yet."""
        return self.folder / "came" / "texts"

    @property
    def out(self) -> Path:
        """A folder for what goes out."""
        return self.folder / "out"

    def begin_again(self) -> None:
        """Make all as it was made; a recipe knows by its whole path where it is written."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(f"{self.folder} as made", self.folder)


def make_scene(folder: Path) -> Scene:
    """Make all of it in a folder that is not there yet."""
    scene = Scene(folder)
    for one in (scene.study.parent, scene.texts, scene.out):
        one.mkdir(parents=True)
    with Project.create(scene.study, coder=CODER, title="Study") as project:
        for name, text in TEXTS.items():
            project.import_text(text, name)
        project.near()
        project.region("4", "boilerplate", (0, 11))
    _code(scene.study, CODER)
    shutil.copyfile(scene.study, scene.colleague)
    _code_elsewhere(scene.colleague)
    with Project.open(scene.study, coder=CODER) as project:
        project.merge(scene.colleague)
        project.draw_sample("pilot", n=2, seed=7)
        kits = project.make_kits("B", scene.folder / "kits", sample="pilot")
        shutil.move(kits.kits[0].path, scene.kit)
        _keep(project, scene)
    with Project.open(scene.kit, coder=OTHER) as project:
        project.mark("1", "entity", (0, 6))
        project.state("1", "done")
    with Project.open(scene.colleague, coder=OTHER) as project:
        project.mark("4", "cue", (38, 42))
    for n in range(3):
        (scene.texts / f"text {n}.txt").write_text(
            f"Story {n}\n\nNumber {n} is due, said Mira Talven.\n" * (n + 1), encoding="utf-8"
        )
    shutil.copytree(folder, f"{folder} as made")
    return scene


def bare_scene(folder: Path) -> Scene:
    """Make one with a study in which nothing is yet, for what is done in the store alone."""
    scene = Scene(folder)
    scene.study.parent.mkdir(parents=True)
    builders.project_file(scene.study.parent, name=scene.study.name)
    shutil.copytree(folder, f"{folder} as made")
    return scene


def place(text: str, words: str) -> tuple[int, int]:
    """Give where words stand first."""
    start = text.index(words)
    return start, start + len(words)


def _code(path: Path, coder: Coder) -> None:
    with Project.open(path, coder=coder) as project:
        claim = project.mark("1", "claim", place(STORY, "The gate of the harbour opens on Monday"))
        speaker = project.mark("1", "speaker", place(STORY, "Mira Talven"), actor="Mira Talven")
        project.mark("1", "cue", place(STORY, "said"))
        project.link(claim.id, "said_by", speaker.id)
        project.mark("1", "claim", place(STORY, "“We will not wait,”"))
        project.mark("1", "entity", place(STORY, "Kabul"), actor="Kabul")
        project.actor("M. Talven", "person")
        project.note(claim.id, "sure?", question=True)
        project.state("1", "done")


def _code_elsewhere(path: Path) -> None:
    with Project.open(path, coder=OTHER) as project:
        claim = project.mark("1", "claim", place(STORY, "The gate of the harbour opens"))
        speaker = project.mark("1", "speaker", place(STORY, "Mira Talven"), actor="Talven, Mira")
        project.link(claim.id, "said_by", speaker.id)
        project.mark("3", "entity", place(TEXTS["three"], "Kabul"), actor="Kabul")
        project.state("1", "done")


def _keep(project: Project, scene: Scene) -> None:
    project.keep_recipe("for R", "jsonl", scene.out / "recipe.jsonl")
    edits = [
        SchemeEdit(EditKind.DEFINE, path, definition="How it is told.")
        for path in ("claim.directness", "cue")
    ]
    project.edit_scheme(edits)
    project.take("A", of=("A", "B"), kinds=["boundary"])
    project.actor("Nobody", "person")
    project.join(["Kabul", "Nobody"])
    project.suggest(model=False)
    project.import_text(STORY.replace("weeks", "months"), "five")
    project.state("3", "excluded", "too short")
    project.undo()
