"""What Excel raises by COM, with its number."""


class ComError(Exception):
    def __init__(self, hresult: int, text: str) -> None:
        super().__init__(hresult, text)
        self.hresult = hresult
