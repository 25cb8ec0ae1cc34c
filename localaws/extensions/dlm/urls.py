"""Where the service is asked; moto finds this module beside the models."""

from localaws.extensions.dlm.responses import LifecycleResponse

url_bases = [r"https?://dlm\.(.+)\.amazonaws\.com"]

url_paths = {
    "{0}/policies$": LifecycleResponse.dispatch,
    "{0}/policies/(?P<policyId>[^/]+)$": LifecycleResponse.dispatch,
    "{0}/tags/(?P<resourceArn>.+)$": LifecycleResponse.dispatch,
}
