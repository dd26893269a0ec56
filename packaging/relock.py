"""Write the two locks from pyproject.toml, or say whether they still belong to it.

python packaging/relock.py           resolve anew (needs uv and the network) and write both
python packaging/relock.py --check   exit 1 if pyproject.toml asks for something else by now

The locks are plain requirements: every package with its version and the hash of every file, for
all platforms and Python 3.11 to 3.14, and no address of an index.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAIN = ROOT / "packaging" / "requirements.lock"
TEST = ROOT / "packaging" / "requirements-test.lock"
MARK = "# made by packaging/relock.py for "
OLDEST_PYTHON = "3.11"


def asked_for(root: Path = ROOT) -> dict[str, list[str]]:
    """Give what pyproject.toml asks for: for the program, and what the tests ask for besides."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    name = project["project"]["name"]
    extras = project["project"]["optional-dependencies"]
    main = list(project["project"]["dependencies"]) + list(project["build-system"]["requires"])
    for entry in extras["all"]:
        inner = entry.removeprefix(f"{name}[").removesuffix("]")
        main += extras[inner] if inner != entry else [entry]
    return {"main": sorted(main), "test": sorted(extras["test"])}


def digest(root: Path = ROOT) -> str:
    """Give one short name for what pyproject.toml asks for; the locks carry it in line one."""
    wanted = json.dumps(asked_for(root), sort_keys=True)
    return hashlib.sha256(wanted.encode("utf-8")).hexdigest()[:16]


def is_fitting(lock: Path, root: Path = ROOT) -> bool:
    """Tell whether a lock was made for the present pyproject.toml."""
    if not lock.is_file():
        return False
    with lock.open(encoding="utf-8") as lines:
        return lines.readline().strip() == MARK + digest(root)


def resolve(wanted: list[str], within: list[Path]) -> str:
    """Give the text of a lock; versions that the locks in `within` name stay the same."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "wanted.in"
        source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        command = [uv, "pip", "compile", str(source), "--universal", "--generate-hashes"]
        command += ["--python-version", OLDEST_PYTHON, "--only-binary", ":all:", "--quiet"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        for lock in within:
            command += ["--constraints", str(lock)]
        made = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    if "://" in made.stdout:
        sys.exit("The new lock names an address; nothing was written.")
    return f"{MARK}{digest()}\n{made.stdout}"


def main() -> int:
    """Check the locks or write them; give the exit code."""
    if sys.argv[1:] == ["--check"]:
        stale = [lock.name for lock in (MAIN, TEST) if not is_fitting(lock)]
        for name in stale:
            print(f"{name} does not fit pyproject.toml; run: python packaging/relock.py")
        return 1 if stale else 0
    wanted = asked_for()
    MAIN.write_text(resolve(wanted["main"], []), encoding="utf-8", newline="\n")
    TEST.write_text(resolve(wanted["test"], [MAIN]), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
