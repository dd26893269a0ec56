"""The pages say what is there, all of it, and nothing that is not."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import Project, coder, resources
from annotator import settings as settings_file
from annotator.cli import crash, window
from annotator.cli.verbs import VERBS
from annotator.cli.verbs.do import _ACTS as DO_COMMANDS
from annotator.cli.verbs.formats import target_of
from annotator.cli.verbs.list import WHAT
from annotator.errors import AnnotatorError, CannotRead, WrongUse
from annotator.formats import FORMATS, sources
from annotator.formats.base import ReadOptions
from annotator.formats.corpus import columns as tables_columns
from annotator.formats.jsonl import JsonLines
from annotator.formats.lossless.records import KINDS
from annotator.model.scheme_file import scheme_from_toml
from annotator.reading.keys import Stroke, shipped_rows
from annotator.store import schema
from docs import make_columns
from tests import bundles, exports
from tests.mutants.__main__ import parser as mutants_parser

if TYPE_CHECKING:
    from tests.architecture.conftest import Source

MOST_PICTURES, MOST_BYTES = 12, 250_000
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OF_START = {"--offline", "--help", "--version"}
SHOWN = {
    "Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "PgDown": "PgDn", "PgUp": "PgUp",
    "Return": "Enter",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(checkout: Path) -> dict[str, str]:
    """Every page by its path from the checkout."""
    found = [*checkout.glob("*.md"), *(checkout / "docs").rglob("*.md")]
    return {page.relative_to(checkout).as_posix(): page.read_text("utf-8") for page in found}


def commands(pages: dict[str, str], *names: str) -> Iterator[str]:
    """Give the lines in fences that call the program."""
    for name in names or pages:
        for language, body in FENCE.findall(pages[name]):
            if language in ("", "sh"):
                yield from (line for line in body.splitlines() if line.startswith("annotator"))


def rows_below(page: str, heading: str) -> list[list[str]]:
    """Give the cells of all table rows in the part of a page with this heading."""
    part = re.split(rf"^#+ {re.escape(heading)}$", page, flags=re.M)[1]
    part = re.split(r"^## ", part, flags=re.M)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if not set("".join(row)) <= set("-| ")]


def named(cell: str) -> list[str]:
    """Give what stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def every_error(kind: type[AnnotatorError] = AnnotatorError) -> Iterator[type[AnnotatorError]]:
    assert {crash.Bug, window.NoWindow} <= set(AnnotatorError.__subclasses__())
    yield kind
    for one in kind.__subclasses__():
        yield from every_error(one)


# --- the command line ---------------------------------------------------------------------------


def test_the_command_line_page_has_a_part_for_each_verb_and_no_other(
    pages: dict[str, str],
) -> None:
    page = pages["docs/command-line.md"]
    verbs = page.split("\n## The verbs\n")[1].split("\n## ")[0]
    headings = re.findall(r"^### (.+)$", verbs, re.M)
    assert sorted(one for line in headings for one in line.split(", ")) == sorted(dict(VERBS))


def test_every_call_on_a_page_parses(pages: dict[str, str]) -> None:
    from annotator.cli.parsing import parse, parser_of

    seen = 0
    for line in commands(pages):
        words = shlex.split(line.split(" < ")[0])[1:]
        if words and words[0] in dict(VERBS):
            parser_of(words[0]).parse_args(words[1:])
            seen += 1
        else:
            parse(words)
    assert seen > 30


def test_a_call_that_does_not_exist_would_be_found(pages: dict[str, str]) -> None:
    from annotator.cli.parsing import parse

    with pytest.raises(WrongUse):
        parse(["rescue", "study.annotator", "--to", "other.annotator"])


def test_every_example_of_the_help_stands_on_the_page(pages: dict[str, str]) -> None:
    from annotator.cli.parsing import module_of

    lines = set(commands(pages, "docs/command-line.md"))
    examples = {one for verb, _ in VERBS for one in module_of(verb).EXAMPLES}
    missing = {one for one in examples if one.startswith("annotator") and one not in lines}
    assert missing == set()


def test_every_option_is_on_the_page_and_every_option_on_a_page_is_there(
    pages: dict[str, str],
) -> None:
    from annotator.cli.parsing import parser_of

    there = {
        option
        for verb, _ in VERBS
        for action in parser_of(verb)._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    on_page = set(re.findall(r"--[a-z][a-z-]*", pages["docs/command-line.md"]))
    assert there - on_page - OF_START == set()
    said = {
        option
        for name, page in pages.items()
        if name != "CONTRIBUTING.md"
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", page)
    }
    of_mutants = {one for each in mutants_parser()._actions for one in each.option_strings}
    assert said - there - OF_START - of_mutants == set()


def test_every_command_of_do_stands_in_its_table(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/command-line.md"], "do")
    assert {one for row in rows[1:] for one in named(row[0])} == set(DO_COMMANDS)


def test_the_json_keys_are_those_the_page_names(
    pages: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from annotator.cli import main
    from annotator.project.sample import make_sample

    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    at = str(tmp_path / "s.annotator")
    with make_sample(Path(at), coder("A")) as project:
        project.note(next(project.articles()).id, "a note")
    calls = {f"list {what}": ["list", at, what] for what in WHAT}
    calls |= {verb: [verb, at] for verb in ("info", "check", "history", "undo", "redo")}
    calls["show"] = ["show", at, "1"]
    calls["formats"] = ["formats"]
    calls["export"] = ["export", at, "--format", "jsonl", "--to", str(tmp_path / "s.jsonl")]
    stated = {
        verb: set(named(re.sub(r"\{[^}]*\}", "", row[1].split(";")[0])))
        for row in rows_below(pages["docs/command-line.md"], "JSON keys")[1:]
        for verb in named(row[0])
    }
    for verb, words in calls.items():
        main([*words, "--json"])
        answer = json.loads(capsys.readouterr().out)
        if isinstance(answer, list):
            answer = answer[0] if answer else dict.fromkeys(stated[verb])
        assert set(answer) == stated[verb], verb


# --- keys, settings, errors ---------------------------------------------------------------------


def test_the_keys_page_has_every_key_of_the_table_and_no_other(pages: dict[str, str]) -> None:
    def shown(stroke: Stroke) -> str:
        head, plus, key = str(stroke).rpartition("+")
        return str(stroke) if not key else f"{head}{plus}{SHOWN.get(key, key)}"

    wanted = {(frozenset(map(shown, row.keys)), row.label) for row in shipped_rows() if row.group}
    lines = re.findall(r"^\| (`.+`) \| ([^|]+) \| [^|]* \|$", pages["docs/keys.md"], re.M)
    assert {(frozenset(named(keys)), label.strip()) for keys, label in lines} == wanted


def test_every_act_has_a_way_by_mouse_unless_it_is_about_keys(pages: dict[str, str]) -> None:
    for group in ("Move", "Select", "Mark", "Join", "Change", "Articles", "Window"):
        for row in rows_below(pages["docs/keys.md"], group):
            assert len(row) == 3, row
            assert row[2], row


def test_every_entry_of_the_menu_that_a_page_names_is_there(pages: dict[str, str]) -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    from annotator.ui.basics.actions import ACTS

    labels = {row.act: row.label for row in shipped_rows()}
    there = {f"{row.menu} ▸ {row.label or labels.get(row.name, '')}" for row in ACTS}
    menus = {row.menu for row in ACTS}
    for name, page in pages.items():
        for said in re.findall(r"Menu ▸ ([^*|;)]+)", page):
            path = said.strip()
            is_known = path in menus or any(one.startswith(path) for one in there)
            assert is_known, f"{name}: Menu ▸ {path}"


def test_the_settings_page_has_every_setting_and_no_other(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/settings.md"], "The settings")
    stated = [one for row in rows[1:] for one in named(row[0])]
    assert sorted(stated) == sorted(one.name for one in fields(settings_file.Settings))


def test_the_errors_page_has_every_kind_with_its_exit_code(pages: dict[str, str]) -> None:
    stated: dict[str, int] = {}
    page = pages["docs/errors.md"]
    for code in (2, 3, 4, 5):
        part = re.split(rf"^## .*: exit code {code}$", page, flags=re.M)[1].split("\n## ")[0]
        stated |= dict.fromkeys(re.findall(r"^\| `([a-z-]+)` \|", part, re.M), code)
    for row in rows_below(page, "Anything else")[1:]:
        stated[named(row[0])[0]] = int(row[1])
    assert stated == {one.kind: one.exit_code for one in every_error()}


def test_no_error_is_defined_where_these_tests_do_not_look(package: list[Source]) -> None:
    known = {one.__name__ for one in every_error()}
    found = {
        node.name
        for source in package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and known & {ast.unparse(base) for base in node.bases} - {node.name}
        and _says_its_kind(node)
    }
    assert found <= known


def _says_its_kind(node: ast.ClassDef) -> bool:
    """Say whether an error has a kind of its own; one without is known by its family's."""
    assigned = [one for one in node.body if isinstance(one, ast.Assign | ast.AnnAssign)]
    targets = [one.targets[0] if isinstance(one, ast.Assign) else one.target for one in assigned]
    return any(ast.unparse(one) == "kind" for one in targets)


def test_every_exit_code_stands_on_the_command_line_page(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/command-line.md"], "Exit codes")
    codes = {one.exit_code for one in every_error()}
    assert {int(row[0]) for row in rows[1:]} == codes | {0}


# --- formats and the scheme ---------------------------------------------------------------------


def test_the_formats_page_has_every_format_and_says_what_it_can(pages: dict[str, str]) -> None:
    first = pages["docs/formats.md"].split("\n`annotator formats`")[0]
    rows = [line.strip("|").split("|") for line in first.splitlines() if line.startswith("| `")]
    stated = {
        named(row[0])[0]: (bool(row[2].strip()), bool(row[3].strip()), tuple(named(row[4])))
        for row in rows
    }
    assert stated == {one.name: (one.can_read, one.can_write, one.endings) for one in FORMATS}
    either = {named(row[0])[0]: {"file", "folder"} & {*re.findall(r"\w+", row[5])} for row in rows}
    assert either == {one.name: {*target_of(one).split(" or ")} for one in FORMATS}


def test_the_formats_page_has_every_table_and_column(pages: dict[str, str]) -> None:
    made = list(tables_columns.OwnColumns().tables().values())
    rows = {
        named(row[0])[0]: row[2]
        for row in rows_below(pages["docs/formats.md"], "Tables")
        if row[0].endswith(".csv`")
    }
    assert set(rows) == {table.file_name for table in made}
    for table in made:
        words = set(re.findall(r"[a-z_0-9]+", rows[table.file_name]))
        assert set(table.names()) <= words, table.name


def test_the_formats_page_has_every_kind_of_record(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/formats.md"], "JSONL: everything")
    assert [named(row[0])[0] for row in rows[1:]] == list(KINDS)


def plainly_named(cell: str) -> set[str]:
    """Give the keys in a cell, without those of objects within."""
    return set(named(re.sub(r"{[^}]*}", "", cell)))


def test_the_formats_page_says_which_keys_a_record_must_have(
    pages: dict[str, str], tmp_path: Path
) -> None:
    exports.write(JsonLines(), bundles.asked(), tmp_path / "full.jsonl")
    lines = (tmp_path / "full.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    rows = rows_below(pages["docs/formats.md"], "JSONL: everything")
    for kind, must, may in ([*row, ""][:3] for row in rows[1:-1]):
        name = named(kind)[0]
        keys = {key for line in lines for key in fits_kind(line, name)} - {"kind"}
        assert plainly_named(must) | plainly_named(may) == keys, name
        needed = {key for key in keys if not can_be_read(lines, name, without=key)}
        assert plainly_named(must) == needed, name


def fits_kind(line: str, kind: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(line)
    return record if record["kind"] == kind else {}


_PLAINLY = ReadOptions()


def can_be_read(lines: list[str], kind: str, *, without: str) -> bool:
    records = [json.loads(line) for line in lines[:-1]]
    body = "".join(
        json.dumps(
            {key: value for key, value in one.items() if (one["kind"], key) != (kind, without)}
        )
        + "\n"
        for one in records
    ).encode()
    end = json.loads(lines[-1]) | {"sha256": hashlib.sha256(body).hexdigest()}
    try:
        JsonLines().read(
            sources.Source("x.jsonl", data=body + f"{json.dumps(end)}\n".encode()), _PLAINLY
        )
    except CannotRead:
        return False
    return True


def test_files_that_are_not_read_yet_are_refused_as_the_page_says(
    pages: dict[str, str], tmp_path: Path
) -> None:
    page = " ".join(pages["docs/formats.md"].split())
    assert "An XML file is not read yet, and refused" in page
    (tmp_path / "b.xml").write_text("<text>Said so.</text>", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes("\ufeffab".encode("utf-16-le") + b"\x00\xd8c\x00")
    for name, words in (("b.xml", "--format text"), ("c.txt", "byte")):
        with Project.create(tmp_path / f"{name}.annotator", coder=coder("A")) as project:
            (refused,) = project.import_sources([tmp_path / name]).refused
            assert words in refused.reason
            assert "no text may have" not in refused.reason


def test_the_scheme_page_has_every_type_link_attribute_and_value(pages: dict[str, str]) -> None:
    scheme = scheme_from_toml(resources.read_text("schemes", "default.toml"))
    page = pages["docs/scheme.md"]
    for one in scheme.types:
        assert f"| **{one.name}** | {one.key} |" in page
    for link in scheme.links:
        assert f"| {link.label} (`{link.name}`) |" in page
    for attribute in scheme.attributes():
        asked = "optional" if attribute.optional else "asked"
        part = re.split(rf"^### {attribute.on}: {attribute.name} \({asked}\)$", page, flags=re.M)
        if attribute.on == "about":
            part = re.split(rf"^### about: {attribute.name}", page, flags=re.M)
        assert len(part) == 2, attribute.name
        said = set(re.findall(r"\w+", part[1].split("\n##")[0]))
        assert set(attribute.values) <= said, attribute.name


def test_the_project_file_page_has_every_table(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/project-file.md"], "What is in it")
    stated = {one for row in rows[1:] for one in named(row[0])}
    made = "\n".join(schema.TEXTS[schema.FORMAT])
    assert stated == set(re.findall(r"CREATE TABLE (\w+)", made))


def test_the_project_file_page_has_every_column_in_order(pages: dict[str, str]) -> None:
    rows = rows_below(pages["docs/project-file.md"], "The columns")
    assert rows[1:] == make_columns.columns()


def test_the_pages_follow_from_the_fields(checkout: Path) -> None:
    written = {name: (checkout / "docs" / name).read_text("utf-8") for name in make_columns.pages()}
    assert written == make_columns.pages(), "run python docs/make_columns.py"


def test_a_name_that_a_row_lacks_stands_behind_the_one_before_it() -> None:
    row = "| `article` | `id`, `title`; the `id` of the file | |"
    assert make_columns.with_missing(row, ["id", "edition", "title"], "`{}`") == (
        "| `article` | `id`, `edition`, `title`; the `id` of the file | |"
    )
    assert make_columns.with_missing(row, ["id", "title"], "`{}`") == row


# --- the pages themselves -----------------------------------------------------------------------


def test_links_between_pages_lead_somewhere(pages: dict[str, str], checkout: Path) -> None:
    for name, page in pages.items():
        for target in LINK.findall(page):
            if target.startswith("https://"):
                continue
            path, _, anchor = target.partition("#")
            place = (checkout / name).parent / path if path else checkout / name
            assert place.exists(), f"{name}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.+)$", place.read_text("utf-8"), re.M)
                slugs = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
                assert anchor in slugs, f"{name}: {target}"


def test_every_page_is_reached_from_the_first(pages: dict[str, str], checkout: Path) -> None:
    seen, coming = set(), ["README.md"]
    while coming:
        name = coming.pop()
        if name in seen or name not in pages:
            continue
        seen.add(name)
        for target in LINK.findall(pages[name]):
            place = ((checkout / name).parent / target.partition("#")[0]).resolve()
            if place.is_relative_to(checkout):
                coming.append(place.relative_to(checkout).as_posix())
    assert {name for name in pages if name.startswith("docs/")} <= seen


def test_pictures_are_few_and_small_and_shown(pages: dict[str, str], checkout: Path) -> None:
    there = {one.name: one.stat().st_size for one in (checkout / "docs/pictures").iterdir()}
    assert len(there) <= MOST_PICTURES
    assert {name for name, size in there.items() if size > MOST_BYTES} == set()
    shown = {
        target.rpartition("/")[2]
        for page in pages.values()
        for target in LINK.findall(page)
        if target.endswith(".png")
    }
    assert shown == set(there)


def test_files_of_the_checkout_that_a_page_names_are_there(
    pages: dict[str, str], checkout: Path
) -> None:
    tops = ("annotator/", "docs/", "packaging/", "resources/", "tests/", ".ci/")
    for name, page in pages.items():
        for path in named(page):
            if path.startswith(tops) and not re.search(r"[A-Z…*<>]{2}|\s", path):
                assert (checkout / path).exists(), f"{name}: {path}"


def test_the_readme_has_exactly_the_two_commands(pages: dict[str, str]) -> None:
    blocks = [body for language, body in FENCE.findall(pages["README.md"]) if language == ""]
    assert blocks == ["python3 packaging/start.py demo\npython3 packaging/start.py test\n"]


def test_the_readme_shows_the_python_interface_as_the_package_does(
    pages: dict[str, str],
) -> None:
    import annotator

    shown = [body for language, body in FENCE.findall(pages["README.md"]) if language == "python"]
    doc = (annotator.__doc__ or "").splitlines()
    example = [line[4:] for line in doc if line.startswith((">>>", "..."))]
    assert len(shown) == 1
    lines = [line for line in shown[0].splitlines() if line]
    assert lines[:-1] == example[:-1]
    assert example[-1].strip() in lines[-1]


def test_every_decision_stands_in_their_list(pages: dict[str, str], checkout: Path) -> None:
    listed = LINK.findall(pages["docs/decisions/README.md"])
    there = [one.name for one in (checkout / "docs/decisions").glob("[0-9]*.md")]
    assert sorted(listed) == sorted(there)
    for name in there:
        title = pages[f"docs/decisions/{name}"].splitlines()[0].removeprefix("# ")
        assert f"[{title}]({name})" in pages["docs/decisions/README.md"]


def test_no_page_speaks_of_what_is_not_there_yet(pages: dict[str, str]) -> None:
    verbs = dict(VERBS)
    for name, page in pages.items():
        for verb in re.findall(r"`annotator ([a-z]+)[ `]", page):
            assert verb in verbs, f"{name}: annotator {verb}"
        if name.startswith("docs/") and "decisions" not in name:
            assert not re.search(r"\b(?:coming soon|is planned|will be added|TODO)\b", page), name
