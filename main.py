"""Start Safir: the window, or one command without it. Arguments go to `app.bootstrap`; nothing else happens here."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from app.bootstrap import main

    raise SystemExit(main(sys.argv[1:]))
