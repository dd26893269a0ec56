"""Settling in the window: the acts, what they ask, what is changed before it is taken."""
