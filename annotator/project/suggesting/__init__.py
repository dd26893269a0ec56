"""What suggesters propose for the project's articles: what is due, running them, what is kept."""
