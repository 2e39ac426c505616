"""``python -m stateofplay.cli``."""

from stateofplay.cli import main

if __name__ == "__main__":
    main()
