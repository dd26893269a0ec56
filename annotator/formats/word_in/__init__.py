"""Word files that come in: their words, and their comments as layers of marks."""
