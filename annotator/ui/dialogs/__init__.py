"""Dialogs: each is made when it is wanted, asks or shows one thing, and goes again."""
