"""The files of ``deploy/``: held against published schemas, the program's own figures, and what the guide needs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from guide import __version__
from guide.serve.metrics import Metrics
from guide.settings import Settings
from guide.web import Answered, Progress
from guide.web.sealed.tokens import new_key
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
PROMTOOL = shutil.which("promtool")
VERSIONS = ("1.30", "1.37")
"""The oldest and the newest Kubernetes that the manifests are for."""

Manifests = dict[str, dict[str, Any]]


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture
def manifests() -> Manifests:
    """The manifests of Kubernetes, by kind."""
    found = list(yaml.safe_load_all(text("kubernetes.yaml")))
    assert len({one["kind"] for one in found}) == len(found)
    return {one["kind"]: one for one in found}


@pytest.fixture
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    return read


# Kubernetes


@pytest.mark.parametrize("version", VERSIONS)
def test_kubernetes_takes_every_manifest(manifests: Manifests, version: str) -> None:
    assert len(manifests) == 5
    for manifest in manifests.values():
        kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize(
    ("kind", "wrong"), [("Deployment", "replica"), ("NetworkPolicy", "ingres"), ("Service", "port")]
)
def test_a_wrong_word_would_be_seen(manifests: Manifests, kind: str, wrong: str) -> None:
    manifests[kind]["spec"][wrong] = []
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifests[kind], VERSIONS[-1], strict=True)


def test_all_speak_of_the_same_pods_and_ports(manifests: Manifests) -> None:
    deployment = manifests["Deployment"]["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    (container,) = deployment["template"]["spec"]["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    selectors = (
        deployment["selector"]["matchLabels"],
        manifests["Service"]["spec"]["selector"],
        manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
        *(one["labelSelector"]["matchLabels"] for one in deployment["template"]["spec"]["topologySpreadConstraints"]),
    )
    assert all(selector == labels for selector in selectors)
    assert (
        manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"]
        == manifests["Deployment"]["metadata"]["name"]
    )
    used = {
        *(container[probe]["httpGet"]["port"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")),
        *(port["targetPort"] for port in manifests["Service"]["spec"]["ports"]),
        *(port["port"] for rule in manifests["NetworkPolicy"]["spec"]["ingress"] for port in rule["ports"]),
    }
    assert used == ports.keys()
    assert container["args"][container["args"].index("--port") + 1] == str(ports["http"])
    assert deployment["template"]["metadata"]["annotations"]["prometheus.io/port"] == str(ports["metrics"])


def test_pods_are_closed(manifests: Manifests) -> None:
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod["automountServiceAccountToken"] is False
    assert manifests["NetworkPolicy"]["spec"]["egress"] == []
    assert "memory" in container["resources"]["limits"]
    (volume,) = pod["volumes"]
    assert volume["secret"]["defaultMode"] == 0o440


def given(environment: list[dict[str, str]]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in environment}


def environments() -> Iterator[tuple[str, dict[str, str]]]:
    """What the guide is given by Kubernetes, and by Compose."""
    (deployment, *_others) = yaml.safe_load_all(text("kubernetes.yaml"))
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    yield "kubernetes", given(container["env"])
    yield "compose", yaml.safe_load(text("compose.yaml"))["x-guide"]["environment"]


@pytest.mark.parametrize("environment", [one[1] for one in environments()], ids=[one[0] for one in environments()])
def test_the_guide_understands_its_settings(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "liste").write_text(new_key(), encoding="ascii")
    asked = {name: value.replace("/noegler", str(tmp_path)) for name, value in environment.items()}
    settings = Settings.from_environ(asked)
    assert settings.keys
    assert settings.proxies == 1
    assert settings.metrics == ("0.0.0.0", 9464)
    known = set(re.findall(r"STOETTEGUIDEN_\w+", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert environment.keys() <= known


def test_the_user_is_the_one_of_the_image(manifests: Manifests, compose: dict[str, Any]) -> None:
    (user,) = re.findall(r"^USER (\d+:\d+)$", (ROOT / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    context = manifests["Deployment"]["spec"]["template"]["spec"]["securityContext"]
    assert f"{context['runAsUser']}:{context['runAsGroup']}" == user == compose["x-guide"]["user"]


# Compose


def test_compose_takes_the_file(compose: dict[str, Any]) -> None:
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "compose-spec.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(compose)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**compose, "services": {"guide-1": {**compose["x-guide"], "readonly": True}}})


def test_the_instances_of_compose_are_those_that_nginx_asks(compose: dict[str, Any]) -> None:
    asked = re.findall(r"^ +server ([\w-]+):8000;$", text("cluster.conf"), re.MULTILINE)
    assert len(asked) == 3
    assert compose["services"].keys() == {*asked, "nginx"}
    assert compose["services"]["nginx"]["depends_on"].keys() == {*asked}
    for name in asked:
        assert compose["services"][name]["read_only"] is True
        assert compose["services"][name]["cap_drop"] == ["ALL"]
        assert compose["services"][name]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("file", ["deploy/compose.yaml", "deploy/kubernetes.yaml", "docs/drift.md"])
def test_what_operators_copy_is_of_this_version(file: str) -> None:
    named = re.findall(r"toetteguiden[: -](\d+\.\d+\.\d+)", (ROOT / file).read_text(encoding="utf-8"))
    assert named
    assert set(named) == {__version__}


def test_nginx_finds_the_certificate_of_the_document(compose: dict[str, Any]) -> None:
    document = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"^ +ssl_certificate(?:_key)? +(\S+);$", document, re.MULTILINE))
    assert len(paths) == 2
    assert paths <= {volume["target"] for volume in compose["services"]["nginx"]["volumes"]}


# Prometheus and Grafana


@pytest.fixture
def names() -> set[str]:
    """All figures that the guide tells, once something of each has happened."""
    metrics = Metrics(2)
    metrics.of_reading(lambda: None, DEPLOY)()
    for _time in range(10):
        metrics.take(Answered("interview.answer", 303, 0.1, Progress(begun=True, questions=5)))
    return {sample.name for family in metrics.registry.collect() for sample in family.samples}


def expressions(name: str) -> list[str]:
    """What a file asks Prometheus for."""
    if name == "alerts.yaml":
        (group,) = yaml.safe_load(text(name))["groups"]
        return [rule["expr"] for rule in group["rules"]]
    panels = json.loads(text(name))["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


@pytest.mark.parametrize(("file", "least"), [("alerts.yaml", 4), ("dashboard.json", 10)])
def test_only_figures_that_exist_are_asked_for(file: str, least: int, names: set[str]) -> None:
    asked = {expression: set(re.findall(r"\bstoetteguiden_\w+", expression)) for expression in expressions(file)}
    assert len(asked) >= least
    assert set().union(*asked.values()) - names == set()
    assert all(found or "up{" in expression for expression, found in asked.items())


def test_every_figure_is_on_the_dashboard_and_in_the_document(names: set[str]) -> None:
    document = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
    subjects = {re.sub(r"_(bucket|sum|count|total)$", "", name) for name in names}
    shown = " ".join(expressions("dashboard.json"))
    assert [name for name in subjects if name not in document or name not in shown] == []


@pytest.mark.parametrize("alert", re.findall(r"alert: (\w+)", text("alerts.yaml")))
def test_every_alert_is_described(alert: str) -> None:
    assert f"`{alert}`" in (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")


def test_the_dashboard_names_no_place_and_no_source_of_its_own() -> None:
    """It is taken into any Grafana, which asks for the source."""
    dashboard = json.loads(text("dashboard.json"))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    assert {panel["datasource"]["uid"] for panel in dashboard["panels"]} == {"${datasource}"}
    assert [variable["name"] for variable in dashboard["templating"]["list"]] == ["datasource"]


HEALTHY = {
    'up{job="stoetteguiden",instance="a"}': "1+0x120",
    'stoetteguiden_requests_total{job="stoetteguiden",route="interview.answer",status="3xx"}': "0+60x120",
    'stoetteguiden_requests_total{job="stoetteguiden",route="interview.answer",status="5xx"}': "0+0x120",
    'stoetteguiden_request_seconds_sum{job="stoetteguiden",route="interview.answer"}': "0+30x120",
    'stoetteguiden_workers{job="stoetteguiden",instance="a"}': "2+0x120",
    'stoetteguiden_reload_refused{job="stoetteguiden",instance="a"}': "0+0x120",
    'stoetteguiden_content_info{job="stoetteguiden",instance="a",content="x"}': "1+0x120",
    'stoetteguiden_content_read_timestamp_seconds{job="stoetteguiden",instance="a"}': "0+0x120",
}
"""By minutes, from the first hour of 1970 on, as promtool has it."""

UP, _REQUESTS, FAILURES, SECONDS, _WORKERS, REFUSED, CONTENT, READ = HEALTHY


@pytest.fixture
def firing(tmp_path: Path) -> Callable[[dict[str, str]], set[str]]:
    """Which alerts fire after two hours of such figures."""
    alerts = re.findall(r"alert: (\w+)", text("alerts.yaml"))

    def fires(series: dict[str, str], alert: str) -> bool:
        shutil.copy(DEPLOY / "alerts.yaml", tmp_path)
        inputs = [{"series": name, "values": values} for name, values in series.items()]
        rule = [{"eval_time": "119m", "alertname": alert, "exp_alerts": []}]
        test = {
            "rule_files": ["alerts.yaml"],
            "tests": [{"interval": "1m", "input_series": inputs, "alert_rule_test": rule}],
        }
        (tmp_path / "test.yaml").write_text(yaml.safe_dump(test), encoding="utf-8")
        run = subprocess.run(
            [str(PROMTOOL), "test", "rules", str(tmp_path / "test.yaml")], check=False, capture_output=True, text=True
        )
        assert run.returncode == 0 or "got:" in run.stdout + run.stderr, run.stdout + run.stderr
        return run.returncode != 0

    return lambda series: {alert for alert in alerts if fires(series, alert)}


@pytest.mark.skipif(not PROMTOOL, reason="promtool is not installed")
@pytest.mark.parametrize(
    ("wrong", "alert"),
    [
        ({}, None),
        ({UP: "0+0x120"}, "StoetteguidenDown"),
        ({UP: "_x120"}, "StoetteguidenDown"),
        ({FAILURES: "0+1x120"}, "StoetteguidenFails"),
        ({FAILURES: "0+0x100 1+0x20"}, None),
        ({SECONDS: "0+100x120"}, "StoetteguidenFull"),
        ({REFUSED: "1+0x120"}, "StoetteguidenShowsOldContent"),
        ({READ: "-90000+0x120"}, "StoetteguidenShowsOldContent"),
        ({CONTENT.replace('"a"', '"b"').replace('"x"', '"y"'): "1+0x120"}, "StoetteguidenShowsOldContent"),
    ],
    ids=["healthy", "down", "gone", "failing", "one failure", "full", "refused", "last year", "two contents"],
)
def test_each_alert_fires_for_its_fault_alone(
    firing: Callable[[dict[str, str]], set[str]], wrong: dict[str, str], alert: str | None
) -> None:
    assert firing(HEALTHY | wrong) == ({alert} if alert else set())
