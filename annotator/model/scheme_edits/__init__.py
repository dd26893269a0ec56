"""Edits of the coding scheme, as values: what a researcher changes, and what follows of it."""
