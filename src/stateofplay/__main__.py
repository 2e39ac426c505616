"""`python -m stateofplay`: the program where its script is not on the path."""

from stateofplay.cli import main

if __name__ == "__main__":
    main()
