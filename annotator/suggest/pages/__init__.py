"""What the lines of a page are, and what it says above its headline: found by its body."""
