"""Every kind of broken stack file, and the exact words with which the program refuses it.

Each case is what somebody wrote (YAML, laid over the files that are committed) and the lines of the
error. `~` takes a key away. Nothing may be registered before all of the settings have been read.
"""

from typing import Any

import pytest
import yaml

from tests.program.running import run_program, stack_configuration

ACCOUNTS = "audit, log-archive, management, production, sandbox, test"
VPC = "Amazon VPC User Guide, VPC CIDR blocks"
TAGGING = "Tagging AWS Resources and Tag Editor, Tag naming limits and requirements"
PRIVATE_LINK = "AWS PrivateLink Guide, AWS services that integrate with AWS PrivateLink"
QUOTES = (
    "it has to be text in quotes; without them YAML reads digits as a number, and as an octal one "
    "after a leading zero"
)
LAYOUT = (
    "availabilityZones, cidrBlock, flowLogRetentionDays, interfaceEndpoints, isolatedSubnets, "
    "natGateways, publicSubnets"
)
TOP = (
    "account, allowReplacement, baseline, fleets, instances, loadBalancers, network, organization, "
    "region, tags"
)
REQUIRED = "the organization requires this tag, with"
DAYS = (
    "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, "
    "3288, 3653"
)

CASES = {
    # account and region
    "account left out": ("account: ~", "account is missing; it has no default."),
    "account mistyped": (
        "account: sandbx",
        f'account is "sandbx"; the organization\'s accounts are {ACCOUNTS}. Nearest: "sandbox".',
    ),
    "account given by its id": (
        'account: "444444444444"',
        f'account is "444444444444"; the organization\'s accounts are {ACCOUNTS}.',
    ),
    "region left out": ("region: ~", "region is missing; it has no default."),
    "region that the account may not use": (
        "region: us-east-1",
        'region is "us-east-1"; account sandbox may use eu-central-1, eu-west-1.',
    ),
    # keys
    "unknown section": (
        "netwrk: {layout: {}}",
        f'netwrk is not known; known here are {TOP}. Nearest: "network".',
    ),
    "unknown section that is empty": (
        "compute: {}",
        f"compute is not known; known here are {TOP}.",
    ),
    "unknown key of text": (
        "stage: sandbox",
        f"stage is not known; known here are {TOP}.",
    ),
    "unknown key below": (
        "network: {layout: {subnets: 3}}",
        f'network.layout.subnets is not known; known here are {LAYOUT}. Nearest: "publicSubnets".',
    ),
    "key in snake_case": (
        "network: {layout: {isolated_subnets: true}}",
        f'network.layout["isolated_subnets"] is not known; known here are {LAYOUT}. '
        'Nearest: "isolatedSubnets".',
    ),
    # tags
    "required tag left out": (
        "tags: {owner: ~}",
        f"tags.owner is missing; {REQUIRED} any value but the empty one.",
    ),
    "required tag empty": (
        'tags: {owner: ""}',
        f'tags.owner is ""; {REQUIRED} any value but the empty one.',
    ),
    "required tag with a value that is not allowed": (
        "tags: {data-classification: secret}",
        f'tags.data-classification is "secret"; {REQUIRED} one of public, internal, confidential, '
        "restricted.",
    ),
    "required tag with a value mistyped": (
        "tags: {data-classification: intern}",
        f'tags.data-classification is "intern"; {REQUIRED} one of public, internal, confidential, '
        'restricted. Nearest: "internal".',
    ),
    "tag that is a number": (
        "tags: {cost-center: 4711}",
        f"tags.cost-center is 4711; {QUOTES}.",
    ),
    "tag that is true": ("tags: {backup: true}", "tags.backup is true; it has to be text."),
    "tag of AWS": (
        "tags: {aws:name: x}",
        f'tags["aws:name"] is "aws:name"; keys that begin with aws: are reserved for AWS ({TAGGING}).',
    ),
    "tag with strange characters": (
        "tags: {note: 'what?'}",
        f'tags.note is "what?"; a tag\'s value consists of letters, digits, spaces and + - = . _ : '
        f"/ @ ({TAGGING}).",
    ),
    # allowReplacement
    "allowed replacement that is no list": (
        "allowReplacement: account-log-bucket",
        'allowReplacement is "account-log-bucket"; it has to be a list.',
    ),
    "allowed replacement that is no name": (
        "allowReplacement: [7]",
        f"allowReplacement[0] is 7; {QUOTES}.",
    ),
    # baseline
    "baseline without budget": (
        "baseline: {budget: ~}",
        "baseline.budget is missing; it has no default.",
    ),
    "budget without limit": (
        "baseline: {budget: {limitUsd: ~, limit: 5}}",
        'baseline.budget.limit is not known; known here are limitUsd. Nearest: "limitUsd".',
        "baseline.budget.limitUsd is missing; it has no default.",
    ),
    "budget of nothing": (
        "baseline: {budget: {limitUsd: 0}}",
        "baseline.budget.limitUsd is 0; a budget is at least 1 US dollar. Nearest: 1.",
    ),
    "budget in text": (
        'baseline: {budget: {limitUsd: "200"}}',
        'baseline.budget.limitUsd is "200"; it has to be a whole number.',
    ),
    "budget with cents": (
        "baseline: {budget: {limitUsd: 99.5}}",
        "baseline.budget.limitUsd is 99.5; it has to be a whole number.",
    ),
    "budget as a number": (
        "baseline: {budget: 200}",
        "baseline.budget is 200; it has to be an object with limitUsd.",
    ),
    "address without a domain": (
        "baseline: {alarmEmails: [platform-team]}",
        'baseline.alarmEmails[0] is "platform-team"; an e-mail address reads name@example.com.',
    ),
    "address listed twice": (
        "baseline: {alarmEmails: [a@example.com, a@example.com]}",
        'baseline.alarmEmails[1] is "a@example.com"; each address is listed once.',
    ),
    "address that is no list": (
        "baseline: {alarmEmails: a@example.com}",
        'baseline.alarmEmails is "a@example.com"; it has to be a list.',
    ),
    "keys that are neither wanted nor not": (
        "baseline: {customerManagedKeys: maybe}",
        'baseline.customerManagedKeys is "maybe"; it has to be true or false.',
    ),
    "logs that are deleted at once": (
        "baseline: {logExpirationDays: 0}",
        "baseline.logExpirationDays is 0; it is at least 1 day (S3 "
        "PutBucketLifecycleConfiguration, LifecycleExpiration.Days). Nearest: 1.",
    ),
    # network
    "network neither created nor adopted": (
        "network: {layout: ~}\nloadBalancers: ~\nfleets: ~",
        None,
    ),
    "network of text": (
        "network: main",
        'network is "main"; it has to be an object with existing, layout.',
    ),
    "network created and adopted": (
        "network: {existing: {vpcId: vpc-12345678, privateSubnetIds: [subnet-12345678]}}",
        "network.existing is given; layout is given too, and a network is either created (layout) "
        "or adopted (existing).",
    ),
    "network too large": (
        "network: {layout: {cidrBlock: 10.0.0.0/8}}",
        'network.layout.cidrBlock is "10.0.0.0/8"; a VPC here has /16 to /21, so that a load '
        f"balancer fits into each public subnet ({VPC}; Elastic Load Balancing User Guide, Subnets "
        'for your load balancer). Nearest: "10.0.0.0/16".',
    ),
    "network that begins in its middle": (
        "network: {layout: {cidrBlock: 10.40.1.0/20}}",
        'network.layout.cidrBlock is "10.40.1.0/20"; the address is the first one of the block, '
        f'and the block\'s size follows as a number ({VPC}). Nearest: "10.40.0.0/20".',
    ),
    "network of public addresses": (
        "network: {layout: {cidrBlock: 8.8.0.0/16}}",
        'network.layout.cidrBlock is "8.8.0.0/16"; a VPC here has addresses of 10.0.0.0/8, '
        f"172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 ({VPC}).",
    ),
    "network in the addresses of Docker": (
        "network: {layout: {cidrBlock: 172.17.0.0/20}}",
        'network.layout.cidrBlock is "172.17.0.0/20"; 172.17.0.0/16 is what Docker uses on the '
        f"hosts of several AWS services ({VPC}).",
    ),
    "network without addresses": (
        "network: {layout: {cidrBlock: ~}}",
        "network.layout.cidrBlock is missing; it has no default.",
    ),
    "zone by its whole name": (
        "network: {layout: {availabilityZones: [eu-central-1a, b]}}",
        'network.layout.availabilityZones[0] is "eu-central-1a"; a zone is given by its letter, a '
        'to h. Nearest: "a".',
    ),
    "zone listed twice": (
        "network: {layout: {availabilityZones: [a, a]}}",
        'network.layout.availabilityZones[1] is "a"; each zone is listed once.',
    ),
    "no zones": (
        "network: {layout: {availabilityZones: []}}",
        "network.layout.availabilityZones is missing; a network has at least one zone.",
    ),
    "number of zones": (
        "network: {layout: {availabilityZones: 3}}",
        "network.layout.availabilityZones is 3; it has to be a list.",
    ),
    "nat gateways spelled otherwise": (
        "network: {layout: {natGateways: perZone}}",
        'network.layout.natGateways is "perZone"; it has to be one of none, single, per_zone. '
        'Nearest: "per_zone".',
    ),
    "nat gateways counted": (
        "network: {layout: {natGateways: 2}}",
        "network.layout.natGateways is 2; it has to be one of none, single, per_zone.",
    ),
    "nat gateways without public subnets": (
        "network: {layout: {natGateways: per_zone, publicSubnets: false}}",
        "network.layout.publicSubnets is false; NAT gateways stand in public subnets, and there "
        "are to be some (per_zone). Nearest: true.",
    ),
    "endpoint that every network has": (
        "network: {layout: {interfaceEndpoints: [dynamodb]}}",
        'network.layout.interfaceEndpoints[0] is "dynamodb"; every network has a gateway endpoint '
        f"for it, which costs nothing ({PRIVATE_LINK}).",
    ),
    "endpoint in capitals": (
        "network: {layout: {interfaceEndpoints: [SSM]}}",
        'network.layout.interfaceEndpoints[0] is "SSM"; a service is named in small letters, as in '
        f"ssm or ecr.api ({PRIVATE_LINK}).",
    ),
    "flow log kept for a period that there is not": (
        "network: {layout: {flowLogRetentionDays: 45}}",
        f"network.layout.flowLogRetentionDays is 45; a log group keeps its events for {DAYS} days "
        "(CloudWatch Logs PutRetentionPolicy, retentionInDays). Nearest: 30.",
    ),
    "adopted network without subnets": (
        "network: {layout: ~, existing: {vpcId: vpc-12345678, privateSubnetIds: []}}",
        "network.existing.privateSubnetIds is missing; a network has at least one private subnet.",
    ),
    "adopted network by its name": (
        "network: {layout: ~, existing: {vpcId: main, privateSubnetIds: [subnet-12345678]}}",
        'network.existing.vpcId is "main"; the id of a VPC reads vpc- and 8 or 17 hexadecimal '
        "digits (Amazon EC2 User Guide, Resource IDs).",
    ),
    # organization
    "account id without quotes": (
        "organization: {accounts: {sandbox: {id: 444444444444}}}",
        f"organization.accounts.sandbox.id is 444444444444; {QUOTES}.",
    ),
    "account id too short": (
        'organization: {accounts: {sandbox: {id: "44444444444"}}}',
        'organization.accounts.sandbox.id is "44444444444"; an account id has 12 digits '
        "(Organizations API, AccountId).",
    ),
    "account id of another account": (
        'organization: {accounts: {sandbox: {id: "111111111111"}}}',
        'organization.accounts.sandbox.id is "111111111111"; it is the id of account management.',
    ),
    "organizational unit mistyped": (
        "organization: {accounts: {sandbox: {organizationalUnit: sandbx}}}",
        'organization.accounts.sandbox.organizationalUnit is "sandbx"; the organizational units '
        'are core, production, sandbox, test. Nearest: "sandbox".',
    ),
    "mandatory account left out": (
        "organization: {accounts: {audit: ~}}",
        'organization.auditAccount is "audit"; the organization\'s accounts are log-archive, '
        "management, production, sandbox, test.",
    ),
    "tier mistyped": (
        "organization: {organizationalUnits: {sandbox: {tier: prod}}}",
        'organization.organizationalUnits.sandbox.tier is "prod"; it has to be one of sandbox, '
        'test, production. Nearest: "production".',
    ),
    "region of an account outside of the organization's": (
        "organization: {accounts: {sandbox: {regions: [us-west-2]}}}",
        'organization.accounts.sandbox.regions[0] is "us-west-2"; the organization uses '
        "eu-central-1, eu-west-1.",
    ),
    "region that is none": (
        "organization: {regions: [eu-central-1, eu-west-1, Ireland]}",
        'organization.regions[2] is "Ireland"; a region reads like eu-central-1.',
    ),
    "role with its path": (
        "organization: {deploymentRole: /team/Deploy}",
        'organization.deploymentRole is "/team/Deploy"; a role\'s name has 1 to 64 letters, digits '
        "and _+=,.@-, without its path (IAM CreateRole, RoleName).",
    ),
    "quota that is no number": (
        "organization: {accounts: {sandbox: {quotas: {vpcs: many}}}}",
        'organization.accounts.sandbox.quotas.vpcs is "many"; it has to be a whole number.',
    ),
    "organization empty": (
        "organization: []",
        "organization is missing; it has no default.",
    ),
    "organization left out": ("organization: ~", "organization is missing; it has no default."),
}


def laid_over(base: Any, change: Any) -> Any:
    """The base with the change written over it, key by key; None takes a key away."""
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    merged = {key: laid_over(base.get(key), value) for key, value in change.items()}
    return {key: value for key, value in (base | merged).items() if value is not None}


def broken(text: str) -> dict[str, Any]:
    """The sandbox stack's configuration with this YAML written over it."""
    change = {f"landing-zone:{key}": value for key, value in yaml.safe_load(text).items()}
    result: dict[str, Any] = laid_over(stack_configuration("sandbox"), change)
    return result


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_file_is_refused_in_these_words_before_anything_is_registered(
    case: tuple[str, ...],
) -> None:
    text, *messages = case
    recording = run_program(broken(text))
    expected = [f'Stack "sandbox": {message}' for message in messages if message]
    assert (recording.error or "").splitlines() == expected
    if expected:
        assert recording.registrations == []


def test_five_mistakes_at_once_give_five_lines() -> None:
    text = """
        account: sandbx
        tags: {note: "what?"}
        baseline: {budget: {limitUsd: 0}}
        network: {layout: {cidrBlock: 10.0.0.0/8}}
        allowReplacement: account-log-bucket
    """
    recording = run_program(broken(text))
    assert [line.split(" is ")[0] for line in (recording.error or "").splitlines()] == [
        'Stack "sandbox": allowReplacement',
        'Stack "sandbox": baseline.budget.limitUsd',
        'Stack "sandbox": network.layout.cidrBlock',
        'Stack "sandbox": tags.note',
        'Stack "sandbox": account',
    ]
    assert recording.registrations == []


def test_the_tags_of_an_unknown_account_are_read_all_the_same() -> None:
    text = """
        account: sandbx
        tags: {data-classification: secret}
    """
    recording = run_program(broken(text))
    assert [line.split(" is ")[0] for line in (recording.error or "").splitlines()] == [
        'Stack "sandbox": account',
        'Stack "sandbox": tags.data-classification',
    ]


def test_no_case_says_the_same_as_another() -> None:
    texts = [text for text, *_ in CASES.values()]
    assert len(set(texts)) == len(texts)
