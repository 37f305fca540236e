"""The window: screens, widgets and their look; the only package that knows Qt."""

from app.ui.lasting_none import keep_none_alive

keep_none_alive()
