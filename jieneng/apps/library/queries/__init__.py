"""What the pages of the library need."""
