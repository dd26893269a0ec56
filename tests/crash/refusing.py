"""What tests of refused files share: refusing is a sentence and leaves everything as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.store.file import open_file

if TYPE_CHECKING:
    from annotator.errors import CannotOpen


def refused(path: Path, kind: type[CannotOpen], words: str) -> CannotOpen:
    """See that opening and checking refuse with this sentence, and leave the folder as it was."""
    before = everything_in(path.parent)
    for read_only in (False, True):
        with pytest.raises(kind, match=words) as caught:
            open_file(path, read_only=read_only, who="Ada").close()
        assert type(caught.value) is kind
        assert caught.value.message.endswith(".")
        assert caught.value.hint.endswith(".")
    assert everything_in(path.parent) == before
    return caught.value


def everything_in(folder: Path) -> dict[str, str]:
    """Give the names and contents of a folder's files."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()
        if one.is_file()
        else str(one.lstat().st_mode)
        for one in folder.iterdir()
    }
