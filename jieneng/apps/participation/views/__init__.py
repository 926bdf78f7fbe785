"""The pages of taking part: the desk of who holds it, the desk of who takes part, judges, and everybody's phone."""
