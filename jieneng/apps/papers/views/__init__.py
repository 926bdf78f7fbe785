"""The pages of papers: the desk where they are written, and what the public reads."""
