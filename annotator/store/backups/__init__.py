"""Backups of a project in the data folder: made, listed, thinned, looked into."""
