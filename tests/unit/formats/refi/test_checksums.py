"""Checksums in their order."""

from __future__ import annotations

import hashlib

from annotator.formats.refi.checksums import Checksums


def test_checksums_are_there_by_number_in_their_order() -> None:
    every = [hashlib.sha256(bytes([n])).hexdigest() for n in range(5)]
    held = Checksums(every)
    assert [*held] == every
    assert (len(held), held[-1], held[1:3]) == (5, every[-1], every[1:3])
    assert every[3] in held
