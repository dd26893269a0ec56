"""One question at a time: a passage, a question, a key that answers and goes on."""
