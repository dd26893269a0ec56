"""What a recovered project will hold: the rows of today, as history and pages tell them together.

Where no step is lost the history says all, and what stands on pages only confirms it. Where steps
are lost a row on a sound page is as it was last; one whose page is lost is as the history has it.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.language import tr, trn
from annotator.model.fields import Cell, Kind
from annotator.model.layer import DERIVED, LayerKind
from annotator.store.health.suggested import FACTS
from annotator.store.moments import anew, turns
from annotator.store.recover.gathering import FoundRows, Row
from annotator.store.recover.steps import Rows, Told, empty, replayed, told
from annotator.store.recover.texts import (
    Quotation,
    as_far_as_known,
    mended,
    quotations_by_article,
    sha256,
    texts_in,
)
from annotator.store.rows_sql import FORMS, TABLES, Cells, TableForm, row_in_words
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import NUMBER

_OWNERS = {"attribute": ("owner_kind", "owner_id"), "note": ("owner_kind", "owner_id")}


@dataclass
class Assembled:
    """What goes into the new file, and what was lost of the old one."""

    rows: Rows
    told: Told
    texts: dict[str, str]
    origins: list[Row]
    facts: dict[str, str]
    lost: list[str] = field(default_factory=list)
    """Sentences: each names something that is not in the new file as it was."""


def assembled(found: FoundRows) -> Assembled:
    """Put together what was gathered."""
    history = told(
        found.rows.get("step", []),
        found.rows.get("block", []),
        is_complete="step" in found.complete,
    )
    rows, is_whole = replayed(history)
    made = Assembled(rows, history, {}, [], {})
    if not is_whole:
        made.rows = _together(rows, _of_pages(found), found.complete)
    if found.n_lost_pages:
        made.lost.append(
            trn("{n} page of the file cannot be read.", "{n} pages of the file cannot be read.",
                found.n_lost_pages)
        )  # fmt: skip
    _drop_suggestions(made, found)
    _say_lost_steps(made)
    _texts(made, found)
    _add_unnamed(made, found)
    _prune(made)
    _facts(made, found)
    _origins(made, found)
    return made


# --- rows -----------------------------------------------------------------------------------------


def _of_pages(found: FoundRows) -> Rows:
    rows = empty()
    for form in TABLES:
        for row in found.rows.get(form.name, []):
            cells: Cells = row[: len(form.names)]  # type: ignore[assignment]
            rows[form.name].setdefault(form.key_of(cells), cells)
    return rows


def _together(by_history: Rows, on_pages: Rows, complete: set[str]) -> Rows:
    rows = empty()
    for name, found in on_pages.items():
        rows[name] = dict(found)
        if name not in complete:
            for key, cells in by_history[name].items():
                rows[name].setdefault(key, cells)
    return rows


def _drop_suggestions(made: Assembled, found: FoundRows) -> None:
    """Leave out what suggesters wrote: it is in no history, and is made anew."""
    form = FORMS["layer"]
    kind, origin, frozen = (form.names.index(one) for one in ("kind", "origin", "frozen"))
    layers: set[object] = {
        cells[0]
        for cells in [*made.rows["layer"].values(), *found.rows.get("layer", [])]
        if (cells[kind], cells[origin], cells[frozen]) == (LayerKind.SUGGESTER, DERIVED, 0)
    }
    spans: set[object] = set()
    for name in ("span", "link"):
        at = FORMS[name].names.index("layer_id")
        spans |= {row[0] for row in made.rows[name].values() if row[at] in layers}
    if layers or found.rows.get("suggested"):
        made.lost.append(tr("Suggestions are left out; let them be made anew."))
    for name, rows in made.rows.items():
        form = FORMS[name]
        for key in [one for one, row in rows.items() if _is_of(form, row, layers, spans)]:
            del rows[key]
    made.rows["suggested"].clear()


def _is_of(form: TableForm, row: Cells, layers: set[object], spans: set[object]) -> bool:
    if form.name == "layer":
        return row[0] in layers
    if "layer_id" in form.names and form.name not in ("decision", "progress"):
        return row[form.names.index("layer_id")] in layers
    if form.name in ("part", "refers", "reason"):
        return row[0] in spans
    return form.name == "attribute" and row[0] in ("span", "link") and row[1] in spans


def _say_lost_steps(made: Assembled) -> None:
    lost = sorted(made.told.lost)
    if not made.told.steps:
        made.lost.append(tr("The history is lost: all that is there is one step."))
    elif lost:
        shown = ", ".join(map(str, lost[:20])) + (" …" if len(lost) > 20 else "")
        made.lost.append(
            tr(
                "These steps of the history cannot be read: {numbers}. Of what they did is kept"
                " what the rows still say.",
                numbers=shown,
            )
        )


def _prune(made: Assembled) -> None:
    """Leave out rows that no table takes, and those that rest on rows that are lost."""
    n_lost = dict.fromkeys(made.rows, 0)
    _keep_rules(made, n_lost)
    is_over = False
    while not is_over:
        is_over = True
        for form in TABLES:
            gone = [key for key, row in made.rows[form.name].items() if not _rests(made, form, row)]
            for key in gone:
                del made.rows[form.name][key]
            n_lost[form.name] += len(gone)
            is_over = is_over and not gone
    for name, n in n_lost.items():
        if n:
            made.lost.append(
                tr("Lost, since what it rests on is: {what} ({n}).", what=row_in_words(name), n=n)
            )


def _rests(made: Assembled, form: TableForm, row: Cells) -> bool:
    """Say whether all is there that a row points to."""
    for at, one in enumerate(form.fields):
        is_there = not one.refers or row[at] is None or (row[at],) in made.rows[one.refers]
        if not is_there:
            return False
    if form.name == "link":
        names = ("article_id", "layer_id", "source_id", "target_id")
        article, layer, source, target = (row[form.names.index(one)] for one in names)
        ends = (made.rows["span"].get((one,)) for one in (source, target))
        return all(end is not None and end[1:3] == (article, layer) for end in ends)
    if form.name in _OWNERS:
        kind, owner = (row[form.names.index(one)] for one in _OWNERS[form.name])
        return kind not in FORMS or kind == "scheme" or (owner,) in made.rows[str(kind)]
    return True


def _keep_rules(made: Assembled, n_lost: dict[str, int]) -> None:
    """Leave out rows that break a rule of their table, such as two of one name."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in TEXTS[FORMAT]:
            connection.execute(statement)
        for form in TABLES:
            connection.execute("BEGIN")
            for key, cells in [*made.rows[form.name].items()]:
                try:
                    connection.execute(form.insert, form.inserting(cells))
                    _parse(form, cells)
                except (sqlite3.Error, OverflowError, UnicodeError, ValueError, TypeError):
                    del made.rows[form.name][key]
                    n_lost[form.name] += 1
            connection.execute("ROLLBACK")
    finally:
        connection.close()


def _parse(form: TableForm, cells: Cells) -> None:
    """Raise `ValueError` for what should be JSON and is none."""
    for one, cell in zip(form.fields, cells, strict=True):
        if one.kind in (Kind.OBJECT, Kind.LIST) and isinstance(cell, str):
            json.loads(cell)


# --- texts ----------------------------------------------------------------------------------------


def _texts(made: Assembled, gathered: FoundRows) -> None:
    """Give each article its text: the one of its checksum, else what is left of it."""
    form, rows = FORMS["article"], gathered.rows
    at, title = form.names.index("sha256"), form.names.index("title")
    found = texts_in([*rows.get("text", []), *gathered.torn.get("text", [])])
    # Suggestions quote too; what people marked is laid over them.
    quoted = quotations_by_article(
        [*rows.get("span", []), *made.rows["span"].values()],
        [*rows.get("part", []), *made.rows["part"].values()],
    )
    for key, cells in [*made.rows["article"].items()]:
        wanted, article = str(cells[at]), cells[0]
        body = found.sound.get(wanted)
        quotations = quoted.get(article, [])
        if body is None and wanted in found.torn:
            body = mended(wanted, found.torn[wanted], quotations)
        if body is None:
            body = _left_of(made, found.torn.get(wanted), article, quotations)
            made.rows["article"][key] = (*cells[:at], sha256(body.encode()), *cells[at + 1 :])
            made.lost.append(
                tr(
                    "The text of “{title}” is damaged: it holds what could be read and what was"
                    " quoted.",
                    title=str(cells[title])[:60],
                )
            )
        made.texts[sha256(body.encode())] = body
        _keep_quoted(made, article, body)


def _add_unnamed(made: Assembled, gathered: FoundRows) -> None:
    """Make articles of texts whose articles are lost: those that no step brought in and undid."""
    if not made.told.lost:
        return
    form = FORMS["article"]
    at = form.names.index("sha256")
    known = {str(cells[at]) for cells in made.rows["article"].values()} | set(made.texts)
    for step in made.told.steps.values():
        images = [one for change in step.changes for one in (change.before, change.after)]
        known |= {str(one[at]) for one in images if isinstance(one, tuple) and len(one) > at}
    found = texts_in(gathered.rows.get("text", [])).sound
    fresh = [one for one in found if one not in known]
    last = max((int(cells[1] or 0) for cells in made.rows["article"].values()), default=0)
    run = (max(_origins_of(made.rows) | _origins_in(made.told), default=0) | NUMBER) + 1
    for n, total in enumerate(fresh, 1):
        blank: dict[str, Cell] = {
            "id": run + n,
            "number": last + n,
            "sha256": total,
            "imported_at": 0,
        }
        blank |= {"title": found[total].split("\n", 1)[0][:200], "meta": "{}", "direction": "ltr"}
        cells = tuple(blank.get(one.in_file, None if one.optional else "") for one in form.fields)
        made.rows["article"][(run + n,)] = cells
        made.texts[total] = found[total]
    if fresh:
        made.lost.append(
            trn(
                "Of {n} text only the words were found: it is an article with its first line as"
                " title.",
                "Of {n} texts only the words were found: they are articles with their first lines"
                " as titles.",
                len(fresh),
            )
        )


def _left_of(
    made: Assembled, torn: bytes | None, article: object, quotations: list[Quotation]
) -> str:
    n = max((int(one[4] or 0) for one in _regions(made, article)), default=0)
    body = as_far_as_known(torn, n, quotations)
    while sha256(body.encode()) in made.texts:
        body += "\N{REPLACEMENT CHARACTER}"  # no two articles have one text
    return body


def _regions(made: Assembled, article: object) -> Iterable[Cells]:
    return (row for row in made.rows["region"].values() if row[1] == article)


def _keep_quoted(made: Assembled, article: object, body: str) -> None:
    """Let the quotations of an article say its words; what lies outside of it goes."""
    places = {"span": (4, 5, 6), "part": (2, 3, 4)}
    spans = {key for key, row in made.rows["span"].items() if row[1] == article}
    mine = [("span", key) for key in spans]
    mine += [("part", key) for key in made.rows["part"] if key[:1] in spans]
    for name, key in mine:
        row = made.rows[name][key]
        start, end, quote = (row[one] for one in places[name])
        if not isinstance(start, int) or not isinstance(end, int):
            continue
        if body[start:end] != quote and len(body) >= end:
            at = places[name][2]
            made.rows[name][key] = (*row[:at], body[start:end], *row[at + 1 :])
    for region in [one for one in _regions(made, article) if int(one[4] or 0) > len(body)]:
        del made.rows["region"][region[0],]


# --- what stands beside the rows ------------------------------------------------------------------


_OF_THE_FILE = {"sum", anew.FACT, turns.FACT, *FACTS}
"""Facts about the damaged file alone."""


def _facts(made: Assembled, found: FoundRows) -> None:
    for key, value in found.rows.get("meta", []):
        if isinstance(key, str) and isinstance(value, str) and key not in _OF_THE_FILE:
            made.facts[key] = value
    if "project_id" not in made.facts:
        made.lost.append(tr("Id and title of the project are lost; it has new ones."))


def _origins(made: Assembled, found: FoundRows) -> None:
    """Keep what ids have in common; where that is lost they get a new beginning."""
    known: dict[int, Row] = {}
    for number, pattern, total in found.rows.get("origin", []):
        plain = pattern.encode() if isinstance(pattern, str) else pattern
        if isinstance(plain, bytes) and isinstance(number, int) and zlib.crc32(plain) == total:
            known.setdefault(number, (number, pattern, total))
    wanted = _origins_of(made.rows) | _origins_in(made.told)
    missing = sorted(wanted - known.keys())
    for number in missing:
        known[number] = (number, None, None)
    if missing:
        made.lost.append(
            tr("What ids have in common is lost in part: some things have new ids outside.")
        )
    made.origins = [known[one] for one in sorted(known)]


def _origins_of(rows: Mapping[str, Mapping[Cells, Cells]]) -> set[int]:
    found: set[int] = set()
    for name, some in rows.items():
        at = FORMS[name].uids_at
        for cells in some.values():
            found.update(_origin(cell) for n in at if isinstance(cell := cells[n], int))
    return found - {0}


def _origins_in(history: Told) -> set[int]:
    found: set[int] = set()
    for step in history.steps.values():
        found.update(_origin(one) for n in (1, 5) if isinstance(one := step.cells[n], int))
        for change in step.changes:
            for image in (change.before, change.after):
                at = change.form.uids_at
                if isinstance(image, tuple):
                    found.update(_origin(cell) for n in at if isinstance(cell := image[n], int))
    return found - {0}


def _origin(number: int) -> int:
    return number if number <= NUMBER else number & ~NUMBER
