"""What no module does: swallow errors, print, reach for the network, use words we do not use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.architecture.conftest import Source

if TYPE_CHECKING:
    from pathlib import Path

# There "except Exception" means a bug: it is logged and said, and the program goes on or ends.
BUGS_ARE_CAUGHT_IN = {
    "annotator/cli/__init__.py",
    "annotator/ui/app.py",
    "annotator/ui/basics/jobs.py",
}
BROAD = {"", "Exception", "BaseException"}

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "websockets",
    "xmlrpc",
}  # fmt: skip
# A second start hands its file to the running window over a local socket, never over a network.
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}

# The words that product.md sets against ours, as far as they have no other honest meaning.
NOT_OUR_WORDS = {
    "annotationset", "assignment", "codebook", "conflict", "conflicts", "highlight", "highlights",
    "markable", "markables", "mention", "mentions", "prediction", "predictions", "relation",
    "relations", "tagset", "user", "users",
}  # fmt: skip
# In the window and in others' formats these have honest meanings (a document, a label, a tag).
NOT_OUR_WORDS_IN_THE_TRUNK = {"document", "label", "labels", "status", "tag", "tags"}
TRUNK = {"text", "model", "store", "project", "suggest", "compare"}
# Elements of pages are called as two formats are.
PAGES = ("annotator/formats/web/",)
# On the screen, besides.
NOT_ON_SCREEN = {"annotation set", "tag set", "transaction", "machine reader", "error:"}
# The text format, and the list of libraries, one of which is called as a format is.
FILES_OF_OTHER_NAMES = ("annotator/formats/plain_text.py", "annotator/formats/extras.py")
NOT_NAMES_OF_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def imports(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, []) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, [each.name for each in node.names]


def public_names(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
            if not isinstance(node, ast.ClassDef):
                given = node.args
                names |= {each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    return {name for name in names if not name.startswith("_")}


def words_of(name: str) -> set[str]:
    """Give the words of a name in any style: mark_everywhere, MarkEverywhere, setWidth."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    joined = {first.lower() + second.lower() for first, second in pairwise(parts)}
    return {part.lower() for part in parts} | joined


def is_raising_again(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler only tidies up and lets the error go on."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_broad_excepts_stand_only_where_bugs_are_caught(package: list[Source]) -> None:
    found: list[str] = []
    for source in package:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and not is_raising_again(node):
                caught = ast.unparse(node.type) if node.type else ""
                if any(name.strip("() ") in BROAD for name in caught.split(",")):
                    found.append(source.path)
    assert [path for path in found if path not in BUGS_ARE_CAUGHT_IN] == []
    assert len(found) == len(set(found)), "one is enough in each of these places"


def test_only_the_room_for_output_prints(package: list[Source]) -> None:
    found = {
        f"{source.path}:{node.lineno}"
        for source in package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "pprint"}
        if source.path != "annotator/cli/output.py"
    }
    assert found == set()


def test_no_module_reaches_for_the_network(package: list[Source]) -> None:
    found = []
    for source in package:
        for module, names in imports(source.tree):
            tops = {module, module.split(".")[0]}
            if tops & NETWORK or "urllib.request" in {f"{module}.{name}" for name in names}:
                found.append(f"{source.path}: {module}")
            if module == "PySide6.QtNetwork" and not set(names) <= LOCAL_ONLY:
                found.append(f"{source.path}: {', '.join(names)}")
    assert found == []


def test_spacy_is_loaded_in_the_language_process_alone(package: list[Source]) -> None:
    found = {
        source.path
        for source in package
        for module, _ in imports(source.tree)
        if module.split(".")[0] == "spacy"
    }
    # What spaCy is to do for an export is done in a process of its own, too.
    of_files = "annotator/formats/spacy_documents/child.py"
    assert found == {"annotator/suggest/model/child.py", of_files}


def test_nobody_holds_what_a_layout_gives_for_a_widget(package: list[Source]) -> None:
    """PySide keeps an item when Qt has freed it: `building.widgets_in` says what came of it."""
    found = [
        f"{source.path}:{node.lineno}"
        for source in package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"itemAt", "itemAtPosition"}
    ]
    assert found == []


def test_every_box_to_tick_has_an_edge_that_is_seen(package: list[Source]) -> None:
    """`popups.box.TickBox` draws it: the style's own is hardly seen on a dark page."""
    found = [
        f"{source.path}:{node.lineno}"
        for source in package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QCheckBox"
    ]
    assert found == []


def test_public_names_use_the_words_of_the_product(package: list[Source]) -> None:
    found = []
    for source in package:
        room = source.path.split("/")[1]
        banned = NOT_OUR_WORDS | (NOT_OUR_WORDS_IN_THE_TRUNK if room in TRUNK else set())
        stem = source.path.rsplit("/", 1)[1].removesuffix(".py")
        for name in public_names(source.tree) | {stem}:
            found += [f"{source.path}: {name}" for word in words_of(name) & banned if word]
    assert sorted(set(found)) == []


def test_sentences_on_the_screen_use_the_words_of_the_product(package: list[Source]) -> None:
    banned = re.compile(
        "|".join(rf"\b{re.escape(word)}" for word in sorted(NOT_OUR_WORDS | NOT_ON_SCREEN)), re.I
    )
    found = []
    for source in package:
        for node in ast.walk(source.tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in {"tr", "trn"}):
                continue
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    match = banned.search(given.value)
                    found += [f"{source.path}:{node.lineno}: {match[0]}"] if match else []
    assert found == []


ARTICLE_BEFORE_A_NAME = re.compile(r"\b[Aa]n? [“‘]?\{")


def test_no_article_stands_before_a_name_that_is_put_in(package: list[Source]) -> None:
    """Types, fields and kinds may begin with a vowel: “a entity”."""
    told = (
        f"{source.path}:{node.lineno}: {node.value!r}"
        for source in package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if ARTICLE_BEFORE_A_NAME.search(node.value)
    )
    assert sorted(told) == []


def test_modules_are_named_by_their_subject(package: list[Source]) -> None:
    stems = {each.path: each.path.rsplit("/", 1)[1].removesuffix(".py") for each in package}
    assert {path for path, stem in stems.items() if stem in NOT_NAMES_OF_MODULES} == set()


def test_no_committed_file_names_a_package_index_or_a_path_of_one_machine(
    committed: list[Path], checkout: Path
) -> None:
    # Put together here, so that this file does not name them either.
    signs = ["/wor" + "k/", "/far" + "m/", "/roo" + "t/", "index" + "-url=", "python" + "hosted"]
    address = r"https?://[^ \"')]*/(?:packages|sim" + r"ple)/"
    wanted = re.compile("|".join([*(re.escape(sign) for sign in signs), address]).encode("ascii"))
    found = {
        f"{path.relative_to(checkout)}: {match[0].decode('ascii', 'replace')}"
        for path in committed
        for match in wanted.finditer(path.read_bytes())
    }
    assert found == set()


# --- formats ----------------------------------------------------------------------------------


def _names_of_formats() -> set[str]:
    from annotator.formats import FORMATS

    return {one.name for one in FORMATS}


def _names_a_format(node: ast.AST, names: set[str]) -> bool:
    """Say whether a format is meant by its name: compared with one, or handed on as one."""
    meant: list[ast.expr] = []
    if isinstance(node, ast.Compare) and "name" in ast.unparse(node.left):
        meant = node.comparators
    elif isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        is_by_name = called in {"by_name", "reader_named", "export"}
        meant = [each.value for each in node.keywords if each.arg in {"format", "format_name"}]
        meant += node.args[:1] if is_by_name else []
    words = {one.value for each in meant for one in ast.walk(each) if isinstance(one, ast.Constant)}
    return bool(words & names)


def test_no_format_is_named_outside_its_own_file_and_the_list(package: list[Source]) -> None:
    names = _names_of_formats()
    # "text" and "csv" are words in many places, so they count only where a format is meant.
    distinct = names - {"text", "csv"}
    files = (name.replace("-", "_") for name in names)
    own = ("annotator/formats/__init__.py", *(f"annotator/formats/{name}" for name in files))
    found = [
        f"{source.path}:{getattr(node, 'lineno', 0)}"
        for source in package
        if not source.path.startswith((*own, *FILES_OF_OTHER_NAMES, *PAGES))
        for node in ast.walk(source.tree)
        if _names_a_format(node, names)
        or (isinstance(node, ast.Constant) and node.value in distinct)
    ]
    assert found == []


def shows_as_it_stands(given: ast.expr) -> bool:
    """Say whether words for the screen are our own, or go through what shows them as they are."""
    match given:
        case ast.Call(func=ast.Name(id="tr" | "plain_tip" | "Label")):
            return True
        case ast.Constant():
            return True
    return not isinstance(given, ast.Name | ast.Attribute | ast.Call | ast.JoinedStr | ast.IfExp)


def unsafe_words(source: Source) -> Iterator[str]:
    """Find where words from outside could be rendered: labels, tooltips, lines of forms."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "ToolTipRole":
            if "plain_tip" not in source.text:
                yield f"{source.path}:{node.lineno}: ToolTipRole"
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            words = {"setToolTip": 0, "setWhatsThis": 0, "showText": 1, "addRow": 0}.get(name)
            if name == "QLabel" and not source.path.endswith("basics/labels.py"):
                yield f"{source.path}:{node.lineno}: QLabel"
            elif words is not None and len(node.args) > words:
                given = node.args[words]
                is_tip = name != "addRow"
                through = isinstance(given, ast.Call) and ast.unparse(given.func) == "plain_tip"
                if not (through if is_tip else shows_as_it_stands(given)):
                    yield f"{source.path}:{node.lineno}: {name}({ast.unparse(given)})"


def test_words_from_outside_are_never_rendered(package: list[Source]) -> None:
    window = [each for each in package if each.path.startswith("annotator/ui/")]
    assert [line for source in window for line in unsafe_words(source)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "item.setToolTip(article.title)",
        "item.setToolTip(f'{article.title}')",
        "QToolTip.showText(at, article.title)",
        "item.setData(Qt.ItemDataRole.ToolTipRole, article.title)",
        "QLabel(article.title)",
        "form.addRow(attribute.name, field)",
        "form.addRow(label, field)",
    ],
)
def test_a_title_that_would_be_rendered_is_found(wrong: str) -> None:
    planted = Source(path="annotator/ui/planted.py", text=wrong, tree=ast.parse(wrong))
    assert list(unsafe_words(planted)) != []
