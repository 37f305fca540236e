"""Rules that no general linter knows, read from the syntax trees; each is shown to see its own fault."""

import pytest

from tests.architecture.house_rules import RULES, Rule
from tests.architecture.source import Module, modules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_application_keeps_the_rule(rule: Rule) -> None:
    assert [finding for module in modules("app") for finding in rule.findings(module)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_sees_its_fault_and_nothing_else(rule: Rule) -> None:
    for fault in rule.faults:
        assert list(rule.findings(Module.parse(rule.place, fault))), fault
    for harmless in rule.harmless:
        assert list(rule.findings(Module.parse(rule.place, harmless))) == [], harmless
