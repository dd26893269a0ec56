"""The acts of a study's later days: the scheme that changes, copies of one dispatch, notes."""
