"""Project: the calls of window, command line and scripts, in the words of the field.

Every method that changes something gives `Done`: its step and the new ids. What importing and
exporting need is loaded by them: most runs do neither.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from annotator import resources
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.choice import ALL, ExportChoice
from annotator.model.ids import now
from annotator.model.named import NamedKind
from annotator.model.scheme_file import checked, scheme_from_toml
from annotator.project import refer
from annotator.project.acts import actors as actor_acts
from annotator.project.acts import articles as article_acts
from annotator.project.acts import edit as edit_acts
from annotator.project.acts import link as link_acts
from annotator.project.acts import mark as mark_acts
from annotator.project.acts import proposals as proposal_acts
from annotator.project.acts import regions as region_acts
from annotator.project.acts.shared import step_of
from annotator.project.answers import (
    Attributed,
    Done,
    FoundPlace,
    MarkedEverywhere,
    Place,
    place,
    places,
)
from annotator.project.keeping.calls import Kept
from annotator.project.open_project import OpenProject
from annotator.project.refer import Named, id_of
from annotator.store import file as project_file
from annotator.text.normal import normalise
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annotator.formats.base import Paper, PaperText
    from annotator.formats.export import ExportReport
    from annotator.model.actor import Actor
    from annotator.model.layer import Coder
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme
    from annotator.project.colleagues.merge_values import MergeChoices
    from annotator.project.colleagues.merging import MergeReport
    from annotator.project.going_out.recipes import RecipeRun
    from annotator.store.file import ProjectFile


class Project(Kept):
    """One study, open. See `annotator/__init__.py` for the main job in ten lines."""

    @classmethod
    def create(
        cls, path: Path | str, *, coder: Coder, title: str = "", scheme: Scheme | None = None
    ) -> Self:
        """Make a project file that is not there yet and open it; raises `TargetExists`."""
        from annotator.store import new_file

        target = Path(path)
        new_file.create(
            target,
            title=normalise(title or target.stem).text,
            scheme=checked(scheme) if scheme is not None else default_scheme(),
            by=coder.id,
        )
        return cls.open(target, coder=coder)

    @classmethod
    def open(
        cls, path: Path | str, *, coder: Coder, read_only: bool = False, anyway: bool = False
    ) -> Self:
        """Open a project file; raises `CannotOpen` and its kinds, each with its sentence.

        `anyway` opens it although another computer has left its lock there.
        """
        file: ProjectFile = project_file.open_file(
            Path(path), read_only=read_only, who=coder.name, anyway=anyway
        )
        try:
            return cls(OpenProject(file, coder))
        except BaseException:
            file.close()  # a sound file put in its place opens at once
            raise

    # --- texts out ----------------------------------------------------------------------------

    def export(
        self,
        format: str,  # noqa: A002 - the word of the command line
        to: Path | str,
        choice: ExportChoice = ALL,
        *,
        options: Mapping[str, str] | None = None,
        key: Path | str | None = None,
        overwrite: bool = False,
        dry_run: bool = False,
        keep_as: str | None = None,
        paper: Paper | None = None,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> ExportReport:
        """Write what is chosen of a project in a format, read it back, put it in place.

        `choice` says which layers and articles, and what becomes of their words; `key` is where it
        stands whose name became which pseudonym (None = `NAME.key.csv` beside the target).
        `options` are those of the format by their names, like `{"preset": "excel"}`; `paper` lays
        out what is to be a PDF (`annotator.ui.render.write_texts`). `keep_as` keeps all this as a
        recipe of that name once it is written.
        What goes out is one moment of the project, whatever is written meanwhile.
        Raises `TargetExists`, `CannotWrite`, `ExportDiffers`; an earlier file then stays.
        """
        from annotator.project.going_out.call import ExportOrder, going_out

        at = None if key is None else Path(key)
        order = ExportOrder(format, Path(to), choice, options or {}, at, overwrite, paper)
        watch = Watch(progress or silent, cancel or Cancel())
        if keep_as is None or dry_run:
            return going_out(self._here, order, watch, dry_run=dry_run)
        from annotator.project.going_out import recipes

        report, step = recipes.write_and_keep(self._here, keep_as, order, watch)
        self._do(step)
        return report

    def keep_recipe(
        self,
        name: str,
        format: str | None = None,  # noqa: A002 - the word of the command line
        to: Path | str = "",
        choice: ExportChoice = ALL,
        *,
        options: Mapping[str, str] | None = None,
        key: Path | str | None = None,
    ) -> Done:
        """Keep an export under a name, in place of one that has it; without a format forget it.

        What it says is what `export` takes; nothing is written yet.
        """
        from annotator.project.going_out import recipes
        from annotator.project.going_out.call import ExportOrder

        if format is None:
            return self._do(recipes.forget(self._here, name))
        at = None if key is None else Path(key)
        order = ExportOrder(format, Path(to), choice, options or {}, at)
        return self._do(recipes.keep(self._here, name, recipes.recipe_of(self._here, order)))

    def recipes(self) -> tuple[NamedSet, ...]:
        """Give the recipes that are kept under a name, the oldest first."""
        return self.reader.named(NamedKind.RECIPE)

    def export_recipe(
        self,
        name: str,
        *,
        dry_run: bool = False,
        agreed: bool = False,
        paper: Paper | None = None,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> RecipeRun:
        """Write a recipe to its own place again, and say what changed `since` it last was.

        An earlier export there is replaced. That it was written is kept as a step; with `dry_run`
        nothing is written. One that somebody else kept raises `OthersRecipe`, with its place,
        until it was written here once as `agreed`. Raises `WrongUse` for a name nobody kept, and
        what `export` raises.
        """
        from annotator.project.going_out import recipes

        watch = Watch(progress or silent, cancel or Cancel())
        made, step = recipes.run(
            self._here, name, watch, dry_run=dry_run, paper=paper, agreed=agreed
        )
        if step is not None:
            self._do(step)
        return made

    def to_print(
        self, article: Named, *, layers: Iterable[Named] | None = None
    ) -> tuple[PaperText, ...]:
        """Give an article with the marks of some layers (None = all) as it is printed."""
        from annotator.formats.reading_copy.paper import texts_of
        from annotator.project.going_out.making import bundle_of

        here = self._here
        here.drain()
        named = None if layers is None else tuple(map(id_of, layers))
        choice = ExportChoice(layers=named, articles=(id_of(article),))
        with here.file.snapshot(goes_out=True) as reader:
            return tuple(texts_of(bundle_of(reader, choice, in_kit=here.context.kit is not None)))

    def merge(
        self,
        others: Sequence[Path | str] | Path | str,
        *,
        dry_run: bool = False,
        decisions: MergeChoices | None = None,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> MergeReport:
        """Open colleagues' files (projects, kits, JSONL): their layers come in, as one step.

        Their files are only read. With `dry_run` nothing is written and the report says what they
        would bring; `decisions` is what was chosen there instead of what is proposed. A file that
        cannot be read is in `refused`; raises `CannotOpen` or `CannotRead` where none can.
        """
        from annotator.project.colleagues.kits_back import layer_as
        from annotator.project.colleagues.merge_values import MergeChoices
        from annotator.project.colleagues.merging import MergeTerms, merged

        several = [others] if isinstance(others, Path | str) else others
        terms = MergeTerms(decisions or MergeChoices(), layer_as=layer_as)
        watch = Watch(progress, cancel or Cancel())
        paths = [Path(one) for one in several]
        return merged(self._here, paths, terms, dry_run=dry_run, watch=watch)

    # --- doing --------------------------------------------------------------------------------

    def mark(
        self,
        article: Named,
        type: str,  # noqa: A002 - the field's word
        at: Sequence[Place] | Place,
        attributes: Mapping[str, str | None] | None = None,
        actor: Named | None = None,
        layer: Named | None = None,
    ) -> Done:
        """Mark one span; several places are its parts (code points, half-open).

        What is not given is read off the words as in the window: a claim's directness by its
        quotation marks, a speaker's form, an entity's kind and the actor by earlier equal words.
        An attribute of None stays not set. `actor` is an id, a name or an alias; a name nobody has
        makes a new actor of kind other.
        """
        context = refer.context_for(self._here, layer)
        page = self.page(self.article_id(article), {context.layer.id})
        who = None if actor is None else id_of(actor)
        return self._do(
            mark_acts.plan_mark(context, page, type, places(at), attributes=attributes, actor=who)
        )

    def add_part(self, span: Named, at: Place) -> Done:
        """Add a further part to a span."""
        context, page, span_id = refer.item(self._here, span)
        return self._do(mark_acts.plan_part(context, page, span_id, place(at)))

    def mark_everywhere(
        self,
        text: str,
        type: str,  # noqa: A002 - the field's word
        where: Named | Iterable[Named] | None = None,
        attributes: Mapping[str, str] | None = None,
        actor: Named | None = None,
        *,
        dry_run: bool = False,
    ) -> MarkedEverywhere:
        """Mark the same words wherever they stand unmarked in some articles (None = all).

        As whole words, in the same case, outside page furniture; `places` are all that were found.
        With `dry_run` nothing is marked.
        """
        here = self._here
        made, actor_id = actor_acts.actor_meant(
            self.context, None if actor is None else id_of(actor)
        )
        like = mark_acts.SpanLike(text, type, attributes or {}, actor_id)
        pages = refer.pages(here, None if where is None else refer.several(where))
        found = list(mark_acts.found_everywhere(here.context, pages, like))
        at = [(page, [one.at for one in some]) for page, some in found]
        step = mark_acts.plan_everywhere(here.context.applied(made), at, like, made=made)
        done = Done(step, ()) if dry_run else self._do(step)
        seen = tuple(FoundPlace(page.article.id, one) for page, some in found for one in some)
        return MarkedEverywhere(done.step, done.ids, seen)

    def link(
        self,
        from_: Named,
        type: str,  # noqa: A002 - the field's word
        to: Named | Place,
        attributes: Mapping[str, str] | None = None,
    ) -> Done:
        """Link two spans of one layer; words at a place are marked in the same step."""
        context, page, source = refer.item(self._here, from_)
        if isinstance(to, (list, tuple)):
            return self._do(
                link_acts.plan_link_words(
                    context, page, source, type, place(to), attributes=attributes
                )
            )
        return self._do(
            link_acts.plan_link(
                context, page, source, type, id_of(cast("Named", to)), attributes=attributes
            )
        )

    def attribution(
        self, claim: Named, at: Place | None = None, *, dry_run: bool = False
    ) -> Attributed:
        """Say who makes a claim, as the key L does: mark the words and the cue, link both.

        `lines` are all who may say it, best first, each with words, place, actor and cue. The
        first is taken, or the one whose words stand at `at`; with `dry_run` none.
        """
        context, page, claim_id = refer.item(self._here, claim)
        lines = link_acts.attribution_lines(context, page, claim_id)
        if dry_run and not lines:
            return Attributed(step_of(context, "attribute-claim", ()), (), lines)
        line = link_acts.line_at(lines, None if at is None else place(at))
        step = link_acts.plan_attribution(context, page, claim_id, line)
        done = Done(step, ()) if dry_run else self._do(step)
        return Attributed(done.step, done.ids, lines)

    def edit(
        self,
        item: Named,
        *,
        attributes: Mapping[str, str | None] | None = None,
        type: str | None = None,  # noqa: A002 - the field's word
        at: Sequence[Place] | Place | None = None,
        actor: Named | None = None,
        actor_kind: str = "other",
    ) -> Done:
        """Change a span or link as one step. An attribute of None is unset; actor "" too.

        A name nobody has makes a new actor of `actor_kind`.
        """
        context, page, item_id = refer.item(self._here, item)
        change = edit_acts.ItemEdit(
            type_name=type,
            attributes=attributes or {},
            parts=None if at is None else places(at),
            actor=None if actor is None else id_of(actor),
            actor_kind=actor_kind,
        )
        return self._do(edit_acts.plan_edit(context, page, item_id, change))

    def delete(self, items: Iterable[Named] | Named) -> Done:
        """Delete spans and links of one article; a span's links go with it."""
        ids = [id_of(one) for one in refer.several(items)]
        if not ids:
            raise WrongUse(tr("There is nothing to delete."), tr("Give the ids of spans or links."))
        context, page, _ = refer.item(self._here, ids[0])
        return self._do(edit_acts.plan_delete(context, page, ids))

    def actor(self, name: str, kind: str = "other", aliases: Iterable[str] = ()) -> Done:
        """Make an actor."""
        return self._do(actor_acts.plan_new(self.context, name, kind, aliases))

    def edit_actor(self, actor: Actor) -> Done:
        """Put an actor in place of the one with its id."""
        return self._do(actor_acts.plan_edit(self.context, actor))

    def join(self, actors: Iterable[Named]) -> Done:
        """Join actors into the first of them; spans that refer to the others now mean it.

        Of claims of one article the others become part of the first, with links and notes.
        """
        some = [*actors]
        if some and self._here.article_of(id_of(some[0])) is not None:
            return self._join_claims(some)
        ids = [refer.actor_id(self._here, said) for said in some]
        if len(ids) < 2:
            raise WrongUse(tr("There is nothing to join."), tr("Name two actors or more."))
        return self._do(actor_acts.plan_join(self.context, ids))

    def split(self, item: Named, at: int | None = None) -> Done:
        """Take an actor out of the one it was joined into; that they differ is remembered.

        A claim becomes two: its words before code point `at` of the text, and those behind; both
        have its values and links.
        """
        if self._here.article_of(id_of(item)) is not None:
            return self._split_claim(item, at)
        actor = refer.joined_actor_id(self._here, item)
        return self._do(actor_acts.plan_split(self.context, self.reader.decisions(), actor))

    def look_alike(self, left: Named, right: Named, same: bool | None) -> Done:
        """Decide once whether two actors that look alike are the same; None leaves it for later."""
        pair = (refer.joined_actor_id(self._here, left), refer.joined_actor_id(self._here, right))
        return self._do(
            actor_acts.plan_look_alike(self.context, self.reader.decisions(), pair, same=same)
        )

    def region(self, article: Named, type: str, at: Place) -> Done:  # noqa: A002 - the field's word
        """Say what a stretch of an article is; body takes back what was said."""
        page = self.page(self.article_id(article))
        return self._do(region_acts.plan_region(self.context, page, type, place(at)))

    def restore(self, article: Named, at: Place) -> Done:
        """Make the run of page furniture at a place text again, as one step."""
        page = self.page(self.article_id(article))
        region = page.region_at(place(at).start)
        return self._do(
            region_acts.plan_restore(self.context, page, region.id if region is not None else "")
        )

    def confirm(self, article: Named, field: str | None = None, value: str | None = None) -> Done:
        """Confirm all regions of an article that are proposed; with `field` that one instead.

        `value` takes the place of what was proposed. `field` "all" = every field as proposed.
        """
        page = self.page(self.article_id(article))
        if field is None:
            return self._do(region_acts.plan_confirm(self.context, page))
        one = None if field == "all" else field
        return self._do(proposal_acts.plan_confirm(self.context, page.article, one, value))

    def state(
        self, article: Named, state: str, reason: str = "", layer: Named | None = None
    ) -> Done:
        """Say how far the coder is with an article: to do, progress, done, excluded."""
        context = refer.context_for(self._here, layer)
        page = self.page(self.article_id(article), {context.layer.id})
        named = article_acts.state_named(state)
        return self._do(article_acts.plan_state(context, page, named, reason=reason))

    def fields(self, article: Named, fields: Mapping[str, str]) -> Done:
        """Set and confirm fields of an article: title, outlet, date, byline, url, language, own.

        Fields of its own are those that an article of the project has; "" takes one away.
        """
        page = self.page(self.article_id(article))
        own = self.reader.own_field_names()
        return self._do(article_acts.plan_fields(self.context, page, fields, own))


def default_scheme() -> Scheme:
    """Give the scheme of a new project."""
    return replace(_shipped_scheme(), created=now())


@cache
def _shipped_scheme() -> Scheme:
    return scheme_from_toml(resources.read_text("schemes", "default.toml"), "default.toml")
