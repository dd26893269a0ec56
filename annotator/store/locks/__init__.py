"""What locks beside a project need to know: which computer this is."""
