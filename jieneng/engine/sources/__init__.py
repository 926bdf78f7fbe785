"""From the bytes of a file to its text: told by the bytes, never by the name; limits are arguments."""
