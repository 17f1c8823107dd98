"""A catalogue begun: from a few answers, or from a table of targets as it is printed."""
