"""SSM parameters."""

from localaws.rows import Call, Row, Tagging

_RESOURCE = {"ResourceType": "Parameter", "ResourceId": "{id}"}

ROWS = (
    Row(
        token="aws:ssm/parameter:Parameter",
        computed=("dataType", "keyId", "tier"),
        service="ssm",
        create=Call("PutParameter"),
        read=Call(
            "DescribeParameters",
            {"ParameterFilters": [{"Key": "Name", "Option": "Equals", "Values": ["{id}"]}]},
            "Parameters[0]",
        ),
        delete=Call("DeleteParameter", {"Name": "{id}"}),
        id="{name}",
        update=Call("PutParameter", {"Overwrite": True}),
        autoname="name",
        tagging=Tagging(
            add=Call("AddTagsToResource", _RESOURCE),
            remove=Call("RemoveTagsFromResource", _RESOURCE),
            read=Call("ListTagsForResource", _RESOURCE, "TagList"),
        ),
        controls=("overwrite",),
        outputs={
            "arn": lambda values: (
                f"arn:aws:ssm:{values['region']}:{values['account']}:parameter/{values['id'].lstrip('/')}"
            )
        },
        lookups={
            "value": Call(
                "GetParameter", {"Name": "{id}", "WithDecryption": True}, "Parameter.Value"
            )
        },
        removal={"description": "", "allowedPattern": ""},
    ),
)
