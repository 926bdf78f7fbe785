"""The pages of prizes: the desk, the book, the public ones, and those of a winner."""
