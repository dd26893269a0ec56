"""All acts that change a study, each as one line: what torture does at random.

`ACTS` has a line for every call of `Project` that changes something, `READING` names the others;
test_acts.py says so where a call is in neither. `BESIDE` are acts that are no step: they write
other files.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from annotator.errors import WrongUse
from annotator.model.choice import ExportChoice
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.ready import ready_scheme
from annotator.project import Project
from annotator.project.finding.search import Search
from tests.crash.scene import OTHER

if TYPE_CHECKING:
    from annotator.model.page import Page
    from annotator.model.span import Span
    from tests.crash.scene import Scene

One = TypeVar("One")
TYPES = ("claim", "speaker", "cue", "entity")
STATES = ("done", "progress", "excluded")
WORDS = ("ferry", "harbour", "Kabul", "said", "بند", "🚢", "minister", "“We will,”", "line", "open")
FORMATS = {"jsonl": ".jsonl", "tables": "", "report": ".html", "qdpx": ".qdpx", "w3c": ".jsonld"}


@dataclass
class Work:
    """A project in which acts are done, and what chance they take."""

    project: Project
    scene: Scene
    chance: random.Random
    brings_more: bool = True
    """Whether new texts and marks come from outside each time, or those of the scene."""
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def one(self, some: list[One]) -> One:
        """Give one of some; none there is a wrong use, as it is for a person."""
        if not some:
            raise WrongUse("There is none.")
        return self.chance.choice(some)

    def perhaps(self) -> bool:
        """Say yes every second time."""
        return self.chance.random() < 0.5

    def words(self, n: int = 3) -> str:
        """Give some words that stand nowhere else."""
        return " ".join((*self.chance.choices(WORDS, k=n), str(self.chance.randrange(10**6))))

    def article(self) -> str:
        """Give the id of an article."""
        return self.one([one.id for one in self.project.articles()])

    def page(self) -> Page:
        """Give an article with the coder's own marks, more often one that has some."""
        pages = [self.project.page(self.article()) for _ in range(3)]
        return max(pages, key=lambda page: len(list(page.spans())) * self.chance.random())

    def place(self, article_id: str) -> tuple[int, int]:
        """Give a few words of an article."""
        text = self.project.page(article_id).article.text
        start = self.chance.randrange(len(text) - 1)
        return start, min(len(text), start + self.chance.randrange(1, 30))

    def span(self, type_name: str | None = None) -> Span:
        """Give one of the coder's own marks."""
        return self.one(list(self.page().spans(type_name)))

    def two_spans(self) -> tuple[Span, Span]:
        """Give a claim and a speaker of one article."""
        page = self.page()
        return self.one(list(page.spans("claim"))), self.one(list(page.spans("speaker")))

    def actor(self) -> str:
        """Give the id of an actor."""
        return self.one([one.id for one in self.project.actors()])

    def two_actors(self) -> list[str]:
        """Give the ids of two actors."""
        first = self.actor()
        return [first, self.one([x.id for x in self.project.actors() if x.id != first])]

    def out(self, name: str) -> str:
        """Give where something goes out to, where nothing is yet."""
        return str(self.scene.out / f"{name} {next(self.numbers)} {self.chance.randrange(10**9)}")


Act: TypeAlias = Callable[[Work], object]


def _mark(w: Work) -> object:
    article = w.article()
    name = w.chance.choice([None, "Kabul", w.words(1)])
    type_name = w.chance.choice(TYPES)
    actor = name if type_name in ("speaker", "entity") else None
    return w.project.mark(article, type_name, w.place(article), actor=actor)


def _places(w: Work) -> object:
    articles = [w.article() for _ in range(3)]
    return w.project.mark_places("cue", {one: [w.place(one)] for one in articles})


def _import(w: Work) -> object:
    """Some files, each other texts than the time before."""
    for n, one in enumerate(sorted(w.scene.texts.iterdir()) if w.brings_more else ()):
        one.write_text(f"{w.words()}\n\n{w.words(30 * n + 3)}.\n", encoding="utf-8")
    return w.project.import_sources(w.scene.texts)


def _take_in(w: Work) -> object:
    text = w.scene.texts / "text 0.txt"
    if w.brings_more:
        text.write_text(f"{w.words()}\n\n{w.words(20)}.", encoding="utf-8")
    return w.project.take_in(w.project.plan_import(text))


def _merge(w: Work) -> object:
    """What a colleague has coded since."""
    if w.brings_more:
        with Project.open(w.scene.colleague, coder=OTHER) as other:
            other.mark("1", "cue", (w.chance.randrange(40), 60))
    return w.project.merge(w.scene.colleague)


def _edit_actor(w: Work) -> object:
    known = w.one(list(w.project.actors()))
    return w.project.edit_actor(replace(known, note=w.words()))


def _look_alike(w: Work) -> object:
    pair = w.one(list(w.project.look_alikes()))
    return w.project.look_alike(pair.left.id, pair.right.id, w.chance.choice([True, False, None]))


def _answer(w: Work) -> object:
    asked = w.one([one.note for one in w.project.notes() if one.note.question])
    return w.project.answer(asked.id, w.words(), [_definition(w)])


def _definition(w: Work) -> SchemeEdit:
    path = w.chance.choice(["claim.directness", "speaker", "cue", "entity.kind", "said_by"])
    return SchemeEdit(EditKind.DEFINE, path, definition=w.words())


def _scheme_edit(w: Work) -> object:
    added = SchemeEdit(EditKind.ADD, f"claim.tone{w.chance.randrange(9999)}", values=("a", "b"))
    return w.project.edit_scheme([w.chance.choice([_definition(w), added])])


def _decide_again(w: Work) -> object:
    due = w.one(list(itertools.islice(w.project.look_again("A"), 20)))
    return w.project.decide_again(due.item, due.attribute, due.value)


def _rule(w: Work) -> object:
    rule = w.one(list(w.project.learnt().rules))
    return w.project.rule(rule.id, on=w.perhaps())


def _together(w: Work) -> object:
    with w.project.together(w.words()) as made:
        article = w.article()
        claim = w.project.mark(article, "claim", w.place(article))
        w.project.note(claim.id, w.words())
    return made


def _export(w: Work) -> object:
    name = w.chance.choice([*FORMATS])
    return w.project.export(name, w.out(name) + FORMATS[name], ExportChoice())


def _look_back(w: Work) -> object:
    """Export the project as it was some steps ago."""
    steps = [one.step.id for one in w.project.steps() if one.state == "done"]
    with w.project.at(w.one(steps[:9])) as was:
        return was.export("jsonl", w.out("as it was") + ".jsonl")


def _forget(w: Work) -> object:
    """Forget all but the last state, in a copy."""
    name = f"shorter {next(w.numbers)} {w.chance.randrange(10**9)}.annotator"
    copy = w.project.backup(w.scene.colleague.with_name(name))
    with Project.open(copy, coder=w.project.context.coder) as shorter:
        last = w.one([one.step for one in shorter.steps() if one.state == "done"][:1])
        return shorter.forget_before(last)


def _restore_backup(w: Work) -> object:
    """Take back an article that a backup has, whether it is still in the project or not."""
    kept = w.one(list(w.project.backups()))
    with Project.open(kept.path, coder=w.project.context.coder, read_only=True) as was:
        article = w.one([one.id for one in was.articles()])
    return w.project.restore_backup(kept, articles=article)


def _carry_mark(w: Work) -> object:
    span = w.span("claim")
    other = w.one([one.id for one in w.project.articles() if one.id != span.article_id])
    return w.project.carry_mark(span.id, other, w.place(other))


ACTS: Mapping[str, Act] = {
    "actor": lambda w: w.project.actor(w.words(2), "person", [w.words(1)]),
    "add_part": lambda w: (
        (span := w.span("claim")), w.project.add_part(span.id, w.place(span.article_id))
    ),
    "add_scheme": lambda w: w.project.add_scheme(ready_scheme("discourse-network")),
    "answer": _answer,
    "attribution": lambda w: w.project.attribution(w.span("claim").id),
    "carry": lambda w: w.project.carry("1"),
    "carry_mark": _carry_mark,
    "change_articles": lambda w: w.project.change_articles({"outlet": w.words(1)}),
    "collect_kits": lambda w: w.project.collect_kits(w.scene.kit),
    "confirm": lambda w: w.project.confirm(w.article()),
    "confirm_alike": lambda w: w.project.confirm_alike(w.article(), "title"),
    "decide_again": _decide_again,
    "decide_again_alike": lambda w: w.project.decide_again_alike("cue", "cue"),
    "delete": lambda w: w.project.delete(w.span().id),
    "draw_more": lambda w: w.project.draw_more("pilot", 1),
    "draw_sample": lambda w: w.project.draw_sample(w.words(1), n=2),
    "edit": lambda w: w.project.edit(
        w.span("claim").id, attributes={"directness": w.chance.choice(["direct", "indirect"])}
    ),
    "edit_actor": _edit_actor,
    "edit_scheme": _scheme_edit,
    "export_recipe": lambda w: w.project.export_recipe("for R"),
    "fields": lambda w: w.project.fields(w.article(), {"byline": w.words()}),
    "furniture": lambda w: w.project.furniture("Follow us on the lake", never=w.perhaps()),
    "import_sources": _import,
    "import_text": lambda w: w.project.import_text(f"{w.words()}\n\n{w.words(30)}."),
    "join": lambda w: w.project.join(w.two_actors()),
    "keep": lambda w: w.project.keep(w.words(1), Search(w.words(1))),
    "keep_recipe": lambda w: w.project.keep_recipe(w.words(1), "jsonl", w.out("recipe") + ".jsonl"),
    "link": lambda w: (
        (ends := w.two_spans()), w.project.link(ends[0].id, "said_by", ends[1].id)
    ),
    "look_alike": _look_alike,
    "make_kits": lambda w: w.project.make_kits("C", w.out("kits"), sample="pilot"),
    "mark": _mark,
    "mark_everywhere": lambda w: w.project.mark_everywhere("Kabul", w.chance.choice(TYPES)),
    "mark_places": _places,
    "merge": _merge,
    "names": lambda w: w.project.names(show=w.perhaps()),
    "name_step": lambda w: w.project.name_step(
        w.one([one.step.id for one in w.project.steps() if one.state == "done"]), w.words(2)
    ),
    "near": lambda w: w.project.near(),
    "note": lambda w: w.project.note(w.span().id, w.words(), question=w.chance.random() < 0.3),
    "redo": lambda w: w.project.redo(),
    "region": lambda w: (
        (one := w.article()),
        w.project.region(one, w.chance.choice(["caption", "boilerplate", "body"]), w.place(one)),
    ),
    "restore_backup": _restore_backup,
    "restore": lambda w: w.project.restore("4", (0, 11)),
    "rule": _rule,
    "set_scheme": lambda w: w.project.set_scheme(replace(w.project.scheme, title=w.words())),
    "split": lambda w: w.project.split(
        w.one([one.id for one in w.project.reader.actors().every() if one.merged_into])
    ),
    "state": lambda w: w.project.state(w.article(), w.chance.choice(STATES)),
    "suggest": lambda w: w.project.suggest(model=False),
    "take": lambda w: w.project.take("A", of=("A", "B")),
    "take_in": _take_in,
    "together": _together,
    "undo": lambda w: w.project.undo(),
}  # fmt: skip
"""What is a step, or several, by the name of its call."""

BESIDE: Mapping[str, Act] = {
    "at": _look_back,
    "backup": lambda w: w.project.backup(w.out("copy") + ".annotator"),
    "export": _export,
    "forget_before": _forget,
}
"""What is no step but writes a file that is whole or not there."""

READING = frozenset({
    "actors", "agreement", "all_passages", "article", "article_id", "articles", "ask_about",
    "backups",
    "changed_since_settled", "check", "close", "columns", "compare", "context", "create", "decided",
    "expected_claims", "fields_now", "find", "folded_texts", "id", "kits", "layer", "layers",
    "learnt", "links", "look_again", "look_into", "look_alikes", "methods", "notes", "open",
    "page", "page_of", "pages", "passages", "path", "plan_begin", "plan_import", "proposals",
    "read_only", "reader", "recipes", "recover", "report", "sample_articles", "samples", "scheme",
    "scheme_versions", "searcher", "searches", "settling", "spans", "statements", "steps",
    "subscribe", "suggest_beside", "tick", "title", "to_print", "touched_by", "traces", "values_of",
    "who_has",
})  # fmt: skip
"""Calls that change nothing."""
