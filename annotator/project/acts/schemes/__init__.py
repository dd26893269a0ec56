"""Acts on the coding scheme, and what follows of them for what is coded."""
