"""A Chinese official text in one way of writing: cleaned, parted, its days found, each place led back to the source."""
