from typing import Any

class ContentLine:
    value: Any
    params: dict[str, list[str]]
    encoding_param: str
    type_param: str | list[str]

class Component:
    contents: dict[str, list[ContentLine]]
    def add(self, objOrName: str, group: str | None = ...) -> ContentLine: ...  # noqa: N803
    def serialize(self, buf: None = ..., lineLength: int = ..., validate: bool = ...) -> str: ...  # noqa: N803
