"""A knowledge quiz: which questions a player gets, what the answers are worth, and how anybody checks a receipt."""
