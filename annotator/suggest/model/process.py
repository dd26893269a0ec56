"""Articles to the language process and parses back: batches over articles, bounds, second tries.

It is started when it is first needed. Where it cannot help, the rules go on alone, and a sentence
says why.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.language import tr, trn
from annotator.suggest.base import SuggestInput
from annotator.suggest.model.cache import ParseCache, RawWords
from annotator.suggest.model.parsed import Parse, ParsedWord
from annotator.suggest.model.pipelines import Pipeline, Pipelines
from annotator.suggest.model.running import Question, RunningModel, command_of
from annotator.text.ranges import Range

_MOST_TEXTS = 32
_MOST_CHARACTERS = 8_000
"""A batch takes half a second, so that stopping is quick and the bound of time fair."""
_BATCHES_AHEAD = 2
_ARTICLES_AHEAD = 8
_LOOK_SECONDS = 0.05
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the language process may take: to start, for a batch, of memory, and while idle.

    So many pipelines may run at once, and so many times one may be started in a run. Of an article
    so many characters are parsed, in so many stretches: the same on every computer.
    """

    start_seconds: float = 60
    seconds: float = 10
    megabytes: int = 350
    idle_seconds: float = 300
    n_starts: int = 2
    n_running: int = 2
    n_characters: int = 60_000
    n_stretches: int = 3_000


class LanguageProcess:
    """Runs the pipelines, each in a process of its own; asked from any thread."""

    def __init__(
        self,
        find: Callable[[], Pipelines],
        *,
        bounds: Bounds | None = None,
        command: Callable[[Pipeline], Sequence[str]] = command_of,
    ) -> None:
        """Begin without a process; `find` is asked for the pipelines when a text comes."""
        self.trouble = ""
        """Why the rules go on alone, as a sentence; "" = they do not."""
        self.n_shortened = 0
        """Of how many articles of this run it read the beginning alone."""
        self.bounds = bounds or Bounds()
        self.cache = ParseCache()
        self._find = find
        self._command = command
        self._pipelines: Pipelines | None = None
        self._running: dict[Pipeline, RunningModel] = {}
        self._n_failures = 0
        self._is_closed = False
        self._lock = threading.RLock()

    def pipelines(self) -> Pipelines:
        """Give the pipelines there are; they are looked for once."""
        with self._lock:
            if self._pipelines is None:
                self._pipelines = self._find()
            return self._pipelines

    def begin_run(self) -> None:
        """Try again what failed in the run before."""
        with self._lock:
            self.trouble = ""
            self.n_shortened = self._n_failures = 0

    def parses(
        self, inputs: Iterable[SuggestInput], check: Callable[[], None]
    ) -> Iterator[Parse | None]:
        """Give what the model says of each article, in their order; None where the rules go alone.

        Articles are taken from `inputs` a little ahead. `check` is called at least every 50 ms,
        and may raise to stop.
        """
        return _Run(self, check).parses(iter(inputs))

    def ask(self, pipeline: Pipeline, texts: Sequence[str]) -> Question | None:
        """Send texts to a pipeline, started if it is not running; None where it cannot be."""
        with self._lock:
            if self.trouble or self._is_closed:
                return None
            running = self._running.pop(pipeline, None)
            if running is None:
                while len(self._running) >= self.bounds.n_running:
                    self._running.pop(next(iter(self._running))).end()
                try:
                    running = RunningModel(pipeline, self._command(pipeline))
                except OSError as problem:
                    self.trouble = _cannot_start(pipeline, str(problem))
                    return None
            self._running[pipeline] = running  # the one used last stands last
            return running.ask(texts)

    def answer(self, question: Question, check: Callable[[], None]) -> list[RawWords] | None:
        """Wait for an answer; None when the process ended, or had to be ended, before it came."""
        while not question.done.wait(_LOOK_SECONDS):
            check()
            why = self._out_of_bounds(question.asked_of)
            if why:
                self._failed(question.asked_of, why)
        if question.answer is None:
            self._failed(question.asked_of, tr("it ended by itself"))
        return question.answer

    def n_bytes(self) -> int:
        """Give how much memory all processes hold; 0 where the system does not say."""
        return sum(one.n_bytes() for one in list(self._running.values()))

    def tick(self) -> None:
        """End processes that nobody has needed for some time; to be called now and then."""
        with self._lock:
            idle = [
                one
                for one in self._running.values()
                if not one.is_asked() and one.seconds_of_silence() > self.bounds.idle_seconds
            ]
            for one in idle:
                self._running.pop(one.pipeline).end()

    def close(self) -> None:
        """End all processes; nothing is parsed any more."""
        with self._lock:
            self._is_closed = True
            running = list(self._running.values())
            self._running.clear()
        for one in running:
            one.end()

    def _out_of_bounds(self, running: RunningModel) -> str:
        """Say which bound a process has passed; "" = none."""
        bounds = self.bounds
        silence = running.seconds_of_silence()
        if not running.is_ready:
            return tr("it did not start") if silence > bounds.start_seconds else ""
        if silence > bounds.seconds:
            return tr("a paragraph took longer than {n} s", n=round(bounds.seconds))
        if running.n_bytes() > bounds.megabytes * _MEGABYTE:
            return tr("it took more than {n} MB of memory", n=bounds.megabytes)
        return ""

    def _failed(self, running: RunningModel, why: str) -> None:
        """Count a failure, unless it is known already, and say so when it was the last one."""
        with self._lock:
            if self._running.get(running.pipeline) is not running:
                return
            del self._running[running.pipeline]
            self._n_failures += 1
            if running.refused:
                self.trouble = _cannot_start(running.pipeline, running.refused)
            elif self._n_failures >= self.bounds.n_starts:
                self.trouble = tr(
                    "The model {name} was ended twice ({why}); for now the rules go on alone.",
                    name=running.pipeline.name,
                    why=why,
                )
        running.end()


def shortened(n: int) -> str:
    """Give a sentence: the model read but the beginning of so many articles; "" for none."""
    if not n:
        return ""
    return trn(
        "The model read the beginning of one very long article; the rules read all of it.",
        "The model read the beginning of {n} very long articles; the rules read all of them.",
        n,
    )


def _cannot_start(pipeline: Pipeline, problem: str) -> str:
    return tr(
        "The model {name} cannot be loaded ({problem}); for now the rules go on alone.",
        name=pipeline.full_name,
        problem=problem,
    )


@dataclass(eq=False)
class _Batch:
    """Texts that go to one pipeline together, and their words when they are known."""

    pipeline: Pipeline
    texts: list[str] = field(default_factory=list)
    question: Question | None = None
    parsed: list[RawWords | None] | None = None

    def has_room(self, pipeline: Pipeline, text: str) -> bool:
        n_characters = sum(map(len, self.texts)) + len(text)
        is_small = len(self.texts) < _MOST_TEXTS and n_characters <= _MOST_CHARACTERS
        return self.pipeline == pipeline and is_small

    def is_out(self) -> bool:
        return self.question is not None and not self.question.done.is_set()


@dataclass(eq=False)
class _Waiting:
    """An article on its way: the stretches whose words are known, and those in a batch."""

    pipeline: Pipeline | None
    known: dict[Range, RawWords] = field(default_factory=dict)
    asked: list[tuple[Range, _Batch, int]] = field(default_factory=list)


class _Run:
    """Some articles on their way through the language process."""

    def __init__(self, process: LanguageProcess, check: Callable[[], None]) -> None:
        self.process = process
        self.check = check
        self.articles: deque[_Waiting] = deque()
        self.sent: list[_Batch] = []
        self.filling: _Batch | None = None

    def parses(self, inputs: Iterator[SuggestInput]) -> Iterator[Parse | None]:
        is_over = False
        while self.articles or not is_over:
            while not is_over and self._may_take_more():
                self.check()
                given = next(inputs, None)
                if given is None:
                    is_over = True
                    self._send()
                else:
                    self.articles.append(self._begun(given))
            if self.articles:
                yield self._finished(self.articles.popleft())

    def _may_take_more(self) -> bool:
        self.sent = [one for one in self.sent if one.is_out()]
        return len(self.articles) < _ARTICLES_AHEAD and len(self.sent) < _BATCHES_AHEAD

    def _begun(self, given: SuggestInput) -> _Waiting:
        """Look up what is known of an article, and put the rest into batches."""
        pipeline = self.process.pipelines().for_language(given.language)
        article = _Waiting(None if self.process.trouble else pipeline)
        if article.pipeline is None:
            return article
        for at in self._within_bounds(given):
            text = at.of(given.text)
            known = self.process.cache.get(article.pipeline.full_name, text)
            if known is not None:
                article.known[at] = known
                continue
            if self.filling is None or not self.filling.has_room(article.pipeline, text):
                self._send()
            if self.filling is None:
                self.filling = _Batch(article.pipeline)
            article.asked.append((at, self.filling, len(self.filling.texts)))
            self.filling.texts.append(text)
        return article

    def _within_bounds(self, given: SuggestInput) -> Iterator[Range]:
        """Give the stretches of an article from its start, as many as may be parsed."""
        bounds, n_characters = self.process.bounds, 0
        for n, at in enumerate(given.body()):
            n_characters += at.length
            if n_characters > bounds.n_characters or n >= bounds.n_stretches:
                self.process.n_shortened += 1
                return
            yield at

    def _send(self) -> None:
        if self.filling is not None:
            batch, self.filling = self.filling, None
            batch.question = self.process.ask(batch.pipeline, batch.texts)
            self.sent.append(batch)

    def _finished(self, article: _Waiting) -> Parse | None:
        """Wait for what is missing of an article; None unless all of it is known then."""
        if article.pipeline is None:
            return None
        for at, batch, n in article.asked:
            if batch is self.filling:
                self._send()
            words = self._words(batch)[n]
            if words is None:
                return None
            article.known[at] = words
        placed = {at.start: _placed(words, at.start) for at, words in article.known.items()}
        return Parse(article.pipeline.full_name, dict(sorted(placed.items())))

    def _words(self, batch: _Batch) -> list[RawWords | None]:
        """Give the words of each text of a batch; where it failed, of one text after another."""
        if batch.parsed is None:
            found = self._answer(batch.question, len(batch.texts))
            if found is None:
                singly = [self._asked_alone(batch.pipeline, text) for text in batch.texts]
                batch.parsed = [one[0] if one else None for one in singly]
            else:
                batch.parsed = list(found)
            for text, words in zip(batch.texts, batch.parsed, strict=True):
                if words is not None:
                    self.process.cache.put(batch.pipeline.full_name, text, words)
        return batch.parsed

    def _asked_alone(self, pipeline: Pipeline, text: str) -> list[RawWords] | None:
        return self._answer(self.process.ask(pipeline, [text]), 1)

    def _answer(self, question: Question | None, n: int) -> list[RawWords] | None:
        found = None if question is None else self.process.answer(question, self.check)
        return found if found is not None and len(found) == n else None


def _placed(words: RawWords, start: int) -> tuple[ParsedWord, ...]:
    """Give words with their places in the article."""
    return tuple(
        ParsedWord(first + start, last + start, pos, dep, head, entity, bool(begins))
        for first, last, pos, dep, head, entity, begins in words
    )
