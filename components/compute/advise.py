"""Advice on instances from the command line: `python -m components.compute.advise --help`."""

import argparse
import dataclasses
import json
import re
import sys
from enum import Enum

from ..problems import Problem, report
from ..shared.coercion import coerced
from .allowance import Allowance
from .instance_advisor import Advice, NothingFitsError, advise
from .instance_catalogue import CATALOGUE_DATE, Architecture
from .workload import Bound, GpuUse, Load, Workload

_SUBJECT = "advise"
_REFUSED = 2
_NOTHING_FITS = 1
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ALLOWANCE = [field.name for field in dataclasses.fields(Allowance)]


def main(arguments: list[str] | None = None) -> int:
    """Print advice for the workload that the arguments describe.

    Returns:
        The exit code: 0 with advice, 1 if nothing fits, 2 if the arguments have problems.
    """
    given = {
        name: value
        for name, value in vars(_parser().parse_args(arguments)).items()
        if value is not None
    }
    as_json = given.pop("json", False)
    of_allowance = {name: given.pop(name) for name in _ALLOWANCE if name in given}
    workload, problems = coerced(Workload, given)
    allowance, further = coerced(Allowance, of_allowance)
    if problems or further or not workload or not allowance:
        print(report(_SUBJECT, map(_as_option, problems + further)), file=sys.stderr)
        return _REFUSED
    try:
        advice = advise(workload, **dataclasses.asdict(allowance))
    except NothingFitsError as error:
        print(report(_SUBJECT, [_as_option(error.problem)]), file=sys.stderr)
        return _NOTHING_FITS
    print(_in_json(advice) if as_json else _in_words(advice))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m components.compute.advise",
        description="Which EC2 instances suit a workload, how to buy them, and why.",
        epilog=f"Catalogue of {CATALOGUE_DATE}. Your region may not offer all of it.",
        allow_abbrev=False,
    )
    text: dict[str, tuple[str, str]] = {
        "--bound": (_choice(Bound), "what it waits for most of the time"),
        "--load": (_choice(Load), "how much it has to do over a day"),
        "--vcpus": ("N", "vCPUs that one instance needs"),
        "--memory-gib": ("N", "GiB of memory that one instance needs"),
        "--average-cpu-percent": ("N", "average use of the CPU over a day, of a bursty load"),
        "--gpu": (_choice(GpuUse), "what it uses GPUs for, if bound by them"),
        "--term-months": ("N", "how long it will run"),
        "--architecture": (_choice(Architecture), "the one it runs on; both when left out"),
        "--largest-vcpus": ("N", "vCPUs of the largest instance that may be used"),
    }
    for option, (metavar, description) in text.items():
        parser.add_argument(option, metavar=metavar, help=description, type=_number_or_text)
    flags = {
        "--local-disk": "it needs a fast disk of its own, whose content may be lost",
        "--interruptible": "an instance may be taken away with a notice of two minutes",
        "--settled": "it stays in one family and one region for the whole term",
        "--capacity-guaranteed": "instances must be available whenever they are started",
        "--json": "print JSON, for machines",
    }
    for option, description in flags.items():
        parser.add_argument(option, help=description, action="store_const", const=True)
    parser.add_argument(
        "--allowed-families",
        metavar="NAME,NAME",
        help="the only families that may be used",
        type=lambda names: [name.strip() for name in names.split(",")],
    )
    return parser


def _choice(options: type[Enum]) -> str:
    return "{" + ",".join(option.value for option in options) + "}"


def _number_or_text(text: str) -> int | float | str:
    """What is not a number stays text, so that the workload can say what is wrong with it."""
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _as_option(problem: Problem) -> Problem:
    """A problem by the name of the option: `memory_gib` becomes `--memory-gib`."""
    return dataclasses.replace(problem, path="--" + problem.path.replace("_", "-"))


def _in_json(advice: Advice) -> str:
    return json.dumps({"catalogue": str(CATALOGUE_DATE), **dataclasses.asdict(advice)}, indent=2)


def _in_words(advice: Advice) -> str:
    years = f" for {advice.commitment_years} year{'s' * (advice.commitment_years != 1)}"
    lines = [
        f"Families:      {', '.join(advice.families)} ({advice.architecture})",
        f"Types:         {', '.join(advice.instance_types)}",
        f"Purchase:      {advice.purchase_option.value}{years if advice.commitment_years else ''}",
    ]
    if advice.capacity_reservation:
        lines.append("Reservation:   On-Demand Capacity Reservation")
    why = [f"  - {reason}" for reason in advice.reasons]
    return "\n".join([*lines, "Why:", *why, f"Catalogue of {CATALOGUE_DATE}; ask your region too."])


if __name__ == "__main__":
    sys.exit(main())
