"""The window: screens, widgets and their look; the only package that knows Qt."""
