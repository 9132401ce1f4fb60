"""A pose in words, for those who do not see the picture: built from the angles, never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.figure.bases import BASES
from sitegen.figure.pose import Settled, changed, poses_of, regions_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitegen.model.figures import BaseName, Figure, PropName, Reach, Region, Target

_BASES: dict[BaseName, str] = {
    "standing": "Standing",
    "sitting": "Sitting",
    "lying-back": "Lying on the back, legs straight",
    "crook-lying": "Lying on the back, knees bent, feet flat",
    "lying-front": "Lying face down",
    "lying-side": "Lying on the left side",
    "all-fours": "On hands and knees",
    "kneeling": "Kneeling",
    "half-kneeling": "Kneeling on the right knee, left foot in front",
    "floor-sitting": "Sitting on the floor, legs straight",
}
# Of each movement: in its own direction, and in the other.
_MOVES: dict[tuple[str, str], tuple[str, str]] = {
    ("neck", "flexion"): ("the head bends forward", "the head tips back"),
    ("neck", "side_bend"): ("the head tilts to the left", "the head tilts to the right"),
    ("neck", "rotation"): ("the head turns to the left", "the head turns to the right"),
    ("spine", "flexion"): ("the back bends forward", "the back bends backward"),
    ("spine", "lumbar"): ("the lower back rounds", "the lower back hollows"),
    ("spine", "thoracic"): ("the upper back rounds", "the upper back straightens"),
    ("spine", "side_bend"): ("the trunk bends to the left", "the trunk bends to the right"),
    ("spine", "rotation"): ("the trunk turns to the left", "the trunk turns to the right"),
    ("pelvis", "pitch"): ("the hips tip forward", "the hips tip back"),
    ("pelvis", "turn"): ("the body turns to the left", "the body turns to the right"),
    ("pelvis", "twist"): ("the hips roll to the left", "the hips roll to the right"),
    ("shoulder", "flexion"): ("the {side} arm goes forward and up", "the {side} arm goes back"),
    ("shoulder", "abduction"): (
        "the {side} arm goes out to the side",
        "the {side} arm goes across the body",
    ),
    ("elbow", "flexion"): ("the {side} elbow bends", "the {side} elbow straightens"),
    ("wrist", "flexion"): ("the {side} wrist bends to the palm", "the {side} wrist bends back"),
    ("hip", "flexion"): ("the {side} leg comes up in front", "the {side} leg goes back"),
    ("hip", "abduction"): ("the {side} leg goes out to the side", "the {side} leg goes inward"),
    ("hip", "rotation"): ("the {side} leg turns inward", "the {side} leg turns outward"),
    ("knee", "flexion"): ("the {side} knee bends", "the {side} knee straightens"),
    ("ankle", "dorsiflexion"): ("the {side} toes come up", "the {side} toes point away"),
}
_TARGETS: dict[Target, str] = {
    "floor": "on the floor",
    "wall": "on the wall",
    "seat": "on the seat",
    "chair-back": "on the back of the chair",
    "head": "on the head",
    "chest": "on the chest",
    "waist": "on the waist",
    "hips": "on the hip",
}
_SMALL = {"neck": 8, "spine": 8, "pelvis": 8}
_SMALL_ELSEWHERE = 15
"""A change of fewer degrees is not worth a word."""
_HELD = frozenset({"chair", "table", "wall", "doorway", "bed"})
_SURFACES = {"back": "behind", "outer": "on the outside of", "inner": "on the inside of"}
_REGIONS: dict[str, str] = {
    "neck": "the {side} side of the neck",
    "shoulder": "the {side} shoulder",
    "shoulder-back": "the back of the {side} shoulder",
    "chest": "the {side} side of the chest",
    "upper-arm-back": "the back of the {side} upper arm",
    "waist": "the {side} side of the waist",
    "buttock": "the {side} buttock",
    "outer-hip": "the outside of the {side} hip",
    "hip-front": "the front of the {side} hip",
    "inner-thigh": "the inside of the {side} thigh",
    "thigh-front": "the front of the {side} thigh",
    "thigh-back": "the back of the {side} thigh",
    "shin": "the {side} shin",
    "calf": "the {side} calf",
    "forearm-palm": "the inside of the {side} forearm",
    "forearm-back": "the back of the {side} forearm",
}


_MIDDLE = {"neck-back": "the back of the neck", "abdomen": "the belly"}


def describe(figure: Figure, index: int) -> str:
    """Say what a picture shows.

    Args:
        figure: The figure.
        index: Which of its pictures.

    Returns:
        A few sentences: the position, what has moved since the picture before, where the hands
        and feet are, and, at the end, where one feels it.
    """
    poses = poses_of(figure)
    before = poses[index - 1] if index else changed(Settled(), BASES[figure.base])
    held = [prop.prop for prop in figure.props if prop.prop in _HELD]
    tied = {link.replace("-", "_") for prop in figure.props for link in prop.links}
    parts = [*_moves(before, poses[index]), *_contacts(before, poses[index], held, tied)]
    sentences = [_BASES[figure.base]] if index == 0 else []
    sentences += [_sentence(part) for part in parts]
    if not sentences and index < len(poses) - 1:
        sentences = ["As in the picture before"]
    if regions := regions_of(figure)[index]:
        sentences.append(f"You feel it in {_listed(region_words(regions))}")
    return ". ".join(sentences) + "."


def region_words(regions: Sequence[Region]) -> list[str]:
    """Regions as a reader calls them: `the back of the right thigh`; both sides in one."""
    sides: dict[str, list[str]] = {}
    for region in regions:
        name, _, side = region.rpartition("-")
        if side in {"left", "right"}:
            sides.setdefault(name, []).append(side)
        else:
            sides[region] = []
    return [
        _REGIONS[name].format(side=" and ".join(sorted(of)))
        if of
        else _MIDDLE.get(name, f"the {name.replace('-', ' ')}")
        for name, of in sides.items()
    ]


def _moves(before: Settled, after: Settled) -> Iterator[str]:
    """What has moved, and how far; both sides in one where they do the same."""
    done: dict[tuple[str, str, float], list[str]] = {}
    for (joint, movement), degrees in after.angles.items():
        difference = degrees - before.angle(joint, movement)
        part, _, side = joint.partition("_")
        if (part, movement) == ("hip", "flexion"):
            # Where the hips tip over a leg that stays, the leg has not moved.
            difference -= after.angle("pelvis", "pitch") - before.angle("pelvis", "pitch")
        small = _SMALL.get(part, _SMALL_ELSEWHERE)
        if abs(difference) >= small and (part, movement) in _MOVES:
            done.setdefault((part, movement, difference), []).append(side)
    if after.shrug != before.shrug:
        yield "both shoulders lift" if after.shrug > before.shrug else "both shoulders drop"
    for (part, movement, difference), sides in done.items():
        words = _MOVES[part, movement][0 if difference > 0 else 1]
        if len(sides) == 2:
            words = _plural(words)
        yield f"{words.format(side=sides[0])} {abs(difference):g} degrees"


def _plural(words: str) -> str:
    """What one limb does, for both."""
    _, _, rest = words.partition("{side} ")
    limb, _, verb = rest.partition(" ")
    many = {"goes": "go", "comes": "come", "bends": "bend", "turns": "turn", "point": "point"}
    first, _, others = verb.partition(" ")
    plural = limb if limb.endswith("s") else f"{limb}s"
    return f"both {plural} {many.get(first, first.removesuffix('s'))} {others}".strip()


def _contacts(
    before: Settled, after: Settled, all_held: Sequence[PropName], tied: Collection[str]
) -> Iterator[str]:
    """Where hands and feet have gone to; a place in the air is none, nor the end of a towel."""
    for limb, reach in after.reaches.items():
        part, _, side = limb.partition("_")
        held = [] if limb in tied else all_held
        earlier = before.reaches.get(limb)
        raised = reach.toes_up - (earlier.toes_up if earlier else 0)
        if abs(raised) >= _SMALL_ELSEWHERE:
            way = "come up" if raised > 0 else "go down"
            yield f"the {side} toes {way} {abs(raised):g} degrees"
        place = _place(reach, held)
        is_new = earlier is None or _place(earlier, held) != place
        if place and is_new and not (part == "foot" and reach.to == "floor"):
            yield f"the {side} {part} is {place}"


def _place(reach: Reach, held: Sequence[PropName]) -> str:
    """Where a hand or foot is, behind "is"; "" for a place in the air."""
    if reach.to == "point":
        return f"on the {held[0]}" if held else ""
    if reach.to in _TARGETS:
        return _TARGETS[reach.to]
    part, _, side = reach.to.rpartition("-")
    where = _SURFACES.get(reach.surface or "front", "on")
    return f"{where} the {side} {part.replace('-', ' ')}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(items: list[str]) -> str:
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])} and {items[-1]}"
