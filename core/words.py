"""What is said to people: a text in both languages, and the one way to fill in its parts."""

import msgspec


class Localized(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A text in both languages.

    Attributes:
        en: English.
        zh: Chinese.
    """

    en: str
    zh: str

    def text(self, language: str) -> str:
        """Give the text in a language, ``en`` or ``zh``."""
        return self.zh if language == "zh" else self.en


def say(en: str, zh: str, /, **parts: object) -> Localized:
    """
    Say one thing in both languages.

    Args:
        en: English, with the names of its parts in braces.
        zh: Chinese, with the same names in braces.
        **parts: What stands for them; a part that is itself in both languages is taken in the language of the text.

    Returns:
        Both texts with their parts filled in.
    """
    return Localized(en=_filled(en, "en", parts), zh=_filled(zh, "zh", parts))


def joined(texts: "list[Localized]", en: str = "; ", zh: str = "；") -> Localized:
    """Join several texts to one, with each language's own sign between them."""
    return Localized(en=en.join(text.en for text in texts), zh=zh.join(text.zh for text in texts))


def _filled(template: str, language: str, parts: dict[str, object]) -> str:
    said = {name: part.text(language) if isinstance(part, Localized) else part for name, part in parts.items()}
    return template.format(**said)
