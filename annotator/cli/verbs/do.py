"""`annotator do`: JSON commands on standard input, one a line; each is answered when on disk.

A command is a call of `Project` with the names of its arguments; `_CALLS` says how each is read.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from annotator.cli.answers import answer_of, restored_answer, scheme_answer, told
from annotator.cli.output import Output, error_object
from annotator.cli.verbs.undo import step_rows
from annotator.errors import AnnotatorError, WrongUse
from annotator.model.json_lines import NoObject, object_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from annotator.cli.output import Options
    from annotator.model.article import Json
    from annotator.model.scheme_edits.edits import SchemeEdit
    from annotator.project import Done, Project
    from annotator.project.open_project import Together

EXAMPLES = (
    "annotator do study.annotator < commands.jsonl",
    'echo \'{"do": "ping"}\' | annotator do study.annotator',
)
_LONGEST = 10_000_000
_BOM = b"\xef\xbb\xbf"
_Command: TypeAlias = dict[str, object]
_Reader: TypeAlias = Callable[[object, str], object]


def run(options: Options, output: Output) -> int:
    """Answer line by line until the input ends."""
    from annotator.cli.projects import opened

    with contextlib.closing(_Doer(lambda: opened(options))) as doer:
        for line in _lines():
            output.json_line(doer.answer(line))
        if doer.give_up():
            output.say("The input ended before “end”: of what was to be done together, nothing is.")
    return 0


def _lines() -> Iterator[bytes]:
    stream = sys.stdin.buffer
    while line := stream.readline(_LONGEST):
        if line.strip():
            yield line.removeprefix(_BOM)


class _Doer:
    """Does commands one by one; those between `together` and `end` as one step or not at all."""

    def __init__(self, opened: Callable[[], Project]) -> None:
        """Work in what `opened` gives; it is asked again where the file was put back whole."""
        self._opened = opened
        self._project = opened()
        self._depth = 0
        self._failed = False
        self._gathering: AbstractContextManager[Together] | None = None
        self._made: Together | None = None

    def answer(self, line: bytes) -> dict[str, Json]:
        """Give the answer to a line; what is wrong with it is an answer too."""
        try:
            name, command = _command(line)
            match name:
                case "together":
                    return self._begin(command)
                case "end":
                    return self._end(command)
                case "undo" | "redo":
                    return _walked(self._project, name, command)
                case "restore_backup":
                    return self._restored(command)
                case "ping":
                    _given(command, {})
                    return _nothing()
            return _called(self._project, name, command)
        except AnnotatorError as error:
            self._failed = True
            return {"ok": False, "error": error_object(error)}

    def close(self) -> None:
        """Close the project."""
        self._project.close()

    def give_up(self) -> bool:
        """Leave undone what was begun and not ended; say whether there was any."""
        begun, self._gathering = self._gathering, None
        if begun is not None:
            stopped = WrongUse("Given up.")
            begun.__exit__(type(stopped), stopped, None)
        self._depth = 0
        return begun is not None

    def _restored(self, command: _Command) -> dict[str, Json]:
        """Restore a backup; what was put in the file's place is opened for what comes next."""
        given = _given(command, _CALLS["restore_backup"])
        try:
            done = self._project.restore_backup(**given)  # type: ignore[arg-type]  # read as `_CALLS` says
        finally:
            if self._project.open_project.is_closed:
                self._project = self._opened()
        return {**_nothing(), **restored_answer(done)}

    def _begin(self, command: _Command) -> dict[str, Json]:
        name = str(_given(command, {"name": _text})["name"])
        if not self._depth:
            self._failed = False
            self._gathering = self._project.together(name)
            self._made = self._gathering.__enter__()
        self._depth += 1
        return _nothing()

    def _end(self, command: _Command) -> dict[str, Json]:
        _given(command, {})
        if not self._depth:
            raise WrongUse("Nothing was begun that could end.", 'Begin with {"do": "together", …}.')
        self._depth -= 1
        if self._depth:
            return _nothing()
        if self._failed:
            self.give_up()
            raise WrongUse(
                "One of these acts could not be done, so that none of them is.",
                "Mend it, and send them all again.",
            )
        begun, self._gathering = self._gathering, None
        if begun is not None:
            begun.__exit__(None, None, None)
        step = self._made.step if self._made is not None else None
        return {**_nothing(), "step": None if step is None else step.id}


def _nothing() -> dict[str, Json]:
    return {"ok": True, "ids": [], "step": None}


def _command(line: bytes) -> tuple[str, _Command]:
    """Give the name and the arguments of a command; raises `WrongUse`."""
    try:
        command: _Command = {**object_of(line)}
    except NoObject as problem:
        hint = 'Write {"do": "mark", …} on one line, in UTF-8.'
        raise WrongUse(f"This line is no command: {problem}.", hint) from problem
    name = command.pop("do", None)
    if name not in _ACTS:
        raise WrongUse(f"There is no command “{name}”.", f"The commands: {', '.join(_ACTS)}.")
    return str(name), command


# --- what a command holds ---------------------------------------------------------------------


def _given(command: _Command, arguments: Mapping[str, _Reader]) -> dict[str, object]:
    """Give what a command says; “?” behind a name: it need not be there. Raises `WrongUse`."""
    readers = {name.rstrip("?"): read for name, read in arguments.items()}
    unknown = sorted(set(command) - set(readers))
    if unknown:
        raise WrongUse(
            f"“{unknown[0]}” is nothing this command knows.", f"It knows: {', '.join(readers)}."
        )
    return {
        name: read(command.get(name), name)
        for name, read in readers.items()
        if command.get(name) is not None or name in arguments
    }


def _text(value: object, name: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise WrongUse(f"“{name}” is missing or no text.", f'Add "{name}": "…".')
    return value


def _values(value: object, name: str) -> dict[str, str | None]:
    if not isinstance(value, dict):
        raise WrongUse(f"“{name}” is no object of texts.", f'Write "{name}": {{"kind": "place"}}.')
    if not all(one is None or isinstance(one, str) for one in value.values()):
        raise WrongUse(f"A value in “{name}” is a text or null.", "Mend the command.")
    return value


def _words(value: object, name: str) -> dict[str, str]:
    """Values of fields: null is none, as an empty text is."""
    return {key: one or "" for key, one in _values(value, name).items()}


def _texts(value: object, name: str) -> list[str]:
    some = [value] if isinstance(value, str) else value
    if not isinstance(some, list) or not all(isinstance(one, str) for one in some):
        raise WrongUse(f"“{name}” is no list of texts.", f'Write "{name}": ["…"].')
    return some


def _two(value: object, name: str) -> tuple[str, str]:
    some = _texts(value, name)
    if len(some) != 2:
        raise WrongUse(f"“{name}” names two layers.", f'Write "{name}": ["A", "B"].')
    return some[0], some[1]


def _places(value: object, name: str) -> list[tuple[int, int]]:
    some = [value] if _is_place(value) else value
    if not isinstance(some, list) or not some:
        raise WrongUse(f"“{name}” is missing or no list of places.", f'Write "{name}": [[12, 40]].')
    for one in some:
        if not _is_place(one):
            raise WrongUse(f"{one} is no place.", f'Write "{name}": [[12, 40]].')
    return [(start, end) for start, end in some]


def _place(value: object, name: str) -> tuple[int, int]:
    places = _places(value, name)
    if len(places) > 1:
        raise WrongUse("This is about one stretch.", "Give each stretch a command of its own.")
    return places[0]


def _places_of_articles(value: object, name: str) -> dict[str, list[tuple[int, int]]]:
    if not isinstance(value, dict) or not value:
        raise WrongUse(f"“{name}” names no articles.", f'Write "{name}": {{"ID": [[12, 40]]}}.')
    return {article: _places(some, name) for article, some in value.items()}


def _is_place(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)


def _flag(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise WrongUse(f"“{name}” is neither true nor false.", f'Write "{name}": true.')
    return value


def _edits(value: object, name: str) -> list[SchemeEdit]:
    from annotator.model.scheme_edits.edits import SchemeEdit

    if not isinstance(value, list) or not value:
        raise WrongUse(f"“{name}” is missing or no list of edits.", f'Write "{name}": [{{…}}].')
    return [SchemeEdit.of(one) for one in value]


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongUse(f"“{name}” is no number.", f'Write "{name}": 1.')
    return value


def _text_or_place(value: object, name: str) -> str | tuple[int, int]:
    return _place(value, name) if isinstance(value, list) else _text(value, name)


def _flag_or_null(value: object, name: str) -> bool | None:
    return None if value is None else _flag(value, name)


def _text_or_null(value: object, name: str) -> str | None:
    return None if value is None else _text(value, name)


def _about(value: object, name: str) -> str:
    """An id; or an object with one, as a note in JSONL has it."""
    return _text(value.get("id") if isinstance(value, dict) else value, name)


# --- the commands -----------------------------------------------------------------------------

_CALLS: Mapping[str, Mapping[str, _Reader]] = {
    "mark": {
        "article": _text, "type": _text, "at": _places, "attributes?": _values,
        "actor?": _text, "layer?": _text,
    },
    "add_part": {"span": _text, "at": _place},
    "mark_everywhere": {
        "text": _text, "type": _text, "where?": _texts, "attributes?": _values,
        "actor?": _text, "dry_run?": _flag,
    },
    "link": {
        "from": _text, "type": _text, "to": _text_or_place, "attributes?": _values,
        "layer?": _text,
    },
    "attribution": {"claim": _text, "at?": _place, "dry_run?": _flag},
    "edit": {
        "item": _text, "attributes?": _values, "type?": _text, "at?": _places,
        "actor?": _text, "actor_kind?": _text,
    },
    "delete": {"items": _texts},
    "note": {
        "about?": _about, "text?": _text, "question?": _flag, "answer_to?": _text, "later?": _flag,
    },
    "answer": {
        "question": _text, "text": _text, "scheme": _edits, "on?": _number, "dry_run?": _flag,
    },
    "actor": {"name": _text, "kind?": _text, "aliases?": _texts},
    "join": {"actors": _texts},
    "take": {
        "from?": _text, "key?": _text, "side?": _text, "of?": _two, "into?": _text,
        "kinds?": _texts, "types?": _texts, "articles?": _texts, "rest?": _flag,
        "without_names?": _flag, "note?": _text, "dry_run?": _flag,
    },
    "names": {"show?": _flag},
    "split": {"item": _text, "at?": _number},
    "look-alike": {"left": _text, "right": _text, "same": _flag_or_null},
    "region": {"article": _text, "type": _text, "at": _place},
    "restore": {"article": _text, "at": _place},
    "confirm": {"article": _text, "field?": _text, "value?": _text},
    "confirm_alike": {"article": _text, "field": _text, "number?": _number, "dry_run?": _flag},
    "near": {"dry_run?": _flag},
    "furniture": {
        "line?": _text, "outlet?": _text, "never?": _flag, "done?": _flag, "dry_run?": _flag,
    },
    "state": {"article": _text, "state": _text, "reason?": _text, "layer?": _text},
    "fields": {"article": _text, "fields?": _words},
    "change_articles": {
        "articles?": _texts, "fields": _words, "instead_of?": _words, "dry_run?": _flag,
    },
    "rule": {"id": _text, "on": _flag},
    "carry": {"article": _text, "to?": _texts, "layer?": _text, "dry_run?": _flag},
    "carry_mark": {"mark": _text, "to": _text, "at": _place},
    "find": {
        "words": _text, "whole?": _flag, "case?": _flag, "regex?": _flag, "in?": _text,
        "said_by?": _text, "notes?": _flag, "unmarked?": _flag, "limit?": _number,
        "after?": _text, "mark?": _text, "set?": _values, "actor?": _text,
    },
    "mark_places": {
        "type": _text, "places": _places_of_articles, "attributes?": _values, "actor?": _text,
        "words?": _text,
    },
    "keep": {
        "name": _text, "words?": _text, "whole?": _flag, "case?": _flag, "regex?": _flag,
        "in?": _text, "said_by?": _text, "notes?": _flag, "unmarked?": _flag,
    },
    "look-again": {
        "item?": _text, "attribute?": _text, "value?": _text, "what?": _text, "coder?": _text,
        "dry_run?": _flag,
    },
    "scheme": {"edits": _edits, "note?": _text, "on?": _number, "dry_run?": _flag},
    "name_step": {"step": _text, "name": _text_or_null},
    "restore_backup": {
        "backup": _text, "articles?": _texts, "layer?": _text, "to?": _text, "dry_run?": _flag,
    },
}  # fmt: skip
_ALSO = {"edit": {"id": "item"}, "delete": {"id": "items", "item": "items"}}
"""Other names that an argument may have."""
_ACTS = (*_CALLS, "undo", "redo", "together", "end", "ping")


def _called(project: Project, name: str, command: _Command) -> dict[str, Json]:
    for other, own in _ALSO.get(name, {}).items():
        if other in command:
            command.setdefault(own, command.pop(other))
    given = _given(command, _CALLS[name])
    if name == "link":
        given.pop("layer", None)  # it follows from the spans
        given["from_"] = given.pop("from")
    if name == "take" and "from" in given:
        given["from_"] = given.pop("from")
    if name == "find":
        return _found(project, given)
    if name == "keep":
        given = _kept(given)
    if name == "look-again":
        return _looked_again(project, given)
    if name == "scheme":
        return {"ok": True, "ids": [], **scheme_answer(project.edit_scheme(**given))}  # type: ignore[arg-type]
    if name == "answer":
        return {"ok": True, "ids": [], **scheme_answer(project.answer(**given))}  # type: ignore[arg-type]
    done: Done = getattr(project, name.replace("-", "_"))(**given)
    answer = {**answer_of(done), **told(done)}
    return {**answer, **_seen(done)} if given.get("dry_run") else answer


def _found(project: Project, given: _Command) -> dict[str, Json]:
    from annotator.cli.verbs.find import hit_row, last_keys

    names = {"in": "in_type", "set": "attributes"}
    answer = project.find(**{names.get(name, name): one for name, one in given.items()})  # type: ignore[arg-type]  # read as `_CALLS` says
    mark = given.get("mark")
    hits: list[Json] = [hit_row(one) for one in answer.hits]
    counts: dict[str, Json] = {"n": answer.n, "articles": answer.articles, "hits": hits}
    return {"ok": True, **counts, **last_keys(answer, None if mark is None else str(mark))}


def _kept(given: _Command) -> _Command:
    """Read the arguments of `keep`: a name alone forgets the search of that name."""
    from annotator.project.finding.search import Search

    name = given.pop("name")
    if not given:
        return {"name": name}
    return {"name": name, "search": Search.of(given)}  # type: ignore[arg-type]  # read as `_CALLS` says


def _looked_again(project: Project, given: Mapping[str, object]) -> dict[str, Json]:
    """Decide one mark (`item`), or all that wait with the value of a path (`what`)."""
    value = None if given.get("value") is None else str(given["value"])
    if ("item" in given) == ("what" in given):
        raise WrongUse(
            "One mark is decided by its “item”, all alike by “what”: say one of them.",
            'Write {"do": "look-again", "item": ID, "attribute": "directness", "value": "mixed"}.',
        )
    if "item" in given:
        attribute = None if given.get("attribute") is None else str(given["attribute"])
        return answer_of(project.decide_again(str(given["item"]), attribute, value))
    if value is None:
        raise WrongUse("What they are now is not said.", 'Add "value": "…".')
    coder = None if given.get("coder") is None else str(given["coder"])
    done = project.decide_again_alike(
        str(given["what"]), value, coder, dry_run=bool(given.get("dry_run"))
    )
    return {**answer_of(done), "n": done.n, "articles": done.n_articles}


def _seen(done: Done) -> dict[str, Json]:
    """What a dry run found: the lines of `attribution`, the places of `mark_everywhere`."""
    from annotator.project.answers import Attributed, MarkedEverywhere

    match done:
        case Attributed(lines=lines):
            return {
                "lines": [
                    {
                        "words": one.text,
                        "at": list(one.at),
                        "actor": one.actor_id,
                        "cue": None if one.cue is None else list(one.cue),
                        "why": one.why,
                    }
                    for one in lines
                ]
            }
        case MarkedEverywhere(places=places):
            return {
                "places": [
                    {
                        "article": one.article_id,
                        "at": list(one.place.at),
                        "before": one.place.before,
                        "words": one.place.words,
                        "after": one.place.after,
                    }
                    for one in places
                ]
            }
    return {}


def _walked(project: Project, name: str, command: _Command) -> dict[str, Json]:
    to = _given(command, {"to?": _text}).get("to")
    walk = project.undo if name == "undo" else project.redo
    steps = walk(None if to is None else str(to))
    step = steps[0].id if steps else None
    return {**_nothing(), "step": step, "steps": step_rows(steps)}
