"""Random acts on a project file, in the store alone; as a program, for ever: `worker.py FILE SEED`.

It says each step after the step is on disk: `ID done`, `ID undone`, `ID redone`. Killed it is by
killed.py; as a program it is what test_outside.py takes copies under.
"""

from __future__ import annotations

import os
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.model import ids
from annotator.model import rows as row_forms
from annotator.model.actor import Actor
from annotator.model.article import Article
from annotator.model.changes import Change, Step, differences
from annotator.model.layer import Layer, LayerKind
from annotator.model.span import Link, Span
from annotator.store.file import ProjectFile, open_file
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.rows import Rows
    from annotator.store.journal import Journal

LAYER = Layer("layer-1", LayerKind.PERSON, "Ada", coder_id="coder-1")
TEXT = "the minister said that a ferry line would open again — نیز گفت 🚢 before winter"
WORDS = TEXT.split()


class Work:
    """Random acts on one project file."""

    def __init__(
        self, file: ProjectFile, chance: random.Random, say: Callable[[str], object]
    ) -> None:
        """Begin with what is in the file; `say` hears of each step."""
        self.file = file
        self.journal: Journal = file.journal()
        self.reader = file.reader()
        self.chance = chance
        self.say = say

    def close(self) -> None:
        """Close everything."""
        self.reader.close()
        self.journal.close()
        self.file.close()

    def act(self) -> None:
        """Do one act and say so."""
        verb = self.chance.choices(
            [self.mark, self.edit, self.delete, self.bring_in, self.undo, self.redo],
            [8, 4, 3, 2, 4, 3],
        )[0]
        verb()

    def _apply(self, act: str, changes: tuple[Change, ...], texts: dict[str, str]) -> None:
        step = Step(act, changes, "coder-1", ids.now(), texts=texts)
        done = self.journal.apply(step)
        if done.number is not None:
            self.say(f"{done.id} done")

    def bring_in(self) -> None:
        """Import some articles, each with many spans."""
        rows: Rows = []
        if not self.reader.layers():
            rows += row_forms.rows_of(LAYER)
        texts = {}
        for _ in range(self.chance.choice([1, 3, 8])):
            text = " ".join(self.chance.choices(WORDS, k=self.chance.choice([40, 400])))
            article = Article(
                id=ids.new_id(),
                title="An article",
                text=text,
                sha256=text_sha256(text),
                imported_at=ids.now(),
            )
            texts[article.sha256] = text
            rows += row_forms.rows_of(article)
            for _ in range(self.chance.choice([0, 30])):
                rows += row_forms.span_rows(self._span(article))
        self._apply("import", differences((), rows), texts)

    def _span(self, article: Article) -> Span:
        start = self.chance.randrange(len(article.text) - 12)
        part = Range(start, start + self.chance.randrange(1, 12))
        return Span(
            ids.new_id(),
            article.id,
            LAYER.id,
            "claim",
            (part,),
            (part.of(article.text),),
            {"directness": "direct"},
            by="coder-1",
            created=ids.now(),
        )

    def _article_id(self) -> str | None:
        known = self.reader.article_ids()
        return self.chance.choice(known) if known else None

    def mark(self) -> None:
        """Mark a claim and a speaker, link them, make an actor: one step."""
        article_id = self._article_id()
        if article_id is None:
            self.bring_in()
            return
        article = self.reader.article(article_id)
        actor = Actor(ids.new_id(), "Minister")
        claim = self._span(article)
        speaker = replace(self._span(article), type="speaker", actor_id=actor.id)
        link = Link(ids.new_id(), article.id, LAYER.id, "said_by", claim.id, speaker.id)
        rows = (
            row_forms.actor_rows(actor)
            + row_forms.span_rows(claim)
            + row_forms.span_rows(speaker)
            + row_forms.link_rows(link)
        )
        self._apply("mark", differences((), rows), {})

    def _some_span(self) -> tuple[Span, Rows] | None:
        article_id = self._article_id()
        page = None if article_id is None else self.reader.page(article_id)
        spans = [] if page is None else list(page.spans())
        if page is None or not spans:
            return None
        span = self.chance.choice(spans)
        links = [row for link in page.links_of(span.id) for row in row_forms.link_rows(link)]
        return span, links

    def edit(self) -> None:
        """Change a value of a span."""
        found = self._some_span()
        if found is None:
            return
        span, _ = found
        value = self.chance.choice(["direct", "indirect", "mixed"])
        changed = replace(span, attributes={"directness": value}, changed=ids.now())
        self._apply(
            "edit", differences(row_forms.span_rows(span), row_forms.span_rows(changed)), {}
        )

    def delete(self) -> None:
        """Delete a span with its links."""
        found = self._some_span()
        if found is None:
            return
        span, links = found
        self._apply("delete", differences(links + row_forms.span_rows(span), ()), {})

    def undo(self) -> None:
        """Undo a step, if there is one."""
        try:
            self.say(f"{self.journal.undo().id} undone")
        except WrongUse:
            return

    def redo(self) -> None:
        """Redo a step, if there is one."""
        try:
            self.say(f"{self.journal.redo().id} redone")
        except WrongUse:
            return


def main() -> None:
    """Work until killed, now and then closing the file and opening it again."""
    path = Path(sys.argv[1])
    chance = random.Random(int(sys.argv[2]))  # noqa: S311 - no secret hangs on it

    def say(words: str) -> None:
        os.write(1, f"{words}\n".encode())

    while True:
        work = Work(open_file(path, who="Ada"), chance, say)
        for _ in range(chance.choice([3, 30, 300])):
            work.act()
        work.close()


if __name__ == "__main__":
    main()
