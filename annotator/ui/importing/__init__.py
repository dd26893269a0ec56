"""Texts into a project: what is coming in is looked at first, and confirmed afterwards."""
