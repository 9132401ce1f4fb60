"""The bill of materials, docs/sbom.cdx.json; `test_supply_chain.py` renews it.

The known tools that write one name the address of a package index, or leave out licences or hashes.
"""

from __future__ import annotations

import json
from typing import Any

from dependencies import ENVIRONMENTS, PROJECT, Pin, all_pins, needs, purpose
from licences import licence


def bill_of_materials() -> str:
    """docs/sbom.cdx.json: the pins as CycloneDX 1.6, without a date, so that it is reproducible."""
    root = {
        "type": "application",
        "bom-ref": PROJECT["name"],
        "name": PROJECT["name"],
        "version": PROJECT["version"],
        "description": PROJECT["description"],
        "licenses": _licences(PROJECT["license"]),
    }
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"lifecycles": [{"phase": "pre-build"}], "component": root},
        "components": [_component(pin) for pin in all_pins()],
        "dependencies": _dependencies(),
    }
    return json.dumps(bill, indent=1) + "\n"


def _component(pin: Pin) -> dict[str, Any]:
    scopes = {"every build": "required", "development": "excluded"}
    files = [{"alg": "SHA-256", "content": digest} for digest in pin.hashes]
    return {
        "type": "library",
        "bom-ref": pin.address,
        "name": pin.name,
        "version": pin.version,
        "scope": scopes.get(purpose(pin.address), "optional"),
        "licenses": _licences(licence(pin.name)),
        "purl": pin.address,
        # One of these files is installed, whichever fits the machine: they are no component each.
        "externalReferences": [{"type": "distribution", "url": pin.address, "hashes": files}],
    }


def _licences(expression: str) -> list[dict[str, Any]]:
    is_one = " " not in expression
    return [{"license": {"id": expression}} if is_one else {"expression": expression}]


def _dependencies() -> list[dict[str, Any]]:
    extras = tuple(PROJECT["optional-dependencies"])
    edges = set().union(*(needs(extras, environment).edges for environment in ENVIRONMENTS))
    addresses = {PROJECT["name"]: [PROJECT["name"]]}
    for pin in all_pins():
        addresses.setdefault(pin.name, []).append(pin.address)
    children: dict[str, list[str]] = {name: [] for name in sorted(addresses)}
    for parent, child in sorted(edges):
        children[parent] += addresses[child]
    return [
        {"ref": address, "dependsOn": below}
        for name, below in children.items()
        for address in addresses[name]
    ]
