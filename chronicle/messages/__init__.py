"""Messages in the editor's language.

Problems are told in English. A catalogue has templates of what they say, with `%1`, `%2` where something is put in, and what that
is in another language. What no template fits stays English, so that a new message is never lost.
"""

from chronicle.messages.templates import LANGUAGES, SPOKEN, choose_language, explain_in, translate, translate_problem

__all__ = ["LANGUAGES", "SPOKEN", "choose_language", "explain_in", "translate", "translate_problem"]
