"""The scheme of a project: the calls of `Project` that edit it, and what is to look at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.scheme_edits.edits import EditKind
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import origins
from annotator.model.span import Owner
from annotator.project.acts.shared import moved_on, watched
from annotator.project.answers import Done
from annotator.project.asking.calls import Asking, words_about
from annotator.project.refer import id_of
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.changes import Step
    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.applying import Edited, NotedWords
    from annotator.model.scheme_edits.coded_marks import CodedMark, LookAgain
    from annotator.model.scheme_edits.edits import SchemeEdit
    from annotator.model.scheme_edits.ready import ReadyScheme
    from annotator.model.scheme_edits.replacing import Used
    from annotator.model.span import Note
    from annotator.project.refer import Named

_TRIES = 5


@dataclass(frozen=True, slots=True)
class EditCount:
    """What one edit of the scheme touches: marks (or actors), articles, the layers' names."""

    what: str
    spans: int
    articles: int
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeAnswer:
    """What editing the scheme did, or would do; `step` None = nothing was written.

    `said` = what a person should know, in sentences.
    """

    version: int
    step: str | None
    edits: tuple[EditCount, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wished of the scheme: edits on a version, with the answer that they take words from.

    `answer` = the question and the words that answer it.
    """

    edits: tuple[SchemeEdit, ...]
    note: str = ""
    on: int | None = None
    answer: tuple[Note, str] | None = None


@dataclass(frozen=True, slots=True)
class SchemeSet(Done):
    """What setting or adding a scheme did; `said` = what a person should know."""

    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedAlike(Done):
    """What deciding alike did, or would do: in `n` marks of `n_articles`."""

    n: int = 0
    n_articles: int = 0


class Scheming(Asking):
    """A project whose scheme changes while it is coded by."""

    def scheme_versions(self) -> tuple[Scheme, ...]:
        """Give all versions of the scheme, the newest first."""
        return self._here.reader.schemes()[::-1]

    def edit_scheme(
        self,
        edits: Sequence[SchemeEdit],
        note: str = "",
        *,
        on: int | None = None,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> SchemeAnswer:
        """Make edits one version of the scheme and one step, over all layers; give what it touches.

        `on` is the version that they were made on: raises `Forbidden` if there is a newer one.
        With `dry_run` it is only counted. One edit that cannot be refuses all.
        """
        watch = Watch(progress, cancel or Cancel())
        return self._edited(_Wish(tuple(edits), note, on), watch, dry_run=dry_run)

    def answer(
        self,
        question: Named,
        text: str,
        scheme: Sequence[SchemeEdit],
        *,
        on: int | None = None,
        dry_run: bool = False,
    ) -> SchemeAnswer:
        """Answer a question and let the answer be words of the scheme, as one version and one step.

        `scheme` defines: words that are given empty become the answer, in an example with the
        passage that was asked about. For an answer alone: `note` with `answer_to`.
        """
        asked = self._note(id_of(question))
        edits = tuple(scheme)
        if not text.strip():
            raise WrongUse(
                tr("An answer without words tells the scheme nothing."),
                tr("Write the answer, or take it away by “note” with “answer_to”."),
            )
        if not edits or any(one.edit is not EditKind.DEFINE for one in edits):
            raise WrongUse(
                tr("An answer becomes a definition, an example or a counter-example."),
                tr("The form: {form}", form='{"edit": "define", "what": "claim", "example": ""}'),
            )
        wish = _Wish(edits, "", on, (asked, text))
        return self._edited(wish, Watch(silent, Cancel()), dry_run=dry_run)

    def _edited(self, wish: _Wish, watch: Watch, *, dry_run: bool) -> SchemeAnswer:
        from annotator.model.scheme_edits.applying import edited
        from annotator.project.acts.schemes.editing import (
            SchemeRecoder,
            guard_edits,
            plan_scheme_edits,
        )
        from annotator.project.schemes.following import following

        here = self._here
        if here.gathered()[0] is not None:
            raise WrongUse(
                tr("The scheme is not edited together with other acts: it is a step of its own."),
                tr("End the acts that are done together first."),
            )
        for _ in range(_TRIES):
            moment, context = here.moment(), here.context
            guard_edits(context, wish.edits, wish.on)
            answer = None if wish.answer is None else self._planned_answer(*wish.answer)
            edits, notes = self._with_notes(wish, answer)
            found = edited(context.scheme, edits, now=context.now(), note=wish.note, notes=notes)
            counts = self._counts(edits, found)
            beside = here.reader.notes_beside() if found.recodings else ()
            recoder = SchemeRecoder(here.reader.in_use(), found.recodings, watch, beside)
            changes = recoder.plan(counts_only=dry_run)
            if not dry_run:
                changes.add(following(here.reader, context, found.scheme, found.recodings, watch))
            version = found.scheme.version
            if dry_run:
                return SchemeAnswer(version, None, counts, found.said)
            if found.scheme == context.scheme:
                said = here.apply(answer).id if answer is not None and answer.changes else None
                return SchemeAnswer(version, said, counts, found.said)
            n = sum(one.spans for one in counts)
            args = {"version": version, "edits": [one.as_json() for one in edits], "n": n}
            step = plan_scheme_edits(context, found, changes, args, answer)
            step = watched(step, watch, n, tr("mark"))
            done = here.apply_unless_moved(step, moment)
            if done is not None:
                return SchemeAnswer(version, done.id, counts, found.said)
        raise moved_on()

    def _with_notes(
        self, wish: _Wish, answer: Step | None
    ) -> tuple[tuple[SchemeEdit, ...], dict[str, NotedWords]]:
        """Give the edits, and the notes that they take words from: the answer, too."""
        from annotator.model.scheme_edits.applying import NotedWords

        if answer is None or wish.answer is None:
            return wish.edits, self._notes_for(wish.edits)
        asked, text = wish.answer
        note_id = self._id_of_answer(asked, answer)
        edits = tuple(replace(one, from_note=note_id) for one in wish.edits)
        return edits, {note_id: NotedWords(text.strip(), words_about(self._here, asked))}

    def _id_of_answer(self, asked: Note, answer: Step) -> str:
        for one in answer.changes:
            if one.table == "note" and one.after is not None:
                return str(one.after["id"])
        coder = self.context.coder.id
        lines = (one.note for one in self.reader.note_lines())
        return next(one.id for one in lines if one.answer_to == asked.id and one.by == coder)

    def set_scheme(self, scheme: Scheme, *, dry_run: bool = False) -> SchemeSet:
        """Make this the next version of the scheme; what it lacks and marks have stays, as retired.

        What its words change is to be looked at again.
        """
        from annotator.project.acts.schemes.setting import plan_scheme

        here = self._here
        here.drain()
        step = plan_scheme(here.context, scheme, here.reader.types_in_use(), self._used())
        kept = step.args.get("kept")
        said = [
            tr("“{path}” is in use: it stays, as retired.", path=path)
            for path in (kept if isinstance(kept, list) else ())
        ]
        return SchemeSet(step if dry_run else here.apply(step), (), tuple(said))

    def add_scheme(self, ready: ReadyScheme, *, dry_run: bool = False) -> SchemeSet:
        """Add a ready scheme to this one, or put it in its place, as it says itself.

        What is added changes no definition, key or colour that is there.
        """
        self._here.guard_open()
        return self.set_scheme(
            ready.onto(self.scheme) if ready.adds else ready.scheme, dry_run=dry_run
        )

    def _used(self) -> Used:
        """Give the values that marks have, by attribute."""
        scheme, in_use = self.scheme, self._here.reader.in_use()
        paths = [
            *(SchemePath(Owner.SPAN, x.name, y.name) for x in scheme.types for y in x.attributes),
            *(SchemePath(Owner.LINK, x.name, y.name) for x in scheme.links for y in x.attributes),
            *(SchemePath(Owner.ACTOR, "", one.name) for one in scheme.actor_attributes),
        ]
        return {path: in_use.values(path) for path in paths}

    def touched_by(self, what: str) -> Iterator[CodedMark]:
        """Give the spans or links that a type, attribute or value is coded on, as a stream."""
        return self._here.reader.in_use().items(SchemePath.of(what))

    def look_again(self, coder: str | None = None) -> Iterator[LookAgain]:
        """Give what was decided under older words than hold now, as a stream: of all, or of one.

        `coder` is a coder's name or id, or a layer's.
        """
        from annotator.project.acts.schemes.look_again import to_look_at

        layers = None if coder is None else self._layers_of(coder)
        return to_look_at(self._here.reader.in_use(), self.scheme, layers)

    def _layers_of(self, coder: str) -> set[str]:
        found = {
            one.id for one in self._here.context.layers if coder in (one.id, one.name, one.coder_id)
        }
        if not found:
            raise WrongUse(
                tr("Nobody called “{name}” has a layer here.", name=coder),
                tr("See “annotator list FILE layers”."),
            )
        return found

    def decide_again(self, item: Named, attribute: str | None, value: str | None) -> Done:
        """Decide a value of a mark under today's words, or its type (`attribute` None).

        The same value again means that it is still right; None takes the value away.
        """
        from annotator.project import refer
        from annotator.project.acts.schemes.look_again import plan_look_again

        context, page, item_id = refer.item(self._here, item)
        return Done(self._here.apply(plan_look_again(context, page, item_id, attribute, value)), ())

    def decide_again_alike(
        self,
        what: str,
        value: str,
        coder: str | None = None,
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> DecidedAlike:
        """Decide all marks that wait with one value (`what` is its path) as one step.

        Of one coder or, without, of all layers but frozen ones. With `dry_run` only counted.
        """
        from annotator.project.acts.schemes.look_again import DecidingAlike

        here, watch = self._here, Watch(progress, cancel or Cancel())
        wanted = None if coder is None else self._layers_of(coder)
        for _ in range(_TRIES):
            moment, context = here.moment(), here.context
            free = {one.id for one in context.layers if not (one.frozen or one.is_derived)}
            deciding = DecidingAlike(
                context, here.reader.in_use(), SchemePath.of(what), value, watch
            )
            step = deciding.plan(free if wanted is None else free & wanted)
            if not dry_run and deciding.n:
                done = here.apply_unless_moved(step, moment)
                if done is None:
                    continue
                step = done
            return DecidedAlike(step, (), deciding.n, len(deciding.article_ids))
        raise moved_on()

    def values_of(self, what: str) -> tuple[str, ...]:
        """Give the values that can be picked for an attribute: its list, then those in use.

        What was typed while coding becomes a value of a list that grows; retired ones are left out.
        """
        from annotator.model.scheme_edits.draft import SchemeDraft

        path = SchemePath.of(what)
        attribute = SchemeDraft(self.scheme).attribute(path)
        if attribute.is_closed:
            return attribute.values
        known = {one.name for one in attribute.explained}
        used = self._here.reader.in_use().values(path._replace(value=None))
        return (*attribute.values, *(one for one in used if one not in known))

    def _counts(self, edits: Sequence[SchemeEdit], found: Edited) -> tuple[EditCount, ...]:
        in_use = self._here.reader.in_use()
        names = {one.id: one.name for one in self._here.context.layers}
        for path, n_before in found.unlisted:
            if not in_use.count(origins(path, found.recodings[:n_before])).items:
                raise WrongUse(
                    tr("The scheme has no “{path}”.", path=str(path)),
                    tr("No mark has this value either."),
                )
        counts = []
        for edit, (path, n_before) in zip(edits, found.paths, strict=True):
            if edit.edit in ("add", "move"):
                counts.append(EditCount(edit.what, 0, 0, ()))
                continue
            coded = in_use.count(origins(path, found.recodings[:n_before]))
            layers = tuple(names.get(one, one) for one in sorted(coded.layer_ids))
            counts.append(EditCount(edit.what, coded.items, coded.articles, layers))
        return tuple(counts)

    def _notes_for(self, edits: Sequence[SchemeEdit]) -> dict[str, NotedWords]:
        """Give the words and the passages of the notes that edits take some from."""
        from annotator.model.scheme_edits.applying import NotedWords

        self._here.drain()
        found = {}
        for note_id in {one.from_note for one in edits if one.from_note}:
            note = self.reader.note(note_id)
            if note is not None:  # else the edit says that there is none
                found[note_id] = NotedWords(note.text, words_about(self._here, note))
        return found
