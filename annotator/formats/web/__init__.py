"""What is known of web pages: their bytes, their text, what they say of themselves.

lxml and trafilatura belong to the extra [web] and are imported late, in functions.
"""
