"""The way in of the folder that runs without a Python."""

from hazardctl.__main__ import run

if __name__ == "__main__":
    run()
