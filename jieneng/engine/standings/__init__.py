"""Who stands where: people by what they scored, organisations by how many of theirs took part."""
