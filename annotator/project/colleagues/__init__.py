"""Colleagues: what their files bring, and which of their actors may be ours."""
