"""The sheet *Export*: what goes out, how, what would be lost, and what is kept to do it again."""
