"""What can be said of a string: offsets, ranges, words, quotation marks, likeness.

Nothing in this room knows spans, schemes, files or windows; everything works on ``str`` and
numbers, in half-open code points, and takes any text at all without raising.
"""
