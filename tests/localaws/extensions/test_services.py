"""Budgets, IAM, KMS and CloudWatch Logs: what the emulator gets from the project."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from botocore.exceptions import ClientError

from tests.localaws.rows.permissions import permission
from tests.localaws.world import OTHER, REGION, WORKLOAD, Aws, scene

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


class Budget:
    """A new budget."""

    def __init__(self, aws: Aws) -> None:
        self.budgets = aws.budgets
        self.named = {"AccountId": WORKLOAD, "BudgetName": scene().name}
        self.arn = f"arn:aws:budgets::{WORKLOAD}:budget/{self.named['BudgetName']}"
        self.budgets.create_budget(
            AccountId=WORKLOAD,
            Budget=self.wanted("10", "MONTHLY"),
            ResourceTags=[{"Key": "team", "Value": "a"}],
        )

    def wanted(self, amount: str, unit: str) -> dict:
        return {
            "BudgetLimit": {"Amount": amount, "Unit": "USD"},
            "BudgetName": self.named["BudgetName"],
            "BudgetType": "COST",
            "TimeUnit": unit,
        }

    def told(self) -> dict:
        return self.budgets.describe_budget(**self.named)["Budget"]

    def tags(self) -> dict[str, str]:
        listed = self.budgets.list_tags_for_resource(ResourceARN=self.arn)["ResourceTags"]
        return {tag["Key"]: tag["Value"] for tag in listed}


@pytest.fixture
def budget(aws: Aws) -> Budget:
    return Budget(aws)


def test_a_budget_is_changed(budget: Budget):
    budget.budgets.update_budget(AccountId=WORKLOAD, NewBudget=budget.wanted("20", "QUARTERLY"))
    told = budget.told()
    assert (told["BudgetLimit"]["Amount"], told["TimeUnit"]) == ("20", "QUARTERLY")


def test_what_a_change_of_a_budget_does_not_tell_stays(budget: Budget):
    filters = {"CostFilters": {"Service": ["Amazon EC2"]}}
    update = budget.budgets.update_budget
    update(AccountId=WORKLOAD, NewBudget=budget.wanted("10", "MONTHLY") | filters)
    update(AccountId=WORKLOAD, NewBudget=budget.wanted("30", "MONTHLY"))
    assert budget.told()["CostFilters"] == {"Service": ["Amazon EC2"]}


def test_a_budget_has_tags_from_its_creation_and_later(budget: Budget):
    assert budget.tags() == {"team": "a"}
    new = [{"Key": "team", "Value": "b"}, {"Key": "more", "Value": "c"}]
    budget.budgets.tag_resource(ResourceARN=budget.arn, ResourceTags=new)
    assert budget.tags() == {"team": "b", "more": "c"}
    budget.budgets.untag_resource(ResourceARN=budget.arn, ResourceTagKeys=["team", "none"])
    assert budget.tags() == {"more": "c"}


def test_a_budget_without_tags_has_none(aws: Aws):
    budget = {"BudgetName": scene().name, "BudgetType": "COST", "TimeUnit": "MONTHLY"}
    limit = {"BudgetLimit": {"Amount": "1", "Unit": "USD"}}
    aws.budgets.create_budget(AccountId=WORKLOAD, Budget=budget | limit)
    arn = f"arn:aws:budgets::{WORKLOAD}:budget/{budget['BudgetName']}"
    assert aws.budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == []


def test_the_subscribers_of_a_notification_are_told(budget: Budget):
    notification = {
        "ComparisonOperator": "GREATER_THAN",
        "NotificationType": "ACTUAL",
        "Threshold": 80,
        "ThresholdType": "PERCENTAGE",
    }
    email = {"SubscriptionType": "EMAIL", "Address": "a@example.com"}
    asked = {**budget.named, "Notification": notification}
    budget.budgets.create_notification(**asked, Subscribers=[email])
    found = budget.budgets.describe_subscribers_for_notification(**asked)["Subscribers"]
    assert found == [email]
    asked["Notification"] = {**notification, "Threshold": 90}
    with pytest.raises(ClientError, match="NotFoundException"):
        budget.budgets.describe_subscribers_for_notification(**asked)


@pytest.mark.parametrize(
    ("operation", "more"),
    [
        ("list_tags_for_resource", {}),
        ("tag_resource", {"ResourceTags": [{"Key": "a", "Value": "b"}]}),
        ("untag_resource", {"ResourceTagKeys": ["a"]}),
    ],
)
def test_a_budget_that_does_not_exist_is_an_error(operation, more, aws: Aws):
    arn = f"arn:aws:budgets::{WORKLOAD}:budget/none"
    with pytest.raises(ClientError, match="NotFoundException"):
        getattr(aws.budgets, operation)(ResourceARN=arn, **more)


def test_the_managed_policies_of_aws_exist_in_every_account(aws: Aws, emulator):
    for caller in (aws, Aws(emulator.session(OTHER, REGION))):
        policy = caller.iam.get_policy(PolicyArn=READ_ONLY)["Policy"]
        assert policy["PolicyName"] == "ReadOnlyAccess"
        version = caller.iam.get_policy_version(
            PolicyArn=READ_ONLY, VersionId=policy["DefaultVersionId"]
        )
        assert version["PolicyVersion"]["Document"]["Version"] == "2012-10-17"


def test_an_own_policy_is_seen_in_its_account_alone(aws: Aws, emulator):
    name = scene().name
    document = permission("s3:*")
    arn = aws.iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
    with pytest.raises(ClientError, match="NoSuchEntity"):
        Aws(emulator.session(OTHER, REGION)).iam.get_policy(PolicyArn=arn)


def test_the_period_of_key_rotation_is_kept(aws: Aws):
    key = aws.kms.create_key()["KeyMetadata"]["KeyId"]

    def period() -> int | None:
        return aws.kms.get_key_rotation_status(KeyId=key).get("RotationPeriodInDays")

    assert period() is None
    aws.kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    assert period() == 180
    aws.kms.enable_key_rotation(KeyId=key)
    assert period() == 365
    aws.kms.disable_key_rotation(KeyId=key)
    assert period() is None


def test_the_period_of_a_key_is_found_by_its_arn_too(aws: Aws):
    key = aws.kms.create_key()["KeyMetadata"]
    aws.kms.enable_key_rotation(KeyId=key["Arn"], RotationPeriodInDays=90)
    status = aws.kms.get_key_rotation_status(KeyId=key["KeyId"])
    assert status["RotationPeriodInDays"] == 90


def test_a_key_of_aws_is_told_from_the_customers(aws: Aws):
    def manager(key: str) -> str:
        return aws.kms.describe_key(KeyId=key)["KeyMetadata"]["KeyManager"]

    assert manager("alias/aws/ebs") == "AWS"
    assert manager(aws.kms.create_key()["KeyMetadata"]["KeyId"]) == "CUSTOMER"


def test_the_key_of_a_log_group_is_changed_and_taken_away(aws: Aws):
    name = scene().name
    aws.logs.create_log_group(logGroupName=name)

    def key() -> str | None:
        (group,) = aws.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        return group.get("kmsKeyId")

    arn = f"arn:aws:kms:{REGION}:{WORKLOAD}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    aws.logs.associate_kms_key(logGroupName=name, kmsKeyId=arn)
    assert key() == arn
    aws.logs.disassociate_kms_key(logGroupName=name)
    assert key() is None
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        aws.logs.associate_kms_key(logGroupName=f"{name}-none", kmsKeyId=arn)


def test_a_message_does_not_leave_the_machine(aws: Aws):
    received = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.path)
            self.send_response(200)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    topic = aws.sns.create_topic(Name=scene().name)["TopicArn"]
    endpoint = f"http://127.0.0.1:{server.server_port}/"
    aws.sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint)
    aws.sns.publish(TopicArn=topic, Message="hello")
    server.shutdown()
    assert received == []
