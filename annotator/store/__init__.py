"""The project file: the only room that knows SQLite. `file` opens, `journal` writes, `read` reads.

Nothing of it leaves: callers get values, and errors with a sentence. Merging is not here.
"""
