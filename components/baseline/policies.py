"""The policies of what an account has once: its keys, its log bucket, its alarm topic. Pure."""

from ..shared.policies import Statement, deny_without_tls, policy_document

# What a principal does with a key whose material it never sees.
_USE_OF_KEY = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ReEncrypt*",
]
# The service-linked roles that start instances; further ones of Auto Scaling have a suffix.
_AUTO_SCALING_ROLE = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*"
_STARTING_ROLES = [
    _AUTO_SCALING_ROLE,
    "aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
]
_PUBLISHERS = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]
"""The services that publish to the alarm topic."""


def data_key_policy(account_id: str) -> str:
    """Policy of the key for data: IAM decides who uses it, and EC2 may start encrypted instances.

    The second half is what AWS asks for (Amazon EC2 Auto Scaling User Guide, Required AWS KMS key
    policy for use with encrypted volumes; Amazon EC2 User Guide, Service-linked role for Spot
    Instance requests). The roles are named in a condition instead of as principals: KMS refuses a
    policy whose principals do not exist, and these appear only when they are first needed.
    """
    principals = {"AWS": ["*"]}
    starting_roles = {
        "StringEquals": {"kms:CallerAccount": [account_id]},
        "ArnLike": {
            "aws:PrincipalArn": [
                f"arn:aws:iam::{account_id}:role/{role}" for role in _STARTING_ROLES
            ]
        },
    }
    return policy_document(
        _administration(account_id),
        Statement(
            sid="UsedToStartInstances",
            actions=_USE_OF_KEY,
            resources=["*"],
            principals=principals,
            conditions=starting_roles,
        ),
        Statement(
            sid="GrantedToVolumesOfInstances",
            actions=["kms:CreateGrant"],
            resources=["*"],
            principals=principals,
            conditions={**starting_roles, "Bool": {"kms:GrantIsForAWSResource": ["true"]}},
        ),
    )


def logs_key_policy(account_id: str, region: str) -> str:
    """Policy of the key for logs and alarms: IAM decides who uses it, besides the writing services.

    CloudWatch Logs may use it for log groups of the account and region (CloudWatch Logs User Guide,
    Encrypt log data using AWS KMS), the publishers of the alarm topic for messages of the account
    (Amazon SNS Developer Guide, Key management). Auto Scaling publishes its notices as its
    service-linked role, whose own policy names no key.
    """
    return policy_document(
        _administration(account_id),
        Statement(
            sid="UsedByCloudWatchLogs",
            actions=_USE_OF_KEY,
            resources=["*"],
            principals={"Service": [f"logs.{region}.amazonaws.com"]},
            conditions={
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": [
                        f"arn:aws:logs:{region}:{account_id}:log-group:*"
                    ]
                }
            },
        ),
        Statement(
            sid="UsedByPublishers",
            actions=["kms:Decrypt", "kms:GenerateDataKey*"],
            resources=["*"],
            principals={"Service": _PUBLISHERS},
            conditions={"StringEquals": {"aws:SourceAccount": [account_id]}},
        ),
        Statement(
            sid="UsedForNoticesOfAutoScaling",
            actions=["kms:Decrypt", "kms:GenerateDataKey*"],
            resources=["*"],
            principals={"AWS": ["*"]},
            conditions={
                "StringEquals": {"kms:CallerAccount": [account_id]},
                "ArnLike": {
                    "aws:PrincipalArn": [f"arn:aws:iam::{account_id}:role/{_AUTO_SCALING_ROLE}"]
                },
            },
        ),
    )


def log_bucket_policy(bucket_arn: str, account_id: str, region: str) -> str:
    """Policy of the log bucket: TLS only, and AWS delivers the logs of this account.

    They arrive below `<prefix>/AWSLogs/<account>/`.

    Application Load Balancers deliver as `logdelivery.elasticloadbalancing.amazonaws.com`. Their
    User Guide (Access logs) narrows that by the account in the object's path and names no
    condition; one that the service does not answer would stop delivery without a word, so there is
    none here either. Everything else (Network Load Balancers, flow logs) delivers as
    `delivery.logs.amazonaws.com`, with conditions (CloudWatch Logs User Guide, Enable logging from
    AWS services).
    """
    objects = [f"{bucket_arn}/*/AWSLogs/{account_id}/*"]
    delivery = {"Service": ["delivery.logs.amazonaws.com"]}
    source_account = {"aws:SourceAccount": [account_id]}
    source = {"ArnLike": {"aws:SourceArn": [f"arn:aws:logs:{region}:{account_id}:*"]}}
    return policy_document(
        deny_without_tls(["s3:*"], [bucket_arn, f"{bucket_arn}/*"]),
        Statement(
            sid="DeliveredByLoadBalancers",
            actions=["s3:PutObject"],
            resources=objects,
            principals={"Service": ["logdelivery.elasticloadbalancing.amazonaws.com"]},
        ),
        Statement(
            sid="CheckedByLogDelivery",
            actions=["s3:GetBucketAcl"],
            resources=[bucket_arn],
            principals=delivery,
            conditions={"StringEquals": source_account, **source},
        ),
        Statement(
            sid="DeliveredByLogDelivery",
            actions=["s3:PutObject"],
            resources=objects,
            principals=delivery,
            conditions={
                "StringEquals": {**source_account, "s3:x-amz-acl": ["bucket-owner-full-control"]},
                **source,
            },
        ),
    )


def alarm_topic_policy(topic_arn: str, account_id: str) -> str:
    """Policy of the alarm topic: TLS only, for the alarms and budgets of this account."""
    return policy_document(
        deny_without_tls(["sns:Publish"], [topic_arn]),
        Statement(
            sid="PublishedByAlarmsAndBudgets",
            actions=["sns:Publish"],
            resources=[topic_arn],
            principals={"Service": _PUBLISHERS},
            conditions={"StringEquals": {"aws:SourceAccount": [account_id]}},
        ),
    )


def _administration(account_id: str) -> Statement:
    """Hands the decision to IAM.

    Without it nobody could ever change the key (KMS Developer Guide, Default key policy).
    """
    return Statement(
        sid="DecidedByIam",
        actions=["kms:*"],
        resources=["*"],
        principals={"AWS": [f"arn:aws:iam::{account_id}:root"]},
    )
