"""Parses kept in memory, by what was parsed: what was read once is not parsed again."""

import json
import zlib
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeAlias

RawWords: TypeAlias = list[list[Any]]
"""The words of a stretch as the language process gives them; places count from its start."""

_LARGEST = 32_000_000
"""So many bytes hold the parses of about 5,000 articles."""


class ParseCache:
    """The parses of the stretches read last, within a bound of memory; any thread may ask."""

    def __init__(self, largest: int = _LARGEST) -> None:
        """Keep at most so many bytes."""
        self._largest = largest
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, model: str, text: str) -> RawWords | None:
        """Give what a model said of a text, None if it is not kept."""
        key = _key(model, text)
        with self._lock:
            packed = self._kept.get(key)
            if packed is None:
                return None
            self._kept.move_to_end(key)
        words: RawWords = json.loads(zlib.decompress(packed))
        return words

    def put(self, model: str, text: str, words: RawWords) -> None:
        """Keep what a model says of a text; what was asked for longest ago goes."""
        key = _key(model, text)
        packed = zlib.compress(json.dumps(words, separators=(",", ":")).encode("ascii"), 1)
        with self._lock:
            self._size += len(packed) - len(self._kept.pop(key, b""))
            self._kept[key] = packed
            while self._size > self._largest:
                self._size -= len(self._kept.popitem(last=False)[1])


def _key(model: str, text: str) -> bytes:
    return blake2b(f"{model}\n{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
