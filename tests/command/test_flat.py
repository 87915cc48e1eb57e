"""`lotgate show`, `lotgate diff` and `lotgate check -v`: a pack with its parents, leaf by leaf, in words."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import ROOT, Data, requirement, write, write_pack

GOLDEN = Path(__file__).parent / "golden"
CITED: Data = {"cites": [{"source": "work", "at": {"en": "Art. 9", "zh": "第9条"}, "read": "memory"}]}


def packs(folder: Path) -> Path:
    """Write a base pack and one that changes it; give the folder of the second."""
    folder.mkdir(exist_ok=True)
    base = [
        requirement("ISO-A-1", "lot.batch_record.complete", otherwise="hold"),
        requirement("ISO-A-2", "product.sterile", title={"en": "It is sterile", "zh": "为无菌"}),
    ]
    parameters = [
        {
            "name": "years",
            "type": "int",
            "cites": HEADERS["cites"],
            "authority": "policy",
            "values": [{"from": "2020-01-01", "value": 2}],
        }
    ]
    write_pack(folder, "base", {"r.yaml": {"requirements": base, "parameters": parameters}}, market=None, timezone=None)
    changes = {
        "override": [
            {
                "id": "ISO-A-1",
                "set": {"otherwise": "reject"},
                "authority": "policy",
                "effective": {"from": "2027-01-01"},
                "because": "the customer asks for it",
                **CITED,
            }
        ],
        "disable": [{"id": "ISO-A-2", "because": "it is never sold here", **CITED}],
    }
    own = [requirement("CN-A-1", "lot.batch_record.complete && product.implantable", **CITED)]
    return write_pack(folder, "acme", {"c.yaml": changes, "r.yaml": {"requirements": own}}, extends="base")


HEADERS: Data = {"cites": [{"source": "work", "at": "1"}]}


def held(text: str, name: str, language: str) -> None:
    """Hold a text against the kept one; digests change with every word of a pack."""
    shown = "\n".join(line for line in text.splitlines() if "sha256:" not in line) + "\n"
    want = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text(shown, encoding="utf-8")
    assert shown == want.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pack_is_shown_with_the_place_of_every_leaf(tmp_path: Path, language: str) -> None:
    packs(tmp_path)

    done = ran("show", "acme", "--lang", language, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    held(done.stdout.decode(), "show", language)


def test_one_provision_and_data_can_be_shown(tmp_path: Path) -> None:
    packs(tmp_path)

    one = ran("show", "acme", "--provision", "CN-A-1", cwd=tmp_path).stdout.decode()
    data = json.loads(ran("show", "acme", "--format", "json", cwd=tmp_path).stdout)

    assert "CN-A-1" in one
    assert "ISO-A-1" not in one
    assert [provision["id"] for provision in data["provisions"]] == sorted(
        ["CN-A-1", "ISO-A-1", "ISO-A-2", "params.years"]
    )
    places = {leaf["path"]: leaf["place"] for leaf in data["provisions"][0]["leaves"]}
    assert places["require"].startswith("acme/r.yaml:")


@pytest.mark.parametrize("name", ["cn_nmpa", "eu_mdr", "iso_13485", "us_fda"])
def test_a_shipped_pack_is_found_by_its_name(name: str) -> None:
    done = ran("--lang", "zh", "show", name)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(f"规则包 {name} ")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_differs_is_told_by_provision_and_leaf(tmp_path: Path, language: str) -> None:
    old, new = packs(tmp_path / "old"), packs(tmp_path / "new")
    said = json.loads((new / "r.yaml").read_text(encoding="utf-8"))
    said["requirements"][0] |= {"require": "lot.batch_record.complete", "before": "ship"}
    said["requirements"].append(requirement("CN-A-9", "product.sterile"))
    write(new / "r.yaml", said)
    changes = json.loads((new / "c.yaml").read_text(encoding="utf-8"))
    changes["override"][0]["effective"] = {"from": "2028-01-01"}
    del changes["disable"]
    write(new / "c.yaml", changes)
    identity = json.loads((new / "pack.yaml").read_text(encoding="utf-8"))
    write(new / "pack.yaml", identity | {"version": "2", "applies": "!product.ivd"})
    base = json.loads((new.parent / "base" / "r.yaml").read_text(encoding="utf-8"))
    write(new.parent / "base" / "r.yaml", base | {"parameters": []})

    done = ran("diff", str(old), str(new), "--lang", language)

    assert (done.returncode, done.stderr) == (1, b"")
    held(done.stdout.decode(), "diff", language)


def test_files_order_and_places_make_no_difference(tmp_path: Path) -> None:
    old, new = packs(tmp_path / "old"), packs(tmp_path / "new")
    (new / "r.yaml").rename(new / "zzz.yaml")
    base = json.loads((new.parent / "base" / "r.yaml").read_text(encoding="utf-8"))
    base["requirements"].reverse()
    write(new.parent / "base" / "r.yaml", base)

    done = ran("diff", str(old), str(new))

    assert (done.returncode, done.stdout, done.stderr) == (0, b"no difference\n", b"")


def test_a_shipped_pack_is_the_same_as_its_copy(tmp_path: Path) -> None:
    for name in ("eu_mdr", "iso_13485"):
        shutil.copytree(ROOT / "rulepacks" / name, tmp_path / name)

    done = ran("--lang", "zh", "diff", "eu_mdr", str(tmp_path / "eu_mdr"))

    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "没有差异\n", b"")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_check_tells_what_is_policy_and_what_nobody_read(tmp_path: Path, language: str) -> None:
    packs(tmp_path)

    done = ran("check", "-v", "acme", "base", "--lang", language, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    held(done.stdout.decode(), "check", language)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "nothing"), "[packset.pack.unresolved] there is no pack `nothing`"),
        (("show", "eu_mdrr"), "did you mean `eu_mdr`?"),
        (
            ("show", "eu_mdr", "--provision", "EU-REL-999"),
            "[pack.provision.missing] there is no provision `EU-REL-999`",
        ),
        (("diff", "eu_mdr", "nothing"), "[packset.pack.unresolved] there is no pack `nothing`"),
        (("diff", "eu_mdr"), "Missing argument 'NEW'"),
        (("show",), "Missing argument 'PACK'"),
    ],
)
def test_bad_input_has_exit_code_2(arguments: tuple[str, ...], told: str) -> None:
    done = ran(*arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_pack_with_a_fault_is_not_compared(tmp_path: Path) -> None:
    write_pack(tmp_path, "p", {"r.yaml": {"requirements": [requirement("CN-A-1", "lot.colour")]}})

    done = ran("diff", str(tmp_path / "p"), str(tmp_path / "p"), "--lang", "zh")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "[expression.field.unknown] 记录Lot没有字段 `colour`" in done.stderr.decode()
