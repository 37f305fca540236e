"""The window: screens, widgets and their look; the only package that knows Qt."""

from app.ui.lasting_constants import keep_constants_alive

keep_constants_alive()
