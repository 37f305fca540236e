"""Start Safir: the window, or one command without it. Arguments go to `app.bootstrap`; nothing else happens here."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # Only a bundle starts children through this file; the import takes longer than the first window.
        import multiprocessing

        multiprocessing.freeze_support()
    from app.bootstrap import main

    raise SystemExit(main(sys.argv[1:]))
