"""The demo: one city lives the product's main job through the real actions."""
