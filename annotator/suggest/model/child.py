"""The language process: spaCy and one pipeline, alone with the texts that come over standard input.

The only module that loads spaCy. A request is one JSON line, its answer one line for each text;
once the pipeline is loaded it can open no file and no connection.
"""

import json
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from spacy.language import Language

_SPACE_FOR_WORK = 512 * 1024 * 1024
"""Address space beside what stands there when the pipeline is loaded; a batch needs a tenth."""
_NICE = 5
"""Whoever reads goes first."""
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "ftplib.",
)
_BEGINS = 3  # spaCy's sign for the first word of an entity
_WARM_UP = "The minister said on Monday that “nothing” had changed."


_locked: list[bool] = []


class _Refused(Exception):
    """Something that the language process does not do."""


def main(arguments: Sequence[str]) -> int:
    """Load the pipeline that the argument names (a package, a folder); answer until the end."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else is written among them
    requests: SimpleQueue[str] = SimpleQueue()
    reader = threading.Thread(target=_read, args=(sys.stdin, requests), daemon=True)
    reader.start()
    sys.addaudithook(_look)
    try:
        nlp = _loaded(arguments[0])
    except (OSError, ValueError, KeyError, ImportError, AttributeError) as problem:
        _write(answers, {"refused": f"{type(problem).__name__}: {problem}"[:500]})
        return 1
    _lock_up()
    _write(answers, {"ready": True})
    while True:
        _answer(nlp, json.loads(requests.get()), answers)


def _read(lines: TextIO, requests: "SimpleQueue[str]") -> None:
    """Hand on what comes; end with whoever started us, in the middle of work too."""
    with suppress(OSError, ValueError):
        for line in lines:
            requests.put(line)
    os._exit(0)


def _loaded(source: str) -> "Language":
    import spacy

    # Word forms are in our own lists; what is looked at is who governs what, and names.
    nlp = spacy.load(source, exclude=["lemmatizer"])
    for _ in nlp.pipe([_WARM_UP, "", " "]):
        pass
    return nlp


def _answer(nlp: "Language", request: dict[str, Any], answers: TextIO) -> None:
    """Write the words of each text in a line of its own: long lines would hold up who reads."""
    texts = request["texts"]
    with nlp.memory_zone():
        for doc in nlp.pipe(texts, batch_size=len(texts)):
            _write(answers, {"id": request["id"], "words": _words(doc)})


def _words(doc: Iterable[Any]) -> list[list[Any]]:
    return [
        [
            word.idx,
            word.idx + len(word),
            word.pos_,
            word.dep_,
            word.head.i,
            word.ent_type_,
            int(word.ent_iob == _BEGINS),
        ]
        for word in doc
    ]


def _write(answers: TextIO, answer: dict[str, Any]) -> None:
    try:
        answers.write(json.dumps(answer, separators=(",", ":")) + "\n")
        answers.flush()
    except OSError:
        os._exit(0)  # whoever asked has gone


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what this process has no business with, from its first moment on."""
    if event.startswith(_FORBIDDEN):
        raise _Refused(event)
    if event == "open" and _locked and not isinstance(arguments[0], int):
        raise _Refused(event)


def _lock_up() -> None:
    """Take no more files, connections and memory than are there now."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        os.nice(_NICE)
        held = _address_space()
        if held:
            limit = held + _SPACE_FOR_WORK
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    _locked.append(True)


def _address_space() -> int:
    """How many bytes this process has in its address space; 0 where nothing says so."""
    try:
        numbers = Path("/proc/self/statm").read_text("ascii").split()
        return int(numbers[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
