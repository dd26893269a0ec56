"""Hides the optional libraries from a Python with this folder in PYTHONPATH, as if not there."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import Any

_HIDDEN = ("defusedxml", "lxml", "openpyxl", "pyarrow", "trafilatura", "xlsxwriter")


class _Hiding(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:
        if fullname.partition(".")[0] in _HIDDEN:
            raise ModuleNotFoundError(fullname, name=fullname)


sys.meta_path.insert(0, _Hiding())
