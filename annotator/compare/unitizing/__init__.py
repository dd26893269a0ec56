"""Whether coders mark the same stretches of the text: Krippendorff's α for unitizing."""
