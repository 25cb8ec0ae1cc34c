"""All state of the emulator in one file, and back.

moto keeps nothing. Its backends pickle with dill, given reducers for keys, certificates and weak
dictionaries. What AWS itself brings is left out and loaded again: managed policies, public images and
public parameters, over 25 MB of them. The file holds moto's own objects with what the extensions add to
them, so it is good for one version of moto and of the extensions only.
"""

import functools
import hashlib
import io
import weakref
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dill
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from moto import backends
from moto.core.base_backend import BackendDict
from moto.ec2.models import EC2Backend
from moto.iam.models import AWSManagedPolicy
from moto.s3.models import s3_backends
from moto.ssm.models import ParameterDict

from localaws.extensions.iam import aws_managed_policies

_PRIVATE_KEYS = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey)
_MANAGED_POLICY = "aws-managed-policy"
_EXTENSIONS = Path(__file__).with_name("extensions")


@dataclass(frozen=True)
class Restored:
    """What a snapshot stands for."""

    changes: int
    """The change counter when it was taken."""
    ledger_position: int
    """How far the ledger was then."""


class _Pickler(dill.Pickler):
    def persistent_id(self, value: Any) -> Any:
        return (_MANAGED_POLICY, value.arn) if isinstance(value, AWSManagedPolicy) else None

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, _PRIVATE_KEYS):
            pem = serialization.Encoding.PEM
            private = serialization.PrivateFormat.PKCS8
            return _load_key, (value.private_bytes(pem, private, serialization.NoEncryption()),)
        if isinstance(value, x509.Certificate):
            return _load_certificate, (value.public_bytes(serialization.Encoding.PEM),)
        if isinstance(value, weakref.WeakValueDictionary):
            return _load_weak, (dict(value),)
        if isinstance(value, EC2Backend):
            state = _without_public_images(value)
            return object.__new__, (EC2Backend,), state, None, None, _load_ec2
        if isinstance(value, ParameterDict):
            own = (
                (name, versions) for name, versions in value.items() if not name.startswith("/aws/")
            )
            return ParameterDict, (value.account_id, value.region_name), None, None, own
        return NotImplemented


class _Unpickler(dill.Unpickler):
    def persistent_load(self, reference: tuple[str, str]) -> Any:
        return _managed_policies()[reference[1]]


@functools.cache
def _managed_policies() -> dict[str, AWSManagedPolicy]:
    """By ARN: every account refers to all 1,500 of them."""
    return {policy.arn: policy for policy in aws_managed_policies()}


def _load_key(pem: bytes) -> Any:
    return serialization.load_pem_private_key(pem, None)


def _load_certificate(pem: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem)


def _without_public_images(backend: EC2Backend) -> dict[str, Any]:
    public = {name: image for name, image in backend.amis.items() if image.owner_alias == "amazon"}
    snapshots = {image.ebs_snapshot.id for image in public.values()}
    return {
        **vars(backend),
        "amis": {name: image for name, image in backend.amis.items() if name not in public},
        "snapshots": {name: s for name, s in backend.snapshots.items() if name not in snapshots},
    }


def _load_ec2(backend: EC2Backend, state: dict[str, Any]) -> None:
    vars(backend).update(state)
    backend._load_amis()  # noqa: SLF001 -- what a new backend does


_kept_alive: list[dict[Any, Any]] = []


def _load_weak(content: dict[Any, Any]) -> weakref.WeakValueDictionary[Any, Any]:
    _kept_alive.append(content)
    return weakref.WeakValueDictionary(content)


@functools.cache
def _code() -> str:
    """What the state's classes are of: moto's version, and the extensions that add to them."""
    digest = hashlib.sha256(version("moto").encode())
    for source in sorted(_EXTENSIONS.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def save(path: Path, changes: int, ledger_position: int) -> None:
    """Writes the state of every account, region and service, whole or not at all. No call may run meanwhile."""
    state = {
        service.service_name: {account: dict(regions) for account, regions in service.items()}
        for service in list(BackendDict._instances)  # noqa: SLF001 -- moto has no other list of them
    }
    content = io.BytesIO()
    # By itself, since what other code wrote may not even load.
    _Pickler(content).dump({"code": _code()})
    _Pickler(content).dump({"changes": changes, "ledger_position": ledger_position, "state": state})
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(content.getvalue())
    temporary.replace(path)


def _index_buckets() -> None:
    """Bucket names are one for all accounts; moto keeps who has which beside the accounts' state."""
    for account, partitions in s3_backends.items():
        for partition, backend in partitions.items():
            for name in backend.buckets:
                s3_backends.bucket_accounts[name] = (partition, account)


def restore(path: Path) -> Restored | None:
    """Puts the state back; None when there is no snapshot, or one of other code."""
    # Now, when it is what runs: the files may change later.
    code = _code()
    if not path.exists():
        return None
    with path.open("rb") as file:
        if _Unpickler(file).load().get("code") != code:
            return None
        snapshot = _Unpickler(file).load()
    for service, accounts in snapshot["state"].items():
        backend = backends.get_backend(service)
        for account, regions in accounts.items():
            for region, content in regions.items():
                dict.__setitem__(backend[account], region, content)
    _index_buckets()
    return Restored(snapshot["changes"], snapshot["ledger_position"])
