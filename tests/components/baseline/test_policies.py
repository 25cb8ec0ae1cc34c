import json

from components.baseline.policies import (
    alarm_topic_policy,
    data_key_policy,
    log_bucket_policy,
    logs_key_policy,
)

ACCOUNT = "444444444444"
REGION = "eu-central-1"


def statements(policy: str) -> dict[str, dict[str, object]]:
    return {statement.pop("Sid"): statement for statement in json.loads(policy)["Statement"]}


DECIDED_BY_IAM = {
    "Effect": "Allow",
    "Principal": {"AWS": ["arn:aws:iam::444444444444:root"]},
    "Action": ["kms:*"],
    "Resource": ["*"],
}
USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
ROLES = [
    "arn:aws:iam::444444444444:role/aws-service-role/autoscaling.amazonaws.com"
    "/AWSServiceRoleForAutoScaling*",
    "arn:aws:iam::444444444444:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
]
TLS_ONLY = {
    "Effect": "Deny",
    "Principal": {"AWS": ["*"]},
    "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
}


def test_the_data_key_is_used_by_whom_iam_allows_and_to_start_instances() -> None:
    conditions = {
        "StringEquals": {"kms:CallerAccount": [ACCOUNT]},
        "ArnLike": {"aws:PrincipalArn": ROLES},
    }
    common = {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Resource": ["*"]}
    assert statements(data_key_policy(ACCOUNT)) == {
        "DecidedByIam": DECIDED_BY_IAM,
        "UsedToStartInstances": {**common, "Action": USE, "Condition": conditions},
        "GrantedToVolumesOfInstances": {
            **common,
            "Action": ["kms:CreateGrant"],
            "Condition": {**conditions, "Bool": {"kms:GrantIsForAWSResource": ["true"]}},
        },
    }


def test_the_logs_key_is_used_by_whom_iam_allows_and_by_the_services_that_write() -> None:
    assert statements(logs_key_policy(ACCOUNT, REGION)) == {
        "DecidedByIam": DECIDED_BY_IAM,
        "UsedByCloudWatchLogs": {
            "Effect": "Allow",
            "Principal": {"Service": ["logs.eu-central-1.amazonaws.com"]},
            "Action": USE,
            "Resource": ["*"],
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": [
                        "arn:aws:logs:eu-central-1:444444444444:log-group:*"
                    ]
                }
            },
        },
        "UsedByPublishers": {
            "Effect": "Allow",
            "Principal": {"Service": ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": ["*"],
            "Condition": {"StringEquals": {"aws:SourceAccount": [ACCOUNT]}},
        },
        "UsedForNoticesOfAutoScaling": {
            "Effect": "Allow",
            "Principal": {"AWS": ["*"]},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": ["*"],
            "Condition": {
                "StringEquals": {"kms:CallerAccount": [ACCOUNT]},
                "ArnLike": {"aws:PrincipalArn": ROLES[:1]},
            },
        },
    }


def test_the_log_bucket_takes_tls_only_and_the_logs_of_its_account_only() -> None:
    arn = "arn:aws:s3:::logs"
    objects = ["arn:aws:s3:::logs/*/AWSLogs/444444444444/*"]
    source = {"aws:SourceArn": ["arn:aws:logs:eu-central-1:444444444444:*"]}
    assert statements(log_bucket_policy(arn, ACCOUNT, REGION)) == {
        "OnlyOverTls": {**TLS_ONLY, "Action": ["s3:*"], "Resource": [arn, f"{arn}/*"]},
        "DeliveredByLoadBalancers": {
            "Effect": "Allow",
            "Principal": {"Service": ["logdelivery.elasticloadbalancing.amazonaws.com"]},
            "Action": ["s3:PutObject"],
            "Resource": objects,
        },
        "CheckedByLogDelivery": {
            "Effect": "Allow",
            "Principal": {"Service": ["delivery.logs.amazonaws.com"]},
            "Action": ["s3:GetBucketAcl"],
            "Resource": [arn],
            "Condition": {"StringEquals": {"aws:SourceAccount": [ACCOUNT]}, "ArnLike": source},
        },
        "DeliveredByLogDelivery": {
            "Effect": "Allow",
            "Principal": {"Service": ["delivery.logs.amazonaws.com"]},
            "Action": ["s3:PutObject"],
            "Resource": objects,
            "Condition": {
                "StringEquals": {
                    "aws:SourceAccount": [ACCOUNT],
                    "s3:x-amz-acl": ["bucket-owner-full-control"],
                },
                "ArnLike": source,
            },
        },
    }


def test_the_alarm_topic_takes_tls_only_and_the_alarms_and_budgets_of_its_account_only() -> None:
    arn = "arn:aws:sns:eu-central-1:444444444444:alarms"
    assert statements(alarm_topic_policy(arn, ACCOUNT)) == {
        "OnlyOverTls": {**TLS_ONLY, "Action": ["sns:Publish"], "Resource": [arn]},
        "PublishedByAlarmsAndBudgets": {
            "Effect": "Allow",
            "Principal": {"Service": ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]},
            "Action": ["sns:Publish"],
            "Resource": [arn],
            "Condition": {"StringEquals": {"aws:SourceAccount": [ACCOUNT]}},
        },
    }
