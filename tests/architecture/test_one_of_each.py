"""One of each: one thing a public class name, and no public name that only tests use."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.architecture.conftest import Source, read_sources

# What the Python interface offers, whoever else calls it.
INTERFACE = {"Project", "Study", "Asking", "Importing", "Scheming", "OpenProject"}

# The formats to come count otherwise than we do (docs/formats.md): label files in UTF-16 units,
# stand-off files in bytes. All conversions stand in one module, tried by one set of laws.
OFFSETS = "annotator/text/offsets.py"

# What a library calls.
LIBRARIES_CALL = {
    "Parser.format_help", "Parser.print_help",
    "PageReader.handle_data", "PageReader.handle_endtag", "PageReader.handle_starttag",
    "PageReader.updatepos",
    "SpooledFile.readinto", "SpooledFile.seekable",
}  # fmt: skip

# Programs beside the package that use it as a person would.
PROGRAMS = ("packaging", "docs")


# Words that only we would understand: what each thing is called instead stands in the code.
PRIVATE_DIALECT = {
    "account", "deeds", "desk", "display", "door", "doorbell", "facts", "fate", "ground", "here",
    "joining", "lit", "manner", "marking", "moment", "more", "moving", "opened", "paint",
    "painting", "plausible", "quick", "scene", "seen", "selected", "stage", "strip", "tally",
    "telling", "ticket", "touched", "trying", "wholeness",
}  # fmt: skip


@dataclass(frozen=True)
class Defined:
    """A public name, where it stands, and the part of the tree that is its own."""

    path: str
    line: int
    name: str
    node: ast.AST

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]


def uses(node: ast.AST) -> Counter[str]:
    """Count the names that a piece of code reads, in whatever way: by name, attribute or word."""
    found: Counter[str] = Counter()
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name, ctx=ast.Load()):
                found[name] += 1
            case ast.Attribute(attr=name, ctx=ast.Load() | ast.Del()):
                found[name] += 1
            case ast.keyword(arg=str(name)):
                found[name] += 1
            case ast.MatchClass(kwd_attrs=names):
                found.update(names)
            case ast.Constant(value=str(word)) if word.isidentifier():
                found[word] += 1
    return found


def is_enum(node: ast.ClassDef) -> bool:
    return any("Enum" in ast.unparse(base) or "Flag" in ast.unparse(base) for base in node.bases)


def assigned(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        yield from (one.id for one in node.targets if isinstance(one, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def members(node: ast.ClassDef) -> Iterator[tuple[str, ast.stmt]]:
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            yield each.name, each
        elif not is_enum(node):  # the members of a closed set are read from files by their values
            yield from ((name, each) for name in assigned(each))


def is_qts(name: str) -> bool:
    """Say whether a method is one of Qt's that we override: those alone are camelCase."""
    return name != name.lower() and not name.isupper()


def defined(source: Source) -> Iterator[Defined]:
    for node in source.tree.body:
        for name in assigned(node):
            yield Defined(source.path, node.lineno, name, node)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield Defined(source.path, node.lineno, node.name, node)
        if isinstance(node, ast.ClassDef) and node.name not in INTERFACE:
            for name, member in members(node):
                if isinstance(member, ast.FunctionDef) and is_qts(name):
                    continue
                yield Defined(source.path, member.lineno, f"{node.name}.{name}", member)


def unused(product: list[Source], programs: list[Source]) -> list[str]:
    """Give the public names of the product that nothing of it reads outside their own code.

    What only another unused name reads is unused too.
    """
    every = [
        one
        for source in product
        for one in defined(source)
        if not any(part.startswith("_") for part in one.name.split("."))
    ]
    read: Counter[str] = Counter()
    for source in (*product, *programs):
        read += uses(source.tree)
    alive, found = every, list[Defined]()
    while True:
        dead = [one for one in alive if read[one.last] - uses(one.node)[one.last] <= 0]
        if not dead:
            break
        for one in dead:
            read -= uses(one.node)
        found += dead
        alive = [one for one in alive if not any(one is each for each in dead)]
    return sorted(f"{one.path}:{one.line} {one.name}" for one in found)


def unused_private(product: list[Source]) -> list[str]:
    """Give the private names that their own module does not read outside their own code."""
    found = []
    for source in product:
        read = uses(source.tree)
        found += [
            f"{source.path}:{one.line} {one.name}"
            for one in defined(source)
            if one.last.startswith("_")
            and not one.last.endswith("__")
            and read[one.last] - uses(one.node)[one.last] <= 0
        ]
    return found


def class_names(sources: list[Source]) -> set[str]:
    counted = Counter(
        node.name
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return {name for name, n in counted.items() if n > 1}


@pytest.fixture(scope="session")
def product(package: list[Source]) -> list[Source]:
    return package


@pytest.fixture(scope="session")
def lonely(product: list[Source]) -> list[str]:
    return unused(product, read_sources(*PROGRAMS))


def test_no_two_public_classes_have_one_name(product: list[Source]) -> None:
    assert class_names(product) == set()


def test_classes_and_modules_are_called_by_words_a_stranger_knows(product: list[Source]) -> None:
    classes = {
        each.name.lstrip("_")
        for source in product
        for each in ast.walk(source.tree)
        if isinstance(each, ast.ClassDef)
    }
    modules = {source.path.rpartition("/")[2].removesuffix(".py") for source in product}
    assert {name for name in classes if name.lower() in PRIVATE_DIALECT} == set()
    assert modules & PRIVATE_DIALECT == set()


def test_no_public_name_is_there_for_tests_alone(lonely: list[str]) -> None:
    found = [one.split(" ")[1] for one in lonely if not one.startswith(f"{OFFSETS}:")]
    assert set(found) == LIBRARIES_CALL


def test_no_private_name_is_read_by_nobody(product: list[Source]) -> None:
    assert unused_private(product) == []


def test_what_the_offsets_list_excuses_is_still_unused(lonely: list[str]) -> None:
    assert [one for one in lonely if one.startswith(f"{OFFSETS}:")] != []


def planted(code: str, path: str = "annotator/planted.py") -> Source:
    return Source(path=path, text=code, tree=ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "def lonely():\n    return 1\n",
        "def lonely(n):\n    return lonely(n - 1)\n",
        "LONELY = 3\n",
        "class Used:\n    def lonely(self):\n        return 1\n\nUSED = Used()\nprint(USED)\n",
        "class Used:\n    lonely: int = 3\n\nprint(Used())\n",
        "def lonely():\n    return also_lonely()\n\ndef also_lonely():\n    return 1\n",
    ],
)
def test_a_planted_name_that_nobody_reads_is_found(code: str) -> None:
    found = unused([planted(code)], [])
    assert found
    assert all("lonely" in one.lower() for one in found)


def test_a_name_that_another_module_reads_is_none() -> None:
    code = "def wanted():\n    return 1\n"
    assert unused([planted(code), planted("from planted import wanted\nwanted()\n")], []) == []
    assert unused([planted(code)], [planted("wanted()")]) == []


def test_a_planted_second_class_of_one_name_is_found() -> None:
    twins = [planted("class Place:\n    pass\n"), planted("class Place:\n    pass\n")]
    assert class_names(twins) == {"Place"}
