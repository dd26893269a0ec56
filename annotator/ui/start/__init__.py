"""The start page: what is there before a project is open."""
