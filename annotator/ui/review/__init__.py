"""Review, the workspace: two codings against each other, and the sheets of the menu *Review*."""
