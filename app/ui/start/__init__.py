"""What comes before the office is open: the lock, the first run, who is here. Neither schema nor services, only words and keys.

The first paint happens here; everything heavy is imported in a thread while a person types the passphrase.
"""
