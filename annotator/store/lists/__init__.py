"""The list of articles: its first pages, its whole order, what a search or a filter leaves."""
