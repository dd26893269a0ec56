"""What every place on the screen may use: colours, words, keys, lists, long work. It knows none."""
