"""The scheme: a new version of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model import rows as row_forms
from annotator.model.changes import Change, Step
from annotator.project.acts.parts import step_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.article import Json
    from annotator.model.scheme import Scheme
    from annotator.project.desk import Desk


def plan_scheme(desk: Desk, scheme: Scheme, in_use: Mapping[str, int]) -> Step:
    """Give the step that makes `scheme` the project's next version; equal ones give no changes.

    `in_use` counts spans and links by type: raises `Forbidden` for a scheme that lacks one of
    these types.
    """
    _guard_types(scheme, in_use)
    same = replace(scheme, version=desk.scheme.version, created=desk.scheme.created)
    if same == desk.scheme:
        return step_of(desk, "set-scheme", ())
    coming = replace(scheme, version=desk.scheme.version + 1, created=desk.now())
    changes = [Change(table, None, row) for table, row in row_forms.scheme_rows(coming)]
    args: dict[str, Json] = {"title": scheme.title, "version": coming.version}
    return step_of(desk, "set-scheme", changes, args=args)


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
