"""How keys, ids of facts and periods are written."""

KEY_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# A fact's id, `sheet.key`, wherever one stands in a text.
FACT_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*"
PERIOD_PATTERN = r"^[0-9]{4}(-[0-9]{2}){0,2}(/(\.\.|[0-9]{4}(-[0-9]{2}){0,2}))?$"
