"""What can go wrong, in words: every error a person may meet, with its exit code and slug.

Nothing here knows where an error comes from; the sentence is written where it is raised.
"""

import re
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Where:
    """The place an error speaks of; parts that are not known stay None."""

    file: str | None = None
    line: int | None = None
    article: str | None = None


class AnnotatorError(Exception):
    """An error for people: one sentence what is wrong, one what to do.

    `kind` is the slug used by `--json`: the words of the class's name, unless it says another.
    `exit_code` is that of the command line.
    """

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        if "kind" not in vars(cls):
            cls.kind = re.sub("(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()

    def __init__(self, message: str, hint: str = "", where: Where | None = None) -> None:
        """Keep the sentence (`message`), what to do about it (`hint`) and the place."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where or Where()

    def sentence(self) -> str:
        """Give message and hint as one line of prose."""
        return f"{self.message} {self.hint}".strip()


class WrongUse(AnnotatorError):
    """The call or the act does not fit: unknown name, place outside the text, nothing to undo."""

    exit_code = 2


class OthersRecipe(WrongUse):
    """A recipe that somebody else kept would write to a place that was not agreed to here."""


class NoArticle(WrongUse):
    """No article fits what was chosen to go out: an export of nothing is made by mistake only."""


class Forbidden(WrongUse):
    """The scheme or the state of the article does not allow this."""

    kind = "forbidden-by-scheme"


class ProjectClosed(WrongUse):
    """The project was closed before the call, or while its answer was read."""


class CannotRead(AnnotatorError):
    """A source, a scheme or an annotation file cannot be read; nothing was written."""

    exit_code = 3


class CannotOpen(AnnotatorError):
    """The project cannot be opened."""

    exit_code = 4


class MissingProject(CannotOpen):
    """There is no such file, it is not a file, or it may not be read."""


class ForeignFile(CannotOpen):
    """The file is not an Annotator project."""


class NewerProject(CannotOpen):
    """The project was written by a newer program."""


class IncompleteProject(CannotOpen):
    """Pages are missing at the end of the file."""


class DamagedProject(CannotOpen):
    """The file is damaged, or a copy torn in the middle of a step; `what` = what was found.

    Its words alone, as they stand in the message.
    """

    what = ""


class DiskFailed(CannotOpen):
    """The disk does not give what stands on it; the project itself may be sound."""


class LockedProject(CannotOpen):
    """Another window, program or computer has the project open for writing.

    `is_elsewhere` = another computer left its lock there; it may be opened anyway.
    """

    is_elsewhere = False


class CannotWrite(AnnotatorError):
    """There is no writing there: disk full, read-only, exists, moved."""

    exit_code = 5


class DiskFull(CannotWrite):
    """The disk is full; the step was not saved."""


class ReadOnly(CannotWrite):
    """The project was opened to read, or its folder cannot be written."""


class TargetExists(CannotWrite):
    """The target is there already and overwriting was not asked for."""


class ProjectMoved(CannotWrite):
    """The project file was moved, deleted or replaced while it was open."""


class SaveUnknown(CannotWrite):
    """The disk failed while a step was being saved; it may be there, and may not stay there."""


class ProjectChanged(CannotWrite):
    """Another program put an older state or something else into the project file."""


class StepRefused(CannotWrite):
    """A row is not as the step's `before` says, so nothing of the step was done."""


class ExportDiffers(AnnotatorError):
    """What was read back differs from what was promised: a bug of the exporter."""

    exit_code = 70


class ProcessEnded(AnnotatorError):
    """A process that worked for this one ended before it had answered."""


class Cancelled(AnnotatorError):
    """The person cancelled; what was one step is there whole or not at all."""

    exit_code = 130
