import pytest

from components.baseline.notices import MonthlyBudget, email_problems


@pytest.mark.parametrize("limit", [1, 200, 1_000_000])
def test_a_budget_of_at_least_a_dollar_is_accepted(limit: int) -> None:
    assert MonthlyBudget(limit_usd=limit).problems() == []


@pytest.mark.parametrize("limit", [0, -1])
def test_a_budget_below_a_dollar_is_refused(limit: int) -> None:
    found = [str(problem) for problem in MonthlyBudget(limit_usd=limit).problems()]
    assert found == [f"limit_usd is {limit}; a budget is at least 1 US dollar. Nearest: 1."]


@pytest.mark.parametrize("emails", [[], ["a@b.example"], ["a.b+c@d-e.example", "x@y.co.example"]])
def test_addresses_are_accepted(emails: list[str]) -> None:
    assert email_problems("emails", emails) == []


@pytest.mark.parametrize("email", ["", "a", "a@b", "a b@c.example", "a@b@c.example", "a@b."])
def test_what_is_no_address_is_refused(email: str) -> None:
    (problem,) = email_problems("emails", ["x@y.example", email])
    assert problem.path == "emails[1]"
    assert problem.limit == "an e-mail address reads name@example.com"


def test_an_address_is_listed_once() -> None:
    (problem,) = email_problems("emails", ["a@b.example", "a@b.example"])
    assert str(problem) == 'emails[1] is "a@b.example"; each address is listed once.'
