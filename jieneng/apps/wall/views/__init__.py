"""The pages of walls: the desk where links are made, and the screen itself."""
