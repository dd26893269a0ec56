"""Project: the calls of window, command line and scripts, in the words of the field.

Every method that changes something gives `Done`: its step and the new ids. What importing and
exporting need is loaded by them: most runs do neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from annotator import __version__, resources
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model import rows as row_forms
from annotator.model.changes import Change, Step
from annotator.model.ids import now
from annotator.model.scheme_file import scheme_from_toml
from annotator.model.span import Link, Owner, Span
from annotator.model.statement import Statement, statements
from annotator.project.acts import actors as actor_acts
from annotator.project.acts import articles as article_acts
from annotator.project.acts import edit as edit_acts
from annotator.project.acts import link as link_acts
from annotator.project.acts import mark as mark_acts
from annotator.project.acts import regions as region_acts
from annotator.project.acts import scheme as scheme_acts
from annotator.project.acts.shared import step_of
from annotator.project.answers import Done, Place, new_ids, place, places
from annotator.project.open_project import OpenProject, Together
from annotator.project.refer import Named, find_actor, find_article, find_layer, id_of
from annotator.store import file as project_file
from annotator.text.likeness import find_folded
from annotator.text.normal import normalise
from annotator.work import Cancel, Progress, silent

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

    from annotator.formats.export import ExportReport
    from annotator.formats.sources import Source
    from annotator.model.actor import Actor
    from annotator.model.article import Article, ArticleEntry
    from annotator.model.layer import Coder, Layer
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.project.context import PlanContext
    from annotator.project.importing import ImportReport
    from annotator.project.notices import Listener
    from annotator.store.check import Health
    from annotator.store.file import ProjectFile
    from annotator.store.read import Reader
    from annotator.store.read_lists import StepInfo

_BLOCK = 500
_T = TypeVar("_T")


class Project:
    """One study, open. See `annotator/__init__.py` for the main job in ten lines."""

    def __init__(self, open_project: OpenProject) -> None:
        """Give `open_project` the calls."""
        self.open_project = open_project
        """What the window stands on: queued steps, notices, the connection of each thread."""

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        coder: Coder,
        title: str = "",
        scheme: Scheme | None = None,
    ) -> Self:
        """Make a project file that is not there yet and open it; raises `TargetExists`."""
        target = Path(path)
        project_file.create(
            target,
            title=normalise(title or target.stem).text,
            scheme=scheme or default_scheme(),
            by=coder.id,
        )
        return cls.open(target, coder=coder)

    @classmethod
    def open(cls, path: Path | str, *, coder: Coder, read_only: bool = False) -> Self:
        """Open a project file; raises `CannotOpen` and its kinds, each with its sentence."""
        file: ProjectFile = project_file.open_file(Path(path), read_only=read_only, who=coder.name)
        try:
            return cls(OpenProject(file, coder))
        except BaseException:
            file.close()  # a sound file put in its place opens at once
            raise

    @property
    def _here(self) -> OpenProject:
        """The open project; raises `ProjectClosed`."""
        self.open_project.guard_open()
        return self.open_project

    def close(self) -> None:
        """Write what is queued and close the file."""
        self.open_project.close()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    # --- asking -------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.open_project.path

    @property
    def id(self) -> str:
        """The project's public id."""
        return self.open_project.id

    @property
    def title(self) -> str:
        """The project's title."""
        return self.open_project.title

    @property
    def read_only(self) -> bool:
        """Whether no step can be written."""
        return self.open_project.read_only

    @property
    def context(self) -> PlanContext:
        """What acts are planned on; it counts the steps that are queued but not on disk yet."""
        return self._here.context

    @property
    def reader(self) -> Reader:
        """This thread's read-only connection."""
        return self._here.reader

    @property
    def scheme(self) -> Scheme:
        """The coding scheme in its present version."""
        return self.context.scheme

    def layers(self) -> tuple[Layer, ...]:
        """Give the layers that have something, or had."""
        return self.context.layers

    def layer(self, said: Named) -> Layer:
        """Give the layer of this id, name or number; raises `WrongUse`."""
        return find_layer(self.context.layers, id_of(said))

    def actors(self) -> tuple[Actor, ...]:
        """Give the actors that were not merged into another."""
        return self.context.actors.present()

    def articles(self) -> Iterator[ArticleEntry]:
        """Give the articles without their texts, in the order they came in."""
        return self._while_open(self.reader.entries(self.context.layer.id))

    def article(self, said: Named) -> Article:
        """Give the article of this id, number or title; raises `WrongUse`."""
        return self.reader.article(self.article_id(said))

    def article_id(self, said: Named) -> str:
        """Give the id of the article of this id, number or title; raises `WrongUse`."""
        return find_article(self.reader, id_of(said), self.context.layer.id).id

    def steps(self) -> tuple[StepInfo, ...]:
        """Give the history, the newest step first, each with its state."""
        return tuple(self.reader.steps())

    def page(self, article_id: str, layer_ids: Collection[str] | None = None) -> Page:
        """Give an article with the spans of some layers; None = those of the coder's own."""
        return self._here.page(article_id, layer_ids)

    def check(self) -> Health:
        """Say whether the file is sound through and through, once all steps are on disk."""
        from annotator.project.health import check

        self._here.drain()
        return check(self.path)

    def backup(self, to: Path | str) -> Path:
        """Write a copy of the project, whole or not at all, and give its path.

        It holds all that is saved, also when the file was moved, replaced or deleted since it
        was opened. Raises `TargetExists`, `CannotWrite`, `DiskFull`.
        """
        here = self._here
        here.drain()
        here.copy_to(Path(to))
        return Path(to)

    def pages(
        self, articles: Iterable[Named] | None = None, layers: Collection[Named] | None = None
    ) -> Iterator[Page]:
        """Give articles one by one with the spans of some layers (None = of all)."""
        wanted = None if layers is None else {self.layer(one).id for one in layers}
        every = chain.from_iterable(self.reader.article_id_blocks(_BLOCK))
        ids = every if articles is None else map(self.article_id, articles)
        return (self._whole_page(one) if wanted is None else self.page(one, wanted) for one in ids)

    def spans(
        self,
        articles: Iterable[Named] | None = None,
        layers: Collection[Named] | None = None,
        type_name: str | None = None,
    ) -> Iterator[Span]:
        """Give spans in text order, article by article."""
        pages = self.pages(articles, layers)
        return self._while_open(span for page in pages for span in page.spans(type_name))

    def links(
        self,
        articles: Iterable[Named] | None = None,
        layers: Collection[Named] | None = None,
        type_name: str | None = None,
    ) -> Iterator[Link]:
        """Give links, article by article."""
        links = (link for page in self.pages(articles, layers) for link in page.links())
        return self._while_open(one for one in links if type_name in (None, one.type))

    def statements(
        self, articles: Iterable[Named] | None = None, layers: Collection[Named] | None = None
    ) -> Iterator[Statement]:
        """Give statements in text order, article by article."""
        pages = self.pages(articles, layers)
        return self._while_open(one for page in pages for one in statements(page, self.scheme))

    def page_of(self, item_id: str) -> Page:
        """Give the page of a span or link with the layers of all; raises `WrongUse`."""
        article_id = self._here.article_of(item_id)
        if article_id is None:
            raise WrongUse(
                tr("There is no span or link {id}.", id=item_id),
                tr("Give an id that “annotator list FILE spans” shows."),
            )
        return self._whole_page(article_id)

    def _while_open(self, items: Iterable[_T]) -> Iterator[_T]:
        for one in items:
            self.open_project.guard_open()
            yield one

    def _whole_page(self, article_id: str) -> Page:
        return self.page(article_id, {layer.id for layer in self.context.layers})

    # --- texts in and out ---------------------------------------------------------------------

    def import_sources(
        self,
        sources: Sequence[Path | str | Source] | Path | str | Source,
        *,
        format: str | None = None,  # noqa: A002 - the word of the command line
        encoding: str | Mapping[str, str] | None = None,
        layer: str | None = None,
        frozen: bool = True,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> ImportReport:
        """Bring in files, folders or pasted texts as one step; give what came in and what not.

        A source that cannot be read is in `refused` and stops none of the others. `encoding` is
        that of all texts, or of some by their names in an earlier report. Marks of other
        coders can be changed here only if they do not come in `frozen`; with `layer` they go to
        an import layer of that name.
        """
        from annotator.formats.sources import Source
        from annotator.project import importing
        from annotator.project.acts.bring_in import ImportTarget

        here = self._here
        several = [sources] if isinstance(sources, Path | str | Source) else sources
        gathered = importing.gather(
            [Path(one) if isinstance(one, str) else one for one in several],
            format_name=format,
            encoding=encoding,
            progress=progress,
            cancel=cancel,
        )
        here.drain()
        step, counts = importing.plan_import(
            here.context,
            gathered,
            importing.existing_content(here.reader, gathered),
            is_empty=self._is_empty(),
            target=ImportTarget(layer, frozen),
        )
        if cancel is not None:
            cancel.check()
        done = None if dry_run or step.is_empty() else here.apply(step)
        if done is not None and done.facts:
            here.resume()
        return importing.report_of(gathered, counts, step, done)

    def import_text(self, text: str, name: str = "pasted text") -> ImportReport:
        """Bring in a text that is in memory, like the clipboard's."""
        from annotator import formats
        from annotator.formats.sources import Source

        bare = formats.BARE_TEXT.name
        return self.import_sources([Source.of_text(text, name)], format=bare)

    def _is_empty(self) -> bool:
        """Say whether nothing was ever done here but making the project."""
        made = [info for info in self.reader.steps(limit=2) if info.step.act != "new"]
        return not made and not self.reader.n_entries(self.context.layer.id)

    def export(
        self,
        format: str,  # noqa: A002 - the word of the command line
        to: Path | str,
        *,
        layers: Iterable[Named] | None = None,
        articles: Iterable[Named] | None = None,
        options: Mapping[str, str] | None = None,
        overwrite: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> ExportReport:
        """Write some layers and articles (None = all) in a format, read it back, put it in place.

        `options` are those of the format by their names, like `{"preset": "excel"}`.
        What goes out is one moment of the project, whatever is written meanwhile.
        Raises `TargetExists`, `CannotWrite`, `ExportDiffers`; an earlier file then stays.
        """
        from annotator import formats
        from annotator.formats.base import write_options
        from annotator.formats.export import export as write_export
        from annotator.formats.export import plan_export
        from annotator.project.exporting import bundle_of

        chosen_format = formats.by_name(format)
        how = write_options(chosen_format, options or {}, overwrite=overwrite)
        open_project = self._here
        open_project.drain()
        with open_project.snapshot() as reader:
            here, layer_id = reader.layers(), open_project.context.layer.id
            chosen = None
            if articles is not None:
                chosen = [find_article(reader, id_of(one), layer_id).id for one in articles]
            bundle = bundle_of(
                reader,
                program=f"annotator {__version__}",
                layers=here if layers is None else [find_layer(here, id_of(one)) for one in layers],
                article_ids=chosen,
            )
            if dry_run:
                return plan_export(bundle, chosen_format, Path(to), how)
            return write_export(bundle, chosen_format, Path(to), how, progress, cancel)

    # --- doing --------------------------------------------------------------------------------

    def mark(
        self,
        article: Named,
        type: str,  # noqa: A002 - the field's word
        at: Sequence[Place] | Place,
        attributes: Mapping[str, str] | None = None,
        actor: Named | None = None,
        layer: Named | None = None,
    ) -> Done:
        """Mark one span; several places are its parts (code points, half-open).

        `actor` is an id, a name or an alias; a name nobody has makes a new actor of kind other.
        """
        context = self._context_for(layer)
        page = self.page(self.article_id(article), {context.layer.id})
        context, before, actor_id = self._actor(context, actor)
        step = mark_acts.plan_mark(
            context, page, type, places(at), attributes=attributes, actor_id=actor_id
        )
        return self._done(_with_before(step, before))

    def link(
        self,
        from_: Named,
        type: str,  # noqa: A002 - the field's word
        to: Named,
        attributes: Mapping[str, str] | None = None,
    ) -> Done:
        """Link two spans of one layer."""
        source, target = id_of(from_), id_of(to)
        page = self.page_of(source)
        context = self._context_of(page, source)
        return self._done(
            link_acts.plan_link(context, page, source, type, target, attributes=attributes)
        )

    def actor(self, name: str, kind: str = "other", aliases: Iterable[str] = ()) -> Done:
        """Make an actor."""
        return self._done(actor_acts.plan_new(self.context, name, kind, aliases))

    def edit_actor(self, actor: Actor) -> Done:
        """Put an actor in place of the one with its id."""
        return self._done(actor_acts.plan_edit(self.context, actor))

    def merge_actors(self, actor: Named, into: Named) -> Done:
        """Merge an actor into another; spans that refer to it now mean the other."""
        return self._done(
            actor_acts.plan_merge(self.context, self._actor_id(actor), self._actor_id(into))
        )

    def region(self, article: Named, type: str, at: Place) -> Done:  # noqa: A002 - the field's word
        """Say what a stretch of an article is; body takes back what was said."""
        page = self.page(self.article_id(article))
        return self._done(region_acts.plan_region(self.context, page, type, place(at)))

    def note(self, about: Named, text: str) -> Done:
        """Set the coder's note about a span, link or article; no text takes it away."""
        about = id_of(about)
        if self._here.article_of(about) is None:
            page = self._whole_page(self.article_id(about))
            kind, owner = Owner.ARTICLE, page.article.id
        else:
            page, owner = self.page_of(about), about
            kind = Owner.SPAN if page.span(about) is not None else Owner.LINK
        return self._done(article_acts.plan_note(self.context, page, kind, owner, text))

    def state(
        self, article: Named, state: str, reason: str = "", layer: Named | None = None
    ) -> Done:
        """Say how far the coder is with an article: to do, progress, done, excluded."""
        context = self._context_for(layer)
        page = self.page(self.article_id(article), {context.layer.id})
        named = article_acts.state_named(state)
        return self._done(article_acts.plan_state(context, page, named, reason=reason))

    def fields(self, article: Named, fields: Mapping[str, str]) -> Done:
        """Set and confirm fields of an article: title, outlet, date, byline, url, language."""
        page = self.page(self.article_id(article))
        return self._done(article_acts.plan_fields(self.context, page, fields))

    def edit(
        self,
        item: Named,
        *,
        attributes: Mapping[str, str | None] | None = None,
        type: str | None = None,  # noqa: A002 - the field's word
        at: Sequence[Place] | Place | None = None,
        actor: Named | None = None,
    ) -> Done:
        """Change a span or link as one step. An attribute of None is unset; actor "" too."""
        item = id_of(item)
        page = self.page_of(item)
        context = self._context_of(page, item)
        with self.together(tr("Change a mark")) as made:
            for name, value in (attributes or {}).items():
                self._here.apply(
                    edit_acts.plan_attribute(context, self.page_of(item), [item], name, value)
                )
            if type is not None:
                self._here.apply(edit_acts.plan_type(context, self.page_of(item), item, type))
            if at is not None:
                self._here.apply(
                    edit_acts.plan_parts(context, self.page_of(item), item, places(at))
                )
            if actor is not None:
                context, before, actor_id = self._actor(context, actor or None)
                step = edit_acts.plan_refer(context, self.page_of(item), [item], actor_id)
                self._here.apply(_with_before(step, before))
        step = made.step or step_of(self.context, "together", ())
        return Done(step, new_ids(step.changes))

    def delete(self, items: Iterable[Named] | Named) -> Done:
        """Delete spans and links of one article; a span's links go with it."""
        if isinstance(items, str | int) or not isinstance(items, Iterable):
            items = [items]
        ids = [id_of(one) for one in items]
        if not ids:
            raise WrongUse(tr("There is nothing to delete."), tr("Give the ids of spans or links."))
        page = self.page_of(ids[0])
        return self._done(edit_acts.plan_delete(self._context_of(page, ids[0]), page, ids))

    def mark_everywhere(self, article: Named, span: Named) -> Done:
        """Mark the words of a span wherever else they stand in its article, as one step."""
        page = self.page(self.article_id(article))
        like = page.span(id_of(span))
        if like is None:
            raise WrongUse(
                tr("There is no span {id}.", id=id_of(span)), tr("Give the id of a span.")
            )
        found = find_folded(page.text, like.text(), whole_words=True)
        taken = {part for one in page.spans(like.type, like.layer_id) for part in one.parts}
        free = [place for place in found if place not in taken]
        return self._done(mark_acts.plan_everywhere(self.context, page, like, free))

    def set_scheme(self, scheme: Scheme) -> Done:
        """Make this the next version of the scheme."""
        return self._done(scheme_acts.plan_scheme(self.context, scheme, self.reader.types_in_use()))

    # --- steps --------------------------------------------------------------------------------

    def undo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Undo the latest step, or all steps after step `to` (its id or number); give them."""
        return self._here.undo(to)

    def redo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Redo the oldest undone step, or all up to and with step `to`; give them."""
        return self._here.redo(to)

    def together(self, name: str) -> AbstractContextManager[Together]:
        """Make all acts inside one step called `name`; none of them is done if one fails.

        What it gives knows the step afterwards.
        """
        return self._here.together(name)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change, in the writer's thread; give what ends it."""
        return self._here.subscribe(listener)

    # --- inside -------------------------------------------------------------------------------

    def _done(self, step: Step) -> Done:
        done = self._here.apply(step)
        return Done(done, new_ids(step.changes))

    def _context_for(self, layer: Named | None) -> PlanContext:
        context = self.context
        if layer is None or id_of(layer) in (context.layer.id, context.layer.name):
            return context
        return context.on_layer(find_layer(context.layers, id_of(layer)))

    def _context_of(self, page: Page, item_id: str) -> PlanContext:
        """Give the context on the layer of a span or link, which need not be the coder's own."""
        item = page.span(item_id) or page.link(item_id)
        if item is None:
            return self.context
        layer = next((one for one in self.context.layers if one.id == item.layer_id), None)
        return self.context if layer is None else self.context.on_layer(layer)

    def _actor_id(self, named: Named) -> str:
        said = id_of(named)
        found = find_actor(self.context.actors, said)
        if found is None:
            raise WrongUse(
                tr("There is no actor “{said}”.", said=said),
                tr("Give an id or a name that “annotator list FILE actors” shows."),
            )
        return found.id

    def _actor(
        self, context: PlanContext, named: Named | None
    ) -> tuple[PlanContext, tuple[Change, ...], str | None]:
        """Give the context with the actor that is meant, the changes that make it, and its id."""
        if named is None:
            return context, (), None
        said = id_of(named)
        found = find_actor(context.actors, said)
        if found is not None:
            return context, (), found.id
        made = edit_acts.new_actor(context, said)
        changes = tuple(Change(table, None, row) for table, row in row_forms.actor_rows(made))
        return context.applied(changes), changes, made.id


def default_scheme() -> Scheme:
    """Give the scheme of a new project."""
    scheme = scheme_from_toml(resources.read_text("schemes", "default.toml"), "default.toml")
    return replace(scheme, created=now())


def _with_before(step: Step, before: tuple[Change, ...]) -> Step:
    return replace(step, changes=(*before, *step.changes)) if before else step
