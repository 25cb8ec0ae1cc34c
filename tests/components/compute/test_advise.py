import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from components.compute.advise import main
from components.compute.instance_catalogue import FAMILIES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "choosing-instances.md").read_text(encoding="utf-8")
ASKED = "--bound cpu --load constant --vcpus 4 --memory-gib 8".split()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """The commands of the page, and what it says they print."""
    found = []
    for block in blocks("console"):
        joined = block.replace("\\\n", " ")
        found += re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", joined, flags=re.MULTILINE)
    return [(command, output) for command, output in found if output]


def test_the_page_has_examples_with_their_output() -> None:
    assert len(commands()) == 4
    assert len(blocks("python")) == 2


@pytest.mark.parametrize(("command", "output"), commands())
def test_a_command_of_the_page_prints_what_the_page_says(command: str, output: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/python"
    result = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.stdout + result.stderr == output


@pytest.mark.parametrize("example", blocks("python"))
def test_an_example_of_the_page_holds(example: str) -> None:
    exec(compile(example, "docs/choosing-instances.md", "exec"), {})


def test_the_families_that_the_page_calls_current_are() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    named = [
        name.strip()
        for row in rows
        if len(row) == 8 and row[1].strip() != "trait"
        for cell in row[4:6]
        for name in cell.split(",")
    ]
    assert len(named) == 49
    assert [name for name in named if not FAMILIES[name].current] == []


def test_advice_is_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--interruptible", "--architecture", "x86_64"]) == 0
    assert capsys.readouterr().out == (
        "Families:      c8i, c8a, c7i, c7a (x86_64)\n"
        "Types:         c8i.xlarge, c8a.xlarge, c7i.xlarge, c7a.xlarge\n"
        "Purchase:      spot\n"
        "Why:\n"
        "  - Bound by the CPU: c families have 2 GiB of memory for each vCPU, the most CPU for the "
        "money.\n"
        "  - x86_64, as asked: Graviton usually does the same work for less.\n"
        "  - The smallest size with 4 vCPUs and 8 GiB: start small, measure, adapt.\n"
        "  - 4 types: when AWS takes back one, the others stay.\n"
        "  - Spot: it may be interrupted, with a notice of two minutes, and costs up to 90 per cent "
        "less than on-demand.\n"
        "Catalogue of 2026-10-27; ask your region too.\n"
    )


def test_a_commitment_and_a_reservation_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--term-months", "12", "--capacity-guaranteed"]) == 0
    assert capsys.readouterr().out.splitlines()[2:5] == [
        "Purchase:      compute_savings_plan for 1 year",
        "Reservation:   On-Demand Capacity Reservation",
        "Why:",
    ]


def test_advice_is_printed_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--term-months", "40", "--settled", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "catalogue": "2026-10-27",
        "families": ["c9g"],
        "instance_types": ["c9g.xlarge"],
        "architecture": "arm64",
        "purchase_option": "ec2_instance_savings_plan",
        "commitment_years": 3,
        "capacity_reservation": False,
        "reasons": [
            "Bound by the CPU: c families have 2 GiB of memory for each vCPU, the most CPU for the "
            "money.",
            "Graviton (arm64): the same work usually costs less than on x86_64; images have to be "
            "built for it.",
            "The smallest size with 4 vCPUs and 8 GiB: start small, measure, adapt.",
            "EC2 Instance Savings Plan of 3 years: the load is constant for 40 months, in one family "
            "and region; up to 72 per cent less than on-demand, for that family only.",
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (
            [],
            [
                "--bound is missing; it has no default.",
                "--load is missing; it has no default.",
                "--vcpus is missing; it has no default.",
                "--memory-gib is missing; it has no default.",
            ],
        ),
        (
            [*ASKED, "--vcpus", "four", "--memory-gib", "1e3", "--gpu", "trainning"],
            [
                '--vcpus is "four"; it has to be a whole number.',
                '--memory-gib is "1e3"; it has to be a number.',
                '--gpu is "trainning"; it has to be one of inference, graphics, training. '
                'Nearest: "training".',
            ],
        ),
        ([*ASKED, "--vcpus", "4.5"], ["--vcpus is 4.5; it has to be a whole number."]),
        (
            [*ASKED, "--vcpus", "-1", "--term-months", "0", "--average-cpu-percent", "5"],
            [
                "--vcpus is -1; an instance has 1 to 1,920 vCPUs (EC2 DescribeInstanceTypes, "
                "VCpuInfo). Nearest: 1.",
                "--average-cpu-percent is 5; only a bursty load is judged by its average.",
                "--term-months is 0; a workload runs for 1 month or more. Nearest: 1.",
            ],
        ),
        (
            [*ASKED, "--interruptible", "--capacity-guaranteed"],
            [
                "--capacity-guaranteed is true; spot capacity can be taken back; what may be "
                "interrupted has no guaranteed capacity (EC2 User Guide, Spot Instance "
                "interruptions). Nearest: false."
            ],
        ),
        (
            [*ASKED, "--allowed-families", "t4g, m7gg", "--largest-vcpus", "0"],
            [
                '--allowed-families[1] is "m7gg"; the catalogue of 2026-10-27 has no such family. '
                'Nearest: "m7g".',
                "--largest-vcpus is 0; the largest instance that is allowed has 1 vCPU or more. "
                "Nearest: 1.",
            ],
        ),
        (
            [*ASKED, "--largest-vcpus", "many"],
            ['--largest-vcpus is "many"; it has to be a whole number.'],
        ),
    ],
)
def test_bad_arguments_are_refused_with_a_line_for_each(
    arguments: list[str], messages: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [f"advise: {message}" for message in messages]


def test_where_nothing_fits_the_message_says_what_would(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*ASKED, "--allowed-families", "t4g,t3"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        'advise: --allowed-families is ["t4g", "t3"]; no type of them is what the workload needs, as '
        'c9g.xlarge is. Nearest: "c9g".\n'
    )


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main([*ASKED, "--memory", "8"])
    assert refused.value.code == 2
    assert "unrecognized arguments: --memory 8" in capsys.readouterr().err
