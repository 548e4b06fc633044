"""The way in of the folder that runs without a Python."""

import sys

from hazardctl.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
