"""Small lists that open at a place on the page and go again: choose, or type and choose."""
