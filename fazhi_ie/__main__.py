"""`python -m fazhi_ie` is the command `fazhi-ie`."""

from fazhi_ie.cli import main

if __name__ == "__main__":
    main()
