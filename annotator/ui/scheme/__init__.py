"""The coding scheme in the window: its sheet, and the one on which old decisions are looked at."""
