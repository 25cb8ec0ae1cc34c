"""The refusals of a launch."""

from moto.ec2.exceptions import EC2ClientError


def refusal(code: str, message: str) -> EC2ClientError:
    """An error with AWS's code and words."""
    return EC2ClientError(code, message)
