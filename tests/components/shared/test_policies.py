import json

from components.shared.policies import Statement, deny_without_tls, policy_document, service_trust


def test_a_document_holds_only_what_was_said() -> None:
    statement = Statement(sid="Read", actions=["s3:GetObject"], resources=["arn:aws:s3:::b/*"])
    assert json.loads(policy_document(statement)) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Action": ["s3:GetObject"],
                "Resource": ["arn:aws:s3:::b/*"],
            }
        ],
    }


def test_a_service_is_trusted_on_behalf_of_one_account_only() -> None:
    (statement,) = json.loads(service_trust("ecs-tasks.amazonaws.com", "444444444444"))["Statement"]
    assert statement == {
        "Sid": "AssumedByService",
        "Effect": "Allow",
        "Principal": {"Service": ["ecs-tasks.amazonaws.com"]},
        "Action": ["sts:AssumeRole"],
        "Condition": {"StringEquals": {"aws:SourceAccount": ["444444444444"]}},
    }


def test_trust_is_narrowed_to_a_resource() -> None:
    document = service_trust("a.amazonaws.com", "444444444444", "arn:aws:a:*:444444444444:thing/*")
    (statement,) = json.loads(document)["Statement"]
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ["444444444444"]},
        "ArnLike": {"aws:SourceArn": ["arn:aws:a:*:444444444444:thing/*"]},
    }


def test_everybody_without_tls_is_refused() -> None:
    assert deny_without_tls(["s3:*"], ["arn:aws:s3:::b"]).as_json() == {
        "Sid": "OnlyOverTls",
        "Effect": "Deny",
        "Principal": {"AWS": ["*"]},
        "Action": ["s3:*"],
        "Resource": ["arn:aws:s3:::b"],
        "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
    }
