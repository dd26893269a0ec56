"""The look of a reading copy as CSS: for browsers, light, dark and in print; and for paper by Qt.

Types are told apart by how they are drawn, as on the page: a bar and a tint, an outline, dots, a
line with a letter. Colour only helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.looks.mark_styles import Style, is_under, style_of
from annotator.model.looks.palette import COLOURS, colours_of, hexadecimal, mixed, rgb
from annotator.model.scheme import Role

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme, SpanType

_ROLES = ("page", "card", "canvas", "border", "hairline", "ink", "ink2", "ink3")
_SERIF = "'Noto Serif','Source Serif 4',Georgia,Cambria,'Times New Roman',serif"
_NASKH = "'Noto Naskh Arabic','Geeza Pro','Traditional Arabic','Scheherazade New',Amiri"
_SANS = "system-ui,'Noto Sans','Segoe UI',sans-serif"

_PAGE = f"""body{{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.5 {_SANS};
overflow-wrap:break-word}}
main{{max-width:1040px;margin:0 auto;padding:24px}}
a{{color:inherit}}
h1{{font-size:20px;margin:0 0 4px}} h2{{font-size:15px;margin:32px 0 8px}}
.facts,.small{{color:var(--ink2);font-size:13px}}
nav{{margin:8px 0 24px}} nav a{{margin-inline-end:16px}}
article,section{{background:var(--page);border:1px solid var(--border);border-radius:6px;
padding:24px 32px;margin:0 0 24px}}
section{{overflow-x:auto}}
article>h2{{margin-top:0;font-weight:600}}
.row{{display:grid;grid-template-columns:minmax(0,36em) minmax(0,1fr);gap:0 32px;
align-items:start}}
.row>p{{font-family:{_SERIF};font-size:17px;line-height:1.9;margin:0 0 14px;
white-space:pre-wrap;min-height:1em}}
[lang|=fa] .row>p,[lang|=ar] .row>p,[lang|=ur] .row>p,[lang|=ps] .row>p{{
font-family:{_NASKH},{_SERIF};font-size:20px}}
.row>p.headline{{font-size:27px;line-height:1.6;font-weight:bold}}
.row>p.boilerplate,.row>p.caption,.row>p.byline,.row>p.dateline{{color:var(--ink3)}}
.card{{background:var(--card);border:1px solid var(--border);border-radius:4px;
border-inline-start:3px solid var(--c);padding:4px 8px;margin:0 0 6px;font-size:13px}}
.card .how{{float:inline-end;max-width:100%;color:var(--ink2);font-size:11px}}
.card ul,.others{{list-style:none;margin:2px 0 0;padding:0;color:var(--ink2);font-size:12px}}
.others li{{display:inline}} .others li+li::before{{content:"; "}}
.chip{{font-size:10px;font-weight:bold;border:1px solid var(--ink2);border-radius:3px;
padding:0 2px;margin-inline-end:3px}}
table{{border-collapse:collapse;margin:8px 0;font-size:13px}}
td,th{{text-align:start;vertical-align:top;padding:4px 16px 4px 0;
border-bottom:1px solid var(--hairline)}}
td.n,th.n{{text-align:end}}
mark{{background:none;color:inherit}}
mark[data-l]::before{{content:attr(data-l);font:bold 9px {_SANS};color:var(--ink2);
vertical-align:super;unicode-bidi:isolate}}
mark[data-k]::after{{content:attr(data-k);font:bold 9px {_SANS};
vertical-align:sub;color:var(--t);unicode-bidi:isolate}}
mark.body{{background:var(--g)}} mark.body.b{{border-inline-start:3px solid var(--c)}}
mark.box{{background:var(--g);border:solid var(--c);border-width:1px 0;border-radius:3px}}
mark.box.b{{border-inline-start-width:1px}} mark.box.e{{border-inline-end-width:1px}}
mark.body mark.body mark.body,mark.box mark.box mark.box{{background:none}}
mark.dots{{border-bottom:2px dotted var(--c)}}
mark.line{{border-bottom:2px solid var(--c)}}
mark.dashes{{border-bottom:2px dashed var(--c)}}
mark.u1{{padding-bottom:3px}} mark.u2{{padding-bottom:6px}} mark.u3{{padding-bottom:9px}}
:target{{outline:2px solid var(--ink);outline-offset:2px}}
@media (max-width:800px){{.row{{display:block}} main{{padding:8px}} article{{padding:12px}}}}
@media print{{body{{background:none;font-size:10pt}} main{{max-width:none;padding:0}}
article,section{{border:0;padding:0;overflow:visible}} article{{break-before:page}}
nav{{display:none}}
.card{{break-inside:avoid}} h2{{break-after:avoid}}
mark,.card{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""

_PAPER = f"""body{{font-family:{_SERIF};font-size:13px;color:#1F1E1B}}
h1{{font-size:21px}} h2{{font-size:16px}} h3{{font-size:13px}}
p.text{{margin:8px 0 6px 0;line-height:150%;white-space:pre-wrap}}
.arabic p.text{{font-family:{_NASKH},{_SERIF};font-size:16px}}
p.headline{{font-size:20px;font-weight:bold}}
p.boilerplate,p.caption,p.byline,p.dateline{{color:#66645E}}
.small,.facts,.others{{font-size:11px;color:#57554F}}
td,th{{padding:2px 8px 2px 0;font-size:11px;text-align:left}}
.card,.card td{{font-size:11px}}
.card{{margin-bottom:6px}}
.chip{{font-size:9px;font-weight:bold}}
"""


UNKNOWN = "t"
"""The class of a type that the scheme does not have."""


def type_classes(scheme: Scheme) -> dict[str, str]:
    """Give the class that holds the colours of each type: names may be anything."""
    return {kind.name: f"t{n}" for n, kind in enumerate(scheme.types)}


def class_of(style: Style, under: int) -> str:
    """Give the class of a mark; `under` = how many lines run between it and the words."""
    return f"{style} u{min(under, 3)}" if under and is_under(style) else str(style)


def for_browsers(scheme: Scheme) -> str:
    """Give the style sheet of a page with the colours of a scheme's types, light and dark."""
    light, dark = (_colours(scheme, is_dark=one) for one in (False, True))
    return (
        f":root{{color-scheme:light dark}}\n{light}"
        f"@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n{_PAGE}"
    )


def _colours(scheme: Scheme, *, is_dark: bool) -> str:
    named = "".join(f"--{role}:{COLOURS[role][is_dark]};" for role in _ROLES)
    lines = [f":root{{{named}}}"]
    for name, of in {**type_classes(scheme), "": UNKNOWN}.items():
        found = colours_of(scheme.type(name), is_dark=is_dark)
        red, green, blue = (round(part * 255) for part in rgb(found.line))
        tint = f"rgba({red},{green},{blue},{found.tint:g})"
        lines.append(f".{of}{{--c:{found.line};--t:{found.letter};--g:{tint}}}")
    return "\n".join(lines) + "\n"


def for_paper() -> str:
    """Give the style sheet of what Qt lays out on paper: it knows no variables."""
    return _PAPER


def on_paper(kinds: list[SpanType], scheme: Scheme) -> str:
    """Give how Qt draws words that these types cover, as the value of a `style` attribute."""
    ground = page = rgb("#FFFFFF")
    lines: list[str] = []
    for kind in kinds:
        found = colours_of(kind, is_dark=False)
        ground = mixed(rgb(found.line), ground, found.tint * 1.6)
        if is_under(style_of(kind.name, scheme)):
            lines.append("underline")
        if kind.role is Role.SPEAKER:
            lines.append("overline underline")
    said = f"background-color:{hexadecimal(ground)};" if ground != page else ""
    return said + (f"text-decoration:{' '.join(dict.fromkeys(lines))};" if lines else "")
