"""One file per schema number, frozen once released."""
