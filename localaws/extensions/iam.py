"""IAM: the AWS managed policies exist, once for all accounts.

moto makes a copy of all 1,500 for every account, or none at all.
"""

import functools
import json
from typing import Any

from moto.iam import models


def install() -> None:
    """Replaces how a backend gets the managed policies."""
    models.IAMBackend._init_aws_policies = lambda _backend: aws_managed_policies()  # noqa: SLF001


@functools.cache
def aws_managed_policies() -> list[Any]:
    """Every AWS managed policy that moto knows."""
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    return [
        models.AWSManagedPolicy.from_data(name, "aws", "us-east-1", data)
        for name, data in json.loads(aws_managed_policies_data).items()
    ]
