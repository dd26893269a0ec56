"""The scheme: a new version of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import Step
from annotator.model.rows import added
from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.replacing import Replacing, Used
from annotator.model.scheme_file import checked
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext

if TYPE_CHECKING:
    from annotator.model.article import Json


def plan_scheme(
    context: PlanContext, scheme: Scheme, in_use: Mapping[str, int], used: Used | None = None
) -> Step:
    """Give the step that makes `scheme` the project's next version; equal ones give no changes.
    `in_use` counts spans and links by type: raises `Forbidden` for a
    scheme that lacks one of these types, and in a kit. Values that are `used` stay, as retired.
    """
    if context.kit is not None:
        raise Forbidden(
            tr("The scheme of a kit cannot be changed: others code by it too."),
            tr("Write a note; whoever made the kit reads it."),
        )
    scheme = checked(scheme, scheme.title)
    _guard_types(scheme, in_use)
    replacing = Replacing(context.scheme, scheme, used or {}, context.now()[:10])
    scheme, ours = checked(replacing.scheme(), scheme.title), context.scheme
    same = replace(scheme, version=ours.version, created=ours.created, recoded=ours.recoded)
    if same == ours:
        return step_of(context, "set-scheme", ())
    coming = replace(scheme, version=context.scheme.version + 1, created=context.now())
    changes = added(coming)
    kept: dict[str, Json] = {"kept": [*replacing.kept]} if replacing.kept else {}
    return step_of(
        context, "set-scheme", changes, title=scheme.title, version=coming.version, **kept
    )


def _guard_types(scheme: Scheme, in_use: Mapping[str, int]) -> None:
    for name, n in in_use.items():
        if n and scheme.type(name) is None and scheme.link(name) is None:
            raise Forbidden(
                trn(
                    "The new scheme lacks “{name}”, but {n} mark has this type.",
                    "The new scheme lacks “{name}”, but {n} marks have this type.",
                    n,
                    name=name,
                ),
                tr("Keep the type in the scheme, or change those marks first."),
            )
