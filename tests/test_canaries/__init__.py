"""The populated town of the walk, in which everybody types markup; apart from it, because two do not stand at once."""
