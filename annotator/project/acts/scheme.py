"""The scheme: a new version of it."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import Step
from annotator.model.rows import added
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import checked
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext


def plan_scheme(context: PlanContext, scheme: Scheme, in_use: Mapping[str, int]) -> Step:
    """Give the step that makes `scheme` the project's next version; equal ones give no changes.

    `in_use` counts spans and links by type: raises `Forbidden` for a scheme that lacks one of
    these types, and in a kit.
    """
    if context.kit is not None:
        raise Forbidden(
            tr("The scheme of a kit cannot be changed: others code by it too."),
            tr("Write a note; whoever made the kit reads it."),
        )
    scheme = checked(scheme, scheme.title)
    _guard_types(scheme, in_use)
    same = replace(scheme, version=context.scheme.version, created=context.scheme.created)
    if same == context.scheme:
        return step_of(context, "set-scheme", ())
    coming = replace(scheme, version=context.scheme.version + 1, created=context.now())
    changes = added(coming)
    return step_of(context, "set-scheme", changes, title=scheme.title, version=coming.version)


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
