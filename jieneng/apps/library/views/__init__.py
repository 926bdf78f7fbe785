"""The pages of the library: the list and one piece at a desk, who took it, posters, what everybody may look at."""
