"""`python -m dxscore`, which puts the current folder before every library: nothing is loaded from there.

A folder `dxscore` in it is loaded instead of this one, before anything here could help; `dxscore` and
`python -I -m dxscore` look into no current folder at all.
"""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:  # -P and -I leave the folder out by themselves
        del sys.path[0]

    from dxscore.cli.main import program

    program()
