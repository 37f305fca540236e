"""The frame of the window: rail, top bar, pages, palette, keys and toasts."""
