"""The dossiers of the examples: made by the generator, sound, read the same both ways, decided as stated."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from core.canonical import digest
from core.documents.files import read_document
from core.documents.json_text import read_json
from core.documents.tree import path_text
from engine.model.dossier import Dossier
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier, read_dossier_bytes, read_dossier_file
from engine.model.registers import registers_in, registers_of, speaks_for
from engine.model.schema import dossier_schema
from engine.model.series import Series
from engine.model.steps import Step
from engine.packs.packset import PackSet, load_packset
from engine.release.decide import Question, decide
from examples.generator.draws import Draws, Spread
from examples.generator.layout import plain
from examples.generator.made import DOSSIERS, FAULTY, SEED, made
from lotgate.runs import RunForm, read_run

ROOT = Path(__file__).resolve().parents[2]
AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
ZONE = dt.timedelta(hours=8)
SOUND = ("sterile_catheter_full.json", "anodised_implant.yaml", "class_i_instrument.yaml", "ivd_reagent.yaml")
RUNS = read_run(ROOT / "examples" / "run_all.yaml")
ROW = re.compile(r"^\| `(\$[^`]*)` \| `(dossier\.[^`]*)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def packset() -> PackSet:
    return load_packset(ROOT / "examples" / "packset.yaml", (ROOT / "rulepacks",))


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    return {path.name: read_dossier_file(path) for path in sorted(DOSSIERS.iterdir())}


def test_what_is_committed_is_what_the_generator_makes() -> None:
    committed = {name: (DOSSIERS / name).read_text(encoding="utf-8") for name in (*SOUND, FAULTY)}

    assert made() == committed


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_with_another_hash_seed_makes_the_same_bytes(seed: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "examples.generator", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603

    assert {path.name for path in tmp_path.iterdir()} == {*SOUND, FAULTY}
    assert all(path.read_bytes() == (DOSSIERS / path.name).read_bytes() for path in tmp_path.iterdir())


def test_another_seed_gives_other_readings_and_the_same_story() -> None:
    mine, other = made(), made(SEED + 1)

    assert all(mine[name] != other[name] for name in mine)
    assert read_dossier(read_json(other[SOUND[0]])).lot.id == "CVC-2610-014"


def test_scale_multiplies_readings_series_and_history() -> None:
    small, large = (read_dossier(read_json(made(scale=scale)[SOUND[0]])) for scale in (1, 3))

    assert _readings(large) == 3 * _readings(small)
    assert _lots(large) == 3 * _lots(small)
    assert quality_faults(large, AS_OF) == ()


def _readings(dossier: Dossier) -> int:
    steps = dossier.lot.steps
    assert isinstance(steps, list)
    found = [series for step in steps for series in _series(step)]
    return sum(len(series.values) for series in found if not isinstance(series.values, msgspec.UnsetType))


def _series(step: Step) -> list[Series]:
    assert isinstance(step.parameters, list)
    return step.parameters


def _lots(dossier: Dossier) -> int:
    return sum(len(one.lots) for one in dossier.suppliers if isinstance(one.lots, list))


@pytest.mark.parametrize("name", SOUND)
def test_the_first_four_have_no_fault(name: str, dossiers: dict[str, Dossier]) -> None:
    assert [fault.as_error().code for fault in quality_faults(dossiers[name], AS_OF)] == []


@pytest.mark.parametrize("name", [*SOUND, FAULTY])
def test_the_fast_and_the_strict_reader_give_one_digest(name: str, dossiers: dict[str, Dossier]) -> None:
    strict = read_dossier(read_document(DOSSIERS / name))
    fast, found = read_dossier_bytes(json.dumps(plain(strict), ensure_ascii=False).encode())

    assert found == digest(strict) == digest(fast) == digest(dossiers[name])


@pytest.mark.parametrize("name", [*SOUND, FAULTY])
def test_they_are_valid_against_the_json_schema(name: str, dossiers: dict[str, Dossier]) -> None:
    validator = jsonschema.Draft202012Validator(
        dossier_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )

    assert [error.json_path for error in validator.iter_errors(plain(dossiers[name]))] == []


@pytest.mark.parametrize("name", SOUND)
def test_every_register_is_recorded_and_covered_through_the_day(name: str, dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers[name]
    stated = [one.register for one in dossier.coverage if one.through == AS_OF.date()]
    known = registers_of(dossier)
    of_lot = registers_in(type(dossier.lot))

    assert {register for register in known if not any(speaks_for(one, register) for one in stated)} == set()
    assert [one for one in stated if "*" not in one and one not in known] == []
    assert [register for register in of_lot if getattr(dossier.lot, register) is msgspec.UNSET] == []


@pytest.mark.parametrize("name", SOUND)
def test_every_instant_is_in_the_plant_s_zone(name: str, dossiers: dict[str, Dossier]) -> None:
    offsets = {value.utcoffset() for value in _instants(msgspec.structs.asdict(dossiers[name]))}

    assert offsets == {ZONE}


def _instants(value: Any) -> list[dt.datetime]:  # noqa: ANN401  # whatever a dossier holds
    match value:
        case dt.datetime():
            return [value]
        case msgspec.Struct():
            return _instants(msgspec.structs.asdict(value))
        case dict():
            return [found for item in value.values() for found in _instants(item)]
        case list():
            return [found for item in value for found in _instants(item)]
    return []


def test_the_last_has_the_faults_that_the_readme_states(dossiers: dict[str, Dossier]) -> None:
    stated = Counter(ROW.findall((ROOT / "examples" / "README.md").read_text(encoding="utf-8")))
    found = Counter((path_text(one.path), one.error.code) for one in quality_faults(dossiers[FAULTY], AS_OF))

    assert found == stated


def test_the_last_has_a_fault_of_every_kind(dossiers: dict[str, Dossier]) -> None:
    found = {one.error.code for one in quality_faults(dossiers[FAULTY], AS_OF)}

    assert found == {
        "dossier.coverage.unknown-register",
        "dossier.id.duplicate",
        "dossier.period.reversed",
        "dossier.reference.unresolved",
        "dossier.time.after-as-of",
        "dossier.unit.dimension",
        "dossier.unit.unknown",
        "dossier.value.contradiction",
    }


@pytest.mark.parametrize("run", RUNS.runs, ids=lambda run: Path(run.dossier).stem)
def test_verdicts_are_the_stated_ones(run: RunForm, packset: PackSet, dossiers: dict[str, Dossier]) -> None:
    decision = decide(dossiers[Path(run.dossier).name], packset, Question(act=run.act, as_of=run.as_of))

    assert {market.market: market.verdict for market in decision.markets} == run.expect


def test_every_dossier_is_in_the_list_of_runs() -> None:
    assert {f"dossiers/{path.name}" for path in DOSSIERS.iterdir()} == {run.dossier for run in RUNS.runs}


def test_deviates_are_standard_normal() -> None:
    draws = Draws(1, "deviates")
    found = [draws.deviate() for _ in range(20000)]
    mean = sum(found) / len(found)
    variance = sum((one - mean) ** 2 for one in found) / (len(found) - 1)

    assert abs(mean) < 0.03  # four standard errors: 4 / sqrt(20000)
    assert abs(variance - 1) < 0.04  # four standard errors: 4 * sqrt(2 / 20000)


def test_readings_have_the_digits_of_their_resolution() -> None:
    found = Draws(1, "readings").readings(50, Spread("1.700", "0.006", "0.005"))

    assert {format(one, "f")[-1] for one in found} == {"0", "5"}
    assert {len(format(one, "f").partition(".")[2]) for one in found} == {3}
