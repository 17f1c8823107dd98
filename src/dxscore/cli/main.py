"""The one boundary between the program and whoever started it: streams, signals, exit codes.

0 read and judged, and the gate holds; 1 the gate fails; 2 could not judge; 3 a bug; 130, 141, 143 signals.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING

from dxscore.cli import streams
from dxscore.cli.arguments import divided, refuse_paths
from dxscore.errors import short_of_memory

if TYPE_CHECKING:
    from dxscore.cli.configuration import Settings
    from dxscore.words.keys import Key
    from dxscore.words.say import Language

COULD_NOT_JUDGE, BUG, INTERRUPTED, PIPE_CLOSED, TERMINATED = 2, 3, 130, 141, 143

_HELP = frozenset({"-h", "--help", "--version"})
# Disks and limits of the machine, wherever they show.
_FAILING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EAGAIN})
_NO_ROOM = ("map segment", "allocate memory", "start new thread")
# Not a phrase: where this is said there may be no room to read the phrases.
_NO_MEMORY = {"vi": "không đủ bộ nhớ", "en": "not enough memory"}
_NO_MEMORY_LINE = f"dxscore: {' / '.join(_NO_MEMORY.values())}\n".encode()
_RARELY = (400_000, 20, 50)


class _Terminated(BaseException):
    """SIGTERM, raised so that half-written files are removed on the way out."""


def _on_terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated


def program() -> None:
    """What the command `dxscore` starts: `main`, and then out at once.

    Everything is written and flushed by then; taking the interpreter apart would only cost time, a twentieth
    of a short run. With --debug it is left in the ordinary way, for profilers and their like.
    """
    debug = "--debug" in divided(sys.argv)[0]
    if not debug:
        # What Python passes over (a generator that finds no memory to be closed in) it shows in its own way.
        sys.unraisablehook = _pass_over
    try:
        main()
    except SystemExit as leaving:
        if debug or not isinstance(leaving.code, int):
            raise
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(leaving.code)


def _pass_over(_ignored: sys.UnraisableHookArgs) -> None:
    """Say nothing."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # Little of what start-up makes is ever garbage; looking through it again and again costs a tenth.
    gc.set_threshold(*_RARELY)
    # Nobody else's plugins in a program that judges strangers' data; looking for them takes time as well.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        signal.signal(signal.SIGTERM, _on_terminate)
        code: int | None = _run(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except _Terminated:
        code = TERMINATED
    except streams.PipeClosed:
        streams.silence_output()
        code = PIPE_CLOSED
    except (MemoryError, SystemError):  # not enough to say so in words, or for C code to say anything
        code = None
    if code is None:  # out here, where nothing holds on to what the run had in memory
        with contextlib.suppress(OSError):
            os.write(2, _NO_MEMORY_LINE)
        code = COULD_NOT_JUDGE
    gc.freeze()  # everything ends here: without this the interpreter looks through it all once more
    sys.exit(code)


def _run(arguments: Sequence[str]) -> int:
    streams.prepare()
    debug = "--debug" in divided(arguments)[0]
    if debug:
        _show_breakdowns()
    try:
        return _dispatch(arguments)
    except (KeyboardInterrupt, SystemExit, _Terminated, streams.PipeClosed):
        raise
    except BaseException as error:  # the last line of defence: a bug never shows a stranger a traceback,
        if debug:
            return _traceback()
        short, kind = short_of_memory(error), type(error).__name__  # nor a panic, which is no Exception
        failing = getattr(error, "errno", None) in _FAILING
        said = str(getattr(error, "strerror", None))
    # Out here, where nothing holds on to what the run had in memory.
    if short:
        return _out_of_memory()
    return _could_not("machine.system_says", words=said) if failing else _bug(kind)


def _traceback() -> int:
    """What --debug is for; a traceback may quote a file's name or a cell."""
    import traceback

    streams.say(*traceback.format_exc().splitlines())
    return BUG


def _show_breakdowns() -> None:
    """Let what is logged of errors that cost one file only be seen, with their tracebacks."""
    import logging  # only for developers

    log = logging.getLogger("dxscore")
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.DEBUG)


def _could_not(key: Key, **named: object) -> int:
    """No bug of the program: the machine has not what the run needs."""
    _say(key, **named)
    return COULD_NOT_JUDGE


def _bug(kind: str) -> int:
    """A bug; but where there is no memory even to say so, what went wrong was that."""
    return BUG if _say("machine.bug", kind=kind) else COULD_NOT_JUDGE


def _out_of_memory() -> int:
    """Said without reading the phrases, for which there may be no room."""
    try:
        from dxscore.cli.language import language

        said = _NO_MEMORY["vi" if language(sys.argv[1:]) == "vi" else "en"]
    except (MemoryError, ImportError, OSError, SystemError):  # so little that nothing more can be loaded
        said = " / ".join(_NO_MEMORY.values())
    streams.say(f"dxscore: {said}")
    return COULD_NOT_JUDGE


def _say(key: Key, **named: object) -> bool:
    """Whether there was memory to say it in the reader's language."""
    try:
        from dxscore.cli.language import language
        from dxscore.words.say import say

        streams.say(f"dxscore: {say(key, language(sys.argv[1:]), **named)}")
    except (MemoryError, ImportError, OSError, SystemError):  # so little that nothing more can be loaded
        with contextlib.suppress(OSError):
            os.write(2, _NO_MEMORY_LINE)
        return False
    return True


def _dispatch(arguments: Sequence[str]) -> int:
    import typer

    from dxscore.cli.app import COMMANDS, build
    from dxscore.cli.language import language
    from dxscore.errors import DxscoreError

    lang = language(arguments)
    try:
        refuse_paths(arguments)
        before, names = divided(arguments)
        rest, settings = _settings([*(word for word in before if word != "--debug"), *names])
        lang = language(arguments, settings.lang if settings else None)
        _tell_unknown_variables(settings, lang)
        code = build(lang, rest).main(
            args=rest,
            prog_name="dxscore",
            standalone_mode=False,
            obj=settings,
            default_map=settings.defaults(COMMANDS, lang) if settings else None,
        )
        streams.flush()  # what the command-line library printed by itself
    except DxscoreError as error:
        from dxscore.report.findings import finding_lines  # only where something is wrong

        streams.say(*finding_lines(error.findings, lang))
        streams.say(f"dxscore: {error.vi if lang == 'vi' else error.en}")
        return COULD_NOT_JUDGE
    except typer.Abort:
        return INTERRUPTED
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            streams.say(*str(error).splitlines())
            return COULD_NOT_JUDGE
        from dxscore.cli.usage import usage_fault  # only for faults

        streams.say(f"dxscore: {usage_fault(error, lang)}")
        streams.say("dxscore --help")
        return COULD_NOT_JUDGE
    return code if isinstance(code, int) else 0


def _tell_unknown_variables(settings: Settings | None, lang: Language) -> None:
    if settings is not None:  # else there is neither a file nor a variable, or only help was asked for
        from dxscore.cli.configuration import unknown_variables

        streams.say(*unknown_variables(lang))


def _settings(arguments: Sequence[str]) -> tuple[list[str], Settings | None]:
    """The arguments that are left for the command, and what holds beside them, if anything does."""
    from dxscore.cli import configuration_file

    rest, asked = configuration_file.asked(arguments)
    if not rest or _HELP.intersection(divided(rest)[0]) or "_DXSCORE_COMPLETE" in os.environ:
        return rest, None  # a faulty file must not stand between a reader and the help
    found = configuration_file.find_config(asked)
    if found is None and not any(name.startswith("DXSCORE_") for name in os.environ):
        return rest, None
    from dxscore.cli.configuration import load

    return rest, load(found)
