"""Texts are known by their checksums; quotations and one turned bit mend them."""

from __future__ import annotations

import pytest

from annotator.store.recover.pages import TornText
from annotator.store.recover.texts import (
    LOST,
    as_far_as_known,
    mended,
    quotations_by_article,
    sha256,
    texts_in,
)

BODY = "Öl aus Velmora: “We will wait.”"
PLAIN = BODY.encode()


def test_a_text_is_known_by_what_it_is_whatever_stands_beside_it() -> None:
    found = texts_in([(sha256(PLAIN), len(BODY), BODY), (None, 1, "another")])
    assert found.sound == {sha256(PLAIN): BODY, sha256(b"another"): "another"}
    assert texts_in([("0" * 64, 3, BODY)]).sound == {sha256(PLAIN): BODY}


@pytest.mark.parametrize("at", [0, 1, 7, len(PLAIN) - 1])
def test_one_turned_bit_is_turned_back(at: int) -> None:
    torn = bytearray(PLAIN)
    torn[at] ^= 4
    found = texts_in([(sha256(PLAIN), len(BODY), TornText(torn))])
    assert mended(sha256(PLAIN), found.torn[sha256(PLAIN)], []) == BODY


def test_quotations_mend_what_they_say() -> None:
    torn = BODY.replace("Velmora", "Xxxmora").replace("wait", "????").encode()
    at, to = BODY.index("Velmora"), BODY.index("wait")
    quotations = [(at, at + 7, "Velmora"), (to, to + 4, "wait")]
    assert mended(sha256(PLAIN), torn, quotations) == BODY
    assert mended(sha256(PLAIN), torn, quotations[:1]) is None


def test_what_is_left_has_the_quotations_at_their_places() -> None:
    left = as_far_as_known(None, 12, [(3, 7, "said")])
    assert left == LOST * 3 + "said" + LOST * 5
    assert as_far_as_known(b"abc\0", 0, []) == f"abc{LOST}"


def test_parts_belong_to_the_article_of_their_span() -> None:
    spans = [(1, 9, 5, "claim", 0, 2, "ab", None)]
    assert quotations_by_article(spans, [(1, 1, 4, 6, "ef"), (2, 1, 0, 1, "x")]) == {
        9: [(0, 2, "ab"), (4, 6, "ef")]
    }
