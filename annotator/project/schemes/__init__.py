"""The scheme of a project while it is coded by."""
