"""What becomes of steps later: their names, and the forgetting of what lies before one."""
