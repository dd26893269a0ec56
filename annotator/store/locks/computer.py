"""Which computer this is: the id by which a lock that another one left behind is known.

Not by the host name, which a laptop changes with the network, and not beside the settings, which
people carry from computer to computer: decision 13 says why it lies where it lies.
"""

import hashlib
import logging
import os
import re
import sys
from functools import cache
from pathlib import Path

from annotator import disk, paths

_log = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{32}")
_FOLDER = "computers"
_MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_REGISTRY = r"SOFTWARE\Microsoft\Cryptography"


def computer_id() -> str:
    """Give the id of this computer, made by chance when it is first asked for.

    Where it cannot be kept it is that of this run, or what follows from the machine's own id.
    """
    return _id_in(paths.data_folder() / _FOLDER, _machine())


@cache
def _id_in(folder: Path, machine: str) -> str:
    """Give the id that a folder keeps for a machine: each that uses the folder has its own."""
    place = folder / f"{machine or 'this'}.id"
    known = _kept(place)
    if known:
        return known
    fresh = os.urandom(16).hex()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with disk.whole(place, replaces=place.exists()) as beside:
            beside.write_text(fresh, encoding="ascii")
    except OSError:
        if _kept(place):
            return _kept(place)  # another program of this computer was first
        _log.info("the id of this computer cannot be kept")
        return machine or fresh
    return fresh


def _kept(place: Path) -> str:
    try:
        found = (
            place.read_bytes()[:64].decode("ascii", "replace").strip() if place.is_file() else ""
        )
    except OSError:
        return ""
    return found if _ID.fullmatch(found) else ""


@cache
def _machine() -> str:
    """Give what the system itself calls this machine, hashed; "" where it does not say.

    It never stands in a file that goes by mail: systemd asks for that.
    """
    told = _registry() if sys.platform == "win32" else _machine_file()
    return hashlib.sha256(f"annotator {told}".encode()).hexdigest()[:32] if told else ""


def _machine_file() -> str:
    for name in _MACHINE_FILES:
        try:
            found = Path(name).read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            continue
        if found and found != "uninitialized":
            return found
    return ""


def _registry() -> str:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REGISTRY) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    return ""
