"""What the pages of media coverage and columns need."""
