"""What the pages of taking part need."""
