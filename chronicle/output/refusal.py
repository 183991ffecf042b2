"""Why a folder is left as it is."""


class OutputRefused(Exception):
    """The output folder is not one that the build may replace; the message says why and what to do."""
