"""No number is rounded on the way in, through, or out."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import edca

AMOUNTS = ["0.10", "1500000.10", "12345678901234567890.12", "1E+3", "1e3", "-0", "0.1", "100", "-1.50", "9" * 40, "1." + "7" * 60]


def text(amount: str, number: int = 1) -> str:
    return (
        '{"ocid":"a","id":"%d","date":"2025-01-0%dT00:00:00Z","tag":["tender"],'
        '"tender":{"id":"t","value":{"amount":%s,"currency":"MXN"}}}' % (number, number, amount)
    )


@pytest.mark.parametrize("amount", AMOUNTS)
def test_numbers_come_as_they_are(amount):
    (item,) = edca.read(text(amount).encode())
    value = item.data["tender"]["value"]["amount"]
    assert Decimal(value) == Decimal(amount)
    assert isinstance(value, Decimal if set(amount) & set(".eE") else int)
    assert item.text == text(amount)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_numbers_go_as_they_are(amount):
    value = Decimal(amount)
    release = json.loads(text("0"))
    release["tender"]["value"]["amount"] = value
    (merged,) = edca.merge([release])
    assert f'"amount":{value}' in merged.replace(" ", "")
    assert merged.data["tender"]["value"]["amount"] == value


def test_merging_keeps_the_text_of_numbers():
    (merged,) = edca.merge([text("1500000.10"), text("1e3", 2)])
    assert '"amount":1e3' in merged.replace(" ", "")


def test_round_trip_of_dictionaries():
    value = {
        "ocid": 'ñ "quoted" \\ \n \u0001 😀',
        "numbers": [0, -1, 2**63, -(2**70), 0.1, 1e300, 5e-324, Decimal("1.10")],
        "others": [True, False, None, {}, [], ()],
    }
    from edca import _edca

    written = _edca.json_text(value)
    back = edca.loads(written.decode())
    assert back["ocid"] == value["ocid"]
    assert [Decimal(x) for x in back["numbers"][:4]] == value["numbers"][:4]
    assert [float(x) for x in back["numbers"][4:7]] == value["numbers"][4:7]
    assert back["numbers"][7] == Decimal("1.10") and str(back["numbers"][7]) == "1.10"
    assert back["others"] == [True, False, None, {}, [], []]
    assert b"\n" not in written


@pytest.mark.parametrize(
    ("value", "key", "pointer"),
    [
        ({"a": [float("nan")]}, "python.number", "/a/0"),
        ({"a": Decimal("Infinity")}, "python.number", "/a"),
        ({"a~/b": {1: 2}}, "python.key", "/a~0~1b/1"),
        ({"a": {1, 2}}, "python.value", "/a"),
        ({"a": 10**5000}, "python.number", "/a"),
    ],
)
def test_what_json_cannot_say(value, key, pointer):
    with pytest.raises(edca.InputError) as caught:
        list(edca.validate(value, lang="en"))
    assert caught.value.key == key
    assert caught.value.arguments["pointer"] == pointer
    assert pointer in str(caught.value)
    assert caught.value.sentence("es") != caught.value.sentence("en")


def test_what_holds_itself():
    value: dict = {}
    value["a"] = value
    with pytest.raises(edca.InputError) as caught:
        list(edca.validate(value))
    assert caught.value.key == "python.levels"


def test_half_surrogates_leave_as_escapes():
    from edca import _edca

    assert _edca.json_text({"a": "\ud800"}) == b'{"a":"\\ud800"}'
    assert _edca.json_text({"\ud800": ["\udcf1 ñ"]}) == b'{"\\ud800":["\\udcf1 \\u00f1"]}'
    with pytest.raises(edca.InputError) as caught:
        _edca.json_text({"\ud800": {1, 2}})
    assert str(caught.value)
    assert list(edca.validate({"ocid": "\ud800", "id": "\udcf1"}))


@pytest.mark.parametrize("option", ["schema", "rules", "baseline", "extension", "now", "only"])
def test_options_that_are_no_utf8(option):
    for text in ("a\ud800", "a\udcf1", "a\0b"):
        with pytest.raises(edca.Error) as caught:
            edca.validate({}, **{option: text}).finish()
        assert str(caught.value)


def test_classes_that_refuse():
    class Refusing(list):
        def __len__(self):
            raise KeyError("of the caller")

    class Holding(dict):
        def items(self):
            raise KeyError("never asked")

    with pytest.raises(KeyError, match="of the caller"):
        edca.validate({"a": Refusing([1])})
    assert edca.validate(Holding(ocid="a")).finish().items == 1


def test_texts_that_are_no_json():
    for wrong in ("{", "NaN", "[1,]", "[" * 100000):
        with pytest.raises(edca.InputError):
            edca.loads(wrong)
    with pytest.raises(edca.InputError) as caught:
        edca.loads("1e9999999999999999999999")
    assert caught.value.key == "python.number-size"
    assert edca.loads("1" * 5000) == Decimal("1" * 5000)
