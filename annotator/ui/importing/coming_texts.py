"""One import in the window: read beside it, looked at, taken in or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotator import disk
from annotator.language import tr, trn
from annotator.project.importing.codes import GIVEN, KEPT
from annotator.project.importing.plan import ComingArticle, ImportVerdict, verdict_alone
from annotator.ui.basics.messages import Offer
from annotator.ui.importing.preview import PreviewSheet
from annotator.ui.importing.words import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from annotator.errors import AnnotatorError
    from annotator.formats.rows.mapping import Columns, SourceMap
    from annotator.formats.sources import Source
    from annotator.model.layer import Layer
    from annotator.model.scheme_edits.codes import CodeTarget
    from annotator.project import ImportReport
    from annotator.project.importing.parsing import ParsedSource
    from annotator.project.importing.plan import ImportPlan
    from annotator.ui.bars.progress import ProgressStrip
    from annotator.ui.basics.jobs import Job
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.importing.host import Looking
    from annotator.ui.importing.tables import TableComing
    from annotator.work import Cancel, Progress

_LOOK_MS = 60
"""How often it is looked whether something was read that is worth looking at."""


class ComingTexts(QObject):
    """Some sources on their way into one project."""

    ended = Signal()
    """They came in, or they do not."""

    def __init__(
        self,
        session: Looking,
        sources: Sequence[Path | Source],
        messages: MessageBar,
        progress: ProgressStrip,
        others_wait: Callable[[], bool],
    ) -> None:
        """Prepare; `begin` reads. `others_wait`: whether more is to be looked at after this."""
        super().__init__(session.workspace)
        self._session, self._sources = session, sources
        self._messages, self._progress = messages, progress
        self._others_wait = others_wait
        self._encodings: dict[str, str] = {}
        self._map: SourceMap | None = None
        self._note = self._reading = ""
        self._mapping: Sheet | None = None
        """What asks before: what columns become, or codes of another program."""
        self._codes: dict[str, CodeTarget] | None = None
        """What codes become, once it was said."""
        self._sheet: PreviewSheet | None = None
        self._before: PreviewSheet | None = None
        """The preview from which one went back to what codes become."""
        self._job: Job[ImportPlan] | None = None
        self._asking: Job[TableComing | None] | None = None
        self._has_ended = self._is_taking = False
        self._plan: ImportPlan | None = None
        self._arrived: list[ComingArticle] = []
        self._known: list[ComingArticle] = []
        """What is here already: that alone is not worth looking at."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.over.changed.connect(self._sheet_changed)

    # --- tables ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look whether there is a table among the sources whose columns nobody knows yet."""
        project, sources = self._session.project, self._sources

        def work(_progress: Progress, _cancel: Cancel) -> TableComing | None:
            from annotator.ui.importing.tables import table_among

            return table_among(project, sources)

        if all(isinstance(one, Path) for one in sources):
            self._asking = self._session.jobs.start(work, self._table_found, self._refused)
        else:
            self._read()

    def _table_found(self, found: TableComing | None) -> None:
        if found is None or found.is_known:
            if found is not None:
                name = found.source.name
                self._note = tr("{name}: its columns are read as the last time", name=name)
            self._read()
        else:
            self._ask(found, found.columns)

    def _ask(self, table: TableComing, columns: Columns) -> None:
        """Show what the columns would become."""
        from annotator.ui.importing.map_sheet import MapSheet

        sheet = MapSheet(self._session.workspace, columns)
        self._mapping = sheet
        sheet.look_wanted.connect(self._take_map)
        sheet.again_wanted.connect(lambda given: self._look_again(table, given))
        sheet.save_wanted.connect(self._save_map)
        self._session.over.show(sheet)

    def _look_again(self, table: TableComing, given: SourceMap) -> None:
        project = self._session.project

        def work(_progress: Progress, _cancel: Cancel) -> Columns:
            from annotator.ui.importing.tables import look_again

            return look_again(project, table.source, given)

        def then(columns: Columns) -> None:
            if self._mapping is not None:
                self._ask(table, columns)

        self._session.jobs.start(work, then, self._messages.tell)

    def _take_map(self, given: SourceMap) -> None:
        self._map = given
        self._read()

    def _save_map(self, path: str, words: str) -> None:
        def work(_progress: Progress, _cancel: Cancel) -> None:
            with disk.whole(Path(path)) as beside:
                beside.write_text(words, encoding="utf-8", newline="\n")

        said = tr("{name} is the map; --map takes it.", name=Path(path).name)
        self._session.jobs.start(work, lambda _done: self._messages.say(said), self._messages.tell)

    def _ask_positions(self, plan: ImportPlan) -> None:
        """Show what is marked under the two best readings of a file's positions."""
        from annotator.ui.importing.codes.positions import PositionsSheet

        sheet = PositionsSheet(self._session.workspace, plan.undecided)
        self._sheet, self._mapping = None, sheet
        sheet.read_wanted.connect(self._read_positions)
        self._session.over.show(sheet)

    def _read_positions(self, reading: str) -> None:
        self._reading, self._plan = reading, None
        self._read()

    def _ask_codes(self, plan: ImportPlan) -> None:
        """Show what the codes of another program would become."""
        from annotator.ui.importing.codes.sheet import CodesSheet

        session, context = self._session, self._session.bridge.context
        n = sum(one.content is not None for one in plan.lines)
        given = self._codes or {}
        codes = [replace(one, to=given.get(one.path, one.to)) for one in plan.codes]
        sheet = CodesSheet(
            session.workspace, codes, context, source=_what(self._sources), n_articles=n
        )
        self._before, self._sheet, self._mapping = self._sheet, None, sheet
        sheet.look_wanted.connect(self._take_codes)
        sheet.save_wanted.connect(self._save_map)
        session.over.show(sheet)

    def _codes_again(self) -> None:
        """Go back from the preview to what codes become."""
        if self._plan is not None and self._job is None and not self._is_taking:
            self._ask_codes(self._plan)

    def _take_codes(self, chosen: dict[str, CodeTarget]) -> None:
        self._codes, before = chosen, self._before
        if self._plan is None:
            return
        sheet = self._show()
        if before is not None:
            sheet.take_wishes(before)
        sheet.show_plan(self._plan)

    # --- reading --------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read in a worker; what is read can be looked at while the rest is."""
        project, sources = self._session.project, self._sources
        encodings, arrived, given = dict(self._encodings), self._arrived, self._map
        reading = self._reading

        def hear(name: str, parsed: ParsedSource) -> None:
            arrived.extend(_lines_of(name, parsed, project.reader.known_texts))

        def work(progress: Progress, cancel: Cancel) -> ImportPlan:
            from annotator.project.importing.gather import HowToRead

            is_pasted = not any(isinstance(one, Path) for one in sources)
            how = HowToRead(
                encoding=encodings or None,
                map=given,
                keep_all=is_pasted,
                reading=reading,
                is_listed=True,
            )
            return project.plan_import(sources, how, hear=hear, progress=progress, cancel=cancel)

        self._job = job = self._session.jobs.start(work, self._planned, self._refused)
        job.on_end(self._has_read)
        self._progress.follow(job, tr("Reading"))
        self._timer.start()

    def _look(self) -> None:
        """Hand what was read to the sheet; it is shown as soon as there is something to look at."""
        lines, self._arrived[:] = [*self._arrived], []
        if self._sheet is None and any(one.verdict is not ImportVerdict.KNOWN for one in lines):
            self._show()
            lines = [*self._known, *lines]
        elif self._sheet is None:
            self._known += lines
        for one in lines:
            if self._sheet is not None:
                self._sheet.arrive(one)

    def _show(self) -> PreviewSheet:
        sheet = PreviewSheet(self._session.workspace, _what(self._sources))
        self._sheet = sheet
        sheet.take_wanted.connect(self.take)
        sheet.encoding_wanted.connect(self._read_otherwise)
        sheet.pattern_wanted.connect(self._read_by)
        sheet.codes_wanted.connect(self._codes_again)
        sheet.say_first = self._said_first()
        self._mapping = None
        self._session.over.show(sheet)
        return sheet

    def _said_first(self) -> str:
        """Give what is said of how it is read."""
        if self._plan is not None and self._plan.codes and self._codes is None:
            return tr("Its codes become what they became the last time.")
        return self._note

    def _planned(self, plan: ImportPlan) -> None:
        self._timer.stop()
        self._arrived.clear()
        self._plan = plan
        of = {one: [line for line in plan.lines if line.verdict is one] for one in ImportVerdict}
        known, refused = of[ImportVerdict.KNOWN], of[ImportVerdict.REFUSED]
        comes = of[ImportVerdict.NEW] or of[ImportVerdict.NEAR]
        if plan.undecided:
            self._ask_positions(plan)
            return
        if self._codes is None and any(one.because not in (GIVEN, KEPT) for one in plan.codes):
            self._ask_codes(plan)
            return
        marks = plan.n_with_marks + plan.n_edited
        if comes or marks or not known or any(one.content for one in refused):
            sheet = self._sheet or self._show()
            sheet.say_first = self._said_first()  # it may have come before all was read
            sheet.show_plan(plan)
            return
        words = [trn("Nothing new: {n} text is here already.",
                     "Nothing new: all {n} texts are here already.", len(known))]  # fmt: skip
        offers: list[Offer] = []
        if refused:
            words.append(trn("{n} was not taken.", "{n} were not taken.",
                             len(refused)))  # fmt: skip
            session, what = self._session, _what(self._sources)
            offers.append(Offer(tr("Show"), lambda: _show_only(session, what, plan)))
        self._close()
        self._messages.say(" ".join(words), offers, stays=bool(refused))

    @property
    def _is_shown(self) -> bool:
        return self._sheet is not None and self._session.over.sheet is self._sheet

    def _read_otherwise(self, source: str, encoding: str) -> None:
        """Read everything once more, this source in another encoding."""
        if self._encodings.get(source) != encoding and self._job is None:
            self._encodings[source] = encoding
            self._read_again()

    def _read_by(self, pattern: str) -> None:
        """Read everything once more, the names of the files by another pattern."""
        from annotator.formats.rows.mapping import SourceMap

        if self._job is None:
            self._map = replace(self._map or SourceMap(), pattern=pattern)
            self._read_again()

    def _read_again(self) -> None:
        if self._sheet is not None:
            self._sheet.read_again()
        self._read()

    def _refused(self, problem: AnnotatorError) -> None:
        self._messages.tell(problem)
        self._close()

    def _has_read(self) -> None:
        """The reading has ended: where it was cancelled there is nothing to be looked at."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None and job.cancel_wish.is_wished() and self._plan is None:
            self._close()

    # --- taking in ------------------------------------------------------------------------------

    @property
    def can_be_taken(self) -> bool:
        """Whether Enter would take in what is shown."""
        return self._is_shown and self._sheet is not None and self._sheet.main.isEnabled()

    def take(self) -> None:
        """Take in what is shown, as it was chosen."""
        sheet, plan = self._sheet, self._plan
        if sheet is None or plan is None or self._is_taking:
            return
        self._is_taking = True
        sheet.main.setEnabled(False)
        project, model = self._session.project, sheet.list.model_
        without, also = frozenset(model.left_out), frozenset(model.also)
        chosen = {key: dict(values) for key, values in sheet.chosen.items()}
        codes = self._codes

        def work(_progress: Progress, _cancel: Cancel) -> ImportReport:
            return project.take_in(plan, without=without, also=also, chosen=chosen, codes=codes)

        job = self._session.jobs.start(work, self._taken, self._not_taken)
        self._progress.follow(job, tr("Taking in"))

    def _taken(self, report: ImportReport) -> None:
        """Say what came in; the first article opens, unless the next is looked at."""
        session, is_last = self._session, not self._others_wait()
        session.workspace.articles.reload()
        offers: list[Offer] = []
        self._close()
        if report.article_ids and is_last:
            session.open_article(report.article_ids[0])
        if report.new > 1 and self._has_proposals():
            offers.append(Offer(tr("Confirm proposals …"), session.sheets.confirm))
        is_seen = session.bridge.layer_id in report.layers
        every = () if is_seen else session.project.layers()
        layers = [one for one in every if one.id in report.layers]
        if layers:
            offers.append(Offer(tr("Show them"), lambda: self._show_marks(report, layers[0])))
        if report.step is not None:
            offers.append(Offer(tr("Undo"), session.bridge.undo))
        if self._plan is not None and self._plan.gathered.furniture:
            fold = session.sheets.fold_recurring
            offers.append(Offer(tr("Fold recurring lines in earlier articles …"), fold))
        self._messages.say(summary(report, layers), offers)

    def _show_marks(self, report: ImportReport, layer: Layer) -> None:
        """Look at the marks of a layer that came in, in the first article that came with them."""
        session = self._session
        session.look_at(layer)
        here = session.bridge.page
        came = [one.article_id for one in report.articles]
        if came and (here is None or here.article.id not in came):
            session.open_article(came[0])

    def _has_proposals(self) -> bool:
        """Say whether something was proposed for what came in: it is to be confirmed next."""
        lines = () if self._plan is None else self._plan.lines
        return any(one.content is not None and one.content.proposed_fields for one in lines)

    def _not_taken(self, problem: AnnotatorError) -> None:
        self._is_taking = False
        if self._sheet is not None and self._is_shown:
            self._sheet.main.setEnabled(True)
        self._messages.tell(problem)

    # --- the end --------------------------------------------------------------------------------

    def _close(self) -> None:
        mine: Sheet | None = self._sheet or self._mapping
        if mine is not None and self._session.over.sheet is mine:
            self._session.over.close()
        else:
            self._end()

    def _sheet_changed(self) -> None:
        """The sheet has gone: by Esc, for another article, because all came in."""
        mine: Sheet | None = self._sheet or self._mapping
        if mine is None or self._session.over.sheet is mine:
            return
        self._sheet = self._mapping = None
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _end(self) -> None:
        if self._has_ended or not isValid(self):
            return
        self._has_ended = True
        self._timer.stop()
        self.ended.emit()


def _lines_of(
    name: str, parsed: ParsedSource, known: Callable[[set[str]], Collection[str]]
) -> Iterator[ComingArticle]:
    """Give what was read from a source; what is nearly the same is not known yet."""
    for refused in parsed.refused:
        yield ComingArticle(name, refused.row, ImportVerdict.REFUSED, None, refused.reason)
    contents = () if parsed.bundle is None else parsed.bundle.texts()
    here = known({one.article.sha256 for one in contents}) if contents else ()
    for one in contents:
        verdict, reason = verdict_alone(one, is_here=one.article.sha256 in here)
        yield ComingArticle(name, one.row, verdict, one, reason)


def _show_only(session: Looking, what: str, plan: ImportPlan) -> None:
    """Show a plan of which nothing comes in: why not is what is asked."""
    sheet = PreviewSheet(session.workspace, what)
    session.over.show(sheet)
    sheet.show_plan(plan)


def _what(sources: Sequence[Path | Source]) -> str:
    """Say what is coming in."""
    first = sources[0]
    if len(sources) > 1:
        return trn("{n} file", "{n} files", len(sources))
    if isinstance(first, Path) and first.is_dir():
        return tr("folder “{name}”", name=first.name)
    return first.name
