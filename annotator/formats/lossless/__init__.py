"""What the lossless form needs to be read by the hundred thousand: usual lines, what waits."""
