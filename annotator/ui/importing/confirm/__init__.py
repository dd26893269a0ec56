"""The sheet *Confirm what was proposed*: its table, the passage below it, what keys do."""
