"""What no edit of a scheme may do, each with its sentence."""

from collections.abc import Iterable

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.scheme_edits.draft import Item
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.names import MOST_LETTERS, fault_in, is_word
from annotator.model.scheme_edits.paths import KIND, SchemePath
from annotator.model.span import Owner

_MOST_WORDS = 20_000
"""So many letters has a definition at most: more is a book, and each version keeps all of it."""
_KEPT_KIND = "other"
"""The kind of an actor of whom nobody said one."""

_OF_ALL = frozenset({"edit", "what", "to", "into", "look"})
_OF_VALUE = _OF_ALL | {"definition", "example", "counter_example", "from_note"}
_OF_ATTRIBUTE = _OF_VALUE | {"asks", "optional", "default", "values", "ordered", "grows"}
_OF_LINK = _OF_VALUE | {"asks", "optional", "role", "source"}
_OF_TYPE = _OF_VALUE | {"asks", "colour", "key", "refers_to_actor", "role"}


def guard_fields(path: SchemePath, edit: SchemeEdit) -> None:
    """Raise `WrongUse` where an edit says what such a thing does not have."""
    if path.depth == 1:
        has = _OF_LINK if path.kind is Owner.LINK else _OF_TYPE
    else:
        has = _OF_ATTRIBUTE if path.depth == 2 else _OF_ALL if path.is_kind else _OF_VALUE
    said = [key for key in edit.as_json() if ("source" if key == "from" else key) not in has]
    if said:
        raise WrongUse(
            tr("“{path}” has no “{key}”.", path=edit.what, key=said[0]),
            tr("It has: {keys}.", keys=", ".join(sorted(has - _OF_ALL)) or "–"),
        )
    if edit.edit is EditKind.ADD and isinstance(edit.to, tuple) and path.kind is not Owner.LINK:
        raise WrongUse(tr("“to” of what is added is its place, from 1 on."), tr("Give a number."))


def guard_words(edit: SchemeEdit) -> None:
    """Raise `WrongUse` for words without end."""
    for name, text in edit.words().items():
        if len(text) > _MOST_WORDS:
            raise WrongUse(
                tr("“{name}” has {n} letters.", name=name, n=len(text)),
                tr("Write it in {n} at most.", n=_MOST_WORDS),
            )


def guard_free(path: SchemePath, siblings: Iterable[Item]) -> None:
    """Raise `WrongUse` where a thing of the scheme cannot be called so."""
    name = path.name
    if path.depth == 1 and not is_word(name) and len(name) <= MOST_LETTERS:
        raise WrongUse(
            tr("“{name}” is no name of a type or link.", name=name),
            tr("Write it with small letters, digits and _: at most 40, a letter first."),
        )
    fault = fault_in(name)
    if not fault and path.depth == 2 and ("." in name or (path.type == "" and name == KIND)):
        fault = tr("An attribute cannot be called “{name}”.", name=name)
    if fault:
        raise WrongUse(fault, tr("Choose another name."))
    found = next((one for one in siblings if one.name == name), None)
    if found is not None and found.retired:
        raise WrongUse(
            tr("“{name}” was retired on {day}.", name=name, day=found.retired),
            tr("Restore it, or choose another name."),
        )
    if found is not None:
        raise WrongUse(
            tr("“{name}” is there already.", name=name), tr("Choose another name, or merge both.")
        )


def guard_in_use(path: SchemePath, item: Item) -> None:
    """Raise `WrongUse` for what is retired."""
    if item.retired:
        raise WrongUse(
            tr("“{name}” was retired on {day}.", name=path.name, day=item.retired),
            tr("Restore it first."),
        )


def guard_last(path: SchemePath, siblings: Iterable[Item]) -> None:
    """Raise `Forbidden` where nothing would be left to pick."""
    used = [one for one in siblings if not one.retired]
    if path.depth != 2 and len(used) < 2:
        raise Forbidden(
            tr("“{name}” is the only one that can be picked.", name=path.name),
            tr("Add another one first, or retire the whole attribute.")
            if path.depth == 3
            else tr("Add another one first."),
        )


def guard_kind(path: SchemePath) -> None:
    """Raise `Forbidden` for the kind that the program itself gives."""
    if path.is_kind and path.name == _KEPT_KIND:
        raise Forbidden(
            tr("“{kind}” is what an actor is of whom no kind was said.", kind=_KEPT_KIND),
            tr("Leave it, and add kinds beside it."),
        )


def guard_pair(path: SchemePath, into: SchemePath) -> None:
    """Raise `WrongUse` where two things cannot be one."""
    if path == into:
        raise WrongUse(
            tr("“{name}” cannot be merged into itself.", name=path.name), tr("Name another one.")
        )
    if path.depth != into.depth or path.kind is not into.kind or path.parent() != into.parent():
        raise WrongUse(
            tr("“{path}” and “{other}” are not of one kind.", path=str(path), other=str(into)),
            tr("Merge a type into a type, an attribute or a value into one beside it."),
        )
