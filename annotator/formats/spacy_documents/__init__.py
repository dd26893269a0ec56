"""Articles as documents of spaCy, whose files are written in a process of its own."""
