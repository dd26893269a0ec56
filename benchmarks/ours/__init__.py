"""Our side of each goal: the program's own doors, driven as a person drives them."""
