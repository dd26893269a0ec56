"""Letters and signs one by one: in Latin script, in the order of lists, seen where they hide."""
