"""Actors as they are looked at: where each is named, where its names were first read."""
