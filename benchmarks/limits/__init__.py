"""The limits: each a program of a few lines with bare Qt or bare SQLite, and nothing of ours."""
