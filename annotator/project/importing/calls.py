"""Importing: the calls of `Project` that bring texts and codings in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project.answers import Done
from annotator.project.listed import entries
from annotator.project.suggesting.calls import Suggested
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from annotator.formats.rows.mapping import Columns, SourceMap
    from annotator.formats.sources import Source
    from annotator.model.article import ArticleFields
    from annotator.model.scheme_edits.codes import CodeTarget
    from annotator.project.acts.bring_in import ImportTarget
    from annotator.project.answers import ArticlesChanged
    from annotator.project.importing.changing import Chosen, FieldsNow
    from annotator.project.importing.furniture import FurnitureDone
    from annotator.project.importing.gather import HowToRead
    from annotator.project.importing.parsing import ParsedSource
    from annotator.project.importing.plan import ImportPlan, LineKey, Wishes
    from annotator.project.importing.report import ImportReport
    from annotator.project.refer import Named


class Importing(Suggested):
    """A project that texts and codings come into."""

    def plan_import(
        self,
        sources: Sequence[Path | str | Source] | Path | str | Source,
        how: HowToRead | None = None,
        target: ImportTarget | None = None,
        *,
        hear: Callable[[str, ParsedSource], None] = lambda _name, _parsed: None,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> ImportPlan:
        """Read files, folders or pasted texts and say what would come in; nothing is written.

        `how` says what is known of the sources, `target` where marks go. `hear` is told of each
        source as soon as it was read: its name and what it holds.
        """
        from annotator.formats.sources import Source
        from annotator.project.acts.bring_in import ImportTarget
        from annotator.project.importing import gather, plan
        from annotator.project.importing.codes import codes_of
        from annotator.project.importing.corpus import with_near_copies
        from annotator.project.importing.dates import with_dates
        from annotator.project.importing.furniture import KnownFurniture, with_furniture
        from annotator.project.importing.listing import listing_of
        from annotator.project.importing.texts_back import with_texts

        here = self._here
        here.guard_open()
        if here.context.kit is not None:
            raise WrongUse(
                tr("A kit takes no further articles or marks of others."),
                tr("Import them into a project of your own."),
            )
        said = how or gather.HowToRead()
        said = replace(said, kept=gather.kept_maps(here.reader))
        several = [sources] if isinstance(sources, Path | str | Source) else sources
        gathered = gather.gather(
            [Path(one) if isinstance(one, str) else one for one in several],
            said,
            hear=hear,
            progress=progress,
            cancel=cancel,
        )
        here.drain()
        gather.make_whole(gathered, here.reader, said)
        with_texts(gathered, here.reader, said, cancel)
        watch = Watch(progress, cancel or Cancel())
        gather.match_edited(gathered, here.reader, here.context, watch)
        texts = [one for one in gathered.bundles if one.texts()]
        known = {**plan.known_texts(here.reader, texts)}
        dated = with_dates(gathered.bundles)
        bundles = with_near_copies(dated, known, here.reader, cancel)
        kept = KnownFurniture(here.reader.named())
        gathered.bundles, gathered.furniture = with_furniture(bundles, kept)
        context = here.context
        codes = codes_of(gathered.bundles, context.scheme, context.actors, said.map, said.kept)
        listing = listing_of(gathered.bundles, is_wanted=said.is_listed)
        known |= plan.known_texts(here.reader, listing.read_bit_by_bit())
        return plan.plan_of(gathered, target or ImportTarget(), known, codes, listing)

    def take_in(
        self,
        plan: ImportPlan,
        *,
        without: Collection[LineKey] = (),
        also: Collection[LineKey] = (),
        chosen: Mapping[LineKey, Mapping[str, str]] | None = None,
        codes: Mapping[str, CodeTarget] | None = None,
    ) -> ImportReport:
        """Bring in what was planned, as one step; give what came in and what not.

        Lines of the plan, by their `key`: `without` stay out, `also` come in though they were
        refused, `chosen` are values of fields that come in confirmed. `codes` says by paths what
        codes of another program become, instead of what the plan says; it is kept. Raises
        `Forbidden` for a date that is none.
        """
        from annotator.project.importing.plan import Wishes

        return self._take_in(plan, Wishes(without, also, chosen or {}, codes or {}))

    def _take_in(
        self,
        plan: ImportPlan,
        wishes: Wishes,
        *,
        dry_run: bool = False,
        cancel: Cancel | None = None,
    ) -> ImportReport:
        from annotator.project.importing import plan as plans
        from annotator.project.importing.came_back import without_known_marks
        from annotator.project.importing.codes import all_coded
        from annotator.project.importing.furniture import keeping
        from annotator.project.importing.gather import with_edits
        from annotator.project.importing.report import report_of

        here = self._here
        plan.guard_decided()
        here.drain()
        bundles = plans.as_wished(plan.gathered.bundles, wishes)
        bundles = keeping(bundles, plan.gathered.furniture, here.reader.named())
        bundles, lost = all_coded(bundles, plan.codes, wishes.codes, here.context)
        said: tuple[str, ...] = ()
        if plan.target.layer_name is None:
            coded = [*bundles]
            bundles, said = without_known_marks(
                coded, lambda: plans.known_texts(here.reader, coded), here.reader
            )
        step, counts = plans.plan_step(
            here.context,
            bundles,
            lambda: plans.existing_content(here.reader, bundles),
            is_empty=here.is_empty(),
            target=plan.target,
        )
        step = with_edits(step, plan.gathered)
        if cancel is not None:
            cancel.check()
        done = None if dry_run or step.is_empty() else here.apply(step)
        if done is not None and done.facts:
            here.resume()
        report = report_of(plan.gathered, plan.refused(wishes.also), counts, step, done)
        notes = (*report.notes, *said)
        # What is read bit by bit has gone by only now.
        losses = (*report.losses, *(loss for one in bundles for loss in one.left()), *lost())
        return replace(report, codes=plan.codes, losses=losses, notes=notes)

    def import_sources(
        self,
        sources: Sequence[Path | str | Source] | Path | str | Source,
        *,
        format: str | None = None,  # noqa: A002 - the word of the command line
        encoding: str | Mapping[str, str] | None = None,
        map: SourceMap | None = None,  # noqa: A002 - the same
        date_order: str = "",
        reading: str = "",
        layer: str | None = None,
        frozen: bool = True,
        texts_from: Path | str | None = None,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> ImportReport:
        """Bring in files, folders or pasted texts as one step; give what came in and what not.

        A source that cannot be read is in `refused` and stops none of the others. `encoding` is
        that of all texts, or of some by their names in an earlier report. `map` says what the
        columns of tables and codes of other programs become, None = as when these last came, else
        guess; `date_order` (dmy, mdy, ymd) how dates are read, `reading` (utf16 or codepoints, then
        ,crlf2 ,bom ,end) how positions of marks are counted. Marks of other coders can be changed
        here only if they do not come in `frozen`; with `layer` they go to an import layer of that
        name. Texts that an export left out are put back, by their checksums, from `texts_from`, a
        folder or a project, and from this one. Raises `WrongUse` for a source that does not tell
        how it counts positions.
        """
        from annotator.project.acts.bring_in import ImportTarget
        from annotator.project.importing.gather import HowToRead
        from annotator.project.importing.plan import Wishes

        given = None if texts_from is None else Path(texts_from)
        plan = self.plan_import(
            sources,
            HowToRead(
                format,
                encoding,
                map=map,
                date_order=date_order,
                reading=reading,
                texts_from=given,
            ),
            ImportTarget(layer, frozen),
            progress=progress,
            cancel=cancel,
        )
        return self._take_in(plan, Wishes(), dry_run=dry_run, cancel=cancel)

    def columns(self, source: Path | str | Source, how: HowToRead | None = None) -> Columns:
        """Give what the columns of a table would become, as a map and one by one.

        Raises `CannotRead`, and `WrongUse` for a source whose rows are no articles.
        """
        from annotator.formats.sources import Source
        from annotator.project.importing import gather

        kept = gather.kept_maps(self._here.reader)
        one = source if isinstance(source, Source) else Source.of_path(Path(source))
        return gather.columns_of(one, replace(how or gather.HowToRead(), kept=kept))

    def import_text(self, text: str, name: str = "pasted text") -> ImportReport:
        """Bring in a text that is in memory, like the clipboard's."""
        from annotator import formats
        from annotator.formats.sources import Source

        bare = formats.BARE_TEXT.name
        return self.import_sources([Source.of_text(text, name)], format=bare)

    # --- what was proposed ----------------------------------------------------------------------

    def proposals(self) -> list[ArticleFields]:
        """Give the articles that have proposed fields nobody confirmed, doubtful ones first."""
        from annotator.project.acts.proposals import doubtful_first

        self._here.guard_open()
        return doubtful_first(entries(self._here))

    def confirm_alike(
        self, article: Named, field: str, number: int = 1, *, dry_run: bool = False
    ) -> Done:
        """Confirm a proposed field of an article and of all whose proposal is of its kind.

        That is the same kind of line and value; for a date of two readings the same outlet and
        order of day and month. `number` is the candidate taken: 1 = as proposed, 0 = no value.
        The ids are those of the articles.
        """
        from annotator.project.acts.proposals import alike, plan_confirm_alike

        here = self._here
        wanted = self.page(self.article_id(article)).article
        every = alike(self.proposals(), wanted, field)
        step = plan_confirm_alike(here.context, every, field, number)
        ids = tuple(one.id for one in every)
        return Done(step if dry_run else here.apply(step), ids)

    def fields_now(
        self, articles: Chosen = None, *, progress: Progress = silent, cancel: Cancel | None = None
    ) -> FieldsNow:
        """Count what stands in the fields of some articles (None = all), each value once."""
        from annotator.project.importing.changing import fields_now

        self._here.drain()
        return fields_now(self._here, articles, Watch(progress, cancel or Cancel()))

    def change_articles(
        self,
        fields: Mapping[str, str],
        articles: Chosen = None,
        instead_of: Mapping[str, str] | None = None,
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> ArticlesChanged:
        """Give fields of some articles (None = all) the same values, as one step; "" empties them.

        All fields but the headline, own ones too; a new name makes an own field. With `instead_of`
        a field changes only where this stands now. Values that stand already are confirmed.
        """
        from annotator.project.importing.changing import change_articles

        watch = Watch(progress, cancel or Cancel())
        self._here.drain()
        instead = instead_of or {}
        return change_articles(self._here, articles, fields, instead, watch, dry_run=dry_run)

    def near(
        self, *, dry_run: bool = False, progress: Progress = silent, cancel: Cancel | None = None
    ) -> Done:
        """Find articles that are nearly the same as an earlier one, and group them as one step.

        Page furniture is not compared. Articles that are in a group stay in it. The ids are those
        of the articles that come into a group.
        """
        from annotator.project.importing.corpus import near_here
        from annotator.project.importing.groups import plan_groups

        here = self._here
        here.drain()
        found = near_here(here.reader, Watch(progress, cancel or Cancel()))
        step = plan_groups(here.context, entries(here), found)
        ids = tuple(str(one.after["id"]) for one in step.changes if one.after is not None)
        done = step if dry_run or step.is_empty() else here.apply(step)
        return Done(done, ids)

    def furniture(
        self,
        line: str | None = None,
        outlet: str = "",
        *,
        never: bool = False,
        done: bool = False,
        dry_run: bool = False,
        watch: Watch | None = None,
    ) -> FurnitureDone:
        """Fold a line, by its words, in all articles of an outlet ("" = of all) as one step.

        Without a line all that recur outside the body in three or more stories of an outlet are
        folded. `never` says that a line is no furniture: it is unfolded, and not folded again.
        Articles that somebody has done are only listed, unless with `done`. Lines with a mark and
        what was set by hand stay. What is said of a line counts for later imports too.
        """
        from annotator.project.importing.furniture import FurnitureDone, WhichLines, furniture_step

        here = self._here
        here.drain()
        which = WhichLines(line, outlet, never, done)
        step, lines = furniture_step(here.context, here.reader, which, watch or Watch())
        done_step = step if dry_run or step.is_empty() else here.apply(step)
        return FurnitureDone(done_step, (), lines)
