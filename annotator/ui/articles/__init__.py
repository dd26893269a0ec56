"""The left pane: the articles and, below them, the project's actors."""
