"""What the pages of attendance need."""
