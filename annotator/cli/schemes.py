"""Schemes as the command line names them: one that ships, or a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator import disk, resources
from annotator.errors import CannotRead, CannotWrite, Where
from annotator.model.ids import now
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import scheme_and_remarks

_MAX_BYTES = 1_000_000


def shipped() -> tuple[str, ...]:
    """Give the names of the schemes that ship."""
    return tuple(
        name.removesuffix(".toml") for name in resources.names("schemes") if name.endswith(".toml")
    )


def scheme_called(name: str, say: Callable[[str], None]) -> Scheme:
    """Give the shipped scheme of this name, or that of a TOML file; raises `CannotRead`.

    What a person should know of it is said: which key a type got, for one.
    """
    if name in shipped():
        text = resources.read_text("schemes", f"{name}.toml")
    else:
        text = _read(Path(name))
    scheme, remarks = scheme_and_remarks(text, name)
    for remark in remarks:
        say(remark)
    return replace(scheme, created=now())


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        return path.read_bytes()[:_MAX_BYTES].decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        names = ", ".join(shipped())
        raise CannotRead(
            f"There is no scheme “{path}” that could be read.",
            f"Give a TOML file, or one that ships: {names}.",
            Where(str(path)),
        ) from problem


def write_file(text: str, target: Path) -> None:
    """Write a text file, whole or not at all; raises `CannotWrite`."""
    try:
        disk.write_whole(target, text)
    except OSError as problem:
        raise CannotWrite(
            f"{target} could not be written ({problem.strerror}).", "Choose another place."
        ) from problem
