"""Who is meant by names, roles and pronouns in an article: actors the project has, and new ones."""
