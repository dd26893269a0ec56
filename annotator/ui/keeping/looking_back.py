"""What the window says of a project that is only to be read: why, and the way back to now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.text.letters.visible import visible
from annotator.ui.basics.labels import shown_time
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.project import Project
    from annotator.project.keeping.past import PastProject
    from annotator.ui.basics.messages import MessageBar


def say_what_it_is(
    project: Project,
    messages: MessageBar,
    save_copy: Callable[[], None],
    open_path: Callable[[Path], None],
) -> bool:
    """Say why a project can only be read; give whether it is a project as it was."""
    from annotator.project.keeping.past import PastProject

    here = project.open_project
    copy = Offer(tr("Save a copy …"), save_copy)
    if not isinstance(here, PastProject):
        if project.read_only:
            messages.say(here.file.refusal().sentence(), (copy,), stays=True)
        return False
    back = Offer(tr("Back to now"), lambda: open_path(here.home))
    messages.say(moment_words(here), (back, copy), stays=True)
    return True


def title_of(project: Project) -> str:
    """Give what the window is called while it shows a project."""
    return f"{visible(project.title)} – Annotator"


def moment_words(here: PastProject) -> str:
    """Say which moment a project is shown at."""
    step = here.last.step
    time = shown_time(step.at)
    if here.last.label is not None:
        return tr(
            "This is the project as it was: “{name}”, step {n} of {time}. It can be read and"
            " exported.",
            name=here.last.label,
            n=step.number,
            time=time,
        )
    return tr(
        "This is the project as it was at step {n} of {time}. It can be read and exported.",
        n=step.number,
        time=time,
    )
