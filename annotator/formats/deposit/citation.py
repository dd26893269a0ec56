"""How a corpus is cited, as a file that programs read: Citation File Format 1.2.0 (YAML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.corpus.about import CorpusSummary
    from annotator.formats.deposit.licences import Licence

FILE = "CITATION.cff"
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def quoted(words: str) -> str:
    """Give words as a double-quoted scalar of YAML, on one line."""

    def escaped(found: re.Match[str]) -> str:
        sign = found[0]
        return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04x}"

    return f'"{_TO_ESCAPE.sub(escaped, words)}"'


def citation(summary: CorpusSummary, licence: Licence | None) -> str:
    """Give the file: title, people, the day of the last step, and the licence if it is known."""
    people = summary.contributors() or (tr("The coders of this corpus"),)
    day = summary.bundle.changed[:10]
    lines = [
        "cff-version: 1.2.0",
        f"message: {quoted(tr('If you use this corpus, please cite it as below.'))}",
        "type: dataset",
        f"title: {quoted(summary.title)}",
        "authors:",
        *(f"  - name: {quoted(name)}" for name in people),
        *([f"date-released: {quoted(day)}"] if _DAY.fullmatch(day) else []),
        *([f"license: {licence.name}"] if licence is not None and licence.name else []),
    ]
    return "\n".join(lines) + "\n"
