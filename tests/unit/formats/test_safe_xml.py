"""XML from outside is refused for what could harm, with its line."""

from __future__ import annotations

import weakref
from collections.abc import Mapping

import pytest

from annotator.formats.safe_xml import UnsafeXml, XmlCheck

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def whole(data: bytes) -> None:
    check = XmlCheck()
    check.feed(data)
    check.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LAUGHS, "DTD"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DTD"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "nested more than 256"),
        (b"<a " + b" ".join(b'b%d="1"' % n for n in range(1001)) + b"/>", "1,000 attributes"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "encoding"),
        (b'<?xml version="1.0" encoding="utf-16"?><a/>', "no XML"),
        (b"\xff\xfe<a/>", "no XML"),
        (b"<a>\x00</a>", "no XML"),
        (b"<a><b></a>", "no XML"),
        (b"<a>&b;</a>", "no XML"),
        (b"<a", "no XML"),
        (b"", "no XML"),
    ],
)
def test_what_could_harm_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnsafeXml, match=words):
        whole(data)


def test_a_million_attributes_are_refused() -> None:
    # By `whole`: newer versions of expat put a tag off that is not ended in one piece.
    with pytest.raises(UnsafeXml, match="attributes"):
        whole(b"<a " + b" ".join(b'b%d="1"' % n for n in range(1_000_000)) + b"/>")


def test_the_line_is_named_and_good_xml_is_heard() -> None:
    heard: list[tuple[str, Mapping[str, str]]] = []
    ended: list[str] = []
    check = XmlCheck(lambda *one: heard.append(one), ended.append)
    check.feed('<a x="1">\n<b>é</'.encode("utf-16"))
    check.feed("b></a>".encode("utf-16-le"))
    check.close()
    assert (heard, ended) == ([("a", {"x": "1"}), ("b", {})], ["b", "a"])
    with pytest.raises(UnsafeXml) as raised:
        XmlCheck().feed(b"<a>\n<b>\n</c>")
    assert raised.value.line == 3


def test_endless_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.safe_xml.MAX_ELEMENTS", 1_000)
    check = XmlCheck()
    with pytest.raises(UnsafeXml, match="more than 1,000 elements"):
        check.feed(b"<a>" + b"<b/>" * 1_000)


def test_who_listened_is_let_go_once_all_is_read() -> None:
    class Listener:
        def hear(self, _name: str, _attributes: Mapping[str, str]) -> None:
            """Hear that an element begins."""

        def words(self, _words: str) -> None:
            """Hear words."""

    listener = Listener()
    check = XmlCheck(listener.hear, None, listener.words)
    check.feed(b"<a>b</a>")
    check.close()
    known = weakref.ref(listener)
    del listener
    assert known() is None
