"""Projects whose XML or texts somebody spoilt: read in a sound way, or refused in a sentence.

ANNOTATOR_EXAMPLES=2000 spoils them in so many more ways.
"""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import CannotRead
from tests.refi_foreign import ForeignProject, element, note, read, refers

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

TEXT = "The minister 🚢 said: “We will.”\n\nShe left 👍🏽 at once.\nNobody knows why."
MARKS = [("minister", "A ▸ B"), ("She", "C", "ben"), ("why", "A")]
ODD = ('""', '"-5"', '"99999999999999999999"', '"3"', '"\u200d"', f'"{"z" * 5_000}"', '"{}"')
LETTERS = '\x00 "<A\U0001f6a2\ufffe\u200b9'


@cache
def whole() -> tuple[list[str], dict[str, bytes]]:
    """Give a good project: its XML in pieces, and its texts."""
    one = ForeignProject(users={"anna": "Anna", "ben": "Ben"})
    value = element("TextValue", "2026-01-01")
    one.text(
        "One",
        TEXT,
        MARKS,
        refers("NoteRef", "n", one),
        element("VariableValue", refers("VariableRef", "v", one), value),
    )
    one.text("Two", f"{TEXT}!", MARKS[:1])
    ends = (one.id(f"selection One {name} anna") for name in ("minister", "why"))
    link = zip(("originGUID", "targetGUID"), ends, strict=True)
    one.rest = {
        "Notes": [note("n", "a note", one)],
        "Variables": [element("Variable", guid=one.id("v"), name="date")],
        "Links": [element("Link", guid=one.id("l"), name="x (a: b)", **dict(link))],
        "Cases": [
            element(
                "Case",
                refers("SelectionRef", "selection One minister anna", one),
                refers("SourceRef", "Two", one),
                guid=one.id("k"),
                name="Case",
            )
        ],
    }
    return re.split(r'(<[^>]+>|"[^"]*")', one.xml()), one.files


def spoilt(chance: random.Random) -> bytes:
    """Give the project with some pieces gone, doubled, moved or odd, and bytes of a text other."""
    pieces, files = [*whole()[0]], dict(whole()[1])
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(pieces))
        piece = pieces[at]
        letter = chance.randrange(len(piece)) if piece else 0
        pieces[at] = chance.choice(
            (
                "",
                piece + piece,
                chance.choice(pieces),
                piece[:letter] + chance.choice(LETTERS) + piece[letter + 1 :],
                chance.choice(ODD) if piece.startswith('"') else piece,
            )
        )
    if chance.random() < 0.3:
        name = chance.choice([*files])
        data = bytearray(files[name])
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        files[name] = bytes(data)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
        archive.writestr("project.qde", "".join(pieces).encode("utf-8", "surrogatepass"))
    return made.getvalue()


def check(bundle: Bundle) -> None:
    """Whatever comes in hangs together."""
    layers = {one.id for one in bundle.layers}
    types = {one.name for one in bundle.scheme.types} if bundle.scheme else set()
    for content in bundle.contents:
        text, spans = content.article.text, {one.id: one for one in content.spans}
        assert len(spans) == len(content.spans)
        for span in spans.values():
            assert span.type in types
            assert span.layer_id in layers
            assert all(0 <= one.start < one.end <= len(text) for one in span.parts)
            assert span.quotes == tuple(one.of(text) for one in span.parts)
        for link in content.links:
            assert spans[link.source_id].layer_id == spans[link.target_id].layer_id
        owners = {*spans, content.article.id, *(one.id for one in content.links)}
        assert all(one.owner_id in owners for one in content.notes)


@given(seed=st.integers(0, 1 << 32), reading=st.sampled_from(["", "utf16,crlf2"]))
def test_a_spoilt_project_is_sound_or_refused_in_a_sentence(seed: int, reading: str) -> None:
    began, refused = time.process_time(), "a.qdpx"
    chance = random.Random(seed)  # noqa: S311 - no secret
    try:
        check(read(spoilt(chance), reading=reading).bundle)
    except CannotRead as error:
        refused = str(error)
    assert "a.qdpx" in refused
    assert time.process_time() - began < 5


def test_the_good_one_is_whole() -> None:
    pieces, files = whole()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
        archive.writestr("project.qde", "".join(pieces))
    bundle = read(made.getvalue()).bundle
    check(bundle)
    assert [len(one.spans) for one in bundle.contents] == [3, 1]
    assert len(bundle.layers) == 2
