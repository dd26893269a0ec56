"""Schemes as the command line names them: one that ships, or a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator import disk
from annotator.errors import CannotRead, CannotWrite
from annotator.model.ids import now
from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.ready import (
    START,
    ReadyScheme,
    ready_names,
    ready_scheme,
    scheme_in,
)


def scheme_called(name: str, say: Callable[[str], None]) -> ReadyScheme:
    """Give the ready scheme of this name, or that of a TOML file; raises `CannotRead`.

    What a person should know of it is said: which key a type got, for one.
    """
    found = ready_scheme(name) if name in ready_names() else scheme_in(Path(name))
    for remark in found.remarks:
        say(remark)
    return replace(found, scheme=replace(found.scheme, created=now()))


def scheme_to_start(name: str, say: Callable[[str], None]) -> Scheme:
    """Give the scheme of a new project: one that adds stands on the one to start from."""
    found = scheme_called(name, say)
    return found.onto(scheme_called(START, say).scheme) if found.adds else found.scheme


def is_scheme(target: Path) -> bool:
    """Say whether what stands there is a scheme, and may go for a newer one."""
    try:
        scheme_in(target)
    except CannotRead:
        return False
    return True


def write_file(text: str, target: Path) -> None:
    """Write a text file, whole or not at all; raises `CannotWrite`."""
    try:
        disk.write_whole(target, text)
    except OSError as problem:
        raise CannotWrite(
            f"{target} could not be written ({problem.strerror}).", "Choose another place."
        ) from problem
