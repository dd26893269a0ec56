"""How verbs come to an open project, and to the coder whose layer it is."""

from collections.abc import Collection, Iterable
from contextlib import nullcontext
from pathlib import Path

from annotator import settings as settings_file
from annotator.cli.output import Options, Output
from annotator.model.layer import SAMPLE_CODER, Coder, people
from annotator.project import Project
from annotator.project.keeping.backups import BackupTold
from annotator.project.keeping.words import told_words
from annotator.settings import NOBODY
from annotator.store.backups.making import BackupReason
from annotator.work import Watch


def coder_named(
    name: str | None, *, quiet: bool, here: str = "", said: Collection[str] = ()
) -> Coder:
    """Give the coder of this name with their one id; None is the last one who was named.

    `here` is the id that a project knows a name by which is new on this computer; `said` is what
    was said of the settings before.
    """
    last = settings_file.load().last_coder()
    if name is None and last is not None:
        return last
    known = settings_file.coder_called(NOBODY if name is None else name, here=here)
    _say([one for one in known.notes if one not in said], quiet=quiet)
    return known.coder


def _say(notes: Iterable[str], *, quiet: bool) -> None:
    """Say what is to be known of the settings."""
    for note in notes:
        Output(quiet=quiet).say(note)


def opened(options: Options, *, read_only: bool = False) -> Project:
    """Give the open project of a verb, with the coder asked for; raises `CannotOpen`.

    With `--at` it is the project as it was then.
    """
    _say(settings_file.read().notes, quiet=options.quiet)
    name = options.coder or NOBODY
    project = Project.open(
        Path(options.file), coder=Coder("", name), read_only=read_only, anyway=options.anyway
    )
    _say_damage(project)
    older = project.open_project.outside.at_opening.problem
    if older is not None:
        Output(quiet=options.quiet).warn(older.sentence())
    at: str | None = getattr(options, "moment", None)
    if at is not None:
        project = _looked_back(project, at, options)
    try:
        project.open_project.on_layer_of(_coder_here(project, options))
        if not project.read_only:
            _keep_backups(project, Output(quiet=options.quiet, progress=options.progress))
    except BaseException:
        project.close()
        raise
    return project


def _say_damage(project: Project) -> None:
    """Say on standard error what is wrong with a project that is looked through in no time.

    Of a larger one whoever reads or changes an article says what is wrong with that.
    """
    from annotator.project.keeping.damage import small_damage

    problem = small_damage(project.open_project)
    if problem is not None:
        Output().warn(problem.sentence())


def _keep_backups(project: Project, output: Output) -> None:
    """Keep what earlier runs did, beside the work of this one; say what one may wonder about.

    How far a backup is for which a step waits is shown as of any long work.
    """

    def hear(told: BackupTold) -> None:
        words = told_words(told)
        if words:
            output.say(words)

    def copied(done: int, of: int, what: str) -> None:
        output.progress(done, of, f"{what} of a backup")

    backups = project.open_project.backups
    backups.hear = hear
    backups.watched = lambda: nullcontext(Watch(copied))
    backups.start(BackupReason("open"))


def _looked_back(project: Project, at: str, options: Options) -> Project:
    """Give the project as it was, say which step that is, and close the one of now."""
    from annotator.project.step_names import step_name

    output = Output(quiet=options.quiet or options.json, progress=options.progress)
    with project:
        past = project.at(at, progress=output.progress)
    last = past.steps()[0]
    name = step_name(last.step) if last.label is None else f"{last.label} ({step_name(last.step)})"
    output.say(f"As it was at step {last.step.number}: {name}, {last.step.at}.")
    return past


def _coder_here(project: Project, options: Options) -> Coder:
    """Give who codes in a project: who is named; else who made it here, or the last one named.

    In a kit it is whom the kit was made for.
    Where nobody ever was, the only person with a layer is meant. Only a project that is written
    makes a new name known.
    """
    loaded = settings_file.read()
    known = loaded.settings.known()
    here = people(project.layers())
    name: str | None = options.coder
    kit = project.context.kit
    if name is None and kit is not None and (not here or kit.coder in here):
        name = kit.coder or None
    if name is None:
        maker = next(
            (Coder(i, n) for n, i in known.items() if i == project.open_project.made_by), None
        )
        last = maker or settings_file.load().last_coder()
        if last is not None:
            return last
        if len(here) == 1:
            return next(Coder(i, n) for n, i in here.items())
    elif here.get(name) == SAMPLE_CODER.id:
        return SAMPLE_CODER
    if project.read_only:
        name = name or NOBODY
        return Coder(known.get(name) or here.get(name) or "", name)
    whose = here.get(name or NOBODY, "")
    return coder_named(name, quiet=options.quiet, here=whose, said=loaded.notes)
