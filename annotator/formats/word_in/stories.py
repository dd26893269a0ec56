"""The words of a Word file as its XML goes by: stories of lines, and where comments begin and end.

A story is what reads on: the body, a text box, a footnote, a comment. Which program wrote the file,
and what comes of its comments, is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OTHERS = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://schemas.microsoft.com/office/word/2016/wordml/cid": "w16cid:",
    "http://schemas.microsoft.com/office/word/2018/wordml/cex": "w16cex:",
    "urn:schemas-microsoft-com:vml": "v:",
    _MATHS: "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_TEXTS = frozenset({"w:t", "m:t"})
_UNSEEN = frozenset({"mc:Fallback", "w:rt", "w:moveFrom"})
"""What stands twice, or only for pronunciation, or was moved away."""
_BEFORE_CHANGES = "PrChange"
"""How the names of what formatting was before a tracked change end."""
_PROPERTIES = frozenset({"w:pPr", "w:trPr"})
_PICTURES = frozenset({"pic:pic", "v:imagedata", "c:chart", "dgm:relIds"})
"""Pictures, charts and the drawings whose words Word lays out by itself."""
_BLANKS = " \t\r\n"
_NO = ("0", "false", "off")


def said(attributes: Mapping[str, str], name: str) -> str:
    """Give an attribute by its name without a prefix; "" where it is missing."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""


class Names:
    """What elements are called whatever prefixes a file uses: "w:p"; "" = nobody asks for it."""

    def __init__(self) -> None:
        """Know no prefix yet."""
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def of(self, name: str, attributes: Mapping[str, str]) -> str:
        """Give the name of an element that begins; its attributes may declare prefixes."""
        known = self._known.get(name)
        return self._learnt(name, attributes) if known is None else known

    def ending(self, name: str) -> str:
        """Give the name of an element that ends."""
        return self._known.get(name, "")

    def _learnt(self, name: str, attributes: Mapping[str, str]) -> str:
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                kind = "w:" if value in _WORD else _OTHERS.get(value, "")
                self._prefixes.setdefault(key[6:], kind)
        prefix, _, bare = name.rpartition(":")
        if prefix not in self._prefixes:
            return ""
        kind = self._prefixes[prefix]
        self._known[name] = kind + bare if kind else ""
        return self._known[name]


@dataclass(slots=True)
class WordLine:
    """What stands between two line ends of paragraphs; `start` counts from the story's start."""

    style: str
    start: int
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class Story:
    """Lines that read on; `id` is that of a note or a comment, `said` what its element says."""

    id: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    lines: list[WordLine] = field(default_factory=list)
    last_paragraph: str = ""
    at: int = 0
    joins: bool = False
    turns: bool = False
    """A new page was begun: a new line too, if words follow in the paragraph."""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.text for line in self.lines)

    def begin(self) -> None:
        """Begin a paragraph: a new line, unless the end of the one before was deleted."""
        if self.joins and self.lines:
            self.joins = False
            return
        self.turns = False
        self.at += bool(self.lines)
        self.lines.append(WordLine("", self.at))

    def add(self, words: str) -> None:
        """Add words to the line that is open."""
        if words:
            if not self.lines:
                self.begin()
            words = f"\n{words}" if self.turns else words
            self.turns = False
            self.lines[-1].pieces.append(words)
            self.at += len(words)


@dataclass(slots=True)
class Anchor:
    """Where a comment begins and ends, and where its mark stands: a story, and a place in it."""

    start: tuple[Story, int] | None = None
    end: tuple[Story, int] | None = None
    mark: tuple[Story, int] | None = None


@dataclass(slots=True)
class Heard:
    """What stories leave out or take in on the way, by how much."""

    inserted: int = 0
    deleted: int = 0
    pictures: int = 0
    embedded: int = 0
    hidden: int = 0
    """Words that are there, and are only shown to who asks for them."""


class StoryReader:
    """Hears the elements of one part of a Word file, by the names that `Names` gives."""

    def __init__(self, holds: str = "") -> None:
        """Read one story; or, with the name of an element that holds one, a story for each."""
        self.stories: list[Story] = [] if holds else [Story()]
        self.boxes: list[Story] = []
        self.anchors: dict[str, Anchor] = {}
        self.notes: list[tuple[str, str]] = []
        self.heard = Heard()
        self._holds = holds
        self._open = [*self.stories]
        self._depth = 0
        self._hidden_from = 0
        self._in_table: dict[str, list[int]] = {"w:tr": [], "w:tc": []}
        # Of each field that is open in the paragraph: whether it still says what it is.
        self._fields: list[bool] = []
        self._properties = ""
        self._vanishes = False
        self._taken: list[str] | None = None
        self._is_exact = False

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins; "" is any other."""
        self._depth += 1
        if not name:
            return
        if name.endswith(_BEFORE_CHANGES) or name in _UNSEEN:
            self._hides(name)
        elif name in _ANCHORS:
            self._anchor(name, said(attributes, "id"))
        elif name == "w:del":
            self._deleted()
        elif name in self._in_table:
            self._in_table[name].append(self._depth)
        elif not self._hidden_from:
            self._seen(name, attributes)

    def _seen(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _PROPERTIES:
            self._properties = name
        elif name == "w:ins" or name == "w:moveTo":
            self.heard.inserted += 1
        elif name == "w:cellDel":
            self._leaves_out("w:tc")
        elif name in ("w:r", "m:r", "w:vanish") and not self._properties:
            self._vanishes = name == "w:vanish" and said(attributes, "val") not in _NO
        elif name in _TEXTS:
            self._taken = []
            self._is_exact = said(attributes, "space") == "preserve"
        elif name == self._holds:
            self.stories.append(Story(said(attributes, "id"), dict(attributes)))
            self._open.append(self.stories[-1])
        elif name == "w:txbxContent":
            self.boxes.append(Story())
            self._open.append(self.boxes[-1])
            self._properties = ""
        elif self._open:
            self._in_story(self._open[-1], name, attributes)

    def _in_story(self, story: Story, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:p":
            story.begin()
            story.last_paragraph = said(attributes, "paraId")
            self._fields.clear()
        elif name == "w:fldChar":
            self._field(said(attributes, "fldCharType"))
        elif name == "w:pStyle" and story.lines and self._properties == "w:pPr":
            line = story.lines[-1]
            line.style = line.style or said(attributes, "val")
        elif name == "w:br" and said(attributes, "type") in _NEW_PAGES:
            story.turns = True
        elif name in _SIGNS and not self._properties:
            story.add(_SIGNS[name])
        elif name == "w:sym":
            story.add(_symbol(said(attributes, "char")))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self.notes.append((name[2:-9], said(attributes, "id")))
        elif name in _PICTURES:
            self.heard.pictures += 1
        elif name == "w:altChunk":
            self.heard.embedded += 1

    def _field(self, kind: str) -> None:
        """Hear of a field: first what it is, then, behind a separator, the words that are seen."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _hides(self, name: str) -> None:
        if name == "w:moveFrom":
            self._deleted()
        elif not self._hidden_from:
            self._hidden_from = self._depth

    def _deleted(self) -> None:
        """Hear of a deletion: of a line end, of a row, or of what stands in the element."""
        if self._hidden_from:
            return
        if self._properties == "w:pPr":
            self.heard.deleted += 1
            if self._open:
                self._open[-1].joins = True
            return
        self._leaves_out("w:tr" if self._properties == "w:trPr" else "")
        self._properties = ""

    def _leaves_out(self, what: str) -> None:
        """Count a deletion, and hide the row or the cell that is open, or what is to come."""
        self.heard.deleted += 1
        around = self._in_table.get(what)
        self._hidden_from = around[-1] if around else self._depth

    def _anchor(self, name: str, number: str) -> None:
        if not self._open:
            return
        anchor = self.anchors.setdefault(number, Anchor())
        at = (self._open[-1], self._open[-1].at)
        which = _ANCHORS[name]
        if getattr(anchor, which) is None:
            setattr(anchor, which, at)

    def ends(self, name: str) -> None:
        """Hear that an element ends."""
        depth, self._depth = self._depth, self._depth - 1
        around = self._in_table.get(name)
        if around and around[-1] == depth:
            around.pop()
        if self._hidden_from:
            self._hidden_from *= depth != self._hidden_from
            return
        if not name:
            return
        if name == self._properties:
            self._properties = ""
        elif name in _TEXTS:
            self._ends_words()
        elif name in (self._holds, "w:txbxContent") and self._open:
            self._open.pop()

    def _ends_words(self) -> None:
        words = "".join(self._taken or ())
        self._taken = None
        if any(self._fields[:-1]):
            return  # it only tells the field around it what to show
        if not self._is_exact:
            words = words.strip(_BLANKS)
        self.heard.hidden += self._vanishes and not words.isspace()
        if self._open:
            self._open[-1].add(words.replace("\r\n", " ").replace("\r", " ").replace("\n", " "))

    def words(self, data: str) -> None:
        """Hear words between elements."""
        if self._taken is not None:
            self._taken.append(data)


_NEW_PAGES = ("page", "column")
_ANCHORS = {
    "w:commentRangeStart": "start",
    "w:commentRangeEnd": "end",
    "w:commentReference": "mark",
}


def _symbol(code: str) -> str:
    """Give a sign of a font of symbols; U+FFFD for what is no sign."""
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else "\ufffd"
