"""What a row of a table can say about a backed type. A row is data; `backed.py` gives it meaning.

Parameters are templates: `{id}`, `{region}`, `{account}`, `{item}` and the name of any property are
replaced; a callable receives the same values and returns the parameter.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from localaws.links.match import Target
from localaws.session import Session
from localaws.values import same

Values = Mapping[str, Any]
Template = Any
"""A constant, a string with {names} in it, a list or dict of templates, or a function of the values."""


@dataclass(frozen=True)
class Call:
    """One API operation with its fixed parameters, and the JMESPath that finds the resource in its answer."""

    operation: str
    parameters: Mapping[str, Template] = field(default_factory=dict)
    result: str = "@"
    service: str = ""
    """The botocore service, where it is not the row's."""
    shape: str = ""
    """The path of the result's shape in the answer, where `result` is not a plain path."""


Step = Call | Callable[[Session, Values], None]
"""A call, or a function for what one call cannot do."""


@dataclass(frozen=True)
class Aspect:
    """Properties that have operations of their own, beside the resource's create and update."""

    properties: tuple[str, ...]
    put: Step
    """A function takes the properties itself: they are linked to nothing."""
    get: Call | None = None
    """Its result has the form of the put request; None: the resource's own description tells."""
    remove: Step | None = None
    """Called when the properties are no longer set."""
    absent: str = ""
    """A pattern of the error code that means that nothing is set."""
    links: Mapping[str, Target] = field(default_factory=dict)
    """Where the put request differs from the create request."""
    sent_by_create: bool = False
    """The create operation sends these properties, so the put is for updates only."""
    remove_first: bool = False
    """Replace by removing the old value first, and remove it before the resource is deleted (attachments)."""
    before_put: Step | None = None
    """What must happen before an update's put (IAM keeps five versions of a policy)."""
    when: Callable[[Values, Values], bool] | None = None
    """Asked with the old and the new properties: the put is an action that follows certain changes (an instance
    refresh), not a state that the properties describe. With `sent_by_create`: not asked at a creation."""
    request: Callable[[dict[str, Any], Values], dict[str, Any]] | None = None
    """The last word on the put request, for what no link can say."""


@dataclass(frozen=True)
class Renewal:
    """Outputs that a change of the resource gives new values: a preview cannot know them."""

    outputs: tuple[str, ...]
    by: tuple[str, ...] = ()
    """The properties whose change does it; empty: everything that the update operation sends."""
    when: str = ""
    """A property that must be true as well."""


@dataclass(frozen=True)
class Members:
    """A list property whose items are added and removed one by one."""

    name: str
    add: Call
    remove: Call
    read: Call | Callable[[Session, Values], list[Any]]
    """Its result is the list of items in the API's form."""
    to_request: Callable[[Any, Values], dict[str, Any]] | None = None
    """Parameters that an item adds to both calls, when a template with {item} cannot tell."""
    to_removal: Callable[[Any, Values], dict[str, Any]] | None = None
    """Parameters of the removal, where they are not those of the addition."""
    sent_by_create: bool = False


@dataclass(frozen=True)
class Tagging:
    """How a service tags: in which form the create operation takes tags, and the calls that read and change them."""

    add: Call
    remove: Call
    add_member: str = "Tags"
    remove_member: str = "TagKeys"
    remove_form: str = "keys"
    """`keys`: a list of keys; `pairs`: a list of {Key: …}."""
    read: Call | None = None
    """None: the resource's description holds the tags."""
    create_member: str = "Tags"
    """Empty: the create operation takes no tags and they are added after it; `TagSpecifications`: EC2's own form."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One backed resource type: its operations, its id, and only what the names of the two models cannot tell."""

    token: str
    service: str
    """The botocore service name."""
    create: Call
    read: Call
    delete: Step | None
    """None: the resource is a setting that outlives its declaration (its `reset`, if any, restores the default)."""
    id: str
    """JMESPath into the create answer, or a template over the properties when it holds a brace."""
    update: Call | None = None
    nouns: tuple[str, ...] = ()
    """The words that the API puts before the resource's members; the class name when empty."""
    links: Mapping[str, Target] = field(default_factory=dict)
    update_links: Mapping[str, Target] = field(default_factory=dict)
    """Where the update request differs from the create request."""
    read_links: Mapping[str, Target] = field(default_factory=dict)
    """Where the description differs from the request."""
    read_in_request_form: bool = False
    """The read result was brought into the form of the create request by its JMESPath."""
    flattened: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    members: tuple[Members, ...] = ()
    tagging: Tagging | None = None
    outputs: Mapping[str, Template] = field(default_factory=dict)
    """Outputs by template; `{_Member}` is a scalar member of the description."""
    lookups: Mapping[str, Call | Callable[[Session, Values], Any]] = field(default_factory=dict)
    """Outputs, each with a call of its own, or a function for what one call cannot tell."""
    controls: tuple[str, ...] = ()
    """Properties that steer the provider and are sent nowhere."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """Dotted properties that the API takes but the emulator would lose, each with the reason."""
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Properties that no description tells, each with the reason."""
    removal: Mapping[str, Any] = field(default_factory=dict)
    """What AWS goes back to when the property is removed."""
    computed: tuple[str, ...] = ()
    """Properties that AWS chooses when they are not set: leaving one out changes nothing. A dotted one is inside of an
    object that the program may give in part."""
    whole_update: bool = False
    """An update replaces everything: what the program leaves to AWS is sent again as it was."""
    sent_when_changed: tuple[str, ...] = ()
    """Properties that others change too (a scaling policy the capacity): an update leaves them out when they did not
    change in the program, and does not expect to find them as the program says."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """What the official provider fills in when the property is not set."""
    autoname: str = ""
    """The property that gets a generated name."""
    name_form: Callable[[str, Values], str] = lambda name, _: name
    """What AWS wants of a generated name."""
    renewals: tuple[Renewal, ...] = ()
    replaced_when: Mapping[str, str] = field(default_factory=dict)
    """Properties whose change replaces the resource only while another property is true."""
    delete_before_replace: bool = False
    import_id: str = ""
    """A pattern whose named groups are the properties that an import id holds; empty: the id itself tells all."""
    gone: str = r"NotFound|NoSuch|DoesNotExist|NonExistent|404"
    """A pattern of the error code that means that the resource does not exist."""
    gone_message: str = ""
    """A pattern of the message that says so, where the service has one code for everything."""
    before_create: Callable[[Session, Values], Values] | None = None
    """What must be looked up before the creation: `request` and the create call see it beside the inputs."""
    after_create: tuple[Step, ...] = ()
    after_update: tuple[Step, ...] = ()
    before_delete: tuple[Step, ...] = ()
    request: Callable[[dict[str, Any], Values], dict[str, Any]] | None = None
    """The last word on the create and update requests, for what no link can say."""

    def chooses(self, path: str) -> bool:
        """Whether AWS chooses what stands at a path inside of an object, when the program does not."""
        return "." in path and re.sub(r"\[\d+\]", "", path) in self.computed

    def leaves_alone(self, name: str, old: Any, new: Any) -> bool:
        """Whether a property that is no longer set stays as AWS has it, so that nothing changes."""
        if new is not None or old is None:
            return False
        return name in self.computed or (name in self.removal and same(self.removal[name], old))
