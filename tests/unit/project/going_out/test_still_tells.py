"""A name in any field of what goes out is replaced or listed, whatever the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from annotator.model.actor import Actor, Alias
from annotator.model.bundle import Bundle, Content
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.project.going_out.making import as_chosen
from annotator.project.going_out.names import HiddenNames
from annotator.project.going_out.pseudonyms import WithPseudonyms, names_to_hide
from annotator.project.going_out.still_tells import StillTelling
from tests import bundles

PERSONS = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("persons",))
NOT_LOOKED_AT = {"Bundle.program", "Bundle.changed", "Article.text", "Span.quotes"}
"""What is ours, or looked at as the text."""
NOT_LISTED = {"spans.type", "links.type", "spans.quotes", "source", "unmapped", "refused"}
"""What the scheme or the text has, where it is listed; what only an import has."""
STAYS = {
    *("id", "replaces", "merged_into", "members", "results", "taken_from", "subject", "by"),
    *("set_by", "states", "coders", "attributes", "sources", "targets", "on"),
    *("name", "type", "actor_kinds", "key", "colour", "retired", "origin", "direction", "code"),
    *("date", "imported_at", "at", "created", "changed", "subject_kind", "verdict"),
}
"""What is ticked stays in ids, in names that the scheme gives, and where no words can be."""


def planted(value: object, where: str = "") -> object:
    """Give a value with a name, otherwise spelt, behind each of its strings but those of texts."""
    if isinstance(value, Enum) or where in NOT_LOOKED_AT:
        return value
    if isinstance(value, str):
        return f"{value} TALVEN" if where.rpartition(".")[2] not in ("kind", "language") else value
    if isinstance(value, Mapping):
        return {planted(key, where): planted(one, where) for key, one in value.items()}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(planted(one, where) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        made = {
            one.name: planted(getattr(value, one.name), f"{kind}.{one.name}")
            for one in fields(value)
            if one.name not in ("choice", "left", "proposed_regions", "proposed_fields", "contents")
        }
        return replace(value, **made)
    return value


def named_in(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Give each string with the name in what goes out, and where it stands."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield from [(where, value)] if "TALVEN" in value else []
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from [*named_in(key, where), *named_in(one, f"{where}.{key}")]
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from named_in(one, where)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("choice", "contents", "since"):
                name = f"{where}.{one.name}" if where else one.name
                yield from named_in(getattr(value, one.name), name)


def test_a_name_that_stays_in_any_field_is_listed_and_ticked_is_gone_but_from_ids() -> None:
    mira = Actor("p9", "Mira Talven", "person", (Alias("x", "Talven"),))
    whole = planted(replace(bundles.full(), coders={"c": "Ada"}))
    assert isinstance(whole, Bundle)
    contents = tuple(
        made for one in bundles.full().contents if isinstance(made := planted(one), Content)
    )
    old = replace(whole, contents=contents, actors=(*whole.actors, mira))

    def going_out(choice: ExportChoice) -> tuple[set[tuple[str, str]], set[str]]:
        hide = WithPseudonyms(names_to_hide(old.actors, choice, ()), tells=True)
        new = as_chosen(replace(old, choice=choice), hide)
        stays = {at for one in (new, *new.contents) for at in named_in(one, "")}
        return stays, {one.where for one in hide.still if one.word == "TALVEN"}

    only_mira = replace(PERSONS, pseudonyms=("p9",))
    stays, told = going_out(only_mira)
    assert {
        "project_title", "scheme.types.name", "scheme.types.attributes.values", "actors.roles.role",
        "actors.aliases.name", "coders.c TALVEN", "named.name", "article.byline", "article.meta",
        "spans.attributes.kind TALVEN", "spans.reason.text", "decisions.note", "links.id",
    } <= told  # fmt: skip
    unsaid = {where for where, _ in stays} - told - NOT_LISTED
    assert {one for one in unsaid if not one.endswith("_id")} == set()
    stays, _ = going_out(replace(only_mira, also=("TALVEN",)))
    free = {where for where, _ in stays if where.rpartition(".")[2] not in STAYS}
    assert {one for one in free if not one.endswith("_id")} <= NOT_LISTED
    names = {where for where, _ in stays if where.endswith(".name")}
    assert all(one.startswith("scheme.") for one in names)


def test_pseudonyms_and_ids_made_here_tell_nothing() -> None:
    telling = StillTelling(HiddenNames({"Person 1": ["First Person"]}), ["Person 1"])
    title = replace(bundles.small(), project_title="About Person 1", scheme=None)
    assert [*telling.beside(title)] == []
    told = [*telling.beside(replace(title, project_title="About a Person"))]
    assert [(one.word, one.where, one.article_id) for one in told] == [
        ("Person", "project_title", "")
    ]
    abed = StillTelling(HiddenNames({"Person 1": ["Abed"]}), ["Person 1"])
    ours = replace(title, project_id="0192abed-abed-7abe-8abe-00abedabed00")
    assert [*abed.beside(ours)] == []
    assert [one.word for one in abed.beside(replace(ours, project_id="abed-1"))] == ["abed"]
