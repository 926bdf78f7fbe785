"""The pages of attendance: the organiser's desk, the units' replies, the phone at the door, what everybody may open."""
