"""What the public sees and says, and the desk where it is answered."""
