"""What the program proposes by itself: regions, what the masthead says, words of saying.

An article's text goes in, proposals come out; whether anybody will see them is not known here.
"""
