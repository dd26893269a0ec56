"""What goes out of a project: chosen once for all formats, with or without its words."""
