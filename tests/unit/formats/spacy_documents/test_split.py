"""The split is by hash: the same for everyone who has the texts and the seed."""

from __future__ import annotations

import hashlib

import pytest

from annotator.errors import WrongUse
from annotator.formats.spacy_documents.split import for_dev, seed_of, share_of
from annotator.model.bundle import Content
from tests import bundles

CONTENTS = [Content(bundles.article(f"Text {n}.", f"a{n}")) for n in range(10)]


def test_the_first_by_hash_test() -> None:
    def rank(one: Content) -> str:
        return hashlib.sha256(f"7\nsplit\n{one.article.sha256}".encode()).hexdigest()

    wanted = {one.article.id for one in sorted(CONTENTS, key=rank)[:3]}
    assert for_dev(CONTENTS, 0.3, 7) == wanted
    assert for_dev(reversed(CONTENTS), 0.3, 7) == wanted
    assert for_dev(CONTENTS, 0.3, 8) != wanted


def test_shares_and_seeds_are_numbers() -> None:
    assert (share_of("0.25"), seed_of("-3")) == (0.25, -3)
    for said in ("0", "1", "-0.2", "nan", "half", ""):
        with pytest.raises(WrongUse, match="no share"):
            share_of(said)
    with pytest.raises(WrongUse, match="no seed"):
        seed_of("1.5")
