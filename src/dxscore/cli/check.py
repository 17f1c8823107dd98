"""`dxscore check`: the main job."""

# Without `annotations` from `__future__`: the command-line library evaluates the text of each one four times.
from collections.abc import Callable, Sequence
from functools import partial

import typer

from dxscore.cli import by_body, by_group, check_options, options, outputs, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_suffix, is_same_file
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.cli.task_files import TasksRead, tasks_on_day
from dxscore.errors import CatalogueError, WaiversError
from dxscore.flows.asked import one_of
from dxscore.flows.judge import Judgement
from dxscore.report.outputs import OUTPUTS
from dxscore.report.screen import wrap
from dxscore.report.summary import closing
from dxscore.report.view import View
from dxscore.words.say import Language, say
from dxscore.words.text import Text
from dxscore.words.visible import visible


def check(
    files: options.Files,
    catalogue: options.Catalogues = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    format_: options.FormatOption = None,
    output: options.Outputs = None,
    units: check_options.Units = None,
    brief: check_options.Brief = False,
    units_to: by_group.UnitsTo = None,
    rejects: check_options.Rejects = None,
    fail_on: check_options.FailOnOption = None,
    min_coverage: check_options.MinCoverage = None,
    min_score: check_options.MinScore = None,
    strict: check_options.Strict = False,
    waivers: options.WaiversOption = None,
    baseline: check_options.Baseline = None,
    write_baseline: check_options.WriteBaseline = None,
    by: by_body.By = None,
    tasks: by_body.Tasks = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    apart = by_body.apart_by(by, tasks, output or ())
    wanted = outputs.destinations(format_, output or (), by_body.formats(apart) if apart else None)
    by_group.check_units_to(units_to, for_unit=unit is not None and apart != "group")
    check_suffix("--rejects", rejects, "csv")
    check_suffix("--write-baseline", write_baseline, "json")
    moved = write_baseline is not None and baseline is not None and is_same_file(write_baseline, baseline)
    held = [str(name) for name in (waivers, None if moved else baseline) if name is not None]
    sources = [*files, *(tasks or ()), *held]
    paths = outputs.targets([*(item.file for item in wanted), units_to, rejects, write_baseline], sources)
    shown_units = None if units is None else one_of("--units", units, check_options.UNITS)
    gate = check_options.gate(fail_on, min_coverage, min_score)
    folders = catalogue or []
    if len(folders) > 1:
        from dxscore.cli.check_plans import PlansAsked, check_plans
        from dxscore.flows.many_plans import refuse_one_plans_options

        refuse_one_plans_options(
            {
                "--units-to": units_to,
                "--rejects": rejects,
                "--waivers": waivers,
                "--baseline": baseline,
                "--write-baseline": write_baseline,
                "--by": by,
            }
        )
        asked = PlansAsked(as_of, target_year, unit, strict, shown_units, brief)
        return check_plans(files, folders, wanted, gate, asked, lang, ctx)
    try:
        folder = folders[0] if folders else None
        only = None if apart else unit  # what is told apart is cut out of the run of all
        judged = run.judge_files(files, folder, as_of, target_year, only, strict, waivers, baseline)
    except (CatalogueError, WaiversError) as error:
        outputs.deliver(_for_services(error, wanted, lang), paths)
        raise
    told = tasks_on_day(tasks if judged.nothing is None else None, judged)
    group = by_group.group_asked_for(judged.catalogue, unit) if apart == "group" else None
    in_groups = by_group.ByGroup(judged, group)
    render = _drawn(apart, judged, told, unit, in_groups)
    seen = partial(run.view_of, judged, units=shown_units, brief=brief)
    failed = () if judged.nothing is not None else judged.failures(gate)
    kept = moved and (bool(failed) or judged.faulty)  # a baseline moves on only with what is sound
    finished = _finished(_worth_writing(judged, wanted, apart is not None), lang, seen, render)
    if units_to is not None and judged.nothing is None:
        finished.append(in_groups.unit_rows(seen(language, units_to), units_to))
    if rejects is not None:
        finished.append(_rejects(judged, rejects, language))
    if write_baseline is not None and judged.nothing is None and not kept:
        finished.append(Rendered(judged.baseline.to_json(language).encode(), write_baseline))
    outputs.deliver(finished, paths)
    judged.with_results()
    notes = [] if apart else run.not_listed(seen(language, ""), wanted)
    if kept:
        notes.append(say("comparison.baseline_kept", language, file=visible(str(write_baseline))))
    below = configured_lines(ctx, language)
    return _tell(judged, told, wanted, seen, failed, below, notes, language)


check.__doc__ = phrase("help_check.command")


def _drawn(
    apart: by_body.Apart | None,
    judged: Judgement,
    tasks: TasksRead,
    unit: str | None,
    in_groups: by_group.ByGroup,
) -> Callable[[View, str], bytes]:
    """What makes the scorecard, or those of bodies or groups, in a format."""
    if apart == "body":
        return by_body.drawn(judged, tasks, unit)
    if apart == "group" and judged.nothing is None:
        return in_groups.drawn()
    return by_body.whole(judged)


def _worth_writing(judged: Judgement, wanted: Sequence[Destination], apart: bool) -> list[Destination]:
    """All that is wanted; where nothing could be judged, the formats of findings alone."""
    return [
        item
        for item in wanted
        if judged.nothing is None or (OUTPUTS[item.format].findings_alone and not apart)
    ]


def _finished(
    wanted: Sequence[Destination],
    asked: str | None,
    seen: Callable[..., View],
    render: Callable[[View, str], bytes],
) -> list[Rendered]:
    """Every result in its format and the language asked for; all are made before the first is written."""
    finished = []
    for item in wanted:
        chosen = OUTPUTS[item.format]
        data = render(seen(run.language_of(asked, item.format), item.file), item.format)
        finished.append(Rendered(data, item.file, chosen.bom, chosen.binary, chosen.commands))
    return finished


def _for_services(
    error: CatalogueError | WaiversError, wanted: Sequence[Destination], asked: str | None
) -> list[Rendered]:
    """What is wrong with the catalogue or the waivers, in every format that shows findings alone."""
    from dxscore.flows.lint import of_error
    from dxscore.report.lint import LintView, lint_summary

    found = of_error(error)
    finished = []
    for item in wanted:
        chosen = OUTPUTS[item.format]
        # JSON is a scorecard, and there is none. What has no lint of its own shows one without results.
        if (chosen.lint or chosen.findings_alone) and not chosen.screen and item.format != "json":
            root, here = run.checkout()
            view = LintView(*found, lang=run.language_of(asked, item.format), root=root, here=here)
            data = chosen.render_lint(view) if chosen.lint else chosen.render(view.as_scorecard)
            finished.append(Rendered(data, item.file, chosen.bom, commands=chosen.commands))
            if item.format == "github":
                from dxscore.cli.step_summary import append_to_summary

                append_to_summary(partial(lint_summary, view), view.lang)
    return finished


def _rejects(judged: Judgement, file: str, lang: Language) -> Rendered:
    """The rows that were left out, as a file of their own."""
    from dxscore.report.rejects import rejects_text

    text = rejects_text(judged.metrics.tables, judged.scorecard.findings, judged.rejected, lang)
    return Rendered(text.encode("utf-8", "backslashreplace"), file, bom=True)


def _tell(
    judged: Judgement,
    tasks: TasksRead,
    wanted: Sequence[Destination],
    seen: Callable[..., View],
    failed: Sequence[Text],
    below: Sequence[str],
    notes: Sequence[str],
    lang: Language,
) -> int:
    """What people are told beside the results, the answer first and, on a terminal, last; the exit code.

    `below` are lines that belong to the screen, `notes` are none of it.
    """
    if any(item.format == "github" for item in wanted):
        from dxscore.cli.step_summary import append_step_summary

        append_step_summary(seen(lang, ""))
    run.tell_findings(judged.scorecard, lang)
    tasks.tell(lang)
    answer = closing(judged.scorecard, lang)
    on_screen = any(item.file is None and OUTPUTS[item.format].screen for item in wanted)
    if not on_screen:  # else it is how the screen begins
        streams.say(answer)
    _say(on_screen, below)
    undrawn = run.not_drawn(lang)
    streams.say(*undrawn, *notes)
    code = _exit_code(judged, failed, lang)
    if on_screen and streams.to_terminal():  # where it began is out of sight by now
        _say(on_screen, [answer])
    return COULD_NOT_JUDGE if undrawn or tasks.faulty else code


def _say(on_screen: bool, lines: Sequence[str]) -> None:
    """Lines below the screen, on standard output like it; or on standard error, where none is shown."""
    if not on_screen:
        streams.say(*lines)
    elif lines:
        wrapped = [part for line in lines for part in wrap(line, options.width())]
        streams.write_result("".join(f"{line}\n" for line in ["", *wrapped]))


def _exit_code(judged: Judgement, failed: Sequence[Text], lang: Language) -> int:
    """2 where anything was left out, 1 where the gate fails, with the reasons; else 0."""
    if judged.ratchet is not None and judged.request.baseline is not None:
        from dxscore.report.baseline import ratchet_lines

        view = run.view_of(judged, lang, "")
        streams.say(*ratchet_lines(view, judged.request.baseline, judged.ratchet))
    streams.say(*(f"dxscore: {reason.get(lang)}" for reason in failed))
    if judged.faulty:
        return COULD_NOT_JUDGE
    return 1 if failed else 0
