"""Finding words in all texts, marking what was found, searches that are kept under a name."""
