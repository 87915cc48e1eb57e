"""`lotgate dossier`: what it writes in both languages, its exit codes, and that one difference is one line."""

import json
import os
from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import AS_OF, EXAMPLE, Data, example, patched, released, write

GOLDEN = Path(__file__).parent / "golden"

FORM = """format: lotgate-dossier/v1
product: {id: CVC}
lot:
  id: L-1
  product: CVC
  target_markets: [EU]
  started_on: 31/02/2026
  finished_on: 2026-02-31
  quantity: 9007199254740993
  contract_manufactured: maybe
  colour: red
  steps:
    - {id: s1, kind: sealnig, started_at: "2026-10-12T09:00:00"}
    - {id: s2, parameters: [{id: p, values: [.nan, 1e400, inf, true, "1"]}]}
  inspections:
    - {id: i1, measured: {value: 1e3, unit: mg}}
"""
FAULTS = """format: lotgate-dossier/v1
product:
  id: CVC
  storage_lower: {value: "2", unit: kg}
lot:
  id: L-1
  product: CVC2
  target_markets: [EU]
  started_on: 2026-10-09
  serials: ["001", "002", "001"]
  label: {id: LB-1, manufactured_on: 2026-10-20, expires_on: 2026-10-10}
  steps:
    - {id: s1, kind: sealing, supplier: S-9, started_at: "2026-10-01T09:00:00+08:00"}
    - {id: s1, started_at: "2026-12-01T09:00:00+08:00"}
  inspections:
    - {id: i1, measured: {value: "1", unit: furlong}}
coverage:
  - {register: lot.step, stated_by: Zhao Min, from: 2026-10-09, through: 2026-10-01}
"""
KEYS = '{"format":"lotgate-dossier/v1","product":{"id":"P","sterile":true,"sterile":false},"lot":{"quantity":NaN}}'
COMMANDS = (
    ("check", "form.yaml"),
    ("check", "faults.yaml", "--as-of", AS_OF.isoformat()),
    ("check", "keys.json", "cut.json", "absent.yaml", "old.yaml"),
    ("diff", "old.yaml", "new.json"),
    ("diff", "old.yaml", "absent.yaml"),
    ("digest", "old.yaml", "new.json"),
    ("digest", "form.yaml"),
)


def changed() -> Data:
    """Give the example with values changed, added and taken away."""
    data = patched(
        example(),
        {
            "product.model": "12F",
            "lot.quantity": 4801,
            "lot.roles[CN]": ["legal_manufacturer"],
            "lot.label.checks": {"udi": "correct"},
            "suppliers[SUP-0107].approvals[+]": {"id": "new", "status": "approved"},
        },
    )
    del data["lot"]["inspections"][0]
    data["lot"]["steps"].reverse()
    return data


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_it_tells_is_told_in_either_language(tmp_path: Path, language: str) -> None:
    for name, text in (("form.yaml", FORM), ("faults.yaml", FAULTS), ("keys.json", KEYS), ("cut.json", '{"a": ')):
        (tmp_path / name).write_text(text, encoding="utf-8")
    write(tmp_path / "old.yaml", example())
    write(tmp_path / "new.json", changed())
    told: list[str] = []
    for command in COMMANDS:
        done = ran("dossier", *command, "--lang", language, cwd=tmp_path)
        told += [
            f"$ lotgate dossier {' '.join(command)}",
            f"{done.stdout.decode()}{done.stderr.decode()}→ {done.returncode}\n",
        ]

    want = GOLDEN / f"dossier.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text("\n".join(told), encoding="utf-8")
    assert "\n".join(told) == want.read_text(encoding="utf-8")


def test_a_new_dossier_can_be_checked_and_differs_from_another_lot_by_its_number(tmp_path: Path) -> None:
    for lot in ("LOT-1", "LOT-2"):
        done = ran("dossier", "new", "--lot", lot, "--market", "EU", "--market", "CN")
        assert (done.returncode, done.stderr) == (0, b"")
        (tmp_path / f"{lot}.yaml").write_bytes(done.stdout)

    assert ran("dossier", "check", "LOT-1.yaml", "LOT-2.yaml", cwd=tmp_path).returncode == 0
    done = ran("dossier", "diff", "LOT-1.yaml", "LOT-2.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b'lot.id  Lot number: "LOT-1" became "LOT-2"\n')


@pytest.mark.parametrize("arguments", [("new",), ("check",), ("diff", str(EXAMPLE)), ("digest",), ("merge",)])
def test_what_is_not_understood_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = ran("dossier", *arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("language", "said"), [("en", "no difference\n"), ("zh", "没有差异\n")])
def test_yaml_and_json_in_any_order_are_one_dossier(tmp_path: Path, language: str, said: str) -> None:
    turned = json.dumps(dict(reversed(released().items())), indent=3)
    (tmp_path / "turned.json").write_text(turned, encoding="utf-8")
    write(tmp_path / "plain.yaml", released())

    done = ran("dossier", "diff", "turned.json", "plain.yaml", "--lang", language, cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, said)
    digests = ran("dossier", "digest", "turned.json", "plain.yaml", cwd=tmp_path).stdout.decode().split()
    assert digests[0] == digests[2]


def test_a_file_of_100_megabytes_is_refused_at_the_limit(tmp_path: Path) -> None:
    for name in ("large.json", "large.yaml"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100_000_000)

    done = ran("dossier", "check", "large.json", "large.yaml", cwd=tmp_path)

    told = "[document.size.exceeded] the file is larger than 32 MiB (hint: leave out what nothing depends on)"
    assert done.stderr.decode().splitlines() == [f"large.json: {told}", f"large.yaml: {told}"]
    assert done.returncode == 1
