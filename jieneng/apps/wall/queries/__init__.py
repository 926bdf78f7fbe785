"""What stands on a wall, from cells and headcounts only."""
