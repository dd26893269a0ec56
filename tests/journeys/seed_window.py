"""Run as a program: the real window, coding the seed article by keys up to its reference.

`seed_window.py PROJECT ARTICLE GOLD [suggested [rules]]` prints what it did as JSON when all is
saved, then waits to be killed, as a laptop whose battery is taken out. With `suggested` the coder
first goes through what is suggested, and does by hand what is left; `rules` = no model is asked.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.reading.everywhere import places
from annotator.reading.linking import LinkCandidate
from annotator.settings import Settings
from annotator.text.ranges import Range
from annotator.ui.app import make_program
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.window import MainWindow
from tests.journeys.hand import Hand
from tests.journeys.seed import SCORED
from tests.ui.conftest import Driver

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.project.review.suggested import Suggestion
    from annotator.ui.suggestions.state import SuggestedState

KEYS = {"speaker": "s", "claim": "c", "cue": "u", "entity": "e"}


class SeedCoder:
    """Codes the article as the reference says, by keys alone."""

    def __init__(self, driver: Driver, gold: dict[str, Any]) -> None:
        self.driver = driver
        self.hand = Hand(driver)
        self.gold = gold
        self.golden = {one["id"]: one for one in gold["spans"]}
        self.actors = {one["id"]: one for one in gold["actors"]}
        self.per_claim: dict[str, int] = {}
        """What each claim with its speaker, cue and actor cost after the caret was there."""

    # --- what the reference wants -----------------------------------------------------------

    def parts(self, gold_id: str) -> tuple[Range, ...]:
        return tuple(Range(one["start"], one["end"]) for one in self.golden[gold_id]["parts"])

    def ends(self, claim_id: str) -> tuple[str, str]:
        found = {
            link["type"]: link["to"]
            for link in self.gold["links"]
            if link["from"] == claim_id and link["type"] in ("said_by", "cued_by")
        }
        return found["said_by"], found["cued_by"]

    def made(self, gold_id: str) -> Span | None:
        wanted = (self.golden[gold_id]["type"], self.parts(gold_id))
        return next((one for one in self.driver.spans() if (one.type, one.parts) == wanted), None)

    # --- coding -----------------------------------------------------------------------------

    def code(self) -> None:
        order = sorted(self.golden, key=lambda one: (self.parts(one)[0].start, one[0] != "c"))
        for gold_id in order:
            if self.golden[gold_id]["type"] == "claim":
                before = self.hand.presses.total() - self.hand.presses["reach"]
                self.claim(gold_id)
                now = self.hand.presses.total() - self.hand.presses["reach"]
                self.per_claim[gold_id] = now - before
            elif self.golden[gold_id]["type"] == "entity" and self.made(gold_id) is None:
                self.entity(gold_id)

    def claim(self, claim_id: str) -> None:
        speaker_id, cue_id = self.ends(claim_id)
        made = self.made(claim_id)
        if made is None:
            self.mark(claim_id)
        elif self.is_linked(made, speaker_id, cue_id):
            self.set_values(claim_id)
        else:
            self.go_to(claim_id)
        if made is None or not self.is_linked(made, speaker_id, cue_id):
            self.link(claim_id, speaker_id, cue_id)
        self.set_values(speaker_id)
        self.set_actor(speaker_id)

    def is_linked(self, claim: Span, *gold_ids: str) -> bool:
        there = {link.target_id for link in self.driver.page.links_from(claim.id)}
        return all((end := self.made(one)) is not None and end.id in there for one in gold_ids)

    def mark(self, gold_id: str) -> Span:
        golden = self.golden[gold_id]
        first, *further = self.parts(gold_id)
        self.hand.select(first)
        self.hand.press("mark", KEYS[golden["type"]])
        for part in further:
            if self.made(gold_id) is not None:
                break  # the quotation goes on there, and came along by itself
            self.hand.select(part)
            self.hand.press("mark", f"Shift+{KEYS[golden['type']].upper()}")
        span = self.made(gold_id)
        reading = self.driver.session.reading
        assert span is not None, (gold_id, reading.popup, reading.span, reading.view.selection())
        self.digits(span, golden)
        return span

    def digits(self, span: Span, golden: dict[str, Any]) -> None:
        """Right after a mark: digits for the values that the words did not show by themselves."""
        for name in SCORED[span.type]:
            wanted = golden["attributes"].get(name)
            current = self.driver.page.span(span.id)
            assert current is not None
            if wanted is None or current.attributes.get(name) == wanted:
                continue
            kind = self.driver.session.bridge.context.scheme.type(span.type)
            assert kind is not None
            attribute = kind.attribute(name)
            assert attribute is not None
            self.hand.press("digit", str(attribute.values.index(wanted) + 1))

    def go_to(self, gold_id: str) -> Span:
        """Make a span that is there current: by the type key on its words."""
        span = self.made(gold_id)
        assert span is not None
        if self.driver.session.reading.span_id == span.id:
            return span
        ways = self.hand.ways(self.hand.view(), self.driver.session.view.caret())
        inside = [place for place in range(span.start, span.end) if place in ways]
        self.hand.press("go", *ways[min(inside, key=lambda place: len(ways[place]))])
        for _ in range(6):
            if self.driver.session.reading.span_id == span.id:
                return span
            self.hand.press("go", "o")
        raise AssertionError(f"{gold_id} cannot be reached")

    def set_values(self, gold_id: str) -> None:
        span = self.made(gold_id)
        assert span is not None
        golden = self.golden[gold_id]
        wanted = {n: golden["attributes"].get(n) for n in SCORED[span.type]}
        wrong = [n for n in wanted if wanted[n] and span.attributes.get(n) != wanted[n]]
        if wrong:
            self.go_to(gold_id)
            self.digits(span, golden)

    # --- lists ------------------------------------------------------------------------------

    def popup(self) -> ChoicePopup:
        popup = self.driver.session.reading.popup
        assert isinstance(popup, ChoicePopup)
        return popup

    def link(self, claim_id: str, speaker_id: str, cue_id: str) -> None:
        """Press L and the digit of the line that names speaker and cue; else mark what is not."""
        for _ in range(3):
            self.hand.press("link", "l")
            lines = [one.value for one in self.popup().choices()]
            fits = [n for n, one in enumerate(lines[:9]) if self.fits(one, speaker_id, cue_id)]
            if fits:
                self.hand.press("link", str(fits[0] + 1))
                return
            self.hand.press("link", "Esc")
            missing = next(one for one in (speaker_id, cue_id) if self.made(one) is None)
            self.mark(missing)
            self.go_to(claim_id)
        raise AssertionError((claim_id, lines))

    def fits(self, line: object, speaker_id: str, cue_id: str) -> bool:
        if not isinstance(line, LinkCandidate) or line.cue is None:
            return False
        return (line.at,) == self.parts(speaker_id) and (line.cue,) == self.parts(cue_id)

    def set_actor(self, gold_id: str) -> None:
        """Press A: the actor's line by its digit, or its name and, for a new one, its kind."""
        wanted = self.actors.get(self.golden[gold_id].get("actor") or "")
        span = self.made(gold_id)
        if wanted is None or span is None:
            return
        context = self.driver.session.bridge.context
        known = context.actors.get(span.actor_id)
        if known is not None and (known.name, known.kind) == (wanted["name"], wanted["kind"]):
            return
        if not self.stands_on(span):
            self.go_to(gold_id)
        self.hand.press("actor", "a")
        there = [
            one.id
            for one in context.actors.present()
            if (one.name, one.kind) == (wanted["name"], wanted["kind"])
        ]
        if there:
            self.pick_actor(there[0], wanted["name"])
        else:
            self.new_actor(wanted)

    def stands_on(self, span: Span) -> bool:
        """Say whether A is about a span: it is current, or the claim that it says."""
        current = self.driver.session.reading.span
        if current is None or current.id == span.id:
            return current is not None
        links = self.driver.page.links_from(current.id, "said_by")
        return [one.target_id for one in links] == [span.id]

    def pick_actor(self, actor_id: str, name: str) -> None:
        shown = [one.value for one in self.popup().choices()]
        if actor_id not in shown[:9]:
            self.hand.type("actor", name[:5])
            shown = [one.value for one in self.popup().choices()]
            steps = (shown.index(actor_id) - self.popup().list.currentRow()) % len(shown)
            self.hand.press("actor", *["Down"] * steps, "Enter")
            return
        self.hand.press("actor", str(shown.index(actor_id) + 1))

    def new_actor(self, wanted: dict[str, Any]) -> None:
        def line() -> int | None:
            values = [one.value for one in self.popup().choices()]
            new = ("new", wanted["name"])
            return values.index(new) if new in values else None

        if line() is None:
            self.hand.type("actor", wanted["name"])
        row = line()
        assert row is not None
        steps = (row - self.popup().list.currentRow()) % self.popup().list.count()
        self.hand.press("actor", *["Down"] * steps, "Enter")
        kinds = [one.value for one in self.popup().choices()]
        self.hand.press("actor", str(kinds.index(wanted["kind"]) + 1))

    # --- entities ---------------------------------------------------------------------------

    def entity(self, gold_id: str) -> None:
        self.mark(gold_id)
        self.set_actor(gold_id)
        span = self.made(gold_id)
        assert span is not None
        golden = self.golden[gold_id]
        words = golden["parts"][0]["text"]
        alike = {
            self.parts(one)[0]
            for one, entry in self.golden.items()
            if entry["type"] == "entity" and self.made(one) is None
            and entry["parts"][0]["text"] == words
            and entry["attributes"].get("kind") == golden["attributes"].get("kind")
            and entry.get("actor") == golden.get("actor")
        }  # fmt: skip
        layer_id = self.driver.session.bridge.layer_id
        found = places(self.driver.page, span.text(), "entity", layer_id=layer_id)
        others = [n for n, one in enumerate(found) if one.at not in alike]
        steps = [after - before for before, after in pairwise((0, *others))]
        if len(alike) > sum(steps) + len(others):
            taken_out = [key for step in steps for key in (*["Down"] * step, "Space")]
            self.hand.press("everywhere", "p", *taken_out, "Enter")


class SuggestedCoder(SeedCoder):
    """Takes what is suggested where it is what the reference says, then goes on by hand."""

    def code(self) -> None:
        self.hand.press("ask", "Tab", "Alt+Enter")
        self.wait_for_suggestions()
        self.hand.press("suggested", "Ctrl+Home")
        seen: set[str] = set()
        while True:
            before = self.state.current
            self.hand.press("suggested", "Tab")
            one = self.state.current
            if one is None or one is before or one.span.id in seen:
                break
            seen.add(one.span.id)
            if self.is_right(one):
                self.take(one)
        super().code()
        for gold_id, golden in self.golden.items():
            if golden["type"] == "entity" and not self.is_of_actor(gold_id):
                self.go_to(gold_id)
                self.set_actor(gold_id)

    def gold_of(self, one: Span) -> str:
        """Give what the reference has in a suggested span's place; "" for nothing."""
        place = (one.type, one.parts)
        found = (k for k, gold in self.golden.items() if (gold["type"], self.parts(k)) == place)
        return next(found, "")

    def means(self, suggested: Span, actor: str | None) -> bool:
        """Say whether the actor of a suggestion, known or proposed, is the reference's."""
        wanted = self.actors.get(actor or "")
        found = self.driver.session.bridge.context.actors.get(suggested.actor_id)
        if wanted is None or found is not None:
            return wanted is None or (found.name, found.kind) == (wanted["name"], wanted["kind"])
        proposed = suggested.reason.args.get("actor") if suggested.reason else None
        return proposed is not None and (proposed["name"], proposed["kind"]) == (
            wanted["name"], wanted["kind"],
        )  # fmt: skip

    def is_of_actor(self, gold_id: str) -> bool:
        wanted, span = self.actors.get(self.golden[gold_id].get("actor") or ""), self.made(gold_id)
        known = self.driver.session.bridge.context.actors.get(span.actor_id) if span else None
        return wanted is None or (
            known is not None and (known.name, known.kind) == (wanted["name"], wanted["kind"])
        )

    @property
    def state(self) -> SuggestedState:
        return self.driver.session.suggesting.state

    def wait_for_suggestions(self) -> None:
        """Look at the page until what suggesters find is there, and nothing more comes."""
        queue = self.driver.session.suggesting.queue
        deadline = time.monotonic() + 120
        while not self.state.suggested or queue.is_at_work or queue._later.isActive():
            QApplication.processEvents()
            time.sleep(0.005)
            assert time.monotonic() < deadline

    def is_right(self, one: Suggestion) -> bool:
        """Say whether the reference has all that would be taken."""
        known = {
            (golden["type"], self.parts(name)): golden["attributes"].get("kind")
            for name, golden in self.golden.items()
        }
        every = (one.span, *one.along)
        if not all((each.type, each.parts) in known for each in every):
            return False
        kind = known[one.span.type, one.span.parts]
        return one.span.type != "entity" or one.span.attributes.get("kind") == kind

    def take(self, one: Suggestion) -> None:
        """Take one, or all of the same words where the reference has all of them."""
        words = [each for each in self.state.open if each.span.text() == one.span.text()]
        ids = [self.gold_of(each.span) for each in words]
        whom = {self.golden[each].get("actor") for each in ids if each}
        alone = one.span.type == "claim" or len(words) < 3 or not all(map(self.is_right, words))
        if alone or len(whom) > 1 or not self.means(one.span, next(iter(whom), None)):
            self.hand.press("suggested", "Enter")
            before = self.hand.presses["actor"]
            for gold_id in map(self.gold_of, (one.span, *one.along)):
                if gold_id and self.golden[gold_id]["type"] in ("entity", "speaker"):
                    self.set_actor(gold_id)
            if self.hand.presses["actor"] > before:
                # Who is meant is suggested elsewhere too, as soon as suggesters have seen it.
                self.wait_for_suggestions()
            return
        self.hand.press("suggested", "Shift+Enter")
        deadline = time.monotonic() + 120
        while self.driver.session.reading.popup is None:
            QApplication.processEvents()
            assert time.monotonic() < deadline
        self.hand.press("suggested", "Enter")
        while one.span.id in {each.span.id for each in self.state.open}:
            QApplication.processEvents()
            assert time.monotonic() < deadline


def main() -> None:
    project_path, article, gold_path = (Path(word) for word in sys.argv[1:4])
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    settings = Settings().with_coder("A")
    if "rules" in sys.argv[4:]:
        settings = replace(settings, model_folder="no model")
    make_program(settings)
    window = MainWindow(settings)
    window.show()
    window.activateWindow()
    with Project.create(project_path, coder=settings.coder()) as project:
        project.import_sources([article])
    window.projects.open_path(project_path)
    driver = Driver(window, QtBot(_Request()))
    deadline = time.monotonic() + 120
    while window.session is None or window.session.view.page is None:
        QApplication.processEvents()
        assert time.monotonic() < deadline
    window.session.view.setFocus()
    coder = (SuggestedCoder if "suggested" in sys.argv[4:] else SeedCoder)(driver, gold)
    coder.code()
    while window.session.bridge.n_waiting:
        QApplication.processEvents()
    report = {
        "presses": dict(coder.hand.presses),
        "total": coder.hand.presses.total(),
        "claims": coder.per_claim,
    }
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


class _Request:
    """What pytest-qt wants of pytest, where there is none."""

    class node:  # noqa: N801 - pytest's word
        """Nothing."""


if __name__ == "__main__":
    main()
