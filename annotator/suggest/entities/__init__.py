"""Names and dates in an article: by a model's labels, by capital letters, by what is known."""
