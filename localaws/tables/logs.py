"""CloudWatch log groups."""

from localaws.rows import Aspect, Call, Row, Tagging

_ARN = "arn:aws:logs:{region}:{account}:log-group:{id}"

ROWS = (
    Row(
        token="aws:cloudwatch/logGroup:LogGroup",
        service="logs",
        create=Call("CreateLogGroup"),
        read=Call(
            "DescribeLogGroups",
            {"logGroupNamePrefix": "{id}"},
            "logGroups[?logGroupName=='{id}']|[0]",
        ),
        delete=Call("DeleteLogGroup", {"logGroupName": "{id}"}),
        id="{name}",
        autoname="name",
        tagging=Tagging(
            add=Call("TagResource", {"resourceArn": _ARN}),
            add_member="tags",
            remove=Call("UntagResource", {"resourceArn": _ARN}),
            remove_member="tagKeys",
            read=Call("ListTagsForResource", {"resourceArn": _ARN}, "tags"),
            create_member="tags",
        ),
        aspects=(
            Aspect(
                ("retentionInDays",),
                put=Call("PutRetentionPolicy", {"logGroupName": "{id}"}),
                remove=Call("DeleteRetentionPolicy", {"logGroupName": "{id}"}),
            ),
            Aspect(
                ("kmsKeyId",),
                put=Call("AssociateKmsKey", {"logGroupName": "{id}"}),
                remove=Call("DisassociateKmsKey", {"logGroupName": "{id}"}),
                sent_by_create=True,
            ),
        ),
        refused=dict.fromkeys(
            ("deletionProtectionEnabled", "logGroupClass"), "the emulator does not keep it"
        ),
        outputs={"arn": _ARN},
    ),
)
