"""Actors that may be one: why two names may mean the same, and which actors are so alike."""
