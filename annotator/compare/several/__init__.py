"""What holds for three coders and more at once, and how sure that is."""
