"""What people do: hold a part, take part in it, decide what comes of it."""
