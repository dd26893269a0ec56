"""Files that want to harm, by kind (`project-file.md` §9): made into a folder, each with a name.

`SECRET` are words of a file outside; whoever shows them has read what nobody gave to it.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import stat
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

from tests import builders as make
from tests.readers import ROW, TEXT, sample_of

SECRET = "words-of-a-file-that-nobody-gave-away"
SECRET_PLACE = Path(tempfile.gettempdir()) / f"secret-{os.getpid()}.txt"
"""Where they stand, while the battery runs."""
Made: TypeAlias = Iterator[tuple[str, "bytes | Callable[[Path], object]"]]
"""Names, each with bytes or with what makes the file at a path."""


def _no_files() -> Made:
    yield "a pipe", os.mkfifo
    yield "a folder", lambda place: place.mkdir()
    yield "a link to itself", lambda place: place.symlink_to(place.name)
    yield "a link to nothing", lambda place: place.symlink_to("nowhere")
    yield "a link to a folder", lambda place: place.symlink_to(place.parent)
    yield "zeros without end", lambda place: place.symlink_to("/dev/zero")
    yield "nothing without end", lambda place: place.symlink_to("/dev/null")
    yield "chance without end", lambda place: place.symlink_to("/dev/urandom")
    yield "a socket", _socket
    yield "empty", b""
    yield "one byte", b"S"
    yield "a hole of 9 GB", lambda place: _hole(place, 9 * 1024**3)
    yield "a hole of 200 MB", lambda place: _hole(place, 200_000_000)


def _socket(place: Path) -> None:
    import socket

    there = Path.cwd()
    os.chdir(place.parent)  # a socket's path is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(place.name)
    finally:
        os.chdir(there)


def _hole(place: Path, size: int) -> None:
    with place.open("wb") as file:
        file.truncate(size)


# --- names --------------------------------------------------------------------------------------

_NAMES = (
    "..\\..\\out", "C:\\out", "CON", "trailing.", "a" * 200, "line\nend", "turned\u202etxt.exe",
    "?#%41&=", "%2e%2e%2fout", "-rf", "~", "$(touch out)", "`touch out`", "a;b|c", "'\"", "\u200b",
    "‮", "\x1b[31mred", "a\\0b", "é\u0301" * 60, "*", "{0.__class__}", "<b>x</b>", "&amp;", " ",
)  # fmt: skip


def _names() -> Made:
    for name in _NAMES:
        for ending, data in ((".txt", TEXT.encode()), (".annotator", b"SQLite format 3\x00")):
            yield f"{name[:100]}{ending}", data


# --- projects -----------------------------------------------------------------------------------


def _good_project(place: Path) -> Path:
    place.write_bytes(_good_bytes())
    return place


@cache
def _good_bytes() -> bytes:
    step, _ = make.small_corpus()
    with tempfile.TemporaryDirectory() as folder:
        return make.project_file(Path(folder), step).read_bytes()


def _projects() -> Made:
    for at, name, values in (
        (16, "page size", (b"\x00\x00", b"\x00\x01", b"\x02\x00", b"\xff\xff", b"\x00\x03")),
        (18, "write-ahead", (b"\x02\x02", b"\x00\x00", b"\xff\xff")),
        (20, "reserved bytes", (b"\xff", b"\x01")),
        (28, "number of pages", (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x02")),
        (32, "free pages", (b"\xff\xff\xff\xff", b"\x00\x00\x00\x01")),
        (36, "many free pages", (b"\xff\xff\xff\xff",)),
        (40, "schema cookie", (b"\xff\xff\xff\xff",)),
        (44, "schema format", (b"\x00\x00\x00\x00", b"\x00\x00\x00\x09")),
        (52, "auto vacuum", (b"\x00\x00\x00\x05",)),
        (56, "encoding", (b"\x00\x00\x00\x00", b"\x00\x00\x00\x02", b"\x00\x00\x00\x09")),
        (60, "format", (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x00")),
        (68, "application", (b"\x00\x00\x00\x00",)),
        (100, "kind of page", (b"\x05", b"\x02", b"\x0a", b"\x00")),
        (101, "free block", (b"\xff\xff", b"\x00\x64")),
        (103, "number of cells", (b"\xff\xff", b"\x00\x00")),
        (105, "start of cells", (b"\xff\xff", b"\x00\x01")),
        (108, "first cell", (b"\x00\x00", b"\xff\xff", b"\x00\x64")),
    ):
        for value in values:
            yield f"{name} {value.hex()}", _with_bytes(at, value)
    for share in (0.1, 0.3, 0.5, 0.9):
        yield f"cut to {share}", _cut(share)
    yield "bytes behind the end", _with_more
    for ending in ("-wal", "-journal"):
        for what, lay in (
            ("rubbish", lambda place: place.write_bytes(b"rubbish" * 200)),
            ("a folder", lambda place: place.mkdir()),
            ("a pipe", os.mkfifo),
            ("a link", lambda place: place.symlink_to("/dev/zero")),
        ):
            yield f"{what} as {ending}", _with_beside(ending, lay)
    for what, lay in (
        ("a folder", lambda place: place.mkdir()),
        ("a pipe", os.mkfifo),
        ("a link", lambda place: place.symlink_to("/dev/zero")),
        ("deep JSON", lambda place: place.write_bytes(b"[" * 4_000)),
    ):
        yield f"{what} as its lock", _with_lock(lay)
    yield "a ring in the tree", _ring
    yield "ten thousand tables", _many_tables


def _with_bytes(at: int, value: bytes) -> Callable[[Path], object]:
    def spoil(place: Path) -> None:
        data = bytearray(_good_project(place).read_bytes())
        data[at : at + len(value)] = value
        place.write_bytes(data)

    return spoil


def _cut(share: float) -> Callable[[Path], object]:
    return lambda place: os.truncate(
        _good_project(place), int(place.stat().st_size * share) if place.exists() else 0
    )


def _with_more(place: Path) -> None:
    with _good_project(place).open("ab") as file:
        file.write(b"x" * 5_000)


def _with_beside(ending: str, lay: Callable[[Path], object]) -> Callable[[Path], object]:
    def made(place: Path) -> None:
        _good_project(place)
        lay(place.with_name(place.name + ending))

    return made


def _with_lock(lay: Callable[[Path], object]) -> Callable[[Path], object]:
    def made(place: Path) -> None:
        _good_project(place)
        lay(place.with_name(f".~lock.{place.name}"))

    return made


def _ring(place: Path) -> None:
    """The first page's table of tables names itself as its child."""
    data = bytearray(_good_project(place).read_bytes())
    data[100] = 5
    struct.pack_into(">HHHBI", data, 101, 0, 0, 0, 0, 1)
    place.write_bytes(data)


def _many_tables(place: Path) -> None:
    """Put 10,000 empty tables behind the others, page by page: SQLite itself takes seconds."""
    n, data = 10_000, bytearray(_good_project(place).read_bytes())
    size = int.from_bytes(data[16:18])
    n_pages = len(data) // size
    empty = struct.pack(">BHHHB", 13, 0, 0, size, 0)
    data[28:32] = (n_pages + n).to_bytes(4)
    place.write_bytes(bytes(data) + empty.ljust(size, b"\0") * n)
    with sqlite3.connect(place) as stranger:
        stranger.execute("PRAGMA writable_schema = ON")
        stranger.executemany(
            "INSERT INTO sqlite_schema"
            " VALUES ('table', ?1, ?1, ?2, 'CREATE TABLE ' || ?1 || ' (a)')",
            ((f"t{k}", n_pages + 1 + k) for k in range(n)),
        )
    stranger.close()


def _rows() -> Made:
    from tests.crash.test_strange import HOSTILE_ROWS, STRANGE

    for n, statement in enumerate((*(one for one, named in STRANGE if named), *HOSTILE_ROWS)):
        yield f"rows {n}", _by_sql(statement)
    for n, statement in enumerate(
        (
            f"UPDATE article SET title = '{SECRET[:3]}' || hex(zeroblob(20000000))",
            "UPDATE actor SET merged_into = id + 1",
            "UPDATE step SET log = replace(hex(zeroblob(100000)), '00', '[')",
            "UPDATE step SET args = replace(hex(zeroblob(100000)), '00', '[')",
            "UPDATE step SET state = 'undone'",
            "UPDATE step SET changes = -1",
            "UPDATE meta SET value = '../../../out' WHERE key = 'project_id'",
            "UPDATE meta SET value = hex(zeroblob(5000000)) WHERE key = 'title'",
            "DELETE FROM meta",
            "DELETE FROM step",
            "DELETE FROM scheme",
            "DELETE FROM text",
            "UPDATE scheme SET body = '{}'",
            "UPDATE scheme SET body = replace(hex(zeroblob(100000)), '00', '[')",
            "UPDATE layer SET kind = 'person', frozen = 0, coder_id = 'coder-hostile'",
        )
    ):
        yield f"more rows {n}", _by_sql(statement)


def _by_sql(statement: str) -> Callable[[Path], object]:
    def spoil(place: Path) -> None:
        _good_project(place)
        stranger = sqlite3.connect(place)
        try:
            stranger.execute("PRAGMA ignore_check_constraints = ON")
            stranger.execute(statement)
            stranger.commit()
        except sqlite3.Error:
            stranger.rollback()  # a table of our own making refuses it: the good file is tried
        finally:
            stranger.close()

    return spoil


# --- texts --------------------------------------------------------------------------------------


def _texts() -> Made:
    yield "nul.txt", b"a\x00b " * 500
    yield "halves.txt", (b"word \\ud800 " + b"\xed\xa0\x80 ") * 300
    yield "turned.txt", ("\u202e\u2066" * 3_000 + TEXT).encode()
    yield "marks.txt", ("a" + "\u0301" * 1_000_000).encode()
    yield "one line.txt", b"word " * 2_000_000
    yield "one word.txt", b"w" * 5_000_000
    yield "blank.txt", " \u00a0\u3000\t\n".encode() * 1_000
    yield "ends.txt", "a\r\nb\rc\nd\u2028e\u2029f\x85g ".encode() * 200
    yield "private.txt", "\ue000\uf8ff\U0010ffff\ufffe\uffff ".encode() * 200
    yield "noise.txt", bytes(range(256)) * 400
    yield "two codings.txt", "é ".encode() * 500 + "é ".encode("latin-1") * 500
    yield "mark of order.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1]
    yield "quotes.txt", ("“" * 100_000).encode()
    yield "brackets.txt", b"(" * 300_000
    yield "patterns.txt", b"a" * 50_000 + b"!" + b"said that " * 20_000
    yield "formulas.txt", b"=cmd|' /C calc'!A0\n" * 500
    yield "many lines.txt", b"\n" * 3_000_000 + b"x"
    yield "escapes.txt", b"\x1b]0;x\x07\x1b[2J" * 1_000 + TEXT.encode()


def _pages() -> Made:
    secret = SECRET_PLACE.as_uri()
    body = f"<p>{TEXT}</p>"
    for name, page in {
        "deep": "<div>" * 100_000 + body,
        "deep list": "<ul><li>" * 60_000 + body,
        "script": f"<script>fetch('{secret}')</script>{body}",
        "frame": f"<iframe src='{secret}'></iframe>{body}",
        "object": f"<object data='{secret}'></object><embed src='{secret}'>{body}",
        "picture": f"<img src='{secret}' onerror='alert(1)'>{body}",
        "style": f"<style>@import '{secret}'; p {{ background: url({secret}) }}</style>{body}",
        "refresh": f"<meta http-equiv=refresh content='0;url={secret}'>{body}",
        "base": f"<base href='{secret}'><link rel=stylesheet href='http://127.0.0.1:9/x'>{body}",
        "vector": f"<svg><use href='{secret}#x'/></svg>{body}",
        "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{TEXT}</p>",
        "long attribute": f"<p title='{'x' * 4_000_000}'>{TEXT}</p>",
        "no end": "<!-- " + body,
        "data": f"<![CDATA[{body}]]>{body}",
        "coding": f"<meta charset=utf-16>{body}",
        "strange coding": f'<meta charset="../../x">{body}',
        "type": f"<!DOCTYPE html SYSTEM '{secret}' [<!ENTITY x SYSTEM '{secret}'>]>&x;{body}",
        "entities": f"{'&amp;' * 300_000}{body}",
        "numbers": f"{'&#x1F600;&#0;&#xD800;&#x110000;' * 20_000}{body}",
        "tables": "<table><tr><td>" * 20_000 + body,
        "no words": "<html><body></body></html>",
        "large": f"<p>{'word ' * 1_000_000}</p>",
        "many": "<p>word</p>" * 200_000,
        "metadata": '<script type="application/ld+json">' + "[" * 100_000 + f"</script>{body}",
    }.items():
        yield f"{name}.html", f"<html><head><title>x</title></head><body>{page}".encode()


def _json() -> Made:
    row = json.dumps({"text": TEXT, "title": ROW[0]})
    for name, line in {
        "deep": "[" * 100_000,
        "deep object": '{"text":' * 100_000,
        "deep field": f'{{"text": "{TEXT.strip()}", "x": {"[" * 50_000}{"]" * 50_000}}}',
        "long number": f'{{"text": "{TEXT.strip()}", "n": {"9" * 1_000_000}}}',
        "huge power": f'{{"text": "{TEXT.strip()}", "n": 1e999999999}}',
        "no number": f'{{"text": "{TEXT.strip()}", "n": NaN, "m": -Infinity}}',
        "twice": f'{{"text": "a", "text": "{TEXT.strip()}"}}',
        "halves": f'{{"text": "{TEXT.strip()} \\ud800 \\udc00", "title": "\\udfff"}}',
        "nul": f'{{"text": "{TEXT.strip()}\\u0000", "title": "\\u0000"}}',
        "a word": '"text"',
        "a number": "7",
        "nothing": "null",
        "many keys": json.dumps({f"k{n}": n for n in range(100_000)}),
        "odd names": json.dumps({"text": TEXT, "__class__": 1, "__proto__": 2, "a\nb": 3, "": 4}),
        "long name": json.dumps({"text": TEXT, "x" * 1_000_000: 1}),
        "long line": json.dumps({"text": "word " * 3_000_000}),
        "cut": row[:-20],
        "bytes": row[:60] + "\udcff",
        "ends": "\r".join([row] * 20),
        "mark": "\ufeff" + row,
        "lines between": f"\n\n{row}\n\x0c\n{row}\n",
        "many": '{"text": "word"}\n' * 100_000,
        "list": f"[{','.join([row] * 50)}]",
    }.items():
        yield f"{name}.jsonl", f"{line}\n".encode("utf-8", "surrogateescape")
    yield from _records()


def _records() -> Made:
    """A good JSONL of ours, each field of each kind of record in turn of another kind."""
    lines = sample_of("jsonl").data.decode().splitlines()
    seen: set[tuple[str, str]] = set()
    odd = (None, -1, 1 << 70, 1.5, "x" * 5_000, [[]], {"a": 1}, True, "../../out", "\u202e")
    n = 0
    for at, line in enumerate(lines):
        record = json.loads(line)
        kind = str(record.get("kind", record.get("record", "")))
        for field in record:
            if (kind, field) in seen:
                continue
            seen.add((kind, field))
            changed = {**record, field: odd[n % len(odd)]}
            n += 1
            told = [*lines[:at], json.dumps(changed), *lines[at + 1 :]]
            yield f"record {n} {kind} {field}.jsonl", "\n".join(told).encode()


def _tables() -> Made:
    head, row = "title,text,date\n", f'"x","{TEXT.strip()}",2026-03-02\n'
    for name, text in {
        "nul": head + row.replace("x", "\0"),
        "open quote": f'{head}"x,{TEXT}\n{row}',
        "long cell": f'{head}"x","{"word " * 2_000_000}",2026\n',
        "many columns": ",".join(f"c{n}" for n in range(100_000)) + "\n" + "1," * 99_999 + "1\n",
        "many rows": head + "a,b,c\n" * 200_000,
        "one column": "text\n" + "word\n" * 1_000,
        "only a head": head,
        "no head": row * 5,
        "twice": "text,text,text\n" + row,
        "formulas": head + row.replace('"x"', "\"=cmd|' /C calc'!A0\""),
        "ends": (head + row * 3).replace("\n", "\r"),
        "mixed ends": f"{head}{row}".replace("\n", "\r\n") + row,
        "quotes": head + '"""' * 50_000 + "\n",
        "semicolons": (head + row).replace(",", ";"),
        "delimiters": "," * 200_000 + "\n",
        "dates": head + f'x,"{TEXT.strip()}",99999-99-99\nx,"{TEXT.strip()}",2026-02-30\n',
        "names": "a\nb," + head + "x," + row,
    }.items():
        yield f"{name}.csv", text.encode()
    yield "utf-16.csv", (head + row).encode("utf-16")
    yield "noise.csv", bytes(range(256)) * 100


# --- archives and what is marked up in them -------------------------------------------------------


def _archives() -> Made:
    for name in ("docx", "xlsx", "qdpx"):
        ending = Path(sample_of(name).name).suffix
        for what, spoil in _SPOILT_ARCHIVES.items():
            yield f"{what}{ending}", _written(partial(_spoilt, spoil, name))
        for what, part in _markup():
            yield f"{what} inside{ending}", _written(partial(_with_part, name, part))
    for what, part in _markup():
        yield f"{what}.qdc", part


def _written(data: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda place: place.write_bytes(data())


def _spoilt(spoil: Callable[[bytes], bytes], name: str) -> bytes:
    return spoil(sample_of(name).data)


def _nested(good: bytes) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(20_000_000))
    return _with_entry(good, "inner.zip", inner.getvalue() * 40)


_SPOILT_ARCHIVES: dict[str, Callable[[bytes], bytes]] = {
    "bomb": lambda good: _with_entry(good, "bomb.bin", bytes(80_000_000)),
    "nested bomb": _nested,
    "entry outside": lambda good: _with_entry(good, "../../out.txt", b"x"),
    "absolute entry": lambda good: _with_entry(good, "/root-out.txt", b"x"),
    "drive": lambda good: _with_entry(good, "C:\\out.txt", b"x"),
    "entry twice": lambda good: _with_entry(good, _names_in(good)[0], b"x"),
    "link": lambda good: _with_link(good),
    "many entries": lambda good: _with_many(good),
    "cut": lambda good: good[: len(good) // 2],
    "no end": lambda good: good[:-10],
    "only a head": lambda good: good[:40],
    "wrong sum": lambda good: _with_flip(good),
    "encrypted": lambda good: _in_headers(good, 6, 8, struct.pack("<H", 1)),
    "odd packing": lambda good: _in_headers(good, 8, 10, struct.pack("<H", 99)),
    "large by its word": lambda good: _in_headers(good, 22, 24, struct.pack("<I", 0xFFFFFFFE)),
    "nothing in it": lambda _good: b"PK\x05\x06" + bytes(18),
    "nul in a name": lambda good: _with_entry(good, "a\x00../b", b"x"),
}


def _names_in(good: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        return archive.namelist()


def _with_entry(good: bytes, name: str, data: bytes) -> bytes:
    made = io.BytesIO(good)
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # that it is in it twice is what is wanted
        archive.writestr(name, data)
    return made.getvalue()


def _with_link(good: bytes) -> bytes:
    made = io.BytesIO(good)
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return made.getvalue()


def _with_many(good: bytes) -> bytes:
    made = io.BytesIO(good)
    with zipfile.ZipFile(made, "a") as archive:
        for n in range(12_000):
            archive.writestr(f"f{n}", b"")
    return made.getvalue()


def _with_flip(good: bytes) -> bytes:
    at = good.index(b"PK\x03\x04") + 60
    return good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]


def _in_headers(good: bytes, offset: int, central: int, value: bytes) -> bytes:
    data = bytearray(good)
    for mark, by in ((b"PK\x03\x04", offset), (b"PK\x01\x02", central)):
        at = data.find(mark)
        while at >= 0:
            data[at + by : at + by + len(value)] = value
            at = data.find(mark, at + 4)
    return bytes(data)


def _with_part(name: str, part: bytes) -> bytes:
    """Give a good archive of a format with another part in place of its largest XML part."""
    with zipfile.ZipFile(io.BytesIO(sample_of(name).data)) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    largest = max(
        (one for one in held if one.endswith((".xml", ".qde"))), key=lambda one: len(held[one])
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, part if name == largest else data)
    return made.getvalue()


def _markup() -> Iterator[tuple[str, bytes]]:
    secret = SECRET_PLACE.as_uri()
    laughs = "".join(f"<!ENTITY l{n + 1} '" + f"&l{n};" * 10 + "'>" for n in range(9))
    for name, text in {
        "laughs": f"<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]><x>&l9;</x>",
        "outside": f"<!DOCTYPE x [<!ENTITY e SYSTEM '{secret}'>]><x>&e;</x>",
        "outside by parameter": f"<!DOCTYPE x [<!ENTITY % e SYSTEM '{secret}'> %e;]><x/>",
        "type from the net": "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><x/>",
        "deep": "<x>" * 100_000 + "</x>" * 100_000,
        "attributes": "<x " + " ".join(f"a{n}='1'" for n in range(200_000)) + "/>",
        "spaces": "<x " + " ".join(f"xmlns:n{n}='u{n}'" for n in range(20_000)) + "/>",
        "included": "<x xmlns:i='http://www.w3.org/2001/XInclude'>"
        f"<i:include href='{secret}'/></x>",
        "styled": f"<?xml-stylesheet href='{secret}'?><x/>",
        "not closed": "<x><y>",
        "two roots": "<x/><x/>",
        "large text": f"<x>{'word ' * 2_000_000}</x>",
        "empty": "",
    }.items():
        yield name, text.encode()
    yield "lie utf-7", b"<?xml version='1.0' encoding='utf-7'?>+ADw-x+AD4-"
    yield "lie utf-16", b"<?xml version='1.0' encoding='utf-16'?><x/>"
    yield "odd bytes", b"<?xml version='1.0'?><x>\xff\xfe\x00</x>"


# --- words and settings -------------------------------------------------------------------------


def _toml() -> Made:
    for name, text in {
        "deep": f"a = {'[' * 20_000}",
        "deep tables": "[" + ".".join(["a"] * 20_000) + "]",
        "deep inline": "a = " + "{a=" * 5_000 + "1" + "}" * 5_000,
        "twice": "a = 1\na = 2\n",
        "cut": '[types.claim]\nkey = "c',
        "numbers": "[types]\na = 7\n[types.b]\nkey = 9.5\nrole = inf\n",
        "dates": "[types.claim]\nkey = 2026-03-02\n",
        "lists": '[types.claim]\nkey = ["a", ["b"]]\n',
        "long": f'[types.claim]\ndefinition = "{"x" * 3_000_000}"\n',
        "long name": f'[types."{"x" * 10_000}"]\nkey = "x"\n',
        "turned": '[types."a\u202eb"]\nkey = "x"\n',
        "hidden": '[types."a\u200bb"]\nkey = "x"\n',
        "one key": '[types.a]\nkey = "x"\n[types.b]\nkey = "x"\n',
        "many types": "".join(f'[types.t{n}]\nkey = "{n}"\n' for n in range(20_000)),
        "two roles": '[types.a]\nrole = "claim"\n[types.b]\nrole = "claim"\n',
        "empty names": '[types.""]\nkey = ""\n',
        "controls": '[types.a]\nkey = "\\u0000\\u001b"\n',
        "html": '[types."<img src=x>"]\nkey = "x"\n',
        "columns": '[columns]\ntext = 7\ntitle = ["a"]\n"__class__" = "x"\n',
        "paths": '[columns]\ntext = "../../../etc/passwd"\n',
        "words": '[grammar]\nverbs = 7\n[speech]\nsaying = ["a", 7, ["b"]]\n',
        "many words": "[speech]\nsaying = [" + ",".join(f'"w{n}"' for n in range(200_000)) + "]\n",
        "patterns": '[speech]\nsaying = ["(a+)+$", "[", "\\\\"]\n',
    }.items():
        yield f"{name}.toml", text.encode()
    yield "bytes.toml", b"a = '\xff\xfe'\n"
    yield "mark.toml", b"\xef\xbb\xbf[types.claim]\nkey = 'c'\n"
    yield "utf-16.toml", "[types.claim]\nkey = 'c'\n".encode("utf-16")
    yield "noise.toml", bytes(range(256)) * 50


def _settings() -> Made:
    odd: tuple[object, ...] = (None, -1, 1 << 70, 1.5, "x" * 20_000, [[]], {"a": 1}, True, "\u202e")
    names = (
        "coder_name", "coder_id", "coders", "theme", "text_size", "recent", "last_project", "keys",
        "window", "layouts", "model_folder", "also_me", "language", "left_width", "suggest_from",
    )  # fmt: skip
    for n, name in enumerate(names):
        for m in (0, 1):
            value = odd[(2 * n + m) % len(odd)]
            yield f"{name} {m}.json", json.dumps({name: value}).encode()
    yield "keys.json", json.dumps({"keys": ["mark " + "Ctrl+" * 5_000, "x y z", ""]}).encode()
    yield "recent.json", json.dumps({"recent": ["\0", "../" * 3_000, "\n"] * 300}).encode()
    yield "deep.json", b"[" * 100_000
    yield "bytes.json", b'{"coder_name": "\xff\xfe"}'
    yield "many.json", json.dumps({f"k{n}": n for n in range(50_000)}).encode()


KINDS: dict[str, Callable[[], Made]] = {
    "no-file": _no_files,
    "name": _names,
    "project": _projects,
    "rows": _rows,
    "text": _texts,
    "page": _pages,
    "json": _json,
    "table": _tables,
    "archive": _archives,
    "toml": _toml,
    "settings": _settings,
}
"""What makes the files of each kind."""


def lay(folder: Path, kind: str, only: range | None = None) -> list[Path]:
    """Make all files of a kind in a folder, or `only` some, each in a folder of its own."""
    made: list[Path] = []
    for n, (name, what) in enumerate(KINDS[kind]()):
        if only is not None and n not in only:
            continue
        place = folder / f"{kind} {n}" / name
        if "." not in name[-10:]:
            place = place.with_name(f"{name}.annotator")
        place.parent.mkdir(parents=True)
        try:
            if isinstance(what, bytes):
                place.write_bytes(what)
            else:
                what(place)
        except OSError:
            shutil.rmtree(place.parent)  # this disk or person cannot make such a thing
            continue
        made.append(place)
    return made
