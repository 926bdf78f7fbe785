"""What comes in with a posted page of reporting."""
