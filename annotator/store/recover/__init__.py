"""Saving what can be read of a damaged project: its pages, its rows, its history, a new file."""
