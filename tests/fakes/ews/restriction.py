"""Filters of FindItem: And, Or, Not, comparisons and Exists over the fields that an item shows."""

from collections.abc import Callable

from tests.fakes.ews.items import Item
from tests.fakes.ews.wire import ITEM_FIELDS, Xml, local

_READ = {uri: read for _, uri, read, _ in ITEM_FIELDS}
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "IsEqualTo": lambda value, wanted: value.casefold() == wanted.casefold(),
    "IsNotEqualTo": lambda value, wanted: value.casefold() != wanted.casefold(),
    "IsGreaterThan": lambda value, wanted: value > wanted,
    "IsGreaterThanOrEqualTo": lambda value, wanted: value >= wanted,
    "IsLessThan": lambda value, wanted: value < wanted,
    "IsLessThanOrEqualTo": lambda value, wanted: value <= wanted,
}


def field(item: Item, uri: str) -> str:
    return _READ[uri](item)


def holds(test: Xml, item: Item) -> bool:
    name = local(test)
    if name == "And":
        return all(holds(one, item) for one in test)
    if name == "Or":
        return any(holds(one, item) for one in test)
    if name == "Not":
        return not holds(test[0], item)
    uri = test.find("{*}FieldURI")
    assert uri is not None
    value = field(item, str(uri.get("FieldURI")))
    if name == "Exists":
        return value != ""
    constant = test.find("{*}FieldURIOrConstant/{*}Constant")
    assert constant is not None
    return _COMPARE[name](value, str(constant.get("Value")))
