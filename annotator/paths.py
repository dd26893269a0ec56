"""Where this program keeps its own files on this computer. The only place that knows appdirs.

`ANNOTATOR_HOME` puts all of them into one folder (tests, portable use).
"""

import os
from pathlib import Path

HOME_VARIABLE = "ANNOTATOR_HOME"
_NAME = "annotator"


def _folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / kind
    import appdirs

    find = {
        "config": appdirs.user_config_dir,
        "data": appdirs.user_data_dir,
        "cache": appdirs.user_cache_dir,
        "log": appdirs.user_log_dir,
    }[kind]
    return Path(find(_NAME, appauthor=False))


def config_folder() -> Path:
    """Give the folder of the settings; it may not exist yet."""
    return _folder("config")


def words_folder() -> Path:
    """Give the folder of a person's own word lists, one file a language; it may not exist."""
    return config_folder() / "words"


def data_folder() -> Path:
    """Give the folder of backups; it may not exist yet."""
    return _folder("data")


def cache_folder() -> Path:
    """Give the folder of what can be made anew at any time; it may not exist yet."""
    return _folder("cache")


def log_folder() -> Path:
    """Give the folder of logs and reports; it may not exist yet."""
    return _folder("log")


def documents_folder() -> Path:
    """Give the folder proposed for new projects: Documents, else the person's home."""
    home = Path(os.environ.get(HOME_VARIABLE) or Path.home())
    documents = home / "Documents"
    return documents if documents.is_dir() else home
