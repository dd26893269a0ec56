"""Articles as people read them, with marks, cards and statements, whatever file they become."""
