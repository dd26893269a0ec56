"""The differences of a comparison: how they stand, in words, as lines of the list, as cards."""
