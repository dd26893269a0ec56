"""Tables of a corpus, whatever kind of file they become: their columns and their rows."""
