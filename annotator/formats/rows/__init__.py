"""Tables whose rows are articles: which column is what, dates, rows that are refused.

What a file of rows looks like is known to the format that opens it; here only rows are known.
"""
