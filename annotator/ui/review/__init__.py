"""Review, the workspace: two codings against each other, and the sheets of the menu *Review*."""

SHEETS: dict[str, str] = {
    "agreement": "agreement",
    "compare": "compare_form",
    "not-compared": "outside",
    "draw-sample": "sample_form",
    "make-kits": "kit_form",
    "take-kits-back": "kits_back_form",
    "open-colleague": "merge",
    "look-alikes": "look_alikes.sheet",
}
"""The module of this room that shows the sheet or form of an act, by the act's name.

Each has `show(review)`, which calls `ReviewWorkspace.show_sheet` or opens a form. They are loaded
when they are first wanted.
"""
