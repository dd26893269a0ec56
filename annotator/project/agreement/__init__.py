"""How far the project's layers agree: figures, and the report of them."""
