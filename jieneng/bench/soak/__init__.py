"""Killed at random, again and again, under load."""
