"""Suggestions in the window: ghosts on the page, taking and rejecting, the queue, the sheet."""
