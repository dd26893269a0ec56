"""Notes, questions and what is to be come back to, of the whole project, in one list."""
