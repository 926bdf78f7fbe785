"""Small words for the templates of reporting."""
