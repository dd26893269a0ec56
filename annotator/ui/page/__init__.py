"""The article as a page: its text, the marks painted under and over it, what lies under a point.

What a key means and what becomes of a mark is decided elsewhere.
"""
