"""`annotator do`: JSON commands on standard input, one a line; each is answered when on disk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from annotator.cli.answers import answer_of
from annotator.cli.output import Output, error_object, is_text
from annotator.cli.walking import step_rows
from annotator.errors import AnnotatorError, WrongUse

if TYPE_CHECKING:
    import argparse

    from annotator.model.article import Json
    from annotator.project import Done, Project

EXAMPLES = (
    "annotator do study.annotator < commands.jsonl",
    'echo \'{"do": "ping"}\' | annotator do study.annotator',
)
_LONGEST = 10_000_000
_BOM = b"\xef\xbb\xbf"
Command = Mapping[str, object]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("file", metavar="FILE", help="the project")


def run(options: argparse.Namespace, output: Output) -> int:
    """Answer line by line until the input ends."""
    from annotator.cli.projects import opened

    with opened(options) as project:
        for line in _lines():
            output.json_line(_answer(project, line))
    return 0


def _lines() -> Iterator[bytes]:
    stream = sys.stdin.buffer
    while line := stream.readline(_LONGEST):
        if line.strip():
            yield line.removeprefix(_BOM)


def _answer(project: Project, line: bytes) -> dict[str, Json]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as problem:
        n = problem.start + 1
        return _failed(WrongUse(f"Byte {n} of this line is not UTF-8.", "Write it in UTF-8."))
    try:
        command = json.loads(text)
        whole = is_text(json.dumps(command, ensure_ascii=False))
    except (ValueError, RecursionError):
        command, whole = None, True
    if not isinstance(command, dict):
        return _failed(
            WrongUse("This line is no JSON object.", 'Write {"do": "mark", …} on one line.')
        )
    if not whole:
        return _failed(
            WrongUse("This line holds half of a character.", "Write both halves, or none.")
        )
    name = command.pop("do", None)
    act = _ACTS.get(name) if isinstance(name, str) else None
    if act is None:
        return _failed(
            WrongUse(f"There is no command “{name}”.", f"The commands: {', '.join(_ACTS)}.")
        )
    try:
        return act(project, command)
    except AnnotatorError as error:
        return _failed(error)


def _failed(error: AnnotatorError) -> dict[str, Json]:
    return {"ok": False, "error": error_object(error)}


# --- what a command holds ---------------------------------------------------------------------


def _only(command: Command, *names: str) -> None:
    unknown = sorted(set(command) - set(names))
    if unknown:
        raise WrongUse(
            f"“{unknown[0]}” is nothing this command knows.", f"It knows: {', '.join(names)}."
        )


def _text(command: Command, name: str) -> str:
    value = command.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise WrongUse(f"“{name}” is missing or no text.", f'Add "{name}": "…".')
    return value


def _text_or_none(command: Command, name: str) -> str | None:
    return None if command.get(name) is None else _text(command, name)


def _texts(command: Command, name: str) -> dict[str, str]:
    value = {} if command.get(name) is None else command[name]
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise WrongUse(f"“{name}” is no object of texts.", f'Write "{name}": {{"kind": "place"}}.')
    return value


def _places(command: Command, name: str) -> list[tuple[int, int]]:
    value = command.get(name)
    if isinstance(value, list) and len(value) == 2 and all(_is_number(one) for one in value):
        value = [value]
    if not isinstance(value, list) or not value:
        raise WrongUse(f"“{name}” is missing or no list of places.", f'Write "{name}": [[12, 40]].')
    found: list[tuple[int, int]] = []
    for one in value:
        if not (isinstance(one, list) and len(one) == 2 and all(_is_number(n) for n in one)):
            raise WrongUse(f"{one} is no place.", f'Write "{name}": [[12, 40]].')
        found.append((one[0], one[1]))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# --- the commands -----------------------------------------------------------------------------


def _mark(project: Project, command: Command) -> Done:
    _only(command, "article", "type", "at", "attributes", "actor", "layer")
    return project.mark(
        _text(command, "article"),
        _text(command, "type"),
        _places(command, "at"),
        _texts(command, "attributes"),
        actor=_text_or_none(command, "actor"),
        layer=_text_or_none(command, "layer"),
    )


def _link(project: Project, command: Command) -> Done:
    _only(command, "from", "type", "to", "attributes", "layer")
    return project.link(
        _text(command, "from"),
        _text(command, "type"),
        _text(command, "to"),
        _texts(command, "attributes"),
    )


def _actor(project: Project, command: Command) -> Done:
    _only(command, "name", "kind", "aliases")
    aliases = command.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(one, str) for one in aliases):
        raise WrongUse("“aliases” is no list of texts.", 'Write "aliases": ["Dar"].')
    kind = _text_or_none(command, "kind") or "other"
    return project.actor(_text(command, "name"), kind, aliases)


def _edit(project: Project, command: Command) -> Done:
    _only(command, "item", "id", "attributes", "type", "at", "actor")
    name = "item" if "item" in command else "id"
    attributes = {} if command.get("attributes") is None else command["attributes"]
    if not isinstance(attributes, dict):
        raise WrongUse("“attributes” is no object.", 'Write "attributes": {"kind": "place"}.')
    for value in attributes.values():
        if value is not None and not isinstance(value, str):
            raise WrongUse("The value of an attribute is a text or null.", "Mend the command.")
    return project.edit(
        _text(command, name),
        attributes=attributes,
        type=_text_or_none(command, "type"),
        at=_places(command, "at") if "at" in command else None,
        actor=_text_or_none(command, "actor"),
    )


def _delete(project: Project, command: Command) -> Done:
    _only(command, "items", "item", "id")
    items = command.get("items", command.get("item", command.get("id")))
    if isinstance(items, str):
        items = [items]
    if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
        raise WrongUse("“items” is no list of ids.", 'Write "items": ["…"].')
    return project.delete(items)


def _region(project: Project, command: Command) -> Done:
    _only(command, "article", "type", "at")
    places = _places(command, "at")
    if len(places) > 1:
        raise WrongUse("A region is one stretch.", "Give each stretch a command of its own.")
    return project.region(_text(command, "article"), _text(command, "type"), places[0])


def _note(project: Project, command: Command) -> Done:
    _only(command, "about", "text")
    about = command.get("about")
    if isinstance(about, dict):
        command = {"about": about.get("id"), "text": command.get("text")}
    return project.note(_text(command, "about"), _text(command, "text"))


def _state(project: Project, command: Command) -> Done:
    _only(command, "article", "state", "reason", "layer")
    return project.state(
        _text(command, "article"),
        _text(command, "state"),
        _text_or_none(command, "reason") or "",
        layer=_text_or_none(command, "layer"),
    )


def _fields(project: Project, command: Command) -> Done:
    _only(command, "article", "fields")
    return project.fields(_text(command, "article"), _texts(command, "fields"))


def _answered(
    act: Callable[[Project, Command], Done],
) -> Callable[[Project, Command], dict[str, Json]]:
    return lambda project, command: answer_of(act(project, command))


def _undo(project: Project, command: Command) -> dict[str, Json]:
    _only(command, "to")
    steps = project.undo(_text_or_none(command, "to"))
    return {
        "ok": True,
        "ids": [],
        "step": steps[0].id if steps else None,
        "steps": step_rows(steps),
    }


def _redo(project: Project, command: Command) -> dict[str, Json]:
    _only(command, "to")
    steps = project.redo(_text_or_none(command, "to"))
    return {
        "ok": True,
        "ids": [],
        "step": steps[0].id if steps else None,
        "steps": step_rows(steps),
    }


def _ping(project: Project, command: Command) -> dict[str, Json]:
    _only(command)
    return {"ok": True, "ids": [], "step": None}


_ACTS: Mapping[str, Callable[[Project, dict[str, object]], dict[str, Json]]] = {
    "mark": _answered(_mark),
    "link": _answered(_link),
    "actor": _answered(_actor),
    "edit": _answered(_edit),
    "delete": _answered(_delete),
    "region": _answered(_region),
    "note": _answered(_note),
    "state": _answered(_state),
    "fields": _answered(_fields),
    "undo": _undo,
    "redo": _redo,
    "ping": _ping,
}
