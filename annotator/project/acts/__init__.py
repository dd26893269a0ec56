"""Acts: pure functions from what is there to a step. One file per family.

None of them touches a file or a widget; all raise `WrongUse` or `Forbidden` for what cannot be.
"""
