"""The verbs: one file each, with `EXAMPLES` and `run()`; this is their list.

What they take beside the project: `add_arguments()`; what their FILE is if no project: `FILE`;
that they can show it as it was: `SHOWS_ANY_MOMENT`.
"""

VERBS: tuple[tuple[str, str], ...] = (
    ("demo", "Do the whole main job on the article that ships with the program."),
    ("new", "Make a project."),
    ("import", "Bring texts or annotations into a project."),
    ("list", "List articles, layers, types, actors, spans, links, statements and more."),
    ("show", "Show an article with its marks, readable in a terminal."),
    ("find", "Find words in all texts, and mark what was found."),
    ("mark", "Mark one span."),
    ("link", "Link two spans."),
    ("take", "Take spans from one layer into another, or into the agreed one."),
    ("carry", "Carry marks over to copies of an article, where the words are unchanged."),
    ("scheme", "Show, export, import or check a coding scheme."),
    ("sample", "Draw a sample of articles that anyone can draw again."),
    ("kit", "Make kits for blind double coding, and take them back."),
    ("merge", "Bring in what colleagues coded, as further layers."),
    ("suggest", "Let suggesters propose marks, on layers of their own."),
    ("suggesters", "List the suggesters, and what is missing for them."),
    ("export", "Write a project in a format, read it back, and put it in place."),
    ("compare", "Say what layers mark differently."),
    ("agreement", "Say in figures how far layers agree."),
    ("check", "Check a project file through and through."),
    ("recover", "Save what can be read of a damaged project into a new one."),
    ("backup", "List the backups of a project, or take an older state back."),
    ("info", "Give facts about a project file."),
    ("history", "List the steps of a project."),
    ("traces", "List what this computer keeps of a project beside its file, or remove it."),
    ("undo", "Undo the latest step, or all after one."),
    ("redo", "Redo the oldest undone step, or all up to one."),
    ("do", "Take JSON commands from standard input, one a line."),
    ("formats", "List the formats, what they can and what they lose."),
)
