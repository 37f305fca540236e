class Name:
    family: str
    given: str
    prefix: str
    def __init__(
        self, family: str = ..., given: str = ..., additional: str = ..., prefix: str = ..., suffix: str = ...
    ) -> None: ...
