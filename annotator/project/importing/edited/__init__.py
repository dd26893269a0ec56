"""Tables of ours that came back: matched by ids to what is here, edits become changes."""
