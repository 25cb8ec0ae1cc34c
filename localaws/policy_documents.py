"""The data source `aws.iam.get_policy_document`: pure text, no call to AWS."""

import json
from typing import Any

from localaws.session import Session


def policy_document(arguments: dict[str, Any], _: Session) -> dict[str, Any]:
    """Renders the statements as the official provider does; a later one replaces an earlier one of its Sid."""
    statements: list[dict[str, Any]] = []
    for text in arguments.get("sourcePolicyDocuments") or []:
        statements += _statements(text)
    for given in arguments.get("statements") or []:
        _lay_over(statements, _statement(given))
    for text in arguments.get("overridePolicyDocuments") or []:
        for statement in _statements(text):
            _lay_over(statements, statement)
    document: dict[str, Any] = {"Version": arguments.get("version") or "2012-10-17"}
    if arguments.get("policyId"):
        document["Id"] = arguments["policyId"]
    document["Statement"] = statements
    text = json.dumps(document, separators=(",", ":"))
    return {"id": str(len(text)), "json": json.dumps(document, indent=2), "minifiedJson": text}


def _statements(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)["Statement"]
    return found if isinstance(found, list) else [found]


def _lay_over(statements: list[dict[str, Any]], statement: dict[str, Any]) -> None:
    same = [s for s in statements if statement.get("Sid") and s.get("Sid") == statement["Sid"]]
    if same:
        statements[statements.index(same[0])] = statement
    else:
        statements.append(statement)


def _statement(given: dict[str, Any]) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": given.get("effect") or "Allow"}
    if given.get("sid"):
        statement["Sid"] = given["sid"]
    for name in ("actions", "notActions", "resources", "notResources"):
        if given.get(name):
            statement[name[0].upper() + name[1:-1]] = _alone(given[name])
    for name in ("principals", "notPrincipals"):
        if given.get(name):
            everyone = any(principal["type"] == "*" for principal in given[name])
            named: dict[str, list[str]] = {}
            for principal in given[name]:
                named.setdefault(principal["type"], []).extend(principal["identifiers"])
            alone = {kind: _alone(identifiers) for kind, identifiers in named.items()}
            statement[name[0].upper() + name[1:-1]] = "*" if everyone else alone
    for condition in given.get("conditions") or []:
        tests = statement.setdefault("Condition", {}).setdefault(condition["test"], {})
        tests[condition["variable"]] = _alone(condition["values"])
    return statement


def _alone(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else sorted(values, reverse=True)
