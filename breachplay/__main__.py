"""`python -m breachplay`: the same as the command `breachplay`."""

from breachplay.cli import main

if __name__ == "__main__":
    main()
