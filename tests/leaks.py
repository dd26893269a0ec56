"""Every byte of an export, inflated: whether words stand in it that must not be there."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def found_in(at: Path, words: Iterable[str]) -> set[str]:
    """Give those of the words that stand anywhere in a file or folder, as text or in a name."""
    wanted = [*words]
    files = [at] if at.is_file() else [one for one in at.rglob("*") if one.is_file()]
    found = {word for word in wanted for one in files if word in str(one.relative_to(at.parent))}
    for file in files:
        for data in inflated(file.read_bytes()):
            found |= {word for word in wanted if any(one in data for one in _written(word))}
    return found


def inflated(data: bytes) -> Iterator[bytes]:
    """Give data and all that is packed in it: ZIP entries, zlib streams, columns of Parquet."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode()
                yield from inflated(archive.read(entry))
    elif data.startswith(b"%PDF"):
        for stream in _STREAM.findall(data):
            yield from _unpacked(stream)
    elif data.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        yield repr(pq.read_table(io.BytesIO(data)).to_pylist()).encode()
    else:
        yield from _unpacked(data)


def _unpacked(data: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompress(data)
    except zlib.error:
        return


def _written(word: str) -> Iterator[bytes]:
    """Give a word as it may be written: UTF-8, UTF-16, escaped in JSON, XML or an address."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield json.dumps(word)[1:-1].encode()
    yield "".join(one if ord(one) < 128 else f"&#{ord(one)};" for one in word).encode()
    yield "".join(one if ord(one) < 128 else f"&#x{ord(one):X};" for one in word).encode()
    yield quote(word).encode()
