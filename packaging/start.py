#!/usr/bin/env python3
"""Set Annotator up beside this file and start it. It needs nothing but Python 3.11 or newer.

Here is the set-up from a fresh clone. Not here: what the program and its tests do.
Only the standard library, and nothing that Python 3.6 could not read: an old Python gets a
sentence instead of a SyntaxError.
"""

import errno
import hashlib
import locale
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NOT_POSSIBLE_HERE = 3
NO_ROOM_TO_WRITE = 5
WRONG_USE = 2
INTERRUPTED = 130

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OURS = ENVIRONMENT / "made-by-start"
STAMPS = {kind: ENVIRONMENT / ("ready-for-" + kind) for kind in ("demo", "test")}
LOCKS = {
    "demo": ROOT / "packaging" / "requirements.lock",
    "test": ROOT / "packaging" / "requirements-test.lock",
}
LIBRARIES = ROOT / "packaging" / "linux" / "libraries.txt"
ROOM_MB = 1300
# What pip or the system says, the sentence for it, the exit code.
FAILURES = [
    (
        ["No space left on device", "Errno 28"],
        "The disk is full. Make room, then run this again.",
        NO_ROOM_TO_WRITE,
    ),
    (
        ["Permission denied", "Read-only file system", "Errno 13", "Errno 30"],
        "Could not write in {root}. Put Annotator into a folder that is yours, "
        "then run this again.",
        NO_ROOM_TO_WRITE,
    ),
    (
        ["DO NOT MATCH THE HASHES"],
        "A package that came is not the one that Annotator was tested with; it was not installed. "
        "Run this again; if it stays so, ask whoever runs your package index.",
        NOT_POSSIBLE_HERE,
    ),
    (
        [
            "ConnectTimeout",
            "ConnectionError",
            "HTTP error 5",
            "IncompleteRead",
            "Max retries exceeded",
            "NameResolutionError",
            "NewConnectionError",
            "ProxyError",
            "ReadTimeout",
            "SSLError",
            "connection broken by",
            "name resolution",
        ],
        "Could not reach the package index. Look at the network, the proxy and the settings of "
        "pip, then run this again; --offline DIR takes the packages from a folder.",
        NOT_POSSIBLE_HERE,
    ),
    (
        ["No matching distribution", "Could not find a version"],
        "A package that Annotator needs is not to be had for Python {python} on this {computer}. "
        "There are packages for Python 3.11 to 3.14 on Windows, macOS and Linux (glibc 2.34 or "
        "newer; on ARM 2.39).",
        NOT_POSSIBLE_HERE,
    ),
]
LEFT_BY_TOOLS = [
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "build",
    "dist",
]

HELP = """usage: python3 packaging/start.py [--offline DIR] COMMAND [ARGUMENT...]

Sets everything up in .venv, once, and then starts the program. It may be run again at any time.

  demo    does the main job on the article that ships with Annotator; what follows goes to
          "annotator demo" (--to DIR, --no-window)
  test    runs all tests; what follows goes to pytest
  run     starts Annotator; what follows goes to "annotator" (a project or a text)
  clean   removes .venv and what tests and builds have left

  --offline DIR   takes the packages from the folder DIR instead of the package index
  --help          this text

Exit code: that of the program or of pytest; 2 wrong use, 3 not possible on this computer or
without the network, 5 no room or no right to write, 130 interrupted.
"""


class Stop(Exception):
    """Set-up can't go on; carries the sentence for the person and the exit code."""

    def __init__(self, sentence, code=NOT_POSSIBLE_HERE):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def say(sentence):
    """Write one sentence to standard error, whatever letters that can show."""
    coding = getattr(sys.stderr, "encoding", None) or "ascii"
    shown = sentence.encode(coding, "backslashreplace").decode(coding)
    print(shown, file=sys.stderr, flush=True)


def check_python():
    """Raise Stop when this Python is too old for Annotator."""
    if sys.version_info < OLDEST:
        raise Stop(
            "Annotator needs Python 3.11 or newer; this is {}.{}. "
            "Install a newer one from python.org, then run this again.".format(*sys.version_info)
        )


def packages_for(uses, tool):
    """Give the names of a package tool's packages for some uses, as libraries.txt lists them."""
    names = []
    with LIBRARIES.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words and words[0] in uses and words[1] == tool:
                names += words[2:]
    return names


def package_tool():
    """Give the package tool of this Linux and how it is asked to install, or two empty texts."""
    for tool, verb in (("apt-get", "install"), ("dnf", "install"), ("zypper", "install")):
        if shutil.which(tool):
            return tool, tool + " " + verb
    return ("pacman", "pacman -S") if shutil.which("pacman") else ("", "")


def is_root():
    """Tell whether packages of the system may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def line_to_type(uses):
    """Give the sentence with the one line that installs everything for a window and for set-up."""
    tool, install = package_tool()
    if not tool:
        return "Install these with your system's package tool: {}.".format(
            " ".join(packages_for(uses, "apt-get"))
        )
    names = packages_for(uses, tool)
    if tool == "apt-get" and "venv" in uses:
        names += own_venv_package()
    first = "sudo apt-get update && " if tool == "apt-get" else ""
    return "Type this, then run this again:\n\n  {}sudo {} {}\n".format(
        first, install, " ".join(names)
    )


def own_venv_package():
    """Give the package for a second Python beside the distribution's own, else nothing."""
    version = "{}.{}".format(*sys.version_info)
    name = Path("/usr/bin/python3").resolve().name
    is_other = sys.executable.startswith("/usr/bin/") and name != "python" + version
    return [f"python{version}-venv"] if is_other else []


def install_for_system(uses, why, offline):
    """Install packages of the system by apt-get as root; raise Stop with the line to type else."""
    tool, _ = package_tool()
    if not (tool == "apt-get" and is_root() and not offline):
        raise Stop(why + " " + line_to_type(["venv", "import", "x11", "wayland"]))
    names = packages_for(uses, tool) + (own_venv_package() if "venv" in uses else [])
    say("{} Installing with apt-get: {}".format(why, " ".join(names)))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    wait = ["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    install = ["install", "-y", "-q", "--no-install-recommends", *names]
    for words in (["update", "-q"], install):
        made = subprocess.run(
            ["apt-get", *wait, *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if made.returncode:
            say(made.stdout.decode("utf-8", "replace")[-2000:])
            raise Stop("apt-get could not install them. " + line_to_type(uses))


def is_working(command):
    """Tell whether a command ends with 0; what it prints is not shown."""
    return (
        subprocess.call(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        == 0
    )


def check_environments(offline):
    """Make sure that this Python can make environments."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if is_working(probe):
        return
    why = "This Python cannot make environments (its module ensurepip is missing)."
    install_for_system(["venv"], why, offline)
    if not is_working(probe):
        raise Stop(why + " Install Python from python.org, then run this again.")


def python_inside():
    """Give the path of the environment's Python."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return str(ENVIRONMENT / folder / name)


def stamp_for(kind):
    """Give the text that a finished environment carries: what it was made from, and where."""
    made_from = hashlib.sha256()
    kinds = ["demo", "test"] if kind == "test" else ["demo"]
    for path in [ROOT / "pyproject.toml", *(LOCKS[each] for each in kinds)]:
        made_from.update(hashlib.sha256(path.read_bytes()).digest())
    where = f"{sys.version_info[:3]} {platform.machine()} {ENVIRONMENT}"
    made_from.update(where.encode("utf-8", "surrogateescape"))
    return made_from.hexdigest()


def is_ready(kind):
    """Tell whether the environment is finished and still fits the locks and pyproject.toml."""
    try:
        stands = STAMPS[kind].read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return stands == stamp_for(kind) and Path(python_inside()).exists()


def write_stamp(kind):
    """Say on disk that the environment is finished; the stamp is there whole or not at all."""
    half = STAMPS[kind].with_suffix(".half")
    with half.open("w", encoding="ascii") as file:
        file.write(stamp_for(kind))
        file.flush()
        os.fsync(file.fileno())
    half.replace(STAMPS[kind])


def remove_environment():
    """Remove .venv if this program made it; raise Stop if somebody else did."""
    if not (ENVIRONMENT.exists() or ENVIRONMENT.is_symlink()):
        return
    is_folder = ENVIRONMENT.is_dir() and not ENVIRONMENT.is_symlink()
    if not is_folder or (any(ENVIRONMENT.iterdir()) and not OURS.exists()):
        raise Stop(
            f"There is a .venv in {ROOT} that this program did not make. "
            "Rename or remove it, then run this again.",
            NO_ROOM_TO_WRITE,
        )
    # The mark goes last, so that a removal that was interrupted can be done again.
    for path in ENVIRONMENT.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        elif path != OURS:
            path.unlink()
    shutil.rmtree(str(ENVIRONMENT))


def make_environment():
    """Make an empty .venv, a half-made one is removed first."""
    remove_environment()
    free_mb = shutil.disk_usage(str(ROOT)).free // 1000000
    if free_mb < ROOM_MB:
        raise Stop(
            f"Setting up needs about {ROOM_MB} MB in {ROOT}, and {free_mb} MB are free. "
            "Make room there, then run this again.",
            NO_ROOM_TO_WRITE,
        )
    say("Setting up in .venv. This is done once and takes a minute or two ...")
    ENVIRONMENT.mkdir(exist_ok=True)
    OURS.touch()
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(ENVIRONMENT)],
        env=environment_for_python(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if made.returncode:
        said = made.stdout.decode("utf-8", "replace")
        raise known_failure(said) or Stop("The environment could not be made.\n" + said[-2000:])


def environment_for_python():
    """Give the variables for a Python in .venv, without those that lead it elsewhere."""
    elsewhere = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment["PYTHONNOUSERSITE"] = "1"
    if sys.platform.startswith("linux") and not is_utf8():
        environment["LC_ALL"] = "C.UTF-8"
    return environment


def is_utf8():
    """Tell whether the locale writes letters as UTF-8; Qt complains about any other."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return False
    return locale.nl_langinfo(locale.CODESET).upper().replace("-", "") == "UTF8"


def known_failure(said):
    """Give the Stop for a failure that pip or the system is known to have, or None."""
    for signs, sentence, code in FAILURES:
        if any(sign in said for sign in signs):
            python = "{}.{}".format(*sys.version_info)
            computer = platform.system() + " " + platform.machine()
            return Stop(sentence.format(root=ROOT, python=python, computer=computer), code)
    return None


def pip_install(arguments):
    """Let the environment's pip install something; raise Stop with a sentence if it can't."""
    command = [python_inside(), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command += ["install", "--no-user", "--no-warn-script-location"]
    is_watched = sys.stderr.isatty()
    made = subprocess.run(
        command + ([] if is_watched else ["--quiet"]) + arguments,
        cwd=str(ROOT),
        env=environment_for_python(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr if is_watched else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if made.returncode:
        said = made.stderr.decode("utf-8", "replace")
        if "--find-links" in arguments and "No matching distribution" in said:
            missing = next(line for line in said.splitlines() if "No matching distribution" in line)
            raise Stop(
                "The folder of packages is not complete for this Python. pip says: {}".format(
                    missing.replace("ERROR: ", "")
                )
            )
        lines = [line for line in said.splitlines() if line.strip()][-20:]
        raise known_failure(said) or Stop(
            "The packages could not be installed. The last that pip said:\n" + "\n".join(lines)
        )


def compile_files(python, folder):
    """Let a Python compile our files now, so that the first start need not; others pip compiles."""
    # What cannot be kept is compiled at each start, as Python does it: no reason to stop.
    subprocess.call([python, "-m", "compileall", "-q", str(folder)], stdout=subprocess.DEVNULL)


def set_up(kind, offline):
    """Make the environment ready for a kind of use, unless it is."""
    if is_ready(kind) and is_ready("demo"):
        return
    source = ["--no-index", "--find-links", offline] if offline else []
    pinned = ["--require-hashes", "--only-binary", ":all:", *source]
    if not is_ready("demo"):
        check_environments(offline)
        make_environment()
        try:
            pip_install([*pinned, "-r", str(LOCKS["demo"])])
            # Its build backend is in the lock as well: nothing comes from the network unpinned.
            pip_install(["--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
            compile_files(python_inside(), ROOT / "annotator")
        except Stop:
            # Half of it is of no use, and it takes up the room that may be missing.
            remove_environment()
            raise
        write_stamp("demo")
    if kind == "test":
        say("Adding what the tests need ...")
        pip_install([*pinned, "-r", str(LOCKS["test"])])
        write_stamp("test")


def check_libraries(kind, offline):
    """Make sure, on Linux, that Qt finds the system's libraries it needs for this use."""
    if not sys.platform.startswith("linux"):
        return
    probe = [python_inside(), "-I", "-c", "import PySide6.QtWidgets"]
    if not is_working(probe):
        why = "Qt needs libraries that this Linux does not have yet."
        install_for_system(["import", *screens(kind)], why, offline)
        if not is_working(probe):
            raise Stop(
                why + " They were installed, and Qt still can't be loaded; to see why, type:\n\n"
                f'  "{python_inside()}" -c "import PySide6.QtWidgets"\n'
            )
    if "x11" in screens(kind) and not is_working(
        [
            python_inside(),
            "-I",
            "-c",
            "import ctypes, pathlib, PySide6.QtGui as q; ctypes.CDLL(str(pathlib.Path("
            "q.__file__).parent / 'Qt' / 'plugins' / 'platforms' / 'libqxcb.so'))",
        ]
    ):
        why = "To open a window, Qt needs libraries that this Linux does not have yet."
        install_for_system(screens(kind), why, offline)


def screens(kind):
    """Give the kinds of screen that a window may open on here: x11, wayland, both or none."""
    if kind == "test":
        return []
    shown = [("x11", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY")]
    return [use for use, name in shown if os.environ.get(name)]


def pytest_arguments(given):
    """Give what pytest is told: what the person typed, else all tests on all cores."""
    if given:
        return given
    workers = max(1, min(4, os.cpu_count() or 1))
    return ["-n", str(workers), "--dist", "worksteal", "-r", "fEsx", "-q"]


def start(command, given):
    """Start the program or the tests in place of this one; on Windows, give their exit code."""
    environment = environment_for_python()
    if command == "test":
        os.chdir(str(ROOT))
        words = ["-X", "faulthandler", "-m", "pytest", *pytest_arguments(given)]
    else:
        # -P: the folder where the person stands must not be searched for modules.
        words = ["-P", "-m", "annotator"] + (["demo"] if command == "demo" else []) + given
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        return subprocess.call([python_inside(), *words], env=environment)
    return os.execve(python_inside(), [python_inside(), *words], environment)


def clean():
    """Remove what set-up, tests and builds have left in the checkout."""
    remove_environment()
    for name in LEFT_BY_TOOLS:
        shutil.rmtree(str(ROOT / name), ignore_errors=True)
    for top in ("annotator", "benchmarks", "packaging", "tests"):
        for folder in list((ROOT / top).rglob("__pycache__")):
            shutil.rmtree(str(folder), ignore_errors=True)
    return 0


def parse(arguments):
    """Give the command, what goes on to it, and the folder of packages or None."""
    offline = None
    command = None
    given = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--offline" and left:
            offline = left.pop(0)
        elif word.startswith("--offline="):
            offline = word[len("--offline=") :]
        elif command is None:
            command = word
        else:
            given.append(word)
    if command in (None, "--help", "-h", "help"):
        return "help", [], None
    if command not in ("demo", "test", "run", "clean"):
        raise Stop(
            f'"{command}" is not one of demo, test, run and clean; --help tells more.',
            WRONG_USE,
        )
    if offline is not None:
        offline = str(Path(offline).resolve())
        if not Path(offline).is_dir():
            raise Stop(f"{offline} is not a folder with packages.", WRONG_USE)
    return command, given, offline


def main(arguments):
    """Do what the command line asks; give the exit code."""
    command, given, offline = parse(arguments)
    if command == "help":
        sys.stdout.write(HELP)
        return 0 if arguments else WRONG_USE
    check_python()
    if command == "clean":
        return clean()
    kind = "test" if command == "test" else "demo"
    set_up(kind, offline)
    check_libraries(command, offline)
    return start(command, given)


def end(arguments):
    """Run main and put what went wrong into one sentence; give the exit code."""
    try:
        return main(arguments)
    except Stop as stop:
        say(stop.sentence)
        return stop.code
    except KeyboardInterrupt:
        say("\nStopped. Run it again to go on.")
        return INTERRUPTED
    except OSError as error:
        known = known_failure(f"Errno {error.errno} {error.strerror}")
        if known is None or error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS):
            raise
        say(known.sentence)
        return known.code


if __name__ == "__main__":
    sys.exit(end(sys.argv[1:]))
