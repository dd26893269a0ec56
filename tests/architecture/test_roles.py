"""Types and links are asked for by role: their default names stand in the default scheme alone."""

from __future__ import annotations

import ast
from pathlib import Path

import annotator
from annotator import resources
from annotator.model.scheme import LINK_ROLES, USUAL_KEYS, Role
from annotator.model.scheme_file import scheme_from_toml

PACKAGE = Path(annotator.__file__).parent
NAMES = {str(role) for role in Role}
OTHER_MEANINGS = {
    "model/scheme.py": "the roles themselves",
    "compare/values.py": "kinds of differences and of edges",
    "model/fields.py": "what a note or a decision is about: a key",
    "cli/listing.py": "keys of list statements",
    "cli/verbs/do.py": "arguments and keys of commands",
    "formats/corpus/columns.py": "keys of resources/tables.toml",
    "formats/corpus/rows.py": "the part an actor plays, a value of a column",
    "project/acts/link.py": "an argument of a step",
    "store/lists/passages.py": "names of parameters in SQL",
    "store/read_lists.py": "names of parameters in SQL",
    "suggest/attributed.py": "an argument of a reason",
    "ui/basics/actions.py": "the act that tells about the program",
    "ui/margin/open_card.py": "a word on a card",
    "ui/window.py": "the act that tells about the program",
}


def test_the_default_names_of_types_stand_in_no_code():
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in NAMES:
                found.setdefault(path.relative_to(PACKAGE).as_posix(), set()).add(str(node.value))
    assert {name: words for name, words in found.items() if name not in OTHER_MEANINGS} == {}


def test_the_default_scheme_names_every_role_once():
    scheme = scheme_from_toml(resources.read_text("schemes", "default.toml"))
    assert {one.role for one in scheme.types} == set(USUAL_KEYS)
    assert {one.role for one in scheme.links} == set(LINK_ROLES)
    assert set(USUAL_KEYS) | set(LINK_ROLES) == set(Role)
