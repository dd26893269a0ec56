"""REFI-QDA, the exchange standard of programs for qualitative analysis: what its files share."""
