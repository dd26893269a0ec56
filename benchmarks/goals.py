"""The goals: what a person waits for, both sides of it, and the ratio that must hold.

The numbers are those of the table in docs/performance.md. How sides are run is in `turns`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from benchmarks.turns import Kind, Side

OPENED, ONE_PARAGRAPH, SHORT, CORPUS = "W2", "W2 in one paragraph", "W1", "W3"
MARKED_CORPUS = "W3 with its marks"
WHOLE_CORPUS = "W3, all of it"
SOME_OF_CORPUS = "W3 with its marks, some of it"
"""As much as the one with its marks; less of it in CI."""
TWO_CODERS = "W4"
MANY_DIFFERENCES = "20,000 differences"
LISTS = {"a list of 1,000": 1_000, "a list of 10,000": 10_000, "a list of 100,000": 100_000}
"""Workloads of very many short articles, and how many."""
MIXED_LIST = "a mixed list of 100,000"
STUDIES = {"a study of 10,000": 10_000, "a study of 100,000": 100_000}
"""Likewise, with marks, notes, questions, actors and copies."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the table.

    Ours must be at most `times` the limit and `plus` more, in medians and in minima; the 95th
    percentile at most `times_p95` where that is set. `plus` is in the unit of the figures.
    `is_promised` ones are run when no number is given, and on small workloads with every push;
    the others are measured on request until they are met.
    """

    number: int
    name: str
    ours: Side
    limit: Side
    times: float
    plus: float = 0.0
    times_p95: float | None = None
    n_turns: int = 9
    unit: str = "ms"
    is_promised: bool = True
    why: str = ""

    @property
    def bound_words(self) -> str:
        """The bound as the table words it."""
        beside = f"{self.plus * (1000 if self.unit == 'ms' else 1):g} {self.unit}"
        words = f"≤ {self.times:g} ×" if self.times else f"≤ {beside}"
        if self.times and self.plus:
            words += f" + {beside}"
        if self.times_p95 is not None:
            words += f" (p95 ≤ {self.times_p95:g} ×)"
        return words


def _opening(number: int, workload: str, *, plus: float = 0.0) -> Goal:
    return Goal(
        number=number,
        name=f"open {workload}",
        ours=Side("ours.read_and_show", workload),
        limit=Side("limits.open_text", workload),
        times=2.0,
        plus=plus,
        why="limit: read the rows, plain text edit without spans",
    )


def _opening_in_window(workload: str) -> Goal:
    return Goal(
        number=2,
        name=f"open {workload} in the window",
        ours=Side("ours.open_article", workload),
        limit=Side("limits.open_text", workload),
        times=3.0,
        why="raised from 2 ×: a worker reads, so that the window never waits, and the cards are"
        " painted too",
    )


def _marking(workload: str) -> Goal:
    return Goal(
        number=4,
        name=f"key press → span on screen, {workload}",
        ours=Side("ours.mark_span", workload),
        limit=Side("ours.unchanged_view", workload),
        times=4.0,
        n_turns=7,
        why="limit: the same view painted unchanged",
    )


def _marking_plainly(workload: str) -> Goal:
    return Goal(
        number=4,
        name=f"the same against a plain view, {workload}",
        ours=Side("ours.mark_span", workload),
        limit=Side("limits.repaint_text", workload),
        times=10.0,
        n_turns=7,
        why="limit: a plain text edit of the same text, painted unchanged",
    )


def _scrolling(workload: str) -> Goal:
    return Goal(
        number=6,
        name=f"scroll one step, {workload}",
        ours=Side("ours.scroll_article", workload),
        limit=Side("limits.scroll_text", workload),
        times=1.5,
        times_p95=2.0,
        n_turns=7,
        why="limit: plain text edit",
    )


def _steady_memory(number: int, what: str, ours: str) -> Goal:
    return Goal(
        number=number,
        name=f"memory of {what}",
        ours=Side(ours, MARKED_CORPUS, Kind.FRESH),
        limit=Side(ours, SHORT, Kind.FRESH),
        times=1.0,
        plus=30.0,
        n_turns=7,
        unit="MB",
        why="limit: the same of W1; it does not grow with the project but by some buffers",
    )


def _growing(name: str, module: str) -> tuple[Goal, ...]:
    """The same work in lists of ten times the articles may take 1.3 times as long."""
    sizes = [*LISTS]
    return tuple(
        Goal(
            number=15,
            name=f"{name}: {larger.removeprefix('a list of ')} articles",
            ours=Side(module, larger),
            limit=Side(module, smaller),
            times=1.3,
            n_turns=7,
            why=f"limit: the same in {smaller}",
        )
        for smaller, larger in pairwise(sizes)
    )


def _studying(name: str, module: str, *, times: float = 11.0) -> Goal:
    """What a study asks of ten times the articles: no list grows more than its lines."""
    smaller, larger = STUDIES
    return Goal(
        number=18,
        name=f"{name}: {larger.removeprefix('a study of ')} articles",
        ours=Side(f"ours.study_{module}", larger),
        limit=Side(f"ours.study_{module}", smaller),
        times=times,
        n_turns=7,
        is_promised=False,
        why=f"limit: the same in {smaller}",
    )


def _narrowing(name: str, workload: str) -> Goal:
    return Goal(
        number=15,
        name=name,
        ours=Side("ours.narrowed_lists", workload),
        limit=Side("limits.search_titles", workload),
        times=0.0,
        plus=0.02,
        n_turns=7,
        why="limit: go once through all titles in a bare table",
    )


def _exporting(words: str, name: str, how: str, workload: str = MARKED_CORPUS) -> Goal:
    return Goal(
        number=10,
        name=f"export W3 as {words}, read back",
        ours=Side(f"ours.export_{name}", workload),
        limit=Side(f"limits.export_{name}", workload),
        times=3.0,
        n_turns=7,
        why=f"limit: rows read bare, a bare writer and a bare reader of the same ({how})",
    )


def _coming_in(words: str, name: str, how: str) -> Goal:
    return Goal(
        number=8,
        name=f"read {words} with 60,000 spans and 36,000 links in, processor time",
        ours=Side(f"ours.read_{name}", MARKED_CORPUS),
        limit=Side(f"limits.read_{name}", MARKED_CORPUS),
        times=4.0,
        n_turns=7,
        why=f"limit: parsed with {how} and kept, inserted into bare tables, one commit",
    )


def _reviewing(
    name: str, ours: str, limit: str, seconds: float, workload: str = TWO_CODERS, why: str = ""
) -> Goal:
    """What is bound by a time, of the processor: what others do meanwhile is not ours.

    The limit beside it tells a slow machine from a slow program.
    """
    return Goal(
        number=11,
        name=name,
        ours=Side(f"ours.{ours}", workload),
        limit=Side(limit, workload),
        times=0.0,
        plus=seconds,
        n_turns=7,
        why=why,
    )


_ROWS = "limits.read_two_layers"
_REVIEW: tuple[Goal, ...] = (
    Goal(
        number=11,
        name="two coders: all figures and the list of differences",
        ours=Side("ours.agreement", TWO_CODERS),
        limit=Side(_ROWS, TWO_CODERS),
        times=3.0,
        n_turns=7,
        why="limit: the rows of both layers, and equal spans found in a table",
    ),
    _reviewing(
        "their differences alone, with reading", "compare", _ROWS, 1.0, why="limit: the same rows"
    ),
    _reviewing(
        "an interval of one figure, from 2,000 draws",
        "intervals",
        _ROWS,
        2.0,
        why="limit: the same rows",
    ),
    _reviewing(
        "one article with 5,000 spans a side",
        "long_article",
        "limits.long_article",
        0.3,
        workload=SHORT,
        why="limit: one walk over both sides that counts what overlaps",
    ),
    _reviewing(
        "what a colleague's file would bring: the dry run",
        "dry_run",
        _ROWS,
        2.0,
        why="limit: the rows of as many spans",
    ),
    _reviewing(
        "a decision on the screen, 6,500 differences listed",
        "settle",
        "ours.unchanged_review",
        0.05,
        why="limit: page, cards and list of Review painted unchanged",
    ),
    _reviewing(
        "a decision on the screen, 20,000 differences listed",
        "settle",
        "ours.unchanged_review",
        0.05,
        workload=MANY_DIFFERENCES,
        why="limit: the same; 500 of them in the article, all alike",
    ),
    _reviewing(
        "20,000 differences listed anew",
        "list_differences",
        "limits.fill_list",
        0.1,
        workload=MANY_DIFFERENCES,
        why="limit: as many plain rows in the library's own list",
    ),
    _reviewing(
        "the slowest frame while they are scrolled",
        "scroll_differences",
        "limits.scroll_list",
        0.016,
        workload=MANY_DIFFERENCES,
        why="limit: the same list of plain rows",
    ),
)

_PARSING = (
    Goal(
        number=12,
        name="24 articles through all suggesters by rule, processor time",
        ours=Side("ours.suggest_by_rule", SHORT),
        limit=Side("limits.read_words", SHORT),
        times=17.0,
        n_turns=7,
        why="limit: their sentences and words alone",
    ),
    Goal(
        number=12,
        name="24 articles through the language process",
        ours=Side("ours.parse_articles", SHORT),
        limit=Side("limits.parse_articles", SHORT),
        times=1.11,
        n_turns=7,
        is_promised=False,
        why="limit: `nlp.pipe` over the same, whole articles and pipeline; ≥ 0.9 × its speed",
    ),
    Goal(
        number=12,
        name="memory of the language process, an article of 300,000 characters",
        ours=Side("ours.model_memory", SHORT, Kind.FRESH),
        limit=Side("limits.model_memory", SHORT, Kind.FRESH),
        times=1.0,
        plus=100.0,
        n_turns=7,
        unit="MB",
        why="limit: the model loaded; and never more than 350 MB",
    ),
    Goal(
        number=12,
        name="the window's timer while it works",
        ours=Side("ours.late_frames", SHORT),
        limit=Side("limits.late_frames", SHORT),
        times=1.0,
        plus=0.016,
        n_turns=7,
        why="limit: the same timer beside a process that only counts; one frame more at most",
    ),
)

_BESIDE = (
    Goal(
        number=12,
        name="the window's timer while suggestions are read ahead",
        ours=Side("ours.reading_ahead", SHORT),
        limit=Side("limits.late_frames", SHORT),
        times=1.0,
        plus=0.016,
        n_turns=7,
        why="limit: the same timer beside a process that only counts; one frame more at most",
    ),
    Goal(
        number=12,
        name="Enter on a page of 600 suggested claims",
        ours=Side("ours.take_suggestion", SHORT),
        limit=Side("ours.unchanged_view", SHORT),
        times=0.0,
        plus=0.05,
        n_turns=7,
        why="limit: a page painted unchanged; in processor time",
    ),
    Goal(
        number=12,
        name="Pause, while an article of 300,000 characters is read",
        ours=Side("ours.pause_reading", SHORT),
        limit=Side("limits.end_process", SHORT),
        times=0.0,
        plus=0.2,
        n_turns=7,
        why="limit: a process ended that does nothing",
    ),
    Goal(
        number=12,
        name="closing the window meanwhile",
        ours=Side("ours.close_reading", SHORT, Kind.FRESH),
        limit=Side("limits.end_process", SHORT),
        times=0.0,
        plus=0.2,
        n_turns=7,
        why="limit: the same; steps on disk, settings and place are kept, too",
    ),
)


GOALS: tuple[Goal, ...] = (
    Goal(
        number=1,
        name="start to painted window with list and article",
        ours=Side("ours.start_program", SHORT, Kind.START),
        limit=Side("limits.empty_window", SHORT, Kind.START),
        times=3.3,
        is_promised=False,
        why="limit: a process with an empty window",
    ),
    Goal(
        number=1,
        name="the same, seen from outside",
        ours=Side("ours.program", SHORT, Kind.SEEN),
        limit=Side("limits.empty_window", SHORT, Kind.SEEN),
        times=3.3,
        is_promised=False,
        why="limit: the same; what counts is when the picture on a virtual screen stays",
    ),
    _opening(2, OPENED),
    _opening(2, ONE_PARAGRAPH),
    _opening_in_window(OPENED),
    _opening(3, SHORT, plus=0.005),
    _marking(OPENED),
    _marking(ONE_PARAGRAPH),
    _marking_plainly(OPENED),
    _marking_plainly(ONE_PARAGRAPH),
    Goal(
        number=4,
        name="key press → span on screen, W2 against W1",
        ours=Side("ours.mark_span", OPENED),
        limit=Side("ours.mark_span", SHORT),
        times=4.0,
        n_turns=7,
        why="limit: the same key press in W1",
    ),
    Goal(
        number=5,
        name="a span safe on disk",
        ours=Side("ours.save_span", OPENED),
        limit=Side("limits.commit_rows", OPENED),
        times=2.0,
        why="limit: the same rows committed under the same settings",
    ),
    Goal(
        number=5,
        name="what the window does for it: hand it over",
        ours=Side("ours.hand_over", OPENED),
        limit=Side("limits.commit_rows", OPENED),
        times=0.5,
        why="it must not wait for the disk: less than half a bare commit",
    ),
    Goal(
        number=6,
        name="another text size, W2",
        ours=Side("ours.text_size", OPENED),
        limit=Side("limits.text_size", OPENED),
        times=1.0,
        plus=0.03,
        n_turns=7,
        why="limit: a plain text edit in another font; cards, marks and bars are painted anew too",
    ),
    _scrolling(OPENED),
    _scrolling(ONE_PARAGRAPH),
    Goal(
        number=7,
        name="import 2,000 text files",
        ours=Side("ours.import_texts", CORPUS),
        limit=Side("limits.import_texts", CORPUS),
        times=9.0,
        n_turns=7,
        why="limit: read the files, insert into two bare tables",
    ),
    Goal(
        number=7,
        name="import a table of 2,000 articles",
        ours=Side("ours.import_rows", CORPUS),
        limit=Side("limits.import_rows", CORPUS),
        times=3.0,
        n_turns=7,
        is_promised=False,
        why="limit: read the rows with csv, insert into two bare tables",
    ),
    Goal(
        number=7,
        name="read saved web pages",
        ours=Side("ours.read_pages", CORPUS),
        limit=Side("limits.read_pages", CORPUS),
        times=1.5,
        n_turns=7,
        is_promised=False,
        why="limit: lxml and trafilatura alone, without all text, its places and metadata",
    ),
    Goal(
        number=7,
        name="near copies among 2,000 texts",
        ours=Side("ours.near_copies", CORPUS),
        limit=Side("limits.near_copies", CORPUS),
        times=8.0,
        n_turns=7,
        is_promised=False,
        why="limit: split into words and counted; 8 × is 10,000 articles in 4 s of one processor",
    ),
    _coming_in("JSONL", "jsonl", "`json`"),
    _coming_in("a REFI-QDA project", "qdpx", "`zipfile` and `ElementTree`"),
    replace(
        _steady_memory(8, "reading W3 in from JSONL", "ours.import_memory"),
        plus=45.0,
        why="limit: the same of W1; pages of the file, numbers of ids and what waits have 40 MB,"
        " of ten times the articles 45",
    ),
    _exporting("JSONL", "jsonl", "`json`"),
    _exporting("tables", "tables", "`csv`"),
    _exporting("REFI-QDA", "qdpx", "`zipfile`, `ElementTree`", SOME_OF_CORPUS),
    _exporting("annotations of the web", "w3c", "`json`", SOME_OF_CORPUS),
    _exporting("a web page", "report", "`html.parser`", SOME_OF_CORPUS),
    _steady_memory(10, "exporting W3", "ours.export_memory"),
    *_REVIEW,
    *_PARSING,
    *_BESIDE,
    Goal(
        number=13,
        name="memory with W2 open",
        ours=Side("ours.article_memory", OPENED, Kind.FRESH),
        limit=Side("limits.text_memory", OPENED, Kind.FRESH),
        times=1.5,
        n_turns=7,
        unit="MB",
        why="limit: plain text edit with the same text",
    ),
    *_growing("first page of every order", "ours.first_pages"),
    *_growing("page round an article", "ours.page_round"),
    _narrowing("the slowest page with a search or a filter, 100,000", [*LISTS][-1]),
    _narrowing("the same, Persian titles, states mixed", MIXED_LIST),
    _steady_memory(16, "listing all spans of W3", "ours.list_memory"),
    Goal(
        number=9,
        name="find words in all of W3, first 50 with context",
        ours=Side("ours.find_words", WHOLE_CORPUS),
        limit=Side("limits.find_words", WHOLE_CORPUS),
        times=2.0,
        n_turns=7,
        why="limit: instr() over the folded texts in one bare table",
    ),
    Goal(
        number=17,
        name="an edit of the scheme over all spans of a type, W3",
        ours=Side("ours.edit_scheme", MARKED_CORPUS),
        limit=Side("limits.update_rows", MARKED_CORPUS),
        times=25.0,
        n_turns=7,
        is_promised=False,
        why="limit: the same rows updated by one statement; ours reads each row, compares it, keeps"
        " it in the history and can undo it: 45 µs a span",
    ),
    replace(
        _steady_memory(17, "an edit of the scheme over all spans of a type", "ours.edit_memory"),
        plus=40.0,
        is_promised=False,
        why="limit: the same of W1; what is to be written waits packed, 40 bytes a span",
    ),
    _studying("find common words, rare ones, and none", "words"),
    _studying("the sheet of actors", "actors"),
    _studying("the list of notes", "notes"),
    _studying("what is to look at again, first page", "look_again", times=1.3),
    _studying("one question over all claims, the first of them", "question_first", times=3.0),
    _studying("one question over all claims, counted to the last", "question"),
    _studying("the copies of an article", "copies", times=1.3),
)
