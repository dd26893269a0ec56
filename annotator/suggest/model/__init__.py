"""The language model: pipelines that are installed, the process that runs one, what it answers."""
