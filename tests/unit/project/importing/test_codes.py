"""What codes of other programs become: guessed, chosen, kept, and done to their marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import CannotRead
from annotator.formats.rows.mapping import SourceMap, as_json, as_toml, from_json, read_map
from annotator.model.actor import Actor, ActorBook
from annotator.model.bundle import Bundle, Content
from annotator.model.layer import Layer, LayerKind
from annotator.model.scheme import AttributeType, LinkType, Role, Scheme, SpanType
from annotator.model.scheme_edits.codes import CodeTarget, made_name
from annotator.model.span import Link, Note, Owner
from annotator.project.importing import codes
from annotator.project.importing.codes import codes_of, with_codes
from tests import bundles
from tests.schemes import own_scheme

TEXT = "Ishaq Dar said: rates will fall. Rates will fall, he said."
LAYER = Layer("L", LayerKind.IMPORT, "anna")
DAR = Actor("dar", "Ishaq Dar", "person", external_id="")


def coded(*marks: tuple[str, int, int], links: tuple[tuple[int, int], ...] = ()) -> Bundle:
    """Give a bundle of one article, marked with codes of these paths."""
    article = bundles.article(TEXT)
    names = {path: f"code_{n}" for n, path in enumerate(dict.fromkeys(one[0] for one in marks))}
    spans = tuple(
        bundles.span(article, f"s{n}", names[path], (start, end), layer_id="L")
        for n, (path, start, end) in enumerate(marks)
    )
    tied = tuple(
        Link(f"k{n}", "a1", "L", "tie", f"s{a}", f"s{b}") for n, (a, b) in enumerate(links)
    )
    types = tuple(SpanType(name, label=path) for path, name in names.items())
    scheme = Scheme(types=types, links=(LinkType("tie", "tie"),))
    return Bundle((Content(article, spans=spans, links=tied),), scheme=scheme, layers=(LAYER,))


def scheme() -> Scheme:
    """Give the default kind of scheme, with a role for each usual type."""
    values = AttributeType(
        "directness", "claim", ("direct", "indirect"), definition="how it is said"
    )
    return Scheme(
        types=(
            SpanType("speaker", "S", refers_to_actor=True, role=Role.SPEAKER),
            SpanType(
                "claim", "C", attributes=(values,), definition="What is said.", role=Role.CLAIM
            ),
            SpanType("old", retired="2026-01-01", definition="gone"),
        )
    )


def becomes(path: str, definition: str = "", ours: Scheme | None = None) -> CodeTarget | None:
    bundle = coded((path, 0, 5))
    types = tuple(
        SpanType(one.name, label=one.label, definition=definition)
        for one in (bundle.scheme or Scheme()).types
    )
    bundle = Bundle(bundle.contents, scheme=Scheme(types=types), layers=(LAYER,))
    (found,) = codes_of([bundle], ours or scheme(), ActorBook([DAR]))
    return found.guess


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("Claim", CodeTarget("claim")),
        ("claims", CodeTarget("claim")),
        ("Coding ▸ Claim", CodeTarget("claim")),
        ("claim ▸ direct", CodeTarget("claim", {"directness": "direct"})),
        ("claim ▸ Directness ▸ INDIRECT", CodeTarget("claim", {"directness": "indirect"})),
        ("claim ▸ directness", CodeTarget("claim")),
        ("speaker ▸ Ishaq Dar", CodeTarget("speaker", actor="Ishaq Dar")),
        ("speaker ▸ somebody", None),
        ("claim ▸ weather ▸ direct", None),
        ("claim ▸ directness ▸ direct ▸ more", None),
        ("old", None),
        ("Economy", None),
    ],
)
def test_a_code_is_guessed_by_its_names(path: str, wanted: CodeTarget | None) -> None:
    assert becomes(path) == wanted


def test_a_code_is_guessed_by_its_definition() -> None:
    assert becomes("Aussage", "what is  SAID.") == CodeTarget("claim")
    assert becomes("Aussage", "gone") is None


def test_a_code_named_like_a_role_is_what_is_called_otherwise_here() -> None:
    assert becomes("claim", ours=own_scheme()) == CodeTarget("quote")


def test_codes_are_counted_with_three_examples_each_and_say_why() -> None:
    marks = [("claim", 0, n) for n in range(5, 10)] + [("Economy", 16, 21), ("Economy", 33, 38)]
    found = codes_of([coded(*marks)], scheme(), ActorBook())
    assert [(one.path, one.n, one.because) for one in found] == [
        ("claim", 5, "name"),
        ("Economy", 2, "made"),
    ]
    assert found[0].examples == ("Ishaq", "Ishaq", "Ishaq D") or len(found[0].examples) == 3
    assert found[1].examples == ("rates", "Rates")
    assert found[1].to == CodeTarget("economy")


def test_what_a_map_says_goes_before_what_was_kept_and_that_before_a_guess() -> None:
    kept = SourceMap(types={"claim": CodeTarget("kept"), "B": CodeTarget("b_kept")})
    few = SourceMap(types={"B": CodeTarget("few")})
    given = SourceMap(types={"claim": CodeTarget("")})
    bundle = coded(("claim", 0, 5), ("B", 6, 9))
    found = codes_of([bundle], scheme(), ActorBook(), given, (few, kept))
    assert [(one.to.type, one.because) for one in found] == [("", "map"), ("b_kept", "kept")]
    assert found[0].guess == CodeTarget("claim")


def test_marks_become_types_values_and_actors_and_what_is_left_out_goes_with_its_links() -> None:
    bundle = coded(
        *(("A", 16, 31), ("B", 16, 31), ("C", 0, 9), ("D", 10, 14)), links=((0, 2), (1, 2), (0, 3))
    )
    to = {
        "A": CodeTarget("claim", {"directness": "direct"}),
        "B": CodeTarget("claim", {"certainty": "high"}),
        "C": CodeTarget("speaker", actor="ishaq dar"),
        "D": CodeTarget(),
    }
    made = with_codes(bundle, to, scheme(), ActorBook([DAR]))
    (content,) = made.contents
    assert [
        (one.type, one.text(), dict(one.attributes), one.actor_id) for one in content.spans
    ] == [
        ("claim", "rates will fall", {"directness": "direct", "certainty": "high"}, None),
        ("speaker", "Ishaq Dar", {}, "dar"),
    ]
    assert [(one.source_id, one.target_id) for one in content.links] == [("s0", "s2")]
    assert made.actors == ()
    claim = (made.scheme or Scheme()).type("claim")
    assert claim is not None
    assert [one.name for one in claim.attributes] == ["directness", "certainty"]
    assert claim.role is Role.CLAIM
    assert [one.name for one in (made.scheme or Scheme()).types] == ["claim", "speaker"]


def test_marks_that_contradict_each_other_stay_two() -> None:
    bundle = coded(("A", 16, 31), ("B", 16, 31))
    to = {name: CodeTarget("claim", {"directness": name}) for name in ("A", "B")}
    (content,) = with_codes(bundle, to, scheme(), ActorBook()).contents
    assert [one.attributes["directness"] for one in content.spans] == ["A", "B"]
    actors = {name: CodeTarget("claim", actor=name) for name in ("A", "B")}
    made = with_codes(bundle, actors, scheme(), ActorBook())
    assert len(next(iter(made.contents)).spans) == 2
    assert [one.name for one in made.actors] == ["A", "B"]


def test_what_one_code_marked_twice_stays_two_and_another_code_joins_one_of_them() -> None:
    bundle = coded(("A", 16, 31), ("A", 16, 31), ("B", 16, 31))
    to = {"A": CodeTarget("claim"), "B": CodeTarget("claim", {"directness": "direct"})}
    (content,) = with_codes(bundle, to, scheme(), ActorBook()).contents
    assert [(one.id, one.attributes) for one in content.spans] == [
        ("s0", {"directness": "direct"}),
        ("s1", {}),
    ]


def test_only_the_first_marks_of_a_place_are_tried_for_what_else_is_said_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(codes, "_MOST_AT_A_PLACE", 2)
    bundle = coded(*[("A", 16, 31)] * 4, *[("B", 16, 31)] * 4)
    to = {"A": CodeTarget("claim"), "B": CodeTarget("claim", {"directness": "direct"})}
    (content,) = with_codes(bundle, to, scheme(), ActorBook()).contents
    said = [one.attributes.get("directness") for one in content.spans]
    assert said == ["direct", "direct", None, None, "direct", "direct"]


def test_a_note_stays_with_the_mark_that_two_became() -> None:
    bundle = coded(("A", 16, 31), ("B", 16, 31), ("C", 0, 5))
    (content,) = bundle.contents
    notes = [Note(f"n{n}", Owner.SPAN, f"s{n}", "why", "", "") for n in range(3)]
    notes.append(Note("n9", Owner.ARTICLE, "a1", "of all", "", ""))
    bundle = Bundle(
        (Content(content.article, spans=content.spans, notes=tuple(notes)),),
        scheme=bundle.scheme,
        layers=bundle.layers,
    )
    to = {"A": CodeTarget("claim"), "B": CodeTarget("claim"), "C": CodeTarget()}
    (content,) = with_codes(bundle, to, scheme(), ActorBook()).contents
    assert [(one.id, one.owner_id) for one in content.notes] == [
        ("n0", "s0"),
        ("n1", "s0"),
        ("n9", "a1"),
    ]


def test_an_actor_of_a_code_is_the_same_at_every_import() -> None:
    bundle = coded(("A", 0, 9))
    first, second = (
        with_codes(bundle, {"A": CodeTarget("speaker", actor="New")}, scheme(), ActorBook())
        for _ in range(2)
    )
    assert first.actors == second.actors
    assert next(iter(first.contents)).spans[0].actor_id == first.actors[0].id


def test_articles_that_are_read_bit_by_bit_stay_so() -> None:
    whole = coded(("A", 0, 9))

    class Read:
        def __iter__(self):  # type: ignore[no-untyped-def]
            return iter(whole.contents)

    made = with_codes(
        Bundle(Read(), scheme=whole.scheme), {"A": CodeTarget("claim")}, scheme(), ActorBook()
    )
    assert made.texts() == ()
    counted = Bundle(Read(), scheme=whole.scheme, n_coded={"code_0": 7})
    (code,) = codes_of([counted], scheme(), ActorBook())
    assert (code.n, code.examples) == (7, ("Ishaq Dar",))
    assert [[one.type for one in content.spans] for content in made.contents] == [["claim"]]
    assert [[one.type for one in content.spans] for content in made.contents] == [["claim"]]


def test_a_bundle_of_ours_has_no_codes() -> None:
    full = bundles.full()
    assert codes_of([full], scheme(), ActorBook()) == ()
    assert with_codes(full, {}, scheme(), ActorBook()) is full


def test_a_type_is_made_in_small_letters_that_no_other_has() -> None:
    assert made_name("Für und Wider ▸ Pro", ()) == "pro"
    assert made_name("Für und Wider ▸ Pro", {"pro"}) == "fur_und_wider_pro"
    assert made_name("Pro", {"pro"}) == "pro_2"
    assert made_name("12 Monkeys!", ()) == "monkeys"
    assert made_name("ادعا", {"code"}) == "code_2"
    assert made_name("claim", ()) == "claim_2"
    assert len(made_name("x" * 99, {"x" * 40})) <= 40


MAP = SourceMap(
    types={
        "A ▸ B": CodeTarget("speaker", actor="Ishaq Dar"),
        'c "d"': CodeTarget("claim", {"directness": "direct", "a b": "ü\n"}),
        "out": CodeTarget(),
    }
)


def test_a_map_of_codes_is_kept_as_a_file_and_in_a_project() -> None:
    assert read_map(as_toml(MAP).encode(), "m.toml") == MAP
    assert from_json(as_json(MAP)) == MAP
    said = b'[types."A \xe2\x96\xb8 B"]\ntype = "speaker"\nactor = "Ishaq Dar"\n'
    assert read_map(said, "m").types == {"A ▸ B": CodeTarget("speaker", actor="Ishaq Dar")}


@pytest.mark.parametrize(
    "said",
    [
        "[types.a]\nkind = 'x'",
        "[types]\na = 'x'",
        "[types.a]\ntype = 'No Word'",
        "[types.a]\ntype = 'x'\nattributes = 'y'",
        "[types.a]\ntype = 'x'\nattributes = {a = 1}",
        "[types.a]\ntype = 'x'\nactor = 1",
        "[types.a]\ntype = 1",
    ],
)
def test_a_wrong_map_of_codes_is_refused_in_a_sentence(said: str) -> None:
    with pytest.raises(CannotRead, match="cannot be used"):
        read_map(said.encode(), "m.toml")


def test_links_that_are_called_alike_are_ours_and_others_tie_what_comes_in() -> None:
    bundle = coded(("A", 16, 31), ("B", 0, 9), links=((0, 1),))
    assert bundle.scheme is not None
    to = {"A": CodeTarget("claim"), "B": CodeTarget("speaker")}
    said = LinkType("said_by", "said by", ("claim",), ("speaker",), role=Role.SAID_BY)
    ours = replace(scheme(), links=(said,))
    for label, wanted, ends in (("Said-By", "said_by", ()), ("Próxima", "proxima", None)):
        links = (LinkType("tie", label),)
        one = replace(bundle, scheme=replace(bundle.scheme, links=links))
        made = with_codes(one, to, ours, ActorBook())
        (content,) = made.contents
        assert [link.type for link in content.links] == [wanted]
        (link,) = (made.scheme or Scheme()).links
        assert (link.name, link.sources) == (wanted, ("claim", "speaker") if ends is None else ())


def test_a_note_on_a_code_goes_where_the_code_is_now() -> None:
    bundle = coded(("A", 16, 31), ("B", 0, 9))
    notes = tuple(
        Note(f"n{n}", Owner.SCHEME, name, "why", "", "")
        for n, name in enumerate(("code_0", "code_1", ""))
    )
    made = with_codes(
        replace(bundle, notes=notes),
        {"A": CodeTarget("claim"), "B": CodeTarget()},
        scheme(),
        ActorBook(),
    )
    assert [(one.id, one.owner_id) for one in made.notes] == [("n0", "claim"), ("n2", "")]
