"""The process that writes and reads spaCy's own files: the only module of the formats with spaCy.

Requests come as JSON lines over standard input, one answer line for each. It knows nothing of the
rest of the program; run as a file it needs no other module of it.
"""

import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span

DATA = "annotator"
"""Under this name the rest of an article stands in the data of its document."""


def main() -> int:
    """Answer until the input ends.

    `doc` takes an article `into` one of the files, `write` writes that one, `read` gives the
    documents in a file, a line each.
    """
    answer = _answers_alone()
    import spacy
    from spacy.tokens import DocBin

    _look_for_no_plugins()
    nlp = spacy.blank("xx")
    nlp.max_length = sys.maxsize
    waiting: dict[str, DocBin] = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "doc" in request:
                doc = _doc(nlp, request["doc"])
                waiting.setdefault(request["into"], _documents()).add(doc)
                answer({"entities": _ranges(doc.ents)})
            elif "write" in request:
                waiting.pop(request["of"], _documents()).to_disk(request["write"])
                answer({})
            else:
                for doc in DocBin().from_disk(request["read"]).get_docs(nlp.vocab):
                    answer(_of_doc(doc))
                answer({"end": True})
        except (OSError, ValueError, KeyError, IndexError) as problem:
            code = getattr(problem, "errno", None)
            answer({"refused": f"{type(problem).__name__}: {problem}"[:500], "errno": code})
    return 0


def _documents() -> "DocBin":
    """Begin a file: only what our tokens have goes in, the rest takes 8 bytes each."""
    from spacy.tokens import DocBin

    return DocBin(attrs=("ORTH", "ENT_IOB", "ENT_TYPE"), store_user_data=True)


def _look_for_no_plugins() -> None:
    """Keep the library from going through all installed packages four times for each document.

    It asks them for encoders of values of their own kinds; all of ours are plain ones.
    """
    from srsly.msgpack import msgpack_decoders, msgpack_encoders

    msgpack_decoders.entry_points = msgpack_encoders.entry_points = False


def _answers_alone() -> Callable[[dict[str, Any]], None]:
    """Give what answers; whatever a library prints goes where errors go, not between answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def answer(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said) + "\n")
        answers.flush()

    return answer


def _doc(nlp: Any, said: dict[str, Any]) -> "Doc":
    """Make a document of a text; its tokens end where a span starts or ends, too."""
    from spacy.tokens import Span
    from spacy.util import filter_spans

    text: str = said["text"]
    groups = (*said["groups"].values(), said["entities"])
    spans = [(start, end) for group in groups for start, end, _ in group]
    doc, token_at = _tokens(nlp, text, spans)
    for name, group in said["groups"].items():
        doc.spans[name] = [
            Span(doc, token_at[start], token_at[end], label=label) for start, end, label in group
        ]
    entities = [
        Span(doc, token_at[start], token_at[end], label=label)
        for start, end, label in said["entities"]
    ]
    doc.ents = filter_spans(entities)
    doc.user_data[DATA] = said["data"]
    return doc


def _tokens(nlp: Any, text: str, spans: Sequence[tuple[int, int]]) -> tuple["Doc", dict[int, int]]:
    """Give the text as tokens, and which token begins at each place where one does.

    A token is what spaCy makes of it, cut at the borders of spans. A blank behind a token belongs
    to it, as is usual there, unless a span begins with the blank or ends behind it.
    """
    from spacy.tokens import Doc

    found = [(token.idx, token.idx + len(token)) for token in nlp.make_doc(text)]
    borders = {0, len(text), *(at for span in spans for at in span)}
    cuts = sorted(borders.union(*({start, end} for start, end in found)))
    own = {start for start, _ in spans} | {end - 1 for _, end in spans}
    words: list[str] = []
    blanks: list[bool] = []
    token_at: dict[int, int] = {len(text): 0}
    for start, end in _pairs(cuts):
        if text[start:end] == " " and words and not blanks[-1] and start not in own:
            blanks[-1] = True
            token_at[start] = len(words)
            continue
        token_at[start] = len(words)
        words.append(text[start:end])
        blanks.append(False)
    token_at[len(text)] = len(words)
    return Doc(nlp.vocab, words=words, spaces=blanks), token_at


def _pairs(cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((one, other) for one, other in itertools.pairwise(cuts) if one < other)


def _of_doc(doc: "Doc") -> dict[str, Any]:
    groups = {name: _ranges(group) for name, group in doc.spans.items()}
    data = doc.user_data.get(DATA)
    return {"text": doc.text, "groups": groups, "entities": _ranges(doc.ents), "data": data}


def _ranges(spans: Iterable["Span"]) -> list[list[Any]]:
    return [[one.start_char, one.end_char, one.label_] for one in spans]


if __name__ == "__main__":
    sys.exit(main())
