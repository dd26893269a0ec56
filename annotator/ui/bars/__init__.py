"""The bars of the window: at the top the acts, at the foot the state, between them now and then."""
