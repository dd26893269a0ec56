"""What acts are planned on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import planning

if TYPE_CHECKING:
    from annotator.model.page import Page
    from annotator.project.context import PlanContext


@pytest.fixture
def context() -> PlanContext:
    return planning.new_context()


@pytest.fixture
def page() -> Page:
    return planning.new_page()
