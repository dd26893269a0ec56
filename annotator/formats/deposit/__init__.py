"""What goes with a corpus into a repository: licence, citation, codebook, words about it."""
