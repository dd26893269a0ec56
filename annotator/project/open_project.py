"""An open project: its file, its writer, its readers, and the context that acts are planned on.

What can be asked and done in words of the field is in `api`.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from annotator import disk, paths
from annotator.errors import Cancelled, CannotOpen, CannotWrite, WrongUse
from annotator.language import tr
from annotator.model.changes import Step, merged
from annotator.model.layer import Coder
from annotator.model.page import Page
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext, layer_for
from annotator.project.gathering import Gathering
from annotator.project.keeping.backups import Backups
from annotator.project.keeping.watch import FileCheck
from annotator.project.notices import Listener, Notice, NoticeKind, Notices
from annotator.project.writer import Pending, Writer
from annotator.store.connection import closed
from annotator.store.copies.snapshot import clear_left_behind
from annotator.store.file import ProjectFile
from annotator.store.journal import Journal
from annotator.store.read import Reader
from annotator.work import Watch

_BLOCK = 100
"""So many articles are read at once where many are wanted."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Together:
    """Several acts as one step; None until it is on disk, or when nothing changed."""

    step: Step | None = None


class OpenProject:
    """One open project file. Any thread may read; steps are written in order by one thread."""

    def __init__(self, file: ProjectFile, coder: Coder) -> None:
        """Read what planning needs; start the writer unless the file is only to be read."""
        self.file = file
        """Where it lies, whether it can be written and why not; copies and snapshots of it."""
        self._coder = coder
        self._notices = Notices()
        self._local = threading.local()
        self._lock = threading.RLock()
        self._gathered: Gathering | None = None
        self._closed = False
        self._n_handed_in = self._n_reread = 0
        self.n_heard = 0
        """How many changes were heard of: whoever keeps what follows from rows looks at it."""
        self._context = self._context_on_disk()
        facts = self.reader.facts()
        self.id, self.title = facts.project_id, facts.title
        self.made_by = facts.made_by
        """The id of the coder who made it, with the id that their name has where it was made."""
        _log.info("opened %s%s", self.id, " to read" if file.read_only else "")
        self.outside = FileCheck(self)
        """Compares the file with what was saved in it."""
        self.backups = Backups(self)
        """Which are made, and when one is due."""
        self._writer = None if file.read_only else Writer(file, self._heard, self)

    # --- what it is ---------------------------------------------------------------------------

    @property
    def context(self) -> PlanContext:
        """What acts are planned on; it counts the steps that are queued but not on disk yet."""
        with self._lock:
            return self._context if self._gathered is None else self._gathered.context

    @property
    def home(self) -> Path:
        """Where the project lies; of one as it was, where that lies which it was."""
        return self.file.path

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be asked of it."""
        return self._closed

    def guard_open(self) -> None:
        """Raise `ProjectClosed` after the end."""
        if self._closed:
            raise closed()

    # --- reading ------------------------------------------------------------------------------

    @property
    def reader(self) -> Reader:
        """This thread's read-only connection."""
        self.guard_open()
        kept: tuple[int, Reader] | None = getattr(self._local, "reader", None)
        if kept is None or kept[0] != self._n_reread:
            # One that somebody still reads with closes itself when it is let go.
            kept = self._local.reader = self._n_reread, self.file.reader()
        return kept[1]

    def page(self, article_id: str, layer_ids: Collection[str] | None = None) -> Page:
        """Give an article with the spans of some layers; None = those of the context's layer."""
        wanted = frozenset({self.context.layer.id} if layer_ids is None else layer_ids)
        reader = self.reader
        if self._gathered is None:
            return reader.page(article_id, wanted)
        return self._gathered.page(article_id, wanted, lambda: reader.page(article_id, wanted))

    def pages_ahead(
        self, article_ids: Iterable[str], layer_ids: Collection[str]
    ) -> Callable[[str], Page]:
        """Give what gives pages as `page` does; these, asked for in this order, come in blocks."""
        if self._gathered is not None:
            return lambda article_id: self.page(article_id, layer_ids)
        waiting, block = iter(article_ids), dict[str, Page]()

        def page(article_id: str) -> Page:
            while article_id not in block:
                some = [*islice(waiting, _BLOCK)]
                if not some:
                    return self.page(article_id, layer_ids)
                block.clear()
                block.update(zip(some, self.reader.some_pages(some, layer_ids), strict=True))
            return block[article_id]

        return page

    def layer_ids(self) -> set[str]:
        """Give the ids of all layers."""
        return {layer.id for layer in self.context.layers}

    def article_of(self, item_id: str) -> str | None:
        """Give the id of the article that a span, link or note is in, or None."""
        return (self._gathered or self.reader).article_of(item_id)

    # --- doing --------------------------------------------------------------------------------

    def submit(self, step: Step) -> Pending:
        """Queue a step and give at once a promise of it; the context counts it from now on."""
        writer = self._writing()
        with self._lock:
            self._n_handed_in += 1
            if step.changes:
                self._context = self._context.applied(step.changes)
            return writer.submit(step)

    def suggest(self, step: Step, watch: Watch | None = None) -> Pending:
        """Queue what a suggester proposes about one article; it is in no history.

        Where whoever watches stops it, nothing of it is written: `resume` then.
        """
        writer = self._writing()
        with self._lock:
            self._context = self._context.applied(step.changes)
            self.n_heard += 1
            return writer.suggest(step, watch)

    def apply_unless_moved(self, step: Step, moment: int) -> Step | None:
        """Write a step that was planned on a moment; None if something was done since.

        Only then what was read block by block is still all there is. Raises as `apply`, and
        `Cancelled` if whoever reads the changes of the step wishes it.
        """
        writer = self._writing()
        with self._lock:
            if moment != self._n_handed_in:
                return None
            pending = writer.submit(step)
            self._n_handed_in += 1
            self._context = self._context.applied(step.changes)
        return self._wait(pending)[0]

    def moment(self) -> int:
        """Wait until all is on disk and give a number that changes with all that is done."""
        self.drain()
        with self._lock:
            return self._n_handed_in

    def submit_turn(
        self,
        to: int | None = None,
        *,
        back: bool,
        asks: bool = False,
        watch: Watch | None = None,
    ) -> Pending:
        """Queue the undoing of the latest step or of all behind number `to`, or their redoing.

        Where it `asks`, one that takes away much is not done but told (`NoticeKind.ASKED`).
        """
        writer = self._writing()
        with self._lock:
            self._n_handed_in += 1
        return (writer.undo if back else writer.redo)(to, asks=asks, watch=watch)

    def apply(self, step: Step) -> Step:
        """Write a step and give it, with its id and number, when it is on disk.

        Inside `together` it is kept until the end and given back as it is. Raises `CannotWrite`
        and its kinds; the project is then as it is on disk.
        """
        if self._gathered is not None:
            self._writing()
            self._gathered.add(step)
            return step
        return self._wait(self.submit(step))[0]

    def _wait(self, pending: Pending) -> tuple[Step, ...]:
        try:
            return pending.result()
        except (CannotWrite, Cancelled):
            # Where the disk does not let itself be read either, the next act is refused and reads.
            with suppress(CannotOpen):
                self.resume()
            raise

    def undo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Undo the latest step, or all steps after step `to` (its id or number); give them."""
        return self._walk(to, back=True)

    def redo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Redo the oldest undone step, or all up to and with step `to`; give them."""
        return self._walk(to, back=False)

    def _walk(self, to: str | int | None, *, back: bool) -> tuple[Step, ...]:
        if self._gathered is not None:
            raise WrongUse(
                tr("Undo and redo cannot be part of one step with other acts."),
                tr("End the acts that are done together first."),
            )
        if to is None:
            return self._wait(self.submit_turn(back=back))
        self.drain()
        infos = self.reader.steps()
        target = next(
            (one.step.number for one in infos if str(to) in (one.step.id, str(one.step.number))),
            None,
        )
        if target is None:
            raise WrongUse(
                tr("There is no step {step}.", step=to), tr("“annotator history” lists the steps.")
            )
        state = "done" if back else "undone"
        numbers = [one.step.number or 0 for one in infos if one.state == state]
        if not any(number > target if back else number <= target for number in numbers):
            return ()
        return self._wait(self.submit_turn(target, back=back))

    def change_history(self, work: Callable[[Journal], Step]) -> Step:
        """Do to the list of steps what `work` does, and give the step that it gives."""
        writer = self._writing()
        if self._gathered is not None:
            raise WrongUse(
                tr("The history is not changed together with other acts."),
                tr("End the acts that are done together first."),
            )
        return self._wait(writer.change_history(work))[0]

    @contextmanager
    def together(self, name: str) -> Iterator[Together]:
        """Make all acts inside one step called `name`; none of them is done if one fails.

        What it gives knows the step afterwards.
        """
        made = Together()
        if self._gathered is not None:
            yield made
            return
        self._gathered = Gathering(self.context, self.reader.article_of)
        try:
            yield made
            steps = self._gathered.steps
        finally:
            self._gathered = None
        changes = merged(change for step in steps for change in step.changes)
        if changes:
            texts = {key: text for step in steps for key, text in step.texts.items()}
            step = step_of(self.context, "together", changes, name=name)
            made.step = self.apply(replace(step, texts=texts))

    def gathered(self) -> tuple[int | None, tuple[Step, ...]]:
        """Give the steps of acts that are being done together, and which acts they are."""
        gathered = self._gathered
        return (None, ()) if gathered is None else (id(gathered), tuple(gathered.steps))

    def is_empty(self) -> bool:
        """Say whether nothing was ever done here but making the project."""
        made = [info for info in self.reader.steps(limit=2) if info.step.act != "new"]
        return not made and not self.reader.n_articles()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change, in the writer's thread; give what ends it."""
        return self._notices.subscribe(listener)

    def drain(self, timeout_s: float | None = None) -> bool:
        """Wait until every step is on disk; say whether that came to be in time."""
        return True if self._writer is None else self._writer.drain(timeout_s)

    def tidy(self) -> None:
        """Look at what opening had no time to look at; for a worker. Raises `DamagedProject`.

        Private copies that a run which was killed left on this computer go too.
        """
        self.drain()
        clear_left_behind()
        for folder in (self.file.path.parent, paths.config_folder()):
            disk.clear_left_behind(folder)
        if not self.file.is_looked_through:
            self.file.look_through()

    def look(self, *, is_changed: bool = False) -> None:
        """See whether another program has written the file; listeners hear of it if so.

        It `is_changed` where that is known though nothing was written here yet.
        """
        if self._writer is not None:
            self._writer.look(is_changed=is_changed)

    def resume(self) -> None:
        """After a failure: read the context from disk again and take steps again."""
        self.drain()
        with self._lock:
            self._context = self._context_on_disk()
        if self._writer is not None:
            self._writer.resume()

    def on_layer_of(self, coder: Coder) -> None:
        """Let another coder code; marks go to their layer from now on."""
        with self._lock:
            self._coder = coder
            layer = layer_for(coder, self._context.layers)
            self._context = replace(self._context, coder=coder, layer=layer)

    def close(self) -> None:
        """Write what is queued and close the file."""
        try:
            if self._writer is not None:
                self._writer.close()
                self.outside.keep()
        finally:
            self.backups.close()
            self._closed = True
            self.file.close()

    # --- inside -------------------------------------------------------------------------------

    def guard_writing(self) -> None:
        """Raise `ReadOnly`, or what became of the file, where no act is taken."""
        if self._writer is None:
            raise self.file.refusal()
        if self.file.trouble is not None:
            raise self.file.trouble

    def _writing(self) -> Writer:
        self.guard_open()
        if self._writer is None:
            raise self.file.refusal()
        return self._writer

    def _context_on_disk(self) -> PlanContext:
        reader = self.reader
        layers = tuple(reader.layers())
        kept = getattr(self, "_context", None)
        layer = layer_for(self._coder, layers)
        if kept is not None and all(one.id != layer.id for one in layers):
            layer = kept.layer if kept.layer.coder_id == self._coder.id else layer
        return PlanContext(
            scheme=reader.scheme(),
            layer=layer,
            coder=self._coder,
            actors=reader.actors(),
            layers=layers,
            kit=reader.facts().kit,
        )

    def _heard(self, notice: Notice) -> None:
        turned = notice.kind in (NoticeKind.UNDONE, NoticeKind.REDONE)
        with self._lock:
            self.n_heard += 1
            if notice.kind is NoticeKind.REREAD:
                self._n_reread += 1  # each reader has pages in memory that may be no more
                self.file.forget_pages()
            if notice.kind is NoticeKind.REREAD or (turned and "scheme" in notice.tables()):
                self._context = self._context_on_disk()
            elif turned and notice.step is not None:
                self._context = self._context.applied(notice.step.changes)
        if notice.kind is NoticeKind.DONE and notice.step is not None:
            self.id = notice.step.facts.get("project_id", self.id)
            self.title = notice.step.facts.get("title", self.title)
            self.outside.saved(notice.step)
        if turned:
            self.outside.turned(back=notice.kind is NoticeKind.UNDONE)
        if turned or notice.kind in (NoticeKind.DONE, NoticeKind.HISTORY):
            self.backups.step_done()
        if notice.kind is NoticeKind.HISTORY:
            # Steps that were forgotten are no ones that are missing. What cannot be read now does
            # not end the writer: it is said when the file is looked at next.
            with suppress(CannotOpen):
                self.outside.accept()
        self._notices.tell(notice)
