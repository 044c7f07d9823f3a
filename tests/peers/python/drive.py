"""Calls every method of the official Python client on the stand-in, and checks what comes back.

    drive.py STAND_IN STATE DESCRIPTION

STAND_IN is the program, STATE what exists before each call, DESCRIPTION what the stand-in is made of.
A call that fails must be in KNOWN, with its cause in the client, and one in KNOWN must fail.
"""

import inspect
import json
import subprocess
import sys

import ngrok
import requests
from ngrok import datatypes, services

# The faults of the client: method -> (what it raises, why).
NO_CONTENT = "every answer of these actions has status 204, which the client takes for a failure"
NOT_JSON = "the client does not turn objects inside of arguments into JSON"
DEFAULT_TIME = "the default of `valid_after` is a datetime, which cannot become JSON"
KNOWN = {
    "TunnelSessionsClient.restart": (RuntimeError, NO_CONTENT),
    "TunnelSessionsClient.stop": (RuntimeError, NO_CONTENT),
    "TunnelSessionsClient.update": (RuntimeError, NO_CONTENT),
    "EventDestinationsClient.create": (TypeError, NOT_JSON),
    "EventDestinationsClient.update": (TypeError, NOT_JSON),
    "EdgeRouteOAuthModuleClient.replace": (TypeError, NOT_JSON),
    "EdgesHTTPSRoutesClient.create": (TypeError, NOT_JSON),
    "EdgesHTTPSRoutesClient.update": (TypeError, NOT_JSON),
    "SSHHostCertificatesClient.create": (TypeError, DEFAULT_TIME),
    "SSHUserCertificatesClient.create": (TypeError, DEFAULT_TIME),
}

# Path parameters by the name of the service's class; `edge_id` and the like by their own name.
IDS = {
    "AbuseReports": "abrp_1", "AgentIngresses": "agin_1", "APIKeys": "ak_1", "ApplicationSessions": "as_1",
    "ApplicationUsers": "au_1", "BotUsers": "bot_1", "CertificateAuthorities": "ca_1", "Credentials": "cr_1",
    "EdgesHTTPS": "edghts_1", "EdgesHTTPSRoutes": "edghtsrt_1", "EdgesTCP": "edgtcp_1", "EdgesTLS": "edgtls_1",
    "Endpoints": "ep_1", "EventDestinations": "ed_1", "EventSubscriptions": "esb_1", "FailoverBackends": "bkdfo_1",
    "HTTPResponseBackends": "bkdhr_1", "IPPolicies": "ipp_1", "IPPolicyRules": "ipr_1", "IPRestrictions": "ipx_1",
    "ReservedAddrs": "ra_1", "ReservedDomains": "rd_1", "Secrets": "secret_1", "ServiceUsers": "service_1",
    "SSHCertificateAuthorities": "sshca_1", "SSHCredentials": "sshcr_1", "SSHHostCertificates": "shcrt_1",
    "SSHUserCertificates": "sucrt_1", "StaticBackends": "bkdsc_1", "TLSCertificates": "cert_1",
    "TunnelGroupBackends": "bkdtg_1", "TunnelSessions": "ts_1", "Tunnels": "tn_1", "Vaults": "vault_1",
    "WeightedBackends": "bkdwd_1",
}

# What is given, by the name of the parameter.
GIVEN = {
    "action": "deny", "address": "example.com:8080", "backends": ["bkdhr_1"], "body": "hi", "ca_pem": "PEM",
    "certificate_pem": "PEM", "cidr": "192.168.0.0/16", "description": "two", "destination_ids": ["ed_1"],
    "domain": "two.example.com", "edge_id": "edghts_1", "format": "json", "hostports": ["two.example.com:443"],
    "ip_policy_id": "ipp_1", "ip_policy_ids": ["ipp_1"], "labels": {"service": "blog"}, "match": "/two",
    "match_type": "exact_path", "metadata": "{}", "name": "two", "owner_id": "usr_1", "private_key_pem": "PEM",
    "public_key": "ssh-ed25519 AAAA", "ssh_certificate_authority_id": "sshca_1", "status_code": 201,
    "subscription_id": "esb_1", "traffic_policy": "{}", "url": "https://two.example.com", "urls": ["https://a.example"],
    "value": "hush", "vault_id": "vault_1",
}
WORKS_WITH = {
    # What works where a method fails as it is called first.
    "SSHHostCertificatesClient.create": {"valid_after": "2030-01-01T00:00:00Z", "valid_until": "2031-01-01T00:00:00Z"},
    "SSHUserCertificatesClient.create": {"valid_after": "2030-01-01T00:00:00Z", "valid_until": "2031-01-01T00:00:00Z"},
    "EventDestinationsClient.update": {"target": None},
    "EdgesHTTPSRoutesClient.create": {"oauth": None},
    "EdgesHTTPSRoutesClient.update": {"oauth": None},
}
MORE = {
    "EndpointsClient.create": {"type": "cloud"},
    "EventSourcesClient.create": {"type": "ip_policy_deleted.v0"},
    "EventSourcesClient.get": {"type": "ip_policy_created.v0"},
    "EventSourcesClient.update": {"type": "ip_policy_created.v0"},
    "EventSourcesClient.delete": {"type": "ip_policy_created.v0"},
    "IPRestrictionsClient.create": {"type": "endpoints"},
    "IPRestrictionsClient.update": {"ip_policy_ids": ["ipp_1"]},
    "ReservedAddrsClient.create": {"region": "eu"},
    "WeightedBackendsClient.create": {"backends": {"bkdhr_1": 1}},
    "WeightedBackendsClient.update": {"backends": {"bkdhr_1": 1}},
}


def modules(client):
    """The argument `module` by the class that it is of, with the names that are sent."""
    def make(kind, **fields):
        return getattr(datatypes, kind)(client, fields)

    return {
        "EndpointBackendMutate": make("EndpointBackendMutate", enabled=True, backend_id="bkdhr_1"),
        "EndpointIPPolicyMutate": make("EndpointIPPolicyMutate", ip_policy_ids=["ipp_1"]),
        "EndpointMutualTLSMutate": make("EndpointMutualTLSMutate", certificate_authority_ids=["ca_1"]),
        "EndpointCircuitBreaker": make("EndpointCircuitBreaker", tripped_duration=60, num_buckets=10),
        "EndpointCompression": make("EndpointCompression", enabled=False),
        "EndpointOAuth": make("EndpointOAuth", provider={"google": {"email_domains": ["example.com"]}}),
        "EndpointOIDC": make("EndpointOIDC", issuer="https://a.example", client_id="a", client_secret="b"),
        "EndpointRequestHeaders": make("EndpointRequestHeaders", add={"a": "b"}, remove=["c"]),
        "EndpointResponseHeaders": make("EndpointResponseHeaders", add={"a": "b"}, remove=["c"]),
        "EndpointSAMLMutate": make("EndpointSAMLMutate", idp_metadata="<EntityDescriptor/>"),
        "EndpointTLSTermination": make("EndpointTLSTermination", terminate_at="upstream"),
        "EndpointTLSTerminationAtEdge": make("EndpointTLSTerminationAtEdge", min_version="1.3"),
        "EndpointTrafficPolicy": make("EndpointTrafficPolicy", value="{}"),
        "EndpointUserAgentFilter": make("EndpointUserAgentFilter", allow=["a"]),
        "EndpointWebhookValidation": make("EndpointWebhookValidation", provider="github", secret="hush"),
        "EndpointWebsocketTCPConverter": make("EndpointWebsocketTCPConverter", enabled=True),
        "EventTarget": make("EventTarget", kinesis={"auth": {"role": {"role_arn": "arn:a"}}, "stream_arn": "arn:b"}),
    }


class Drive:
    def __init__(self, url, state, description):
        self.url = url
        self.state = state
        self.description = description
        self.client = ngrok.Client("any_key", url)
        self.modules = modules(self.client)
        self.faults = []
        self.absent = set()
        self.calls = 0

    def reset(self):
        requests.put(self.url + "/_mock/state", json=self.state, timeout=10).raise_for_status()

    def arguments(self, service, name, method):
        """All that a method takes and for which there is a value."""
        given = {}
        for parameter in list(inspect.signature(method).parameters.values()):
            kind = str(parameter.annotation)
            if parameter.name == "id" and name != "list":
                given["id"] = IDS.get(service) or self.id_of_module(service)
            elif kind in self.modules:
                given[parameter.name] = self.modules[kind]
            elif parameter.name in GIVEN and name != "list":
                given[parameter.name] = GIVEN[parameter.name]
            elif parameter.name == "subscription_id":
                given["subscription_id"] = "esb_1"
            elif parameter.default is inspect.Parameter.empty:
                given[parameter.name] = None
        given.update(MORE.get(f"{service}Client.{name}", {}))
        if name == "list":
            given.pop("url", None)
        return given

    @staticmethod
    def id_of_module(service):
        for beginning, id in [("HTTPSEdge", "edghts_1"), ("EdgeRoute", "edghtsrt_1"), ("TCPEdge", "edgtcp_1"), ("TLSEdge", "edgtls_1")]:
            if service.startswith(beginning):
                return id
        raise KeyError(service)

    def every(self):
        for label, kind in sorted(vars(services).items()):
            if not label.endswith("Client") or label == "HTTPClient":
                continue
            service = label.removesuffix("Client")
            for name, function in sorted(vars(kind).items()):
                if not name.startswith("_") and inspect.isfunction(function):
                    yield service, name, getattr(kind(self.client), name)

    def run(self):
        for service, name, method in self.every():
            self.calls += 1
            label = f"{service}Client.{name}"
            try:
                self.reset()
                self.call(label, method, self.arguments(service, name, method))
            except Exception as error:  # whatever goes wrong is reported, and the next one is tried
                self.faults.append(f"{label}: {type(error).__name__}: {error}")

    def pages(self):
        """A list of several pages, walked by the client's own iterator."""
        self.reset()
        for number in range(4):
            self.client.ip_policies.create(description=str(number))
        walk = iter(self.client.ip_policies.list(limit="2"))
        found = [walk.__next__().description for _ in range(5)]
        assert found == ["3", "2", "1", "0", "one"], found
        try:
            self.client.ip_policies.get("ipp_2")
        except ngrok.NotFoundError as error:
            assert error.http_status_code == 404 and error.operation_id.startswith("op_")
        else:
            raise AssertionError("what does not exist was found")

    def call(self, label, method, arguments):
        if label in KNOWN:
            self.fails(label, method, arguments)
            if label in WORKS_WITH:
                self.checked(label, method, {**arguments, **WORKS_WITH[label]})
            return
        self.checked(label, method, arguments)

    def fails(self, label, method, arguments):
        kind, _ = KNOWN[label]
        if label.startswith("SSH"):
            arguments = {key: value for key, value in arguments.items() if not key.startswith("valid")}
        try:
            method(**arguments)
        except kind:
            return
        raise AssertionError("this is known to fail and did not: take it out of KNOWN")

    def checked(self, label, method, arguments):
        result = method(**arguments)
        wanted = inspect.signature(method).return_annotation
        if wanted is inspect.Signature.empty:
            assert result is None, f"it returned {result!r}"
            return
        assert type(result).__name__ == wanted, f"it returned {type(result).__name__}"
        self.read(result)
        if label.endswith(".list"):
            items = [value for value in result._props.values() if isinstance(value, list)]
            assert len(items) == 1 and len(items[0]) == 1, "there is one item"
            self.read(items[0][0])
        if ".create" in label or ".update" in label:
            self.echoed(result, arguments)
        self.as_instance(result)

    def echoed(self, result, arguments):
        """What is sent as a text comes back as it is, under the same name."""
        for key, value in arguments.items():
            if isinstance(value, str) and key in ("description", "metadata", "name", "domain", "cidr", "action", "url"):
                if hasattr(type(result), key):
                    assert getattr(result, key) == value, f"{key} is {getattr(result, key)!r}"

    def read(self, result):
        """Every property; one may be absent only where the spec says so."""
        fields = {field["name"]: field for field in self.description["types"].get(type(result).__name__, {"fields": []})["fields"]}
        for name, attribute in vars(type(result)).items():
            if not isinstance(attribute, property):
                continue
            try:
                getattr(result, name)
            except KeyError:
                field = fields.get(name, {})
                is_reference = isinstance(field.get("type"), dict) and "ref" in field["type"]
                may_be_absent = field.get("read") == "sometimes" or is_reference
                assert may_be_absent, f"{type(result).__name__}.{name} is absent"
                self.absent.add(f"{type(result).__name__}.{name}")

    def as_instance(self, result):
        """Instance methods of what was read."""
        if hasattr(type(result), "update") and hasattr(type(result), "description"):
            try:
                result.update(description="three")
            except KeyError:
                # The client cannot update what lacks a field that it does not need.
                return


def main(program, state, description):
    served = subprocess.Popen([program, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        url = served.stdout.readline().strip()
        with open(state) as seed, open(description) as facts:
            drive = Drive(url, json.load(seed), json.load(facts))
        drive.run()
        drive.pages()
    finally:
        served.terminate()
        served.wait(timeout=10)
    for fault in drive.faults:
        print(fault)
    known = "\n".join(f"  {label}: {cause}" for label, (_, cause) in sorted(KNOWN.items()))
    print(f"{drive.calls} methods called, {len(drive.faults)} unexpected failures; known faults of the client:\n{known}")
    print(f"  reading a field that is absent raises KeyError: {len(drive.absent)} fields were")
    return 1 if drive.faults or drive.calls != 241 or served.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
