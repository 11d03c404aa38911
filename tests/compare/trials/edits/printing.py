"""What is printed otherwise, or twice, and says the same."""

from __future__ import annotations

from tests.compare.trials.edits.edit import Edits
from tests.compare.trials.trial import Trial, all_sections

EDITS = Edits()


@EDITS.named("paragraphs and spaces set otherwise")
def _reflow(t: Trial) -> bool:
    for _, section in all_sections(t.new):
        for item in section["items"]:
            for field in ("superior_duties", "township_duties", "arrangement"):
                if item.get(field):
                    whole = "".join(item[field])
                    at = t.rng.randint(0, len(whole))
                    item[field] = [p for p in (whole[:at], whole[at:]) if p]
            at = t.rng.randint(0, len(item["item_name"]))
            item["item_name"] = item["item_name"][:at] + " " + item["item_name"][at:]
    return True


@EDITS.named("printed twice")
def _double(t: Trial) -> bool:
    """A duty is printed once more, right after itself or at the end of its section."""
    list_id, section, item = t.items()[0]
    fields = {k: v for k, v in item.items() if k not in ("id", "seq")}
    at = t.rng.choice([section["items"].index(item) + 1, len(section["items"])])
    t.touch("printed twice", item)
    copy = t.add("printed twice", list_id, section, at, **fields)
    t.twins[copy] = item["id"]
    return True
