"""Codes of another program on their way in: what each becomes here is asked once."""
