"""Notes, questions, and walking over what has no answer yet."""
