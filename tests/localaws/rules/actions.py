"""Cases for the actions of listeners and of their rules."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

LISTENER, RULE = "aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule"


def forward(*groups: Inputs, **more: object) -> Inputs:
    return {"type": "forward", "forward": {"targetGroups": list(groups), **more}}


def weighed(weight: object) -> Inputs:
    return forward({"arn": "a", "weight": weight})


def sticky(duration: object) -> Inputs:
    return forward({"arn": "a"}, stickiness={"duration": duration})


def redirect(**parts: object) -> Inputs:
    return {"type": "redirect", "redirect": {"statusCode": "HTTP_301", **parts}}


def fixed(content_type: object) -> Inputs:
    return {"type": "fixed-response", "fixedResponse": {"contentType": content_type}}


SIMPLE = {"type": "forward", "targetGroupArn": "a"}
LOGIN = {"type": "authenticate-oidc"}
FIVE = [{"arn": str(number)} for number in range(5)]


def cases(token: str, resource: str, path: str) -> list[Case]:
    def actions(*listed: Inputs) -> Inputs:
        return {path: list(listed)}

    def case(rule: str, fine: tuple[Inputs, ...], broken: tuple[tuple[Inputs, str], ...]) -> Case:
        return Case(
            token,
            f"{resource}.{rule}",
            fine=(*(actions(action) for action in fine), {path: UNKNOWN}),
            broken=tuple((actions(action), f"{path}[0].{at}") for action, at in broken),
        )

    return [
        Case(
            token,
            f"{resource}.routing",
            fine=(
                actions(SIMPLE),
                actions(LOGIN, SIMPLE),
                actions({**SIMPLE, "order": 2}, {**LOGIN, "order": 1}),
                actions({**SIMPLE, "type": UNKNOWN}),
                {path: UNKNOWN},
            ),
            broken=(
                (actions(LOGIN), f"{path}[0].type"),
                (actions(SIMPLE, SIMPLE), f"{path}[0].type"),
                (actions({**SIMPLE, "order": 1}, {**SIMPLE, "order": 2}), f"{path}[0].type"),
                (actions({**SIMPLE, "order": 2}, {**SIMPLE, "order": 1}), f"{path}[1].type"),
            ),
        ),
        case(
            "content",
            fine=(
                SIMPLE,
                forward(*FIVE),
                redirect(port="443"),
                fixed("text/plain"),
                {"type": "forward", "targetGroupArn": UNKNOWN},
                {"type": UNKNOWN},
                LOGIN,
            ),
            broken=(
                ({"type": "forward"}, "forward"),
                ({"type": "redirect"}, "redirect"),
                ({"type": "fixed-response"}, "fixedResponse"),
                ({**redirect(port="443"), "targetGroupArn": "a"}, "targetGroupArn"),
                ({**SIMPLE, "redirect": {"statusCode": "HTTP_301"}}, "redirect"),
                ({**SIMPLE, "fixedResponse": {"contentType": "a"}}, "fixedResponse"),
            ),
        ),
        case(
            "group",
            fine=(
                {**forward({"arn": "a"}), "targetGroupArn": "a"},
                {**forward({"arn": UNKNOWN}), "targetGroupArn": "a"},
                {**forward({"arn": "a"}), "targetGroupArn": UNKNOWN},
                forward({"arn": "a"}, {"arn": "b"}),
            ),
            broken=(
                ({**forward({"arn": "b"}), "targetGroupArn": "a"}, "targetGroupArn"),
                ({**forward({"arn": "a"}, {"arn": "b"}), "targetGroupArn": "a"}, "targetGroupArn"),
            ),
        ),
        case(
            "groups",
            fine=(forward({"arn": "a"}), forward(*FIVE), SIMPLE),
            broken=(
                (forward(), "forward.targetGroups"),
                (forward(*FIVE, {"arn": "6"}), "forward.targetGroups"),
            ),
        ),
        case(
            "weight",
            fine=(weighed(0), weighed("999"), weighed(UNKNOWN), forward({"arn": "a"})),
            broken=(
                (weighed(-1), "forward.targetGroups[0].weight"),
                (weighed(1000), "forward.targetGroups[0].weight"),
            ),
        ),
        case(
            "stickiness",
            fine=(sticky(1), sticky("604800"), sticky(UNKNOWN), forward({"arn": "a"})),
            broken=(
                (sticky(0), "forward.stickiness.duration"),
                (sticky(604801), "forward.stickiness.duration"),
            ),
        ),
        case(
            "redirect",
            fine=(
                redirect(protocol="HTTPS"),
                redirect(port="443"),
                redirect(host="a.example.com"),
                redirect(path="/new/#{path}"),
                redirect(host=UNKNOWN),
                SIMPLE,
            ),
            broken=(
                (redirect(), "redirect.statusCode"),
                (redirect(query="a=b"), "redirect.statusCode"),
                (
                    redirect(
                        host="#{host}", path="/#{path}", port="#{port}", protocol="#{protocol}"
                    ),
                    "redirect.statusCode",
                ),
            ),
        ),
        case(
            "redirect.path",
            fine=(redirect(path="/"), redirect(path="/#{path}"), redirect(path=UNKNOWN)),
            broken=((redirect(path="a"), "redirect.path"),),
        ),
        case(
            "redirect.port",
            fine=(
                redirect(port="1"),
                redirect(port="65535"),
                redirect(port="#{port}"),
                redirect(port=UNKNOWN),
            ),
            broken=(
                (redirect(port="0"), "redirect.port"),
                (redirect(port="65536"), "redirect.port"),
                (redirect(port="https"), "redirect.port"),
            ),
        ),
        case(
            "contentType",
            fine=(
                fixed("text/plain"),
                fixed("text/css"),
                fixed("text/html"),
                fixed("application/javascript"),
                fixed("application/json"),
                fixed(UNKNOWN),
            ),
            broken=(
                (fixed("text/xml"), "fixedResponse.contentType"),
                (fixed("plain"), "fixedResponse.contentType"),
            ),
        ),
    ]


CASES = [
    *cases(LISTENER, "listener", "defaultActions"),
    *cases(RULE, "rule", "actions"),
]
