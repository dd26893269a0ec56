"""Checksums of what an export wrote, in the form of `sha256sum -c`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.disk import sha256_of
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUMS = "SHA256SUMS"
"""The file that names all others."""


def listed(sums: Mapping[str, str]) -> str:
    """Give the text of the file: a line a name, in their order."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(sums.items()))


def stated(text: str) -> dict[str, str]:
    """Give the checksums that such a text states, by name."""
    lines = (line.partition("  ") for line in text.split("\n")[:-1])
    return {name: checksum for checksum, _, name in lines}


def differences_of_files(wanted: set[str], there: set[str], at: Path) -> Iterator[str]:
    """Give what is missing, too many, or otherwise than the checksums of a folder say."""
    for name in sorted(wanted ^ there):
        yield tr("{file} is missing or too many", file=name)
    sums = stated((at / SUMS).read_text(encoding="utf-8"))
    if sums.keys() != wanted - {SUMS}:
        yield tr("{file} does not name all files", file=SUMS)
    for name, checksum in sums.items():
        if sha256_of(at / name) != checksum:
            yield tr("{file} does not fit its checksum", file=name)
