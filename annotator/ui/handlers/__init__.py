"""The acts of the reading view: from what is selected and pressed to a planned step, and back."""
