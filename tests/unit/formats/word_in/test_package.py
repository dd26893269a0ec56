"""A Word file opened: what is none, or would harm, is a sentence; its parts are known by roots."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest

from annotator.errors import CannotRead
from annotator.formats import guess
from annotator.formats.sources import Source
from annotator.formats.word_in.package import opened
from tests.word_files import comment, end, file_of, line, read, root, run, start, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def wrong_sum() -> bytes:
    data = bytearray(file_of(line("A text that is stored.")))
    with zipfile.ZipFile(BytesIO(bytes(data))) as file:
        at = file.infolist()[0].header_offset
    data[at + 14] ^= 0xFF  # the checksum of the local head
    where = data.rindex(b"PK\x01\x02")
    data[where + 16] ^= 0xFF
    return bytes(data)


BOMB = zipped({"word/document.xml": root("w:document", line("x" * 60_000_000))})
DTD = '<!DOCTYPE a [<!ENTITY b "c">]>' + root("w:document", line("x")).partition("?>")[2]
DEEP = "<w:p>" * 300


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE, "old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (file_of(line("x"))[:-30], "not a whole ZIP archive"),
        (wrong_sum(), "word/document.xml in it is damaged"),
        (BOMB, "it would unpack to 60 MB"),
        (zipped({"word/document.xml": DTD}), "word/document.xml, line 1: it has a DTD"),
        (zipped({"word/document.xml": root("w:document", DEEP)}), "more than 256 deep"),
        (zipped({"../word/document.xml": "<a/>"}), "leads out of it"),
        (zipped({"xl/workbook.xml": "<a/>"}), "no document is in it"),
        (file_of(line(" ")), "has no text in it"),
        (b"A plain text.", "not a whole ZIP archive"),
    ],
)
def test_what_is_no_word_file_or_would_harm_is_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words) as raised:
        read(data)
    assert "a.docx" in str(raised.value)
    assert raised.value.hint


@pytest.mark.parametrize("name", ["a.docx", "a.docm"])
def test_an_old_or_encrypted_file_under_a_new_name_goes_to_this_format(name: str) -> None:
    assert guess(Source(name, data=OLE)).name == "docx"
    with pytest.raises(CannotRead, match="old Word or Excel"):
        guess(Source("a.doc", data=OLE))


def test_a_hundred_thousand_runs_are_read_in_seconds() -> None:
    marked = (f"{start(n)}{run('word ')}{end(n)}" for n in range(2_000))
    body = line(*marked) + line(run("x") * 100_000)
    comments = "".join(comment(n, "claim") for n in range(2_000))
    data = file_of(body, comments)
    began = time.process_time()
    (content,) = read(data).bundle.contents
    assert time.process_time() - began < 5
    assert len(content.spans) == 2_000
    assert content.article.text == "word " * 2_000 + "\n" + "x" * 100_000


def test_styles_and_answers_are_heard_beside_the_words() -> None:
    styles = root("w:styles", '<w:style w:styleId="b1"><w:name w:val="Heading 1"/></w:style>')
    parts = {"word/styles.xml": styles}
    file = opened(file_of(line("x"), comment(1, "a") + comment(2, "b"), {2: 1}, parts), "a.docx")
    assert file.styles == {"b1": "heading 1"}
    assert file.parents == {"P2": "P1"}
    assert [one.text for one in file.comments()] == ["a", "b"]
    assert [one.text for one in file.stories()] == ["x"]
