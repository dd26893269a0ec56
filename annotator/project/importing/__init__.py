"""Importing: files, folders and pasted text become articles of the project, in one step.

`sources` finds what is to be read, `parsing` reads one source, `gather` all of them, `plan` says
what would become of each article before anything is written, `report` what became of it.
"""
