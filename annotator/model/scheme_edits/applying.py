"""What becomes of a scheme by some edits: all of them or none.

Nothing that is coded is decided here; `Recoding` says how it is called afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.scheme import AttributeType, LinkType, Role, Scheme, SpanType, Value
from annotator.model.scheme_edits.draft import Holder, Item, SchemeDraft, on
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.guards import (
    guard_fields,
    guard_free,
    guard_in_use,
    guard_kind,
    guard_last,
    guard_pair,
    guard_words,
)
from annotator.model.scheme_edits.making import define, made
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import Recoding
from annotator.model.scheme_edits.widening import joined, with_attributes, with_values
from annotator.model.scheme_file import checked
from annotator.model.span import Owner


@dataclass(frozen=True, slots=True)
class NotedWords:
    """What an edit takes from a note: its words and the passage that it is on."""

    text: str
    passage: str = ""


Notes: TypeAlias = Mapping[str, NotedWords]


@dataclass(frozen=True, slots=True)
class Edited:
    """A scheme after edits, and what follows for what is coded.

    `paths` = what each edit is about, and how many recodings came before it. `look` is to be
    looked at again. `unlisted` = values that no list has, likewise: they must be in use. `said` =
    what a person should know, in sentences.
    """

    scheme: Scheme
    recodings: tuple[Recoding, ...] = ()
    paths: tuple[tuple[SchemePath, int], ...] = ()
    look: tuple[SchemePath, ...] = ()
    unlisted: tuple[tuple[SchemePath, int], ...] = ()
    said: tuple[str, ...] = ()


def edited(
    scheme: Scheme,
    edits: Sequence[SchemeEdit],
    *,
    now: str,
    note: str = "",
    notes: Notes | None = None,
) -> Edited:
    """Give the next version of a scheme; one that changes nothing is the scheme as it was.

    Raises `WrongUse` or `Forbidden` for the first edit that cannot be: none is done then.
    """
    editing = _Editing(scheme, now, notes or {})
    for n, edit in enumerate(edits, 1):
        try:
            editing.do(edit.checked())
        except WrongUse as problem:
            if len(edits) == 1:
                raise
            message = tr("Edit {n} ({what}): {why}", n=n, what=edit.what, why=problem.message)
            raise type(problem)(message, problem.hint) from problem
    return editing.done(note)


class _Editing:
    def __init__(self, scheme: Scheme, now: str, notes: Notes) -> None:
        self._before, self._now, self._notes = scheme, now, notes
        self._draft = SchemeDraft(scheme)
        self._next = scheme.version + 1
        self._recodings: list[Recoding] = []
        self._paths: list[tuple[SchemePath, int]] = []
        self._look: list[SchemePath] = []
        self._unlisted: list[tuple[SchemePath, int]] = []
        self._said: list[str] = []
        self._added: set[SchemePath] = set()
        """The attributes that are added: nothing is coded by them yet."""
        self._new: dict[str, Value] = {}
        """Values that one edit after the other adds to one list: they come into it at once."""
        self._beside: tuple[SchemePath, dict[str, Item]] | None = None
        """Where these come to, and what is there."""

    def do(self, edit: SchemeEdit) -> None:
        path = SchemePath.of(edit.what)
        acts: Mapping[EditKind, Callable[[SchemePath, SchemeEdit], None]] = {
            EditKind.ADD: self._add,
            EditKind.RENAME: self._rename,
            EditKind.MOVE: self._move,
            EditKind.MERGE: self._merge,
            EditKind.SPLIT: self._split,
            EditKind.RETIRE: self._retire,
            EditKind.RESTORE: self._restore,
            EditKind.DEFINE: self._define,
        }
        guard_fields(path, edit)
        if not self._goes_on(path, edit):
            self._insert_new()
        n_before, n_unlisted = len(self._recodings), len(self._draft.unlisted)
        self._paths.append((path, n_before))
        acts[edit.edit](path, edit)
        self._unlisted += [(one, n_before) for one in self._draft.unlisted[n_unlisted:]]

    def done(self, note: str) -> Edited:
        self._insert_new()
        scheme = checked(self._draft.scheme)
        if scheme != self._before or self._recodings:
            recoded = tuple((str(one.old), str(one.new), one.look) for one in self._recodings)
            scheme = replace(
                scheme, version=self._next, created=self._now, note=note, recoded=recoded
            )
        return Edited(
            scheme,
            tuple(self._recodings),
            tuple(self._paths),
            tuple(self._look),
            tuple(self._unlisted),
            tuple(self._said),
        )

    # --- one edit -----------------------------------------------------------------------------

    def _goes_on(self, path: SchemePath, edit: SchemeEdit) -> bool:
        """Say whether an edit adds one more value where those before it did."""
        adds = edit.edit is EditKind.ADD and path.depth == 3 and not isinstance(edit.to, int)
        return adds and self._beside is not None and self._beside[0] == path.parent()

    def _insert_new(self) -> None:
        if self._beside is not None and self._new:
            first = self._beside[0]._replace(value=next(iter(self._new)))
            self._draft.insert(first, [*self._new.values()])
        self._new, self._beside = {}, None

    def _add_value(self, path: SchemePath, edit: SchemeEdit) -> None:
        """Add a value behind those in use; ten thousand of them cost no more than each does."""
        if self._beside is None:
            self._beside = path.parent(), {one.name: one for one in self._draft.siblings(path)}
        there = self._new.get(path.name) or self._beside[1].get(path.name)
        guard_free(path, () if there is None else (there,))
        new = define(path, Value(path.name), self._filled(edit), self._draft.scheme)
        if not self._new and not path.is_kind:
            self._as_list(path)
        if isinstance(new, Value):
            self._new[path.name] = new

    def _add(self, path: SchemePath, edit: SchemeEdit) -> None:
        if path.depth == 3 and not isinstance(edit.to, int):
            self._add_value(path, edit)
            return
        guard_free(path, self._draft.siblings(path))
        if path.depth == 2:
            self._added.add(path)
        edit = self._filled(edit)
        new = made(path, edit, self._draft.scheme)
        if path.depth == 3 and not path.is_kind:
            self._as_list(path)
        self._draft.insert(path, [new])
        if isinstance(edit.to, int):
            self._draft.place(path, edit.to)

    def _as_list(self, path: SchemePath) -> None:
        """Free text that gets a value becomes a list that grows: what is coded stays.

        One that is added by the same edits is the closed list that they make of it.
        """
        attribute = self._draft.attribute(path)
        is_free = not attribute.values and not attribute.grows
        if is_free and path.parent() not in self._added:
            self._draft.change_attribute(path, replace(attribute, grows=True))
            self._said.append(
                tr(
                    "“{name}” was free text: it is a list now that grows while coding.",
                    name=attribute.name,
                )
            )

    def _rename(self, path: SchemePath, edit: SchemeEdit) -> None:
        draft, name = self._draft, str(edit.to)
        item = draft.find(path)
        new = path.renamed(name)
        guard_kind(path)
        guard_free(new, draft.siblings(path))
        if isinstance(item, SpanType | LinkType):
            draft.change(path, _called(item, name))
        elif any(one.name == item.name for one in draft.siblings(path)):
            draft.change(path, replace(item, name=name))
        if path.depth == 1 and path.kind is Owner.SPAN:
            draft.rename_ends(path.name, name)
        if path.depth == 3 and not path.is_kind:
            self._default_becomes(path, name)
        self._recodings.append(Recoding(path, new))

    def _default_becomes(self, path: SchemePath, name: str | None) -> None:
        attribute = self._draft.attribute(path)
        if attribute.default == path.name:
            self._draft.change_attribute(path, replace(attribute, default=name))

    def _move(self, path: SchemePath, edit: SchemeEdit) -> None:
        guard_in_use(path, self._draft.find(path))
        self._draft.place(path, int(str(edit.to)))

    def _merge(self, path: SchemePath, edit: SchemeEdit) -> None:
        draft = self._draft
        into = SchemePath.of(str(edit.into))
        guard_pair(path, into)
        guard_kind(path)
        item, target = draft.find(path), draft.find(into)
        guard_in_use(path, item)
        guard_in_use(into, target)
        if isinstance(item, SpanType | LinkType) and isinstance(target, SpanType | LinkType):
            self._merge_types(path, item, into, target)
        elif isinstance(item, AttributeType) and isinstance(target, AttributeType):
            self._merge_attributes(path, item, into, target)
        else:
            self._merge_values(path, item, into, target)
        self._recodings.append(Recoding(path, into, merges=True, look=edit.look))
        if edit.look and path.kind is not Owner.ACTOR:
            self._look.append(into)

    def _merge_types(
        self, path: SchemePath, item: Holder, into: SchemePath, target: Holder
    ) -> None:
        if item.role and target.role and item.role != target.role:
            raise Forbidden(
                tr(
                    "“{name}” is the {role} of this scheme and “{other}” its {other_role}.",
                    name=item.name,
                    role=item.role,
                    other=target.name,
                    other_role=target.role,
                ),
                tr("Merge types of one role, or retire this one: its marks keep it."),
            )
        theirs = tuple(replace(one, on=target.name) for one in item.attributes)
        role = target.role or item.role
        attributes = with_attributes(target.attributes, theirs)
        if isinstance(item, SpanType) and isinstance(target, SpanType):
            refers = item.refers_to_actor or target.refers_to_actor
            self._draft.change(
                into, replace(target, attributes=attributes, role=role, refers_to_actor=refers)
            )
            self._draft.rename_ends(item.name, target.name)
        elif isinstance(item, LinkType) and isinstance(target, LinkType):
            self._draft.change(
                into,
                replace(
                    target,
                    attributes=attributes,
                    role=role,
                    sources=joined(target.sources, item.sources),
                    targets=joined(target.targets, item.targets),
                ),
            )
        gone = replace(item, retired=self._now[:10], role=None)
        self._draft.change(path, gone)

    def _merge_attributes(
        self, path: SchemePath, item: AttributeType, into: SchemePath, target: AttributeType
    ) -> None:
        wider = with_values(target, item.explained)
        if target.is_closed and not item.is_closed:
            wider = replace(wider, grows=True)
            self._said.append(
                tr("“{name}” grows while coding now: free words came to it.", name=target.name)
            )
        self._draft.change(into, wider)
        self._draft.change(path, replace(item, retired=self._now[:10]))

    def _merge_values(self, path: SchemePath, item: Item, into: SchemePath, target: Item) -> None:
        draft = self._draft
        if not path.is_kind:
            self._default_becomes(path, into.name)
            attribute = draft.attribute(path)
            if not attribute.values and not attribute.grows:
                return  # free text has no list in which one of them could stand
        draft.change(into, target)
        draft.change(path, replace(item, retired=self._now[:10]))

    def _split(self, path: SchemePath, edit: SchemeEdit) -> None:
        draft = self._draft
        item = draft.find(path)
        guard_in_use(path, item)
        guard_kind(path)
        names = (edit.into,) if isinstance(edit.into, str) else edit.into
        known = {one.name: one for one in draft.siblings(path)}
        if isinstance(item, AttributeType) or len({*names} - {path.name}) < 2:
            raise WrongUse(
                tr("“{name}” cannot be split so.", name=path.name),
                tr("Split a value or a type into two other ones or more."),
            )
        for name in names:
            if name in known:
                guard_in_use(path.renamed(name), known[name])
            else:
                guard_free(path.renamed(name), known.values())
        if path.depth == 3 and not path.is_kind:
            self._as_list(path)
        new = [_like(item, name) for name in names if name not in known]
        draft.insert(path, new, behind=item.name)
        if path.depth == 1 and path.kind is Owner.SPAN:
            draft.rename_ends(path.name, *names, path.name)
        self._retired(path, edit)
        self._role_passes(path, item, names[0])

    def _role_passes(self, path: SchemePath, item: Item, name: str) -> None:
        """Of a type that was split the first new one is what the program takes it for."""
        heir = path.renamed(name)
        found = self._draft.find(heir)
        if isinstance(item, SpanType | LinkType) and item.role and not _role_of(found):
            self._draft.change(heir, _with_role(found, item.role))
            self._said.append(
                tr("“{name}” is the {role} of this scheme from now on.", name=name, role=item.role)
            )

    def _retire(self, path: SchemePath, edit: SchemeEdit) -> None:
        item = self._draft.find(path)
        guard_kind(path)
        guard_in_use(path, item)
        guard_last(path, self._draft.siblings(path))
        self._retired(path, edit)
        role = _role_of(item)
        if role is Role.CLAIM:
            self._said.append(
                tr("No type in use has the role claim: there will be no new statements.")
            )
        elif role:
            self._said.append(
                tr("Nothing in use has the role {role}: the program asks for none.", role=role)
            )

    def _retired(self, path: SchemePath, edit: SchemeEdit) -> None:
        item = self._draft.find(path)
        if path.depth == 3 and not path.is_kind:
            self._default_becomes(path, None)
        since = self._next if edit.look else item.since
        self._draft.change(path, replace(item, retired=self._now[:10], since=since))
        if edit.look and path.kind is not Owner.ACTOR:
            self._look.append(path)

    def _restore(self, path: SchemePath, _: SchemeEdit) -> None:
        item = self._draft.find(path)
        if not item.retired:
            raise WrongUse(
                tr("“{name}” is not retired.", name=path.name), tr("It can be picked already.")
            )
        role = _role_of(item)
        if role and any(_role_of(one) is role for one in self._draft.siblings(path) if one != item):
            item = _with_role(item, None)
        self._draft.change(path, replace(item, retired=""))

    def _define(self, path: SchemePath, edit: SchemeEdit) -> None:
        item = self._draft.find(path)
        if path.is_kind:
            raise WrongUse(
                tr("A kind of actors has no definition."), tr("Add, rename, merge or retire it.")
            )
        edit = self._filled(edit)
        after = define(path, item, edit, self._draft.scheme)
        words = edit.words()
        if edit.look and any(text != getattr(item, name) for name, text in words.items()):
            after = replace(after, since=self._next)
            if path.kind is not Owner.ACTOR:
                self._look.append(path)
        self._draft.change(path, after)

    def _filled(self, edit: SchemeEdit) -> SchemeEdit:
        """Give an edit with the words that it takes from a note."""
        guard_words(edit)
        if not edit.from_note:
            return edit
        note = self._notes.get(edit.from_note)
        if note is None:
            raise WrongUse(tr("There is no note {id}.", id=edit.from_note), tr("See “list notes”."))
        empty = [name for name, text in edit.words().items() if not text]
        passage = f"“{note.passage}”" if note.passage else ""
        quoted = f"{passage} ({note.text})" if passage and note.text else passage or note.text
        texts = {"definition": note.text, "example": quoted, "counter_example": quoted}
        taken = {name: texts.get(name, note.text) for name in empty or ["example"]}
        return replace(edit, **taken)  # type: ignore[arg-type]


def _called(item: Holder, name: str) -> Holder:
    named = on(item, name)
    if isinstance(named, LinkType) and named.label == item.name.replace("_", " "):
        return replace(named, label=name.replace("_", " "))
    return named


def _like(item: Item, name: str) -> Item:
    """Give a new type like another one, without its key and its role; or a value of this name."""
    if not isinstance(item, SpanType | LinkType):
        return Value(name)
    fresh = replace(_called(item, name), role=None, since=1)
    return replace(fresh, key="") if isinstance(fresh, SpanType) else fresh


def _role_of(item: Item) -> Role | None:
    return item.role if isinstance(item, SpanType | LinkType) else None


def _with_role(item: Item, role: Role | None) -> Item:
    return replace(item, role=role) if isinstance(item, SpanType | LinkType) else item
