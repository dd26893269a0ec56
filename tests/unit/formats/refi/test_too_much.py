"""REFI-QDA projects made to take all memory or hours: refused in a sentence, or read in bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from annotator.errors import CannotRead
from annotator.formats.refi import archive, held_links, index, xml_in
from annotator.formats.refi.xml_in import ProjectXml
from annotator.formats.safe_xml import XmlCheck
from tests.refi_foreign import ForeignProject, element, note, read, refers

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The minister said it. She left."


def made(n_users: int = 1) -> ForeignProject:
    """Give a project whose two words several people marked."""
    users = [f"u{n}" for n in range(n_users)]
    project = ForeignProject(users={one: one for one in users})
    project.text("T", TEXT, [(word, "a", one) for one in users for word in ("minister", "She")])
    return project


def linked(names: list[str]) -> ForeignProject:
    """Give a project with a link of each name."""
    project = made()
    ends = [project.id(f"selection T {word} u0") for word in ("minister", "She")]
    project.rest["Links"] = [
        element("Link", guid=project.id(f"l{n}"), name=name, originGUID=ends[0], targetGUID=ends[1])
        for n, name in enumerate(names)
    ]
    return project


def with_list(kind: str, *inside: str) -> ForeignProject:
    project = made()
    project.rest[kind] = [*inside]
    return project


def codings_on_one_selection() -> ForeignProject:
    project = made()
    coding = element("Coding", refers("CodeRef", "a", project))
    project.sources[0] = project.sources[0].replace("<Coding ", f"{coding * 3}<Coding ", 1)
    return project


def described() -> ForeignProject:
    project = made()
    said = element("Description", "words " * 9)
    project.sources[0] = project.sources[0].replace("<Coding ", f"{said}<Coding ", 1)
    return project


def named(kind: str, n: int) -> list[str]:
    return [element(kind, guid=f"{kind}{one}", name=f"n{one}") for one in range(n)]


def deep() -> ForeignProject:
    project = made()
    project.code(" ▸ ".join("abcdefgh"))
    return project


@pytest.mark.parametrize(
    ("limit", "most", "project", "what"),
    [
        ("_MOST_PEOPLE", 2, lambda: made(3), "more than 2 people who code"),
        ("_MOST_THINGS", 4, lambda: with_list("Cases", *named("Case", 5)), "more than 4 cases"),
        ("_MOST_THINGS", 4, lambda: made(5), "more than 4 people"),
        (
            "_MOST_THINGS",
            4,
            lambda: with_list("Variables", *named("Variable", 5)),
            "more than 4 variables",
        ),
        (
            "_MOST_THINGS",
            4,
            lambda: with_list("Notes", *[note(f"n{n}", "x", made()) for n in range(5)]),
            "more than 4 notes on codes, cases and the project",
        ),
        ("_MOST_KINDS", 2, lambda: linked(["a", "b", "c"]), "more than 2 kinds of links"),
        ("_LONGEST_PATH", 9, deep, "more than 9 characters in the path of a code"),
        ("_LONGEST_WORDS", 40, described, "more than 40 characters in the description"),
        ("MOST_MARKS", 4, codings_on_one_selection, "“T” has more than 4 codings"),
    ],
)
def test_more_than_anybody_works_with_is_refused_in_a_sentence(
    limit: str,
    most: int,
    project: Callable[[], ForeignProject],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, limit, most)
    with pytest.raises(CannotRead, match=what):
        read(project())
    monkeypatch.setattr(index, limit, 10 * most)
    assert [one.article.title for one in read(project()).bundle.contents] == ["T"]


def test_a_text_with_more_links_than_anybody_makes_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held_links, "MOST_MARKS", 3)
    assert read(linked(["a"] * 3)).bundle.scheme
    with pytest.raises(CannotRead, match="a text in it has more than"):
        read(linked(["a"] * 4))


def test_an_element_that_holds_more_than_fits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (xml_in, archive):
        monkeypatch.setattr(one, "MOST_WITHIN", 20)
    project = made()
    references = [refers("SelectionRef", f"s{n}", project) for n in range(21)]
    with pytest.raises(CannotRead, match="one element of it holds more than 20 others"):
        read(with_list("Cases", element("Case", *references, guid="c")))
    assert read(with_list("Cases", element("Case", *references[:9], guid="c"))).bundle.actors


def test_of_a_text_no_more_selections_are_held_than_it_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xml_in, "MOST_MARKS", 3)
    xml = ProjectXml()
    xml.check.feed(made(9).xml().encode())
    xml.check.close()
    (source,) = (one for one in xml.found if one.kind == "TextSource")
    assert len(source.selections) == 4  # one too many: whoever takes them refuses it


def test_a_word_of_megabytes_is_not_gone_through_for_each_piece_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    n_fed: list[int] = []
    feed = XmlCheck.feed

    def counted(check: XmlCheck, data: bytes) -> None:
        n_fed.append(len(data))
        feed(check, data)

    monkeypatch.setattr(XmlCheck, "feed", counted)
    xml, data = ProjectXml(), made().xml().replace("minister", "m" * 400_000).encode()
    for at in range(0, len(data), 1_000):
        xml.check.feed(data[at : at + 1_000])
    xml.check.close()
    assert sum(n_fed) == len(data)
    assert len(n_fed) < 60  # of a thousand pieces or more
    whole = ElementTree.fromstring(data)  # noqa: S314 - made here
    assert len(xml.found[-1].element) == len(whole)
