"""The cards beside the page, one for each statement, and the chips at its edges."""
