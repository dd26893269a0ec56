"""The English model in its process, for all tests of suggesters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess


@pytest.fixture(scope="session")
def english() -> Iterator[LanguageProcess]:
    """Give a language process that knows English."""
    process = LanguageProcess(find_pipelines)
    if process.pipelines().for_language("en") is None:
        pytest.skip("the English model is not installed, or hidden")
    yield process
    process.close()
