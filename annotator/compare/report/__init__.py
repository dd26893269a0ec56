"""How figures leave this room: in words, as JSON, as a page and a table."""
