"""SNS: nothing leaves the machine.

moto posts messages to the web addresses that are subscribed; here they are delivered to queues and functions alone.
"""

from typing import Any

from moto.sns.models import Subscription

_WEB = ("http", "https")


def install() -> None:
    """Drops messages to web addresses."""
    publish = Subscription.publish

    def publish_inside(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.protocol not in _WEB:
            publish(self, *args, **kwargs)

    Subscription.publish = publish_inside
