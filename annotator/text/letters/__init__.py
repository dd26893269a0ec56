"""Letters and signs one by one: in Latin script, in the order of a list, and seen where they hide."""
