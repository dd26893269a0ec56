"""The command line as it is, in a folder of its own, and a project with one article."""

from __future__ import annotations

import io
import sys

import pytest

from annotator.cli import main
from tests.journeys.commands import TEXT


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*words: str, stdin: str = "") -> tuple[int, str, str]:
        if stdin:
            data = stdin.encode("utf-8", "surrogateescape")
            stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", stream)
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def project(run, tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert run("new", "study.annotator", "--coder", "A")[0] == 0
    assert run("import", "study.annotator", "article.txt")[0] == 0
    return run
