"""The inspector: everything about the current span, editable by mouse and by keyboard."""
