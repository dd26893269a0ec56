"""What a step is called: its act and arguments, worded in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from annotator.language import tr, trn
from annotator.model.article import Json

if TYPE_CHECKING:
    from annotator.model.changes import Step

_OPENING = frozenset('“„«‹"‘「”»')

_Args: TypeAlias = Mapping[str, Json]


def step_name(step: Step) -> str:
    """Give a step's name, like “Mark 14 × Taliban as entity”."""
    word = _NAMES.get(step.act)
    return word(step.args) if word is not None else step.act


def _text(args: _Args, name: str = "text") -> str:
    value = args.get(name)
    return value if isinstance(value, str) else ""


def _quoted(args: _Args, name: str = "text") -> str:
    """Give words in quotation marks, unless they bring their own."""
    words = _text(args, name)
    return words if words[:1] in _OPENING else f"“{words}”"


def _n(args: _Args) -> int:
    value = args.get("n")
    return value if isinstance(value, int) else 1


def _mark(args: _Args) -> str:
    return tr("Mark {text} as {type}", text=_quoted(args), type=_text(args, "type"))


def _everywhere(args: _Args) -> str:
    return tr("Mark {n} × {text} as {type}", n=_n(args), text=_text(args), type=_text(args, "type"))


def _part(args: _Args) -> str:
    return tr("Add {text} to the {type}", text=_quoted(args), type=_text(args, "type"))


def _borders(args: _Args) -> str:
    return tr("Move the borders of {type} {text}", text=_quoted(args), type=_text(args, "type"))


def _attribute(args: _Args) -> str:
    value, name = args.get("value"), _text(args, "name")
    if value is None:
        return tr("Unset {name} of {text}", name=name, text=_quoted(args))
    return tr("Set {name} of {text} to {value}", name=name, text=_quoted(args), value=value)


def _type(args: _Args) -> str:
    return tr("Change {text} to {type}", text=_quoted(args), type=_text(args, "type"))


def _actor(args: _Args) -> str:
    actor = args.get("actor")
    if actor is None:
        return tr("Unset the actor of {text}", text=_quoted(args))
    if _n(args) > 1:
        return trn("{n} span is {actor}", "{n} spans are {actor}", _n(args), actor=actor)
    return tr("{text} is {actor}", text=_quoted(args), actor=actor)


def _delete(args: _Args) -> str:
    if _n(args) > 1:
        return trn("Delete {n} span", "Delete {n} spans", _n(args))
    return tr("Delete {type} {text}", type=_text(args, "type"), text=_quoted(args))


def _link(args: _Args) -> str:
    name = _text(args, "link").replace("_", " ")
    return tr("Link {text} {link} {to}", text=_quoted(args), link=name, to=_quoted(args, "to"))


def _attribution(args: _Args) -> str:
    return tr("Link {text} to its speaker {to}", text=_quoted(args), to=_text(args, "to"))


def _state(args: _Args) -> str:
    names = {
        None: tr("to do"),
        "progress": tr("in progress"),
        "done": tr("done"),
        "excluded": tr("excluded"),
    }
    state = args.get("state")
    name = names.get(state if isinstance(state, str) else None, "")
    return tr("{title} is {state}", title=_quoted(args, "title"), state=name)


def _region(args: _Args) -> str:
    return tr("Make a passage {type}", type=_text(args, "type"))


def _restore(args: _Args) -> str:
    return trn("Restore {n} line as body", "Restore {n} lines as body", _n(args))


def _fields(args: _Args) -> str:
    return tr("Confirm the details of {title}", title=_quoted(args, "title"))


def _import(args: _Args) -> str:
    spans = args.get("spans")
    if isinstance(spans, int) and spans:
        if not _n(args):
            return trn("Import {n} mark", "Import {n} marks", spans)
        return trn("Import {n} article with marks", "Import {n} articles with marks", _n(args))
    return trn("Import {n} article", "Import {n} articles", _n(args))


_NAMES: Mapping[str, Callable[[_Args], str]] = {
    "new": lambda args: tr("Make the project"),
    "migrate": lambda args: tr("Bring the file to format {n}", n=_n(args)),
    "mark": _mark,
    "mark-everywhere": _everywhere,
    "add-part": _part,
    "move-borders": _borders,
    "set-attribute": _attribute,
    "change-type": _type,
    "set-actor": _actor,
    "delete": _delete,
    "link": _link,
    "attribute-claim": _attribution,
    "new-actor": lambda args: tr("New actor {actor}", actor=_text(args, "actor")),
    "edit-actor": lambda args: tr("Change the actor {actor}", actor=_text(args, "actor")),
    "merge-actors": lambda args: tr(
        "Merge {actor} into {into}", actor=_text(args, "actor"), into=_text(args, "into")
    ),
    "set-region": _region,
    "restore-region": _restore,
    "confirm-regions": lambda args: tr("Confirm the regions"),
    "set-fields": _fields,
    "set-state": _state,
    "set-note": lambda args: tr("Note {text}", text=_quoted(args)),
    "delete-note": lambda args: tr("Delete the note {text}", text=_quoted(args)),
    "set-scheme": lambda args: tr("Change the coding scheme"),
    "import": _import,
    "edit": lambda args: tr(
        "Change {type} {text}", type=_text(args, "type"), text=_quoted(args) if _text(args) else ""
    ).strip(),
    "together": lambda args: _text(args, "name"),
}
