"""What a colleague's scheme calls otherwise: proposals, counts, marks as they are called here."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import AttributeType, LinkType, Role, Scheme, SpanType
from annotator.model.scheme_edits.widening import widened
from annotator.project.acts.mapping import ADD, SchemeMap, kept_mapping, names_in
from tests import builders as make

OURS = make.scheme()


def with_type(*types: SpanType, links: tuple[LinkType, ...] = ()) -> Scheme:
    return replace(OURS, types=(*OURS.types, *types), links=(*OURS.links, *links))


def test_equal_schemes_differ_in_nothing_and_change_no_mark():
    found = SchemeMap(OURS, OURS, {})
    span = make.span(make.article(), "claim", (0, 3), attributes={"directness": "direct"})
    assert found.span(span) is span
    assert found.items({}) == ()
    assert found.to_add() is None


def test_a_type_is_proposed_by_role_then_name_then_key_and_only_the_first_two_are_sure():
    roles = [replace(one, name="quote") if one.role is Role.CLAIM else one for one in OURS.types]
    by_role = SchemeMap(OURS, replace(OURS, types=tuple(roles)), {})
    (item,) = (one for one in by_role.items({}) if one.path == "quote")
    assert (item.to, item.proposals[0]) == ("claim", "claim")
    by_name = SchemeMap(OURS, with_type(SpanType("Éntity")), {})
    assert by_name.to == {"Éntity": "entity"}
    by_key = SchemeMap(OURS, with_type(SpanType("source", "E")), {})
    (item,) = by_key.items({})
    assert (item.to, item.proposals[0]) == (None, "entity")


def test_values_map_many_to_one_and_are_counted():
    attribute = AttributeType("directness", "claim", ("direct", "half", "partly", "Indirect"))
    types = [
        replace(one, attributes=(attribute,)) if one.name == "claim" else one for one in OURS.types
    ]
    chosen = {"claim.directness.half": "direct", "claim.directness.partly": "direct"}
    found = SchemeMap(OURS, replace(OURS, types=tuple(types)), chosen)
    article = make.article()
    values = ["half", "partly", "half", "direct", "Indirect"]
    spans = [
        found.span(make.span(article, "claim", (n, n + 1), attributes={"directness": value}))
        for n, value in enumerate(values)
    ]
    assert [one.attributes["directness"] for one in spans] == ["direct"] * 4 + ["indirect"]
    items = {one.path.split(".")[-1]: (one.n, one.to) for one in found.items({})}
    assert items == {"half": (2, "direct"), "partly": (1, "direct"), "Indirect": (1, "indirect")}


def test_a_link_and_its_attributes_are_called_as_here():
    stance = AttributeType("stance", "blames", ("for", "against"))
    link = LinkType("blames", sources=("claim",), targets=("entity",), attributes=(stance,))
    theirs = with_type(links=(link,))
    article = make.article()
    ends = [make.span(article, kind, (0, 3)) for kind in ("claim", "entity")]
    made = make.link(ends[0], "blames", ends[1], attributes={"stance": "for"})
    assert SchemeMap(OURS, theirs, {}).link(made) == made
    mapped = SchemeMap(OURS, theirs, {"link:blames": "link:about"}).link(made)
    assert (mapped.type, mapped.attributes) == ("about", {"stance": "for"})
    adding = SchemeMap(OURS, theirs, {"link:blames": ADD}).to_add()
    assert adding is not None
    assert widened(OURS, adding).link("blames") == link


def test_one_value_is_added_to_our_scheme_and_nothing_else():
    attribute = AttributeType("directness", "claim", ("direct", "half", "partly"), definition="?")
    types = [
        replace(one, attributes=(attribute,)) if one.name == "claim" else one for one in OURS.types
    ]
    theirs = replace(OURS, types=(*types, SpanType("more")))
    found = SchemeMap(OURS, theirs, {"claim.directness.half": ADD})
    to_add = found.to_add()
    assert to_add is not None
    wider = widened(OURS, to_add)
    claim = wider.type("claim")
    assert claim is not None
    assert claim.attributes[0].values == ("direct", "indirect", "half")
    assert wider.type("more") is None


def test_other_meanings_of_one_name_are_named():
    defined = [replace(one, definition="ours") for one in OURS.types]
    others = [replace(one, definition="theirs") for one in OURS.types[:1]]
    ours, theirs = replace(OURS, types=tuple(defined)), replace(OURS, types=tuple(others))
    assert SchemeMap(ours, theirs, {}).clashes == ("speaker",)


def test_a_mapping_is_found_by_project_then_by_coder():
    def kept(name: str, of: str, *coders: str) -> NamedSet:
        body = {"of": of, "coders": list(coders), "names": {"x": "y", "z": None, "bad": 7}}
        return NamedSet(name, NamedKind.MAPPING, name, body)

    named = [kept("one", "p1", "b"), kept("two", "p2", "c"), NamedSet("s", NamedKind.SAMPLE, "s")]
    assert kept_mapping(named, "p2", ["b"]) is named[1]
    assert kept_mapping(named, "p3", ["b"]) is named[0]
    assert kept_mapping(named, "", ["d"]) is None
    assert names_in(named[0]) == {"x": "y", "z": None}
    assert names_in(None) == {}
