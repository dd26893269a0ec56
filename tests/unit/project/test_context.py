"""What acts are planned on, after changes to layers, scheme and actors."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.actor import Alias, DatedRole
from annotator.model.layer import LayerKind
from annotator.project.context import actors_after
from tests import builders, planning

LAYER = builders.layer()


def test_a_layer_comes_to_be_once() -> None:
    context = planning.new_context()
    assert context.layer_is_new
    changes = context.layer_changes()
    assert [one.table for one in changes] == ["layer"]
    there = context.applied(changes)
    assert not there.layer_is_new
    assert there.layers == (context.layer,)
    assert there.layer_changes() == ()
    gone = there.applied(one.inverse() for one in changes)
    assert gone.layers == ()
    assert gone.layer == context.layer


def test_the_layer_that_takes_marks_follows_its_changes_and_no_other() -> None:
    other = builders.layer("B", id="layer-2", kind=LayerKind.IMPORT)
    context = planning.new_context().applied(builders.changes((), (LAYER, other)))
    renamed = replace(LAYER, name="Ada B.")
    after = context.applied(builders.changes((LAYER,), (renamed,)))
    assert after.layer == renamed
    assert sorted(after.layers, key=lambda one: one.id) == [renamed, other]
    moved = after.applied(builders.changes((other,), (replace(other, frozen=True),)))
    assert moved.layer == renamed
    assert context.on_layer(other).layer == other


def test_a_scheme_is_taken_when_it_is_no_older() -> None:
    context = planning.new_context()
    newer = replace(context.scheme, version=context.scheme.version + 1, title="Newer")
    after = context.applied(builders.changes((), (newer,)))
    assert after.scheme.title == "Newer"
    older = replace(context.scheme, title="Older")
    assert after.applied(builders.changes((), (older,))).scheme.title == "Newer"
    assert after.applied(builders.changes((newer,), ())).scheme.title == "Newer"


def test_actors_follow_their_names_roles_and_attributes() -> None:
    context = planning.new_context()
    before = context.actors.exactly("actor-1")
    fuller = replace(
        before, name="Mira T.", aliases=(*before.aliases, Alias("z", "MT")),
        roles=(DatedRole("r", "minister"),), attributes={"sex": "f"},
    )  # fmt: skip
    after = context.applied(builders.changes((before,), (fuller,)))
    assert after.actors.exactly("actor-1") == fuller
    again = after.applied(builders.changes((fuller,), (before,)))
    assert again.actors.exactly("actor-1") == before
    new = builders.actor("Dar", id="actor-2")
    both = context.applied(builders.changes((), (new,)))
    assert {one.id for one in both.actors.every()} == {"actor-1", "actor-2"}
    assert [one.id for one in both.applied(builders.changes((new,), ())).actors.every()] == [
        "actor-1"
    ]
    assert actors_after(context.actors, {}).every() == context.actors.every()


def test_what_is_about_articles_changes_nothing() -> None:
    context = planning.new_context()
    article = builders.article()
    span = builders.span(article, "claim", "promise", attributes={"directness": "direct"})
    assert context.applied(builders.changes((), (article, span))) == context
