"""The page *Find*: words in all texts, their hits in context, ticked and marked as one step."""
