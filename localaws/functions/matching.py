"""What data sources share: how they fail, and how what they find is narrowed down."""

from typing import Any

Arguments = dict[str, Any]


class FunctionError(LookupError):
    """A data source that finds nothing, or one that the local AWS does not answer."""


def one(found: list[dict[str, Any]], what: str) -> dict[str, Any]:
    """The only one of what was found.

    Raises:
        FunctionError: there is none, or more than one.
    """
    if not found:
        raise FunctionError(f"no matching {what} found")
    if len(found) > 1:
        raise FunctionError(
            f"multiple {what}s matched; use additional constraints to reduce matches to a single {what}"
        )
    return found[0]


def filters(arguments: Arguments) -> dict[str, Any]:
    """The filters of a data source, as EC2 takes them."""
    given = [{"Name": f["name"], "Values": f["values"]} for f in arguments.get("filters", [])]
    return {"Filters": given} if given else {}


def matching(
    found: list[dict[str, Any]], arguments: Arguments, members: dict[str, str]
) -> list[dict[str, Any]]:
    """What has the values, and all the tags, that the arguments tell."""
    wanted = {member: arguments[name] for name, member in members.items() if name in arguments}
    wanted_tags = (arguments.get("tags") or {}).items()
    return [
        described
        for described in found
        if all(described.get(member) == value for member, value in wanted.items())
        and wanted_tags <= tags(described).items()
    ]


def tags(description: dict[str, Any]) -> dict[str, str]:
    """The tags of what EC2 describes, as a map."""
    return {tag["Key"]: tag["Value"] for tag in description.get("Tags", [])}
