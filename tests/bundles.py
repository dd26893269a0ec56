"""Bundles for tests of formats: one that has everything, one that is small, and random ones.

The random texts are made of what breaks formats: emoji, marks, blanks of all kinds, formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.bundle import Bundle, Content
from annotator.model.layer import Layer, LayerKind, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range

NOW = "2026-03-01T10:32:00Z"
NASTY = (
    "=1+1 is how it starts 🚢.\n\n“We will,” she said; “not wait.”\n"
    "\tNo\u00a0break, e\u0301 marks, \u2028 a line, می\u200cشود و 👨\u200d👩\u200d👧 at the end"
)
PIECES = (
    *("a", "Zoë", " ", "  ", "\n", "\n\n", "\t", ",", ";", '"', "'", "=", "+", "-", "@", "'="),
    *("\u00a0", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\x7f", "\u00ad"),
    *("🚢", "👍🏽", "👨\u200d👩\u200d👧", "🇦🇫", "e\u0301", "Å\u030a\u0323", "\u200f", "\u202e"),
    *("می\u200cشود", "العـــربية", "«", "»", "“", "”", "[…]", "中文", "\ufffd", "\ue000"),
    *("{", "}", "\\", "\\n", "\\u0041", "end"),
)


def scheme() -> Scheme:
    """Give a scheme with a type of its own beside the usual ones."""
    return Scheme(
        version=3,
        title="Harbours; “and” more",
        types=(
            SpanType("speaker", "S", refers_to_actor=True),
            SpanType("cue", "U", example='he said, "yes"'),
            SpanType(
                "claim",
                "C",
                definition="what is said",
                attributes=(
                    AttributeType("directness", "claim", ("direct", "indirect"), "direct"),
                    AttributeType("kind", "claim"),
                ),
            ),
            SpanType("entity", "E", attributes=(AttributeType("kind", "entity", ("place",)),)),
        ),
        links=(
            LinkType("said_by", "said by", ("claim",), ("speaker",)),
            LinkType("cued_by", "cued by", ("claim",), ("cue",)),
            LinkType(
                "about",
                "about",
                ("claim",),
                ("entity",),
                attributes=(AttributeType("stance", "about", ("favourable", "none")),),
            ),
        ),
        actor_attributes=(AttributeType("sex", "actor", ("f", "m"), optional=True),),
        note="made for tests",
        created=NOW,
    )


def article(text: str, article_id: str = "a1", **fields: object) -> Article:
    """Give an article with this text."""
    plain = Article(id=article_id, title="Ferry", text=text, sha256=text_sha256(text))
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields by name


def span(of: Article, span_id: str, kind: str, *parts: tuple[int, int], **fields: object) -> Span:
    """Give a span on layer L1 with its words."""
    plain = Span(
        id=span_id,
        article_id=of.id,
        layer_id="L1",
        type=kind,
        parts=tuple(Range(*part) for part in parts),
        quotes=tuple(of.text[start:end] for start, end in parts),
        by="coder-1",
        created=NOW,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields by name


def small() -> Bundle:
    """Give a bundle of one article with one span on one layer."""
    one = article("A text.\n")
    return Bundle(
        contents=(Content(one, spans=(span(one, "s1", "claim", (0, 6)),)),),
        project_id="project-1",
        project_title="Small",
        program="annotator 0.1.0",
        scheme=scheme(),
        layers=(Layer("L1", LayerKind.PERSON, "Ada", "coder-1"),),
    )


def asked() -> Bundle:
    """Give the bundle of `full` with a question, an answer, what is to be come back to."""
    whole = full()
    first, *others = whole.contents
    question, *notes = first.notes
    answer = Note("n4", Owner.ARTICLE, "a1", "it is right", "c", NOW, answer_to=question.id)
    later = Note("n5", Owner.ARTICLE, "a1", "", "c", NOW, later=True)
    every = (replace(question, question=True), *notes, answer, later)
    return replace(whole, contents=(replace(first, notes=every), *others))


def full() -> Bundle:
    """Give a bundle that has one of everything."""
    first = article(
        NASTY,
        outlet="=Herald",
        byline="@desk",
        date="2026-03",
        url="https://herald.example/1",
        language="en",
        group_id="g1",
        source="first.txt",
        raw_sha256="0" * 64,
        imported_at=NOW,
        meta={
            "pages": 3,
            "share": 0.5,
            "own": True,
            "list": [1, None],
            "proposed": {"date": [0, 4]},
        },
    )
    second = article("وزیر: بندر باز می\u200cشود\n", "a2", direction="rtl", replaces="a1")
    claim_at = NASTY.index("“We")
    rest_at = NASTY.index("“not")
    she_at = NASTY.index("she")
    claim = span(
        first,
        "s1",
        "claim",
        (claim_at, claim_at + 10),
        (rest_at, rest_at + 11),
        attributes={"directness": "direct", "kind": "promise"},
    )
    speaker = span(first, "s2", "speaker", (she_at, she_at + 3), actor_id="p1")
    entity = span(first, "s3", "entity", (0, 4), attributes={"kind": "place"}, changed=NOW)
    guess = span(
        first,
        "s4",
        "claim",
        (0, 8),
        layer_id="L2",
        confidence=873,
        how=How.IMPORT,
        reason=Reason("verb+that", "“said” stands before it", {"verb": "said"}, (Range(0, 4),)),
    )
    taken = span(second, "s5", "entity", (0, 4), how=How.TAKEN, source_id="s4", actor_id="p2")
    links = (
        Link("k1", "a1", "L1", "said_by", "s1", "s2", by="coder-1", created=NOW),
        Link("k2", "a1", "L1", "about", "s1", "s3", {"stance": "favourable"}, by="coder-1"),
    )
    return Bundle(
        contents=(
            Content(
                first,
                states={"L1": State.DONE},
                regions=(
                    Region("r1", "a1", RegionType.HEADLINE, Range(0, 24), Origin.HAND, "coder-1"),
                    Region("r2", "a1", RegionType.BOILERPLATE, Range(0, 8), Origin.PROPOSED, "x"),
                ),
                spans=(entity, guess, claim, speaker),
                links=links,
                notes=(
                    Note("n1", Owner.ARTICLE, "a1", "check\nthe date; soon", "coder-1", NOW),
                    Note("n2", Owner.SPAN, "s1", "+sure?", "coder-1", NOW),
                    Note("n3", Owner.LINK, "k2", "weak", "coder-1", NOW),
                ),
                decisions=(
                    Decision("d1", "span", "s4", "accept", ("L2",), ("s1",), "L1", "coder-1", NOW),
                ),
            ),
            Content(second, spans=(taken,)),
        ),
        project_id="project-1",
        project_title="Häfen & “ports”",
        program="annotator 0.1.0",
        scheme=scheme(),
        layers=(
            Layer("L1", LayerKind.PERSON, "Ada", "coder-1", "#0072B2"),
            Layer("L2", LayerKind.SUGGESTER, "quotes", record={"version": "1", "settings": {}}),
        ),
        actors=(
            Actor(
                "p1",
                "=Mira Talven",
                "person",
                (Alias("x1", "Talven", "en"), Alias("x2", "تالون", "fa", "import")),
                (DatedRole("o1", "minister", "p2", "2023", None),),
                {"sex": "f"},
                "Q1",
                "-",
            ),
            Actor("p2", "Velmora", "state"),
            Actor("p3", "Velmora?", merged_into="p2"),
        ),
        named=(
            NamedSet("v1", NamedKind.RECIPE, "for R", {"format": "tables"}),
            NamedSet("v2", NamedKind.SAMPLE, "=pilot", {"seed": 7}, members=("a2", "a1")),
        ),
        decisions=(
            Decision(
                "d2", "difference", "a1:claim:0", "open", (), (), "L1", "coder-1", NOW, "later"
            ),
        ),
    )


# --- random ones ------------------------------------------------------------------------------

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
"""Normalised texts of articles; positions in them may cut what belongs together."""
words = st.lists(st.sampled_from((*PIECES, "\r", "\r\n")), max_size=6).map("".join)
"""What people may write into a field."""
_attributes = st.dictionaries(
    st.sampled_from(("kind", "directness", "=odd name")), words, max_size=2
)


@st.composite
def _parts(draw: st.DrawFn, length: int) -> tuple[tuple[int, int], ...]:
    n = draw(st.integers(1, 3))
    places = st.integers(0, length)
    edges = sorted(draw(st.sets(places, min_size=2, max_size=2 * n)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def _contents(draw: st.DrawFn, number: int, layers: list[str]) -> Content:
    text = draw(texts)
    one = article(
        text,
        f"a{number}",
        title=draw(words),
        outlet=draw(words),
        date=draw(st.sampled_from((None, "2026", "2026-03", "2026-03-01"))),
        meta=draw(st.dictionaries(words, words | st.integers() | st.booleans(), max_size=2)),
    )
    spans = [
        replace(
            span(one, f"s{number}-{n}", draw(st.sampled_from(("claim", "speaker", "entity"))), *at),
            layer_id=draw(st.sampled_from(layers)),
            actor_id=draw(st.sampled_from((None, "p0", "p1"))),
            attributes=draw(_attributes),
            confidence=draw(st.none() | st.integers(0, 1000)),
            how=draw(st.sampled_from(How)),
        )
        for n, at in enumerate(draw(st.lists(_parts(len(text)), max_size=5)))
    ]
    return Content(
        article=one,
        states=draw(st.dictionaries(st.sampled_from(layers), st.sampled_from(State))),
        regions=tuple(
            Region("", one.id, draw(st.sampled_from(RegionType)), Range(*at[0]), Origin.HAND, "c")
            for at in draw(st.lists(_parts(len(text)), max_size=3))
        ),
        spans=tuple(spans),
        links=tuple(draw(_links(spans))),
        notes=tuple(
            Note(f"n{number}-{n}", Owner.SPAN, one_span.id, draw(words), "c", NOW)
            for n, one_span in enumerate(draw(_some(spans)))
        ),
        decisions=tuple(
            Decision(f"d{number}-{n}", "span", one_span.id, "reject", (), (), layers[0], "c", NOW)
            for n, one_span in enumerate(draw(_some(spans)))
        ),
    )


def _some(spans: list[Span]) -> st.SearchStrategy[list[Span]]:
    if not spans:
        return st.just([])
    return st.lists(st.sampled_from(spans), max_size=3, unique_by=lambda one: one.id)


@st.composite
def _links(draw: st.DrawFn, spans: list[Span]) -> list[Link]:
    found: dict[tuple[str, str, str], Link] = {}
    for source, target in draw(st.lists(st.tuples(_one(spans), _one(spans)), max_size=4)):
        if source is None or target is None or source.layer_id != target.layer_id:
            continue
        kind = draw(st.sampled_from(("said_by", "about", "cued_by")))
        if source.id != target.id:
            name = f"k{source.id}-{kind}-{target.id}"
            found[kind, source.id, target.id] = Link(
                name, source.article_id, source.layer_id, kind, source.id, target.id
            )
    return list(found.values())


def _one(spans: list[Span]) -> st.SearchStrategy[Span | None]:
    return st.sampled_from(spans) if spans else st.none()


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Give random bundles: up to three articles, three layers, two actors."""
    layers = ["L1", "L2", "L3"][: draw(st.integers(1, 3))]
    actors = tuple(
        Actor(
            f"p{n}",
            draw(words),
            aliases=tuple(Alias("", name) for name in draw(st.lists(words, max_size=2))),
            roles=(DatedRole("", draw(words), draw(st.sampled_from((None, "p0"))), "2023"),),
        )
        for n in range(2)
    )
    contents = [draw(_contents(number, layers)) for number in range(draw(st.integers(0, 3)))]
    return Bundle(
        contents=tuple({one.article.sha256: one for one in reversed(contents)}.values())[::-1],
        project_id="project-1",
        project_title=draw(words),
        program="annotator 0.1.0",
        scheme=draw(st.none() | st.just(scheme())),
        layers=tuple(Layer(one, LayerKind.PERSON, draw(words), draw(words)) for one in layers),
        actors=actors,
    )


def without_own_ids(bundle: Bundle) -> Mapping[str, object]:
    """Give what a bundle holds, but for ids that no other file can know and for order."""
    contents = [
        (
            replace(one.article, imported_at="", raw_sha256=""),
            dict(one.states),
            sorted((replace(region, id="") for region in one.regions), key=repr),
            sorted(one.spans, key=lambda each: each.id),
            sorted(one.links, key=lambda each: each.id),
            sorted(one.notes, key=lambda each: each.id),
            sorted(one.decisions, key=lambda each: each.id),
        )
        for one in bundle.contents
    ]
    actors = [
        replace(
            actor,
            aliases=tuple(replace(alias, id="") for alias in actor.aliases),
            roles=tuple(replace(role, id="") for role in actor.roles),
        )
        for actor in bundle.actors
    ]
    return {
        "head": (bundle.project_id, bundle.project_title, bundle.scheme, bundle.layers),
        "contents": contents,
        "actors": actors,
        "decisions": bundle.decisions,
        "named": bundle.named,
    }
