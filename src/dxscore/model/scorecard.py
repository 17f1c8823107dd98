"""The scorecard: every result of one run, in the shape in which it leaves as JSON.

Decimals travel as strings, so that nothing is lost: exact where they terminate, else rounded half-even
to six places. Parts (numerator, denominator) are always exact.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, computed_field
from typing_extensions import TypeAliasType

from dxscore.model.base import Exact, Written
from dxscore.model.catalogue import Asked, Basis, Comparator, Measure, OverTime
from dxscore.model.finding import Finding
from dxscore.model.finding_counts import FindingCounts, finding_counts
from dxscore.model.in_order import in_order
from dxscore.model.like_for_like import OfBoth, ValueFact, WhyNot
from dxscore.words.say import Language
from dxscore.words.text import Words

if TYPE_CHECKING:
    import pandas as pd

    from dxscore.model.loaded import Catalogue

SCHEMA: Literal["dxscore/scorecard/2"] = "dxscore/scorecard/2"

Status = Literal["met", "missed", "pending", "no_data", "not_assessable", "not_applicable", "waived"]
UnitVerdict = TypeAliasType(  # with a name of its own in schemas
    "UnitVerdict",
    Annotated[
        Literal[Status, "counted"],
        Field(description="A verdict; or counted, of a number that is a part of the sum that is judged."),
    ],
)
"""Of one unit of several; counted: its number is a part of the sum that is judged, and not held itself."""
STATUSES: tuple[Status, ...] = (
    "met",
    "missed",
    "pending",
    "no_data",
    "not_assessable",
    "not_applicable",
    "waived",
)
JUDGED: frozenset[UnitVerdict] = frozenset({"met", "missed", "pending"})
"""The statuses of a result that was held against its target."""
UNIT_VERDICTS: tuple[UnitVerdict, ...] = (*STATUSES, "counted")
WITH_FIGURE: frozenset[UnitVerdict] = JUDGED | {"counted"}
"""The statuses under which a figure, of the whole or of a unit, is there."""
UNMET: frozenset[UnitVerdict] = frozenset({"missed", "no_data", "not_assessable"})
"""Of a due target: not met, for whatever reason, and not waived."""
BEHIND: frozenset[UnitVerdict] = UNMET | {"pending"}
"""Of a unit: below the target, or without a figure that says so."""
CUT_LISTS: Final = ("units_in_all", "missing_in_all", "not_applicable_in_all")
"""Fields of a result that count what is not listed."""
FrameOf = Literal["results", "units", "gaps", "findings"]
"""What a scorecard has a table of."""
UnitsShown = Literal["none", "worst", "all"]
"""Which units are listed: none; of each target the five farthest from it; all."""
Outlook = Literal["on_track", "at_risk", "off_track", "moving_away", "too_few_points"]

Reason = Literal[
    "not_reported",
    "stale",
    "after_deadline",
    "longer_period",
    "zero_denominator",
    "contradictory",
    "no_parts",
    "no_evidence",
    "declared",
    "year_not_in_files",
    "no_base",
    "base_zero",
    "part_of_sum",
]
"""Why there is no verdict.

not_reported: no observation at all; stale: the newest one lies before the deadline's year;
after_deadline: there are only figures that close after the deadline or the as-of date;
longer_period: there are only counts of a longer time than the target asks for, of which no part can be told;
zero_denominator: nothing arose; contradictory: two rows say different things; no_parts: a percentage
without its parts cannot be pooled; no_evidence: a judgement without evidence; declared: not applicable;
year_not_in_files: the target has fallen due, and of its year no figure at all was handed in, while the same
units have newer ones; no_base: there is no figure of the year that it is held against; base_zero: a change in
per cent against nothing; part_of_sum: the number of one unit, or of some, where the target is for the sum of
all.
"""

Remark = Literal[
    "on_strict_threshold",
    "mixed_periods",
    "whole_row",
    "not_whole_span",
    "closed_early",
    "unit_ended",
    "former_units",
    "settled_by_percentages",
]
"""What a reader should know beside the verdict.

on_strict_threshold: exactly the number that had to be passed; mixed_periods: the units' newest figures
are of different periods; whole_row: one row for the whole place stands in for the units' rows;
not_whole_span: months that the target asks for are not covered; closed_early: the figure closed before the
day of judgement, or before the deadline; unit_ended: a unit ended, its figure to its last day is all that can
be had; former_units: figures of former units stand for the one that they went into; settled_by_percentages:
shares without parts settle the verdict, whatever their size, and the share of all is not known.
"""

AsOfReason = Literal["given", "most_units", "half_and_due", "half_and_later"]
"""Why a run judges on its day.

given: it was named; most_units: the latest close that more than half of the units concerned have reached;
half_and_due: exactly half have reached a later close, and a target falls due on this one; half_and_later:
exactly half have reached this one, and none falls due on the one before.
"""

TARGET_BY: Final = "When the target falls due: 2025, 2025-Q2 or a day."
TargetBy = Annotated[str, BeforeValidator(lambda by: str(by) if isinstance(by, int) else by)]
"""A deadline in a record; earlier versions wrote a year as a number."""


class TargetSource(Written):
    """Where the target is written."""

    document: str = Field(description="Id of the document.")
    section: str = Field(description="Section in the document.")


class HeldAgainst(Written):
    """A comparator and its number, in the unit of the figure."""

    comparator: Comparator = Field(description="How figure and number are compared.")
    threshold: str | tuple[str, str] = Field(description="The number; two for between.")


class LevelRef(HeldAgainst):
    """One of several levels."""

    name: Words = Field(description="What a result at this level is called.")


class ForRef(HeldAgainst):
    """The threshold of some units."""

    units: str = Field(description="Id of the body, or group of bodies.")


class AgainstRef(Written):
    """The earlier figure behind a change."""

    period: str = Field(description="The year of the base.")
    change: Literal["percent", "points"] = Field(description="How the change is reckoned.")


class TargetRule(Written):
    """What a target asks for beyond one number of its own."""

    levels: tuple[LevelRef, ...] = Field(default=(), description="Its levels, the lowest first.")
    for_: tuple[ForRef, ...] = Field(default=(), alias="for", description="Thresholds of some units.")
    against: AgainstRef | None = Field(default=None, description="The earlier figure behind a change.")
    keep: Literal["rising", "falling"] | None = Field(
        default=None, description="Set where it may not be worse than the year before."
    )
    base: Exact | None = Field(default=None, description="The earlier figure; null where it is not known.")
    held: HeldAgainst | None = Field(
        default=None,
        description="What the figure was held against, where that is not the target's own number.",
    )


class PathRef(Written):
    """What the plan states for the close of a year on the way."""

    year: int = Field(description="The year.")
    threshold: str = Field(description="The number, compared as the target's own is; shown, never judged.")


class TargetRef(Written):
    """The target that a result was judged against."""

    by: int = Field(description="The year in which it falls due; at its close, where `at` is not given.")
    at: str | None = Field(
        default=None, description="The deadline where it is not the close of a year: 2025-Q2, 2025-06-30."
    )
    every: Asked | None = Field(default=None, description="Set where it comes again every year, quarter …")
    comparator: Comparator = Field(description="How result and threshold are compared.")
    threshold: str | tuple[str, str] | None = Field(
        description="The number as the catalogue has it; two for between; null for done."
    )
    rule: TargetRule | None = Field(default=None, description="Set where it asks for more than one number.")
    path: tuple[PathRef, ...] = Field(default=(), description="The plan's own yearly path to it, if any.")
    source: TargetSource = Field(description="Where it is written.")

    @property
    def due_by(self) -> str:
        """When it falls due, as records say under `target_by`: 2025, 2025-Q2 or 2025-06-30."""
        return str(self.by) if self.at is None else self.at

    @property
    def plain(self) -> "TargetRef":
        """The same without its rule and its path: what tells the targets of an indicator apart."""
        return self.model_copy(update={"rule": None, "path": ()})


class Coverage(Written):
    """Who reported, of those who should have."""

    reported: int = Field(description="Reporting units with a usable figure.")
    expected: int = Field(description="Reporting units that should have reported.")
    missing: tuple[str, ...] = Field(description="Ids of those without a usable figure.")
    not_applicable: tuple[str, ...] = Field(
        default=(), description="Ids of those to which it does not apply; they are not expected."
    )


class LevelReached(Written):
    """Where a figure stands among the levels of its target."""

    reached: Words | None = Field(description="The highest level reached; null where not even the lowest is.")
    next: Words | None = Field(default=None, description="The next one; null at the highest.")
    gap: Exact | None = Field(default=None, description="What is missing to the next, in points.")
    gap_count: int | None = Field(default=None, description="The same in whole counts.")


class WaiverRef(Written):
    """The waiver under which a target need not be met for now."""

    reason: str = Field(description="Why it is waived.")
    document: str = Field(description="The document that says so.")
    approved_by: str = Field(description="Who approved it.")
    until: date = Field(description="Last day on which it holds.")


class Owner(Written):
    """A body or group that has to see to a target, and on what ground it is said so."""

    body: str = Field(description="Id of the body or group.")
    basis: Basis = Field(
        description="stated: a document ties it to the indicator; inferred: from the tasks that serve it."
    )


class Span(Written):
    """The months that a figure covers, of those that it should."""

    from_: str = Field(alias="from", description="First month covered, YYYY-MM.")
    to: str = Field(description="Last month covered, YYYY-MM.")
    months: int = Field(description="How many months are covered.")
    of: int = Field(description="How many months are asked for.")


class UnitResult(Written):
    """One reporting unit's own figure, held against the same target."""

    reporting_unit: str = Field(description="Id of the body.")
    period: str | None = Field(default=None, description="Period of the figure.")
    span: Span | None = Field(default=None, description="The months that it covers.")
    closes: date | None = Field(default=None, description="The day up to which it speaks.")
    numerator: Exact | None = Field(default=None, description="Above the line.")
    denominator: Exact | None = Field(default=None, description="Below the line.")
    value: Exact | None = Field(default=None, description="Percentage, number, rank; 1 or 0 for yes/no.")
    status: UnitVerdict = Field(
        description="The unit's own verdict; counted where its number is a part of the sum that is judged."
    )
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    provisional: bool = Field(default=False, description="What is missing could still change the verdict.")
    formers: tuple[str, ...] = Field(default=(), description="Ids of former units whose figures count in it.")
    absent_formers: tuple[str, ...] = Field(
        default=(), description="Ids of former units whose figures are missing from it."
    )
    held: HeldAgainst | None = Field(
        default=None, description="What this unit's figure was held against, where that is its own."
    )
    level: LevelReached | None = Field(default=None, description="Set where the target has levels.")
    gap: Exact | None = Field(default=None, description="What is missing, in points; 0 when satisfied.")
    gap_count: int | None = Field(default=None, description="What is missing, in whole counts.")
    waiver: WaiverRef | None = Field(default=None, description="Set where the unit's miss is waived.")


class YearBefore(Written):
    """The figure of the same months of the year before, held against today's, like for like."""

    period: str | None = Field(default=None, description="Period of the figure then.")
    value: Exact | None = Field(default=None, description="What it was; null where each unit was judged.")
    fact: ValueFact = Field(description="What became of it.")
    difference: Exact | None = Field(default=None, description="By how much; positive is good.")
    why_not: WhyNot | None = Field(default=None, description="Why the two are not held together.")
    of_both: OfBoth | None = Field(
        default=None, description="What the units counted in both come to, where others differ."
    )


class Definition(Written):
    """How an indicator was measured: figures of two definitions are never held together."""

    measure: Measure = Field(description="share, number, rank or yes_no.")
    unit_of_measure: str = Field(description="What the figure is in: percent, or a unit of its own.")
    over_time: OverTime | None = Field(
        default=None, description="A state on a closing day, or a count over a period; null where not stated."
    )
    of: int | None = Field(default=None, description="Of a rank, how many are ranked.")
    scope: Words | None = Field(default=None, description="Of a rank, among whom.")
    maximum: Exact | None = Field(
        default=None, description="The greatest possible value, where the catalogue states one."
    )


class Result(Written):
    """The verdict on one target."""

    indicator: str = Field(description="Id of the indicator.")
    pillar: str = Field(description="Id of its pillar.")
    reporting_unit: str | None = Field(
        default=None, description="Set where one unit's own figures are judged."
    )
    definition: Definition | None = Field(
        default=None, description="How its indicator was measured; null in old scorecards."
    )
    target: TargetRef = Field(description="What it was held against.")
    due: bool = Field(description="The deadline is reached on the as-of date.")
    period: str | None = Field(default=None, description="Period of the figure (the newest, if mixed).")
    span: Span | None = Field(
        default=None, description="The months that the figures cover, of those that the target asks for."
    )
    closes: date | None = Field(
        default=None,
        description="The day up to which the figure speaks; of states of several units the earliest.",
    )
    numerator: Exact | None = Field(default=None, description="Sum above the line.")
    denominator: Exact | None = Field(default=None, description="Sum below the line.")
    value: Exact | None = Field(default=None, description="Percentage, number, rank; 1 or 0 for yes/no.")
    status: Status = Field(description="The verdict.")
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    remarks: tuple[Remark, ...] = Field(default=(), description="What to know beside the verdict.")
    exceeded: bool = Field(description="Met, and beyond a non-strict threshold below 100.")
    provisional: bool = Field(description="Units or months that are missing could still change the verdict.")
    level: LevelReached | None = Field(default=None, description="Set where the target has levels.")
    margin: Exact | None = Field(default=None, description="Value minus threshold, signed: positive is good.")
    gap: Exact | None = Field(default=None, description="What is missing, never negative; 0 when satisfied.")
    gap_count: int | None = Field(
        default=None, description="Smallest whole number that would pass; null where nothing can be counted."
    )
    achievement: Exact | None = Field(
        default=None,
        description="Result over target, at most 1; where every unit is judged by itself, units that pass "
        "over units judged; null for yes/no.",
    )
    coverage: Coverage = Field(description="Who reported.")
    units: tuple[UnitResult, ...] = Field(default=(), description="Each unit, where several report.")
    units_in_all: int | None = Field(
        default=None, description="How many `units` there are, where not all of them are listed."
    )
    missing_in_all: int | None = Field(
        default=None,
        description="How many units are `missing`, where not all of them are listed.",
    )
    not_applicable_in_all: int | None = Field(
        default=None,
        description="Units to which it does not apply, where not all of them are listed.",
    )
    tasks: tuple[str, ...] = Field(default=(), description="Ids of the tasks and duties that serve it.")
    lead: tuple[Owner, ...] = Field(default=(), description="Leading bodies or groups.")
    coordinating: tuple[Owner, ...] = Field(default=(), description="Coordinating bodies or groups.")
    outlook: Outlook | None = Field(
        default=None, description="What the trend says of a target that is not due; never a verdict."
    )
    outlook_provisional: bool = Field(default=False, description="The outlook is told from three values.")
    change_per_year: Exact | None = Field(default=None, description="Mean change a year so far.")
    needed_per_year: Exact | None = Field(
        default=None, description="Change a year that just reaches a target that is not due."
    )
    needed_count_per_year: int | None = Field(default=None, description="The same in whole counts.")
    year_before: YearBefore | None = Field(
        default=None, description="The same months of the year before, where the files hold any of it."
    )
    waiver: WaiverRef | None = Field(default=None, description="Set where the miss is waived.")

    @computed_field(description=TARGET_BY)  # type: ignore[prop-decorator]
    @property
    def target_by(self) -> str:
        """When the target falls due, under the name that it has in every other record."""
        return self.target.due_by

    @property
    def falls_due(self) -> bool:
        """Whether totals and the gate look at it: it is due, and of its year something was handed in.

        What is due, and has no figure at all in its year while the same units have newer ones, is listed.
        """
        return self.due and self.reason != "year_not_in_files"


def in_scope(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results that totals speak of: those due, or all where none is due yet.

    A due target of whose year nothing was handed in, while the same units have newer figures, is listed and
    is in no total.
    """
    due = tuple(result for result in results if result.falls_due)
    return due or tuple(result for result in results if not result.due)


class Counts(Written):
    """Results by status."""

    targets: int = Field(description="Results in all.")
    due: int = Field(description="Results whose deadline is reached.")
    met_due: int = Field(description="Met, among those due.")
    met: int = Field(description="Result satisfies the target.")
    missed: int = Field(description="Deadline reached, result does not satisfy it.")
    pending: int = Field(description="Deadline not reached, result does not satisfy it yet.")
    no_data: int = Field(description="No usable observation.")
    not_assessable: int = Field(description="Nothing arose, contradictory, or no evidence.")
    not_applicable: int = Field(description="Declared so, with a reason.")
    waived: int = Field(default=0, description="Due and not met, under a waiver that holds.")
    provisional: int = Field(description="Verdicts that missing units could change.")


class Pillar(Counts):
    """Counts of one pillar."""

    id: str = Field(description="Id of the pillar.")


class Summary(Counts):
    """Counts of the whole run, with coverage and score."""

    coverage: float | None = Field(
        description="Units that reported over units expected, to 4 places, or as many more as it takes not to"
        " look like 0 or 1."
    )
    score: float | None = Field(
        description="Mean achievement of the judged targets × 100, to 1 place, or as many more as it takes"
        " not to look like 0 or 100; null where none was judged."
    )
    score_low: float | None = Field(description="The score if all missing data were 0.")
    score_high: float | None = Field(description="The score if all missing data met their target.")


class Gap(Written):
    """One target, or one unit's share of it, that is not satisfied."""

    indicator: str = Field(description="Id of the indicator.")
    reporting_unit: str | None = Field(default=None, description="Set where the gap is one unit's own.")
    target_by: TargetBy = Field(description=TARGET_BY)
    status: Status = Field(description="The verdict.")
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    gap: Exact | None = Field(default=None, description="What is missing, in points.")
    gap_count: int | None = Field(default=None, description="What is missing, in whole counts.")
    lead: tuple[Owner, ...] = Field(description="Leading bodies or groups.")
    coordinating: tuple[Owner, ...] = Field(description="Coordinating bodies or groups.")
    worst_units: tuple[str, ...] = Field(description="Units below the target, worst first, five at most.")


class AsOfUnits(Written):
    """How many units decided on which day a run judges."""

    reached: int = Field(description="Units whose figures reach the day.")
    concerned: int = Field(description="Units that it concerns.")


class CatalogueRef(Written):
    """Which catalogue was used."""

    sha256: str = Field(description="Hex digest over targets.yaml and assignments.yaml.")
    undecided: int = Field(
        default=0,
        ge=0,
        description="Targets of its documents that it does not hold yet and nobody judges.",
    )


class InputFile(Written):
    """Which file was read."""

    file: str = Field(description="The file as it was named.")
    sha256: str = Field(description="Hex digest of its bytes.")
    rows: int = Field(description="Data rows in it, faulty ones included.")
    rejected: int | None = Field(
        default=None, description="Rows of it that were left out; null where that was not counted."
    )


class WaiversRef(Written):
    """Which file of waivers was held against the results."""

    file: str = Field(description="The file as it was named.")
    sha256: str = Field(description="Hex digest of its bytes.")


class ListedUnits(Written):
    """What was left of the lists of units, and what they held."""

    which: Literal["none", "worst"] = Field(
        description="none: no unit is listed; worst: of each target the five farthest from it, and the first"
        " five of those without a figure, or to which it does not apply."
    )
    units: int = Field(description="Units' own figures in all results.")
    units_listed: int = Field(description="Those that are listed.")
    gaps: int = Field(description="Gaps in all, those of single units included.")
    gaps_listed: int = Field(description="Those that are listed.")


class Scorecard(Written):
    """Everything that one run found."""

    schema_: Literal["dxscore/scorecard/2"] = Field(
        default=SCHEMA, alias="schema", description="Name and version of this shape."
    )
    dxscore: str | None = Field(
        default=None, description="The version of dxscore that wrote this; null in old scorecards."
    )
    plan: str = Field(description="Id of the plan.")
    as_of: date | None = Field(
        description="The day on which the judgement stands; null where there was nothing at all to judge."
    )
    as_of_reason: AsOfReason | None = Field(
        default=None,
        description="Why that day; null where nothing could be judged, and in old scorecards.",
    )
    as_of_units: AsOfUnits | None = Field(
        default=None, description="How many units decided on the day; null where it was given."
    )
    catalogue: CatalogueRef = Field(description="Which catalogue was used.")
    inputs: tuple[InputFile, ...] = Field(description="Which files were read.")
    units_listed: ListedUnits | None = Field(
        default=None,
        description="Set where not all units are listed (`--units`): counts and verdicts are those of all.",
    )
    waivers: WaiversRef | None = Field(default=None, description="Which waivers were held against it.")
    summary: Summary = Field(description="Counts, coverage and score.")
    pillars: tuple[Pillar, ...] = Field(description="Counts of each pillar that has results.")
    results: tuple[Result, ...] = Field(description="One for each target, in the catalogue's order.")
    gaps: tuple[Gap, ...] = Field(description="What is not satisfied, in the order of results.")
    finding_counts: FindingCounts | None = Field(
        default=None, description="How many findings there are, listed or not; null in old scorecards."
    )
    findings: Annotated[tuple[Finding, ...], AfterValidator(in_order)] = Field(
        description="Faults in the data: errors, then warnings, then notes, each by file and row."
    )

    @property
    def day(self) -> date:
        """The day of judgement. `ValueError` where there was nothing at all to judge."""
        if self.as_of is None:
            raise ValueError("nothing was judged")
        return self.as_of

    @property
    def rejected(self) -> int | None:
        """How many rows were left out; None where that was not counted."""
        of_files = [item.rejected for item in self.inputs if item.rejected is not None]
        return sum(of_files) if of_files else None

    @property
    def counted(self) -> FindingCounts:
        """How many findings there are, listed or not; of an old scorecard those that are listed."""
        return self.finding_counts or finding_counts(self.findings, self.rejected)

    def with_findings(self, findings: Iterable[Finding]) -> "Scorecard":
        """The scorecard with other findings, counted anew."""
        kept = in_order(findings)
        counted = finding_counts(kept, self.rejected)
        return self.model_copy(update={"findings": kept, "finding_counts": counted})

    def to_json(self, lang: Language = "vi") -> str:
        """The document that `dxscore check --format json` prints; the words of findings in `lang`."""
        from dxscore.model.json_document import model_document

        return model_document(self, self.summary, **self._as_written(lang))

    def to_data(self, lang: Language = "vi") -> dict[str, object]:
        """The same as plain data; what tells of lists that were cut is there where one was."""
        data: dict[str, object] = self.model_dump(mode="json", by_alias=True, **self._as_written(lang))
        return data

    def _as_written(self, lang: Language) -> dict[str, Any]:
        """For whom it is written, and what is left out."""
        whole = _SAID_OF_CUT_LISTS if self.units_listed is None else None
        return {"context": {"lang": lang}, "exclude": whole}

    def with_units(self, which: UnitsShown) -> "Scorecard":
        """The scorecard with fewer units listed; every count and verdict stays that of all units.

        Such a scorecard is for reading: `compare` and baselines want every unit, and refuse it.

        Args:
            which: 'none'; 'worst', of each target the five farthest from it; 'all', the scorecard itself.
        """
        from dxscore.model.units_listed import with_units

        return with_units(self, which)

    @classmethod
    def from_json(cls, text: str | bytes, catalogue: "Catalogue | None" = None) -> "Scorecard":
        """The scorecard in a document that `to_json` or `dxscore check --format json` wrote.

        With `catalogue`, it is held against it, as `compare` and a baseline want it. Findings come back in
        the one language in which they were written.

        Raises:
            ScorecardError: it is none of this shape, or was not judged by this catalogue.
        """
        from dxscore.model.scorecard_json import read_json

        content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        return read_json(content, "JSON", catalogue)

    def to_frame(self, of: FrameOf = "results", lang: Language = "vi") -> "pd.DataFrame":
        """One row for each result, unit's own figure, gap or finding, as a pandas DataFrame.

        Decimals stay `decimal.Decimal` (dtype object), for a binary float would not hold them; ids of several
        bodies are joined with '; ', and so are their bases beside them.

        Args:
            of: 'results': the scalar fields of `Result`, with the target's ``target_by``, ``comparator`` and
                ``threshold``, the coverage counts and the last day of a waiver beside them; 'units': the
                fields of `UnitResult` after ``indicator`` and ``target_by``; 'gaps': of `Gap`; 'findings': of
                `Finding`.
            lang: of the words of findings.

        Raises:
            ValueError: there is no frame of that name.
        """
        from dxscore.model.frames import frame

        return frame(self, of, lang)


_SAID_OF_CUT_LISTS: Final[Any] = {  # keys that are not written where nothing is cut
    "units_listed": True,
    "results": {"__all__": dict.fromkeys(CUT_LISTS, True)},
}
