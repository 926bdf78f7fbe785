"""What the pages of briefs need."""
