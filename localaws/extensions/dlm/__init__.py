"""Amazon Data Lifecycle Manager, which moto lacks: its policies stand, but no time passes in which they act."""

import re
import sys

from moto import backend_index

from localaws.extensions.dlm import models, urls

SERVICE = "dlm"


def install() -> None:
    """Makes moto find the service: it looks for services in its own tree only."""
    sys.modules[f"moto.{SERVICE}"] = models
    for base in urls.url_bases:
        backend_index.backend_url_patterns.append((SERVICE, re.compile(base)))
