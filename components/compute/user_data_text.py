"""The user data of instances, with the scripts that are known only while deploying."""

import pulumi

from ..problems import report
from .launch_settings import LaunchSettings
from .user_data import size_problems


class UserDataTooLongError(pulumi.RunError):
    """The user data has become too long with the scripts that are known only while deploying."""


def user_data_text(
    subject: str, launch: LaunchSettings, boot_scripts: pulumi.Input[list[str]] | None
) -> str | pulumi.Output[str]:
    """The document; empty where there is nothing to do. `subject` is whom an error concerns."""

    def document(scripts: list[str]) -> str:
        text = launch.user_data_document(scripts)
        if problems := size_problems("boot_scripts", text):
            raise UserDataTooLongError(report(subject, problems))
        return text

    if boot_scripts is None:
        return document([])
    return pulumi.Output.from_input(boot_scripts).apply(document)
