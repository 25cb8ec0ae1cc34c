"""One row for each backed resource type, by service."""

from localaws.rows import Row
from localaws.tables import (
    account_settings,
    addresses,
    budgets,
    endpoints,
    iam,
    kms,
    logs,
    messaging,
    network,
    routes,
    s3,
    security_groups,
    ssm,
)

ROWS: tuple[Row, ...] = (
    *network.ROWS,
    *routes.ROWS,
    *addresses.ROWS,
    *security_groups.ROWS,
    *endpoints.ROWS,
    *iam.ROWS,
    *kms.ROWS,
    *logs.ROWS,
    *s3.ROWS,
    *messaging.ROWS,
    *ssm.ROWS,
    *account_settings.ROWS,
    *budgets.ROWS,
)
