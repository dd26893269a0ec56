"""How types look wherever they are drawn: their ways of being drawn, their colours."""
