"""Copies of a project file that nobody but this run sees: one moment of ours, a stranger's file."""
