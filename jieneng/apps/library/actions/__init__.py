"""What people do with publicity materials: give them out, take them, say how many were used."""
