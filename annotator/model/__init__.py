"""Values, and what must hold between them.

Nothing here knows how an article is stored, shown or guessed about.
"""
