"""Who is asked for which figures of a period, in which words, and what comes of a year of forms."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.api import collect, read_metrics, score, template
from dxscore.forms.expected import Expected, period_asked, suppliers
from dxscore.forms.form import definition_words, form, name_words
from dxscore.model.catalogue import Supplier
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, PeriodKind
from dxscore.model.territory import months_of
from dxscore.read.catalogue import load

CATALOGUE = load()
QUARTERS = [Period("quarter", 2024, number) for number in (1, 2, 3, 4)]
Q1, Q2, Q3, Q4 = QUARTERS
_COUNTS: dict[PeriodKind, int] = {"year": 1, "half": 2, "quarter": 4, "month": 12}
periods = st.sampled_from(
    [Period(kind, 2024, n + 1) for kind, count in _COUNTS.items() for n in range(count)]
)


def asked_of(body: str, period: Period) -> set[tuple[str, str, str]]:
    """Indicator, unit and period of every line of a body's form."""
    built = form(Expected(CATALOGUE, period), body)
    return {(line.indicator.id, line.unit, str(line.period)) for _, lines in built.sections for line in lines}


@given(periods, st.sampled_from([None, "year", "half_year", "quarter", "month"]))
def test_what_is_asked_ends_with_the_form_and_is_no_shorter(period: Period, asked: str | None) -> None:
    indicator = CATALOGUE.indicators["CQ-HSCV-XP"].model_copy(update={"asked": asked})
    found = period_asked(indicator, period)
    if found is not None:
        assert found.last_month == period.last_month
        assert not months_of(period) & ~months_of(found)
    assert asked is not None or found == period


@pytest.mark.parametrize("asked", ["year", "half_year", "quarter", "month"])
def test_forms_of_every_month_ask_as_often_as_is_said_and_leave_no_month_out(asked: str) -> None:
    indicator = CATALOGUE.indicators["CQ-HSCV-XP"].model_copy(update={"asked": asked})
    found = [period_asked(indicator, Period("month", 2024, month)) for month in range(1, 13)]
    wanted = [period for period in found if period is not None]
    assert len(wanted) == {"year": 1, "half_year": 2, "quarter": 4, "month": 12}[asked]
    assert sorted(m for p in wanted for m in range(p.first_month, p.last_month + 1)) == list(range(1, 13))


def test_who_holds_a_figure_is_asked_for_it() -> None:
    assert ("KT-DNNVV", "duc-pho", "2024-Q3") in asked_of("phong-kinh-te", Q3)
    assert ("CQ-DDXT", "duc-pho", "2024-Q3") in asked_of("cong-an", Q3)
    assert {indicator for indicator, _, _ in asked_of("duc-pho", Q4)}.isdisjoint(
        ("KT-DNNVV", "CQ-DDXT", "NL-NGANSACH", "CQ-DVC")
    )


def test_what_is_asked_once_a_year_stands_in_the_form_that_ends_it() -> None:
    assert ("NL-NGANSACH", "duc-pho", "2024") in asked_of("phong-tckh", Q4)
    for quarter in (Q1, Q2, Q3):
        assert all(indicator != "NL-NGANSACH" for indicator, _, _ in asked_of("phong-tckh", quarter))


@pytest.mark.parametrize("period", [*QUARTERS, Period("year", 2024), Period("half", 2025, 2)])
def test_every_figure_that_is_owed_is_asked_of_somebody_and_nothing_else_is(period: Period) -> None:
    expected = Expected(CATALOGUE, period)
    asked = {series for of_body in expected.of.values() for series in of_body}
    owed = {
        (id_, unit)
        for id_, indicator in CATALOGUE.indicators.items()
        if (of := period_asked(indicator, period)) is not None
        for unit in CATALOGUE.owing(id_, of)
        if CATALOGUE.territory.lived(unit, of.year) & months_of(of)  # nobody is left to fill in a form
    }
    assert asked == owed == set(expected.bodies)


def test_units_that_came_later_are_asked_once_their_formers_have_ended() -> None:
    before, after = (set(Expected(CATALOGUE, p).of) for p in (Q4, Period("quarter", 2025, 4)))
    assert "pho-hoa" in before and "phuong-duc-pho" not in before
    assert "pho-hoa" not in after and "phuong-duc-pho" in after


def _with_supplier(indicator: str, body: str) -> Catalogue:
    changed = CATALOGUE.indicators[indicator].model_copy(
        update={"supplied_by": Supplier(body=body, basis="inferred")}
    )
    targets = CATALOGUE.targets.model_copy(
        update={
            "indicators": tuple(
                changed if each.id == indicator else each for each in CATALOGUE.targets.indicators
            )
        }
    )
    return Catalogue(targets, CATALOGUE.assignments, CATALOGUE.sha256)


def test_an_office_that_holds_the_figures_of_all_communes_has_a_line_for_each() -> None:
    catalogue = _with_supplier("XH-DTTM", "phong-vhtt")
    expected = Expected(catalogue, Q4)
    built = form(expected, "phong-vhtt")
    lines = [line for _, lines in built.sections for line in lines if line.indicator.id == "XH-DTTM"]
    assert [line.unit for line in lines] == list(catalogue.owing("XH-DTTM", Q4))
    assert name_words(built, lines[0], "vi").splitlines()[1] == "(số liệu của UBND phường Nguyễn Nghiêm)"
    assert all(("XH-DTTM", unit) not in expected.of.get(unit, ()) for unit in catalogue.owing("XH-DTTM", Q4))


def test_a_member_of_a_group_that_holds_a_figure_is_asked_for_its_own() -> None:
    catalogue = _with_supplier("XH-DTTM", "communes")
    assert suppliers(catalogue, "XH-DTTM", "pho-an") == ("pho-an",)


@pytest.mark.parametrize(
    ("indicator", "period", "vi"),
    [
        ("CQ-HSCV-XP", Q4, "Số trong kỳ, từ 15/09/2024 đến 14/12/2024"),
        ("CQ-HSCV-XP", Q1, "Số trong kỳ, từ 15/12/2023 đến 14/03/2024"),
        ("CQ-HSCV-XP", Period("half", 2024, 1), "Số lũy kế từ đầu năm, từ 15/12/2023 đến 14/06/2024"),
        ("CQ-HSCV-XP", Period("months", 2024, 9), "Số lũy kế từ đầu năm, từ 15/12/2023 đến 14/09/2024"),
        ("CQ-HSCV-XP", Period("year", 2024), "Số lũy kế từ đầu năm, từ 15/12/2023 đến 14/12/2024"),
        ("CQ-HSCV-XP", Period("half", 2024, 2), "Số trong kỳ, từ 15/06/2024 đến 14/12/2024"),
        ("XH-DTTM", Q3, "Số tại ngày 14/09/2024"),
    ],
)
def test_a_form_says_which_time_is_meant(indicator: str, period: Period, vi: str) -> None:
    built = form(Expected(CATALOGUE, period), "pho-hoa")
    line = next(line for _, lines in built.sections for line in lines if line.indicator.id == indicator)
    assert definition_words(built, line, "vi")[0] == vi


def test_of_an_indicator_that_does_not_say_it_a_form_says_no_time() -> None:
    silent = CATALOGUE.indicators["CQ-HSCV-XP"].model_copy(update={"over_time": None})
    built = form(Expected(CATALOGUE, Q4), "pho-hoa")
    line = built.sections[0][1][0]._replace(indicator=silent)
    assert definition_words(built, line, "vi")[0].startswith("Tử số")


def _answered(content: bytes, above: int, below: int) -> str:
    """A CSV form with one figure in every share."""
    text = content.decode("utf-8-sig")
    first, second, *rest = csv.reader(io.StringIO(text), delimiter=";")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([first, second, rest[0]])
    for row in rest[1:]:
        row[6:8] = [str(above), str(below)]
        writer.writerow(row)
    return out.getvalue()


def test_four_quarters_of_our_own_forms_add_up_to_the_year(tmp_path: Path) -> None:
    """Filled in and collected quarter by quarter: a count is the sum of the year, a state that of its end."""
    output = tmp_path / "m.csv"
    units = CATALOGUE.owing("CQ-HSCV-XP", Q4)
    bodies = [*units, "phong-tckh"]
    for number, quarter in enumerate(QUARTERS, start=1):
        folder = tmp_path / str(quarter)
        folder.mkdir()
        for place, body in enumerate(bodies):
            if body in Expected(CATALOGUE, quarter).of:
                content = template(body, quarter, CATALOGUE, kind="csv")
                text = _answered(content, 10 * number + place, 100 * number)
                (folder / f"{body}.csv").write_text(text, encoding="utf-8-sig")
        found = collect(folder, quarter, CATALOGUE, metrics_file=output if output.exists() else None)
        assert [f for f in found.findings if f.severity == "error"] == []
        assert found.collected.rejected == ()
        output.write_bytes(found.metrics_file(CATALOGUE))
    metrics = read_metrics([str(output)], CATALOGUE)
    card = score(metrics, CATALOGUE, as_of="2024-12-14")
    count = next(result for result in card.results if result.indicator == "CQ-HSCV-XP")
    summed = sum(10 * number + place for number in (1, 2, 3, 4) for place in range(len(units)))
    assert (count.numerator, count.denominator) == (Decimal(summed), Decimal(1000 * len(units)))
    state = next(result for result in card.results if result.indicator == "XH-DTTM")
    assert (state.numerator, state.denominator) == (
        Decimal(sum(40 + place for place in range(len(units)))),
        Decimal(400 * len(units)),
    )
    budget = [o for o in metrics.observations if o.indicator == "NL-NGANSACH"]
    assert [str(o.period) for o in budget] == ["2024"]


def test_a_years_figure_collected_with_the_fourth_quarter_is_not_taken_for_a_quarters(tmp_path: Path) -> None:
    content = template("phong-tckh", Q4, CATALOGUE, kind="csv")
    text = _answered(content, 1, 100).replace("duc-pho;2024;", "duc-pho;2024-Q4;")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8-sig")
    found = collect(tmp_path, Q4, CATALOGUE)
    assert [(item.fault, item.observation.indicator) for item in found.collected.rejected] == [
        ("wrong_period", "NL-NGANSACH")
    ]
    (told,) = (f for f in found.findings if f.code == "DX321")
    assert "năm 2024" in told.message.vi
