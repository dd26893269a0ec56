"""The parts of a Word file as XML: what never changes, paragraphs, runs, comments.

The order of elements is that of ECMA-376 part 1 (17.3 paragraphs and runs, 17.13.4 comments).
Nothing is known of articles here.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from annotator.formats.reading_copy.markup import GENERATOR
from annotator.formats.safe_xml import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAIN, COMMENTS, APP = "word/document.xml", "word/comments.xml", "docProps/app.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLANKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def _parts() -> Mapping[str, str]:
    kinds = {MAIN: "document.main", COMMENTS: "comments", "word/styles.xml": "styles"}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    app = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    relation = f'Type="{_OFFICE}/relationships'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'{types}<Override PartName="/{APP}" ContentType="{app}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" {relation}/officeDocument" Target="{MAIN}"/>'
            f'<Relationship Id="rId2" {relation}/extended-properties" Target="{APP}"/>'
            f"</Relationships>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" {relation}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" {relation}/comments" Target="comments.xml"/>'
            f"</Relationships>"
        ),
        APP: (
            f'<Properties xmlns="{_OFFICE}/extended-properties">'
            f"<Application>{GENERATOR}</Application></Properties>"
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
    }


def _style(name: str, title: str, inside: str, kind: str = "paragraph") -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    based = '<w:basedOn w:val="Normal"/>' if not default and kind == "paragraph" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{title}"/>'
        f"{based}<w:qFormat/>{inside}</w:style>"
    )


_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"'
    ' w:eastAsia="Cambria" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="24"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="300"'
    ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", "")
    + _style(
        "Heading1",
        "heading 1",
        '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="28"/></w:rPr>',
    )
    + _style(
        "Headline",
        "Headline",
        "<w:pPr><w:keepNext/></w:pPr>"
        '<w:rPr><w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="36"/></w:rPr>',
    )
    + _style("Furniture", "Furniture", '<w:rPr><w:color w:val="66645E"/></w:rPr>')
    + _style(
        "Facts",
        "Facts",
        '<w:rPr><w:color w:val="57554F"/><w:sz w:val="18"/><w:szCs w:val="20"/></w:rPr>',
    )
    + _style(
        "CommentText",
        "annotation text",
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>',
    )
    + _style(
        "CommentReference",
        "annotation reference",
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
        "character",
    )
)


def fixed_parts() -> Mapping[str, str]:
    """Give the parts that are the same in every file, by their names."""
    return {name: f"{_HEAD}{body}" for name, body in _parts().items()}


DOCUMENT = (
    f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>\n',
    (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134"'
        ' w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    ),
)
"""What stands before and behind the paragraphs."""
COMMENT_LIST = (f'{_HEAD}<w:comments xmlns:w="{_W}">\n', "</w:comments>")
"""What stands before and behind the comments."""


def quoted(text: str) -> str:
    """Give words as they stand in an attribute."""
    return escape(writable(text)).translate(_BLANKS)


def paragraph(
    inside: str, style: str = "", *, is_rtl: bool = False, on_new_page: bool = False
) -> str:
    """Give a paragraph around runs."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += "<w:pageBreakBefore/>" if on_new_page else ""
    said += "<w:bidi/>" if is_rtl else ""
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{inside}</w:p>\n"


def run(text: str, *, is_rtl: bool = False, shade: str = "", language: str = "") -> str:
    """Give a run of words; a tab has an element of its own."""
    runs_back = is_rtl and not runs_forward(text)
    said = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    said += "<w:rtl/>" if runs_back else ""
    if language:
        said += f'<w:lang {"w:bidi" if runs_back else "w:val"}="{quoted(language)}"/>'
    pieces = escape(writable(text), quote=False).replace("\r", "&#13;").split("\t")
    inside = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{one}</w:t>' if one else "" for one in pieces
    )
    return f"<w:r>{f'<w:rPr>{said}</w:rPr>' if said else ''}{inside}</w:r>"


def runs_forward(text: str) -> bool:
    """Say whether words have letters that run from left to right, and none the other way."""
    kinds = set(map(unicodedata.bidirectional, text))
    return "L" in kinds and not kinds & _RIGHT_TO_LEFT


def comment_starts(numbers: Iterable[int]) -> str:
    """Give where the ranges of comments begin."""
    return "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in numbers)


def comment_ends(numbers: Iterable[int]) -> str:
    """Give where the ranges of comments end, each with its mark: without it Word shows none."""
    return "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{n}"/></w:r>'
        for n in numbers
    )


def comment(number: int, text: str, *, author: str, at: str) -> str:
    """Give a comment; `at` = when it was made (UTC), "" = not known."""
    initials = "".join(word[0] for word in author.split())[:3]
    date = f' w:date="{at}"' if _TIME.fullmatch(at) else ""
    return (
        f'<w:comment w:id="{number}" w:author="{quoted(author)}"{date} w:initials="'
        f'{quoted(initials)}"><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:rPr>'
        f'<w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>{run(text)}</w:p>'
        f"</w:comment>\n"
    )
