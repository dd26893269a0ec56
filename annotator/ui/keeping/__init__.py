"""The project's file, watched over in the window: backups, what became of it, any state again."""
