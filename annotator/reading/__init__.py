"""What is decided on the reading screen: caret moves, selections, keys, lists, what lies where.

Everything is a pure function of one article's page, its text and numbers. Widgets, fonts and
pixels are not known here, nor how a step is planned or kept.
"""
