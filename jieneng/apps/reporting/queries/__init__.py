"""What the pages of reporting show; nothing here changes anything."""
