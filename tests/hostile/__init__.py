"""Files that want to harm, at every door of the program: `python -m tests.hostile`.

`files` makes them, `doors` are the ways in (a new one joins by one line), `guarded` opens one door
for one file in a process that is watched.
"""
