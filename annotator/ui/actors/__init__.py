"""The sheet *Actors*: each with its names, its roles and where it is named."""
