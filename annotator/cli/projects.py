"""How verbs come to an open project, and to the coder whose layer it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator import settings as settings_file
from annotator.errors import CannotWrite
from annotator.model.layer import Coder, LayerKind
from annotator.project import Project

if TYPE_CHECKING:
    import argparse

NOBODY = "Coder"
"""The coder's name where none was ever given."""


def coder_named(name: str | None) -> Coder:
    """Give the coder of this name (None = the one of the settings), with a lasting id.

    The first name that is ever given becomes that of the settings.
    """
    settings = settings_file.load()
    if name is None and settings.has_coder():
        return settings.coder()
    coder, changed = settings.coder_called(name or NOBODY, first=name is not None)
    if changed != settings:
        try:
            settings_file.save(changed)
        except CannotWrite:
            return coder
    return coder


def opened(options: argparse.Namespace, *, read_only: bool = False) -> Project:
    """Give the open project of a verb, with the coder asked for; raises `CannotOpen`."""
    coder = coder_named(options.coder)
    project = Project.open(Path(options.file), coder=coder, read_only=read_only)
    if options.coder is not None:
        _sit_down(project, coder)
    elif project.context.layer_is_new and coder.name == NOBODY:
        _only_coder(project)
    return project


def _sit_down(project: Project, coder: Coder) -> None:
    """A layer of this very name in the project is this coder's, whatever computer made it."""
    for layer in project.layers():
        if layer.kind is LayerKind.PERSON and not layer.frozen and layer.name == coder.name:
            if layer.coder_id and layer.coder_id != coder.id:
                project.on_layer_of(Coder(layer.coder_id, coder.name))
            return


def _only_coder(project: Project) -> None:
    """Where nobody was named and one person codes here, that one is meant."""
    people = [
        layer
        for layer in project.layers()
        if layer.kind is LayerKind.PERSON and not layer.frozen and layer.coder_id
    ]
    if len(people) == 1 and people[0].coder_id:
        project.on_layer_of(Coder(people[0].coder_id, people[0].name))
