"""What a search asks of the texts: which may hold some words, and how they are marked."""
