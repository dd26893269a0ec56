"""The sheet of actors that look alike: the pairs, what speaks for each, and deciding it."""
