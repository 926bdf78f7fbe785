"""What people do with coverage: enter articles, confirm them, send contributions, edit a column."""
