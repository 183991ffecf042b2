"""`python build.py [COMMAND]`: the same program as the console script `chronicle [COMMAND]`."""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started with any Python
        version = ".".join(map(str, sys.version_info[:2]))
        print(f"This program needs Python 3.11 or newer; this is Python {version}.", file=sys.stderr)
        sys.exit(2)
    try:
        from chronicle.cli import main
    except KeyboardInterrupt:
        sys.exit(2)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] == "chronicle":
            raise
        print(
            f"The package '{missing.name}' is not installed: run 'make site', which installs all that is needed, "
            "or start this with .venv/bin/python build.py",
            file=sys.stderr,
        )
        sys.exit(2)
    main()
