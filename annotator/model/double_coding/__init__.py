"""Double coding: drawing samples, and what a kit is and hides."""
