"""The least a profile must say, for tests that need only a part of one."""

SMALL = {
    "name": "small",
    "slots": {"minutes": 30},
    "rooms": [{"name": "Red", "id": "r"}],
    "availability": [
        {
            "kind": "json",
            "request": "/a",
            "items": "[*]",
            "state": "busy",
            "room": "r",
            "start": {"path": "s", "format": "iso"},
        }
    ],
    "form": {"place": "/f", "scope": "form", "steps": [{"do": "click", "target": {"css": "a"}}]},
    "submit": {"target": {"css": "button"}},
    "outcomes": [{"outcome": "success", "when": {"text": "ok"}}],
}
