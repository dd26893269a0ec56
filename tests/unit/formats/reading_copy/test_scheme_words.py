"""The scheme as people read it."""

from __future__ import annotations

from annotator.formats.reading_copy.scheme_words import scheme_words
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value


def test_a_scheme_says_all_that_the_scheme_tells() -> None:
    values = (Value("yes", "it is", "<so>", "or so", retired="2026"),)
    scheme = Scheme(
        version=4,
        title="Harbours",
        types=(
            SpanType(
                "claim",
                definition="what is said",
                asks="What?",
                attributes=(
                    AttributeType("sure", "claim", definition="how sure", explained=values),
                ),
            ),
        ),
        links=(LinkType("said_by", "said by", ("claim",), ("speaker",)),),
        actor_attributes=(AttributeType("sex", "actor", ("f", "m")),),
    )
    page = scheme_words(scheme)
    for said in ("Harbours · Version 4", "What?", "what is said", "how sure", "yes", "it is"):
        assert said in page
    for said in ("Example: &lt;so&gt;", "Not: or so", "No longer used.", "claim → speaker", "sex"):
        assert said in page


def test_what_a_scheme_says_in_its_own_language_runs_as_that_does() -> None:
    page = scheme_words(Scheme(types=(SpanType("claim", definition="آنچه گفته شد."),)))
    assert '<p dir="rtl">آنچه گفته شد.</p>' in page


def test_a_project_without_a_scheme_has_an_empty_one() -> None:
    assert "<h3" not in scheme_words(Scheme())
