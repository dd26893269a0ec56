"""What is kept of a project whatever happens around its file: copies, backups, any state again."""
