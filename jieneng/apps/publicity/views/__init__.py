"""Who asks about briefs, and what they see next."""
