"""Does any act of the table hold the window longer than a person notices? See `__main__`."""
