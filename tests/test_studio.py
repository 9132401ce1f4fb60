"""What the studio of the preview promises: controls from the model, edits, drawings, guards."""

from __future__ import annotations

import json
import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from math import nan
from typing import TYPE_CHECKING, Any, get_args

import msgspec
import pytest
from conftest import LAYERS, ROOT
from test_serve import PATIENCE_SECONDS, Answer, Workshop, open_workshop, page

from sitegen.figure.faults import faults_of
from sitegen.figure.geometry import distance
from sitegen.figure.limits import NEAR
from sitegen.figure.picture import scene_of
from sitegen.figure.pose import poses_of
from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.load.figure_text import figure_text_of, read_figure_text
from sitegen.model import Fields, Figure, declared_fields
from sitegen.model.figures import BaseName
from sitegen.serve import Built, Studio
from sitegen.serve.editors import Editor
from sitegen.serve.server import PreviewServer
from sitegen.serve.studio.asked import Bend, Send, Write
from sitegen.serve.studio.edits import applied
from sitegen.serve.studio.handlers import LONGEST_REQUEST, NOT_HERE
from sitegen.serve.studio.studio import LONGEST_TEXT, Work
from sitegen.serve.studio.vocabulary import Control, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.serve.studio.asked import Edit

STRETCHES = load_guide(ROOT / "content", drafts=True).guide.stretches
STUDIO = Studio(Layers.of(ROOT / "content"), LAYERS)
VOCABULARY = vocabulary()
SLIDERS = [(joint, slider) for joint in VOCABULARY.joints for slider in joint.sliders]
STANDING = "figure:\n  base: standing\n  end: {}\n  regions: [back]\n"
JSON = {"Content-Type": "application/json"}


def figure_of(text: str) -> Figure:
    """The figure that a text says; fails where it says none."""
    figure = read_figure_text(text).figure
    assert figure
    return figure


def done(text: str, *edits: Edit) -> str:
    """A text with edits."""
    for edit in edits:
        text = applied(text, edit, "woman")
    return text


# Controls


def keys_of(kind: type[Fields]) -> set[str]:
    """Every key of a kind, and of what is below it."""
    keys = set()
    for key, field in declared_fields(kind).items():
        keys.add(key)
        for inner in (field.type, *get_args(field.type)):
            if isinstance(inner, type) and issubclass(inner, Fields):
                keys |= keys_of(inner)
    return keys


def test_each_key_of_the_language_has_a_control() -> None:
    """A joint or key that is new in the model is in the studio by itself."""

    def of(controls: tuple[Control, ...]) -> set[str]:
        return {control.key for control in controls}

    shown = of(VOCABULARY.figure) | of(VOCABULARY.pose)
    for joint in VOCABULARY.joints:
        shown |= {*joint.keys} | of(joint.others)
    for _, slider in SLIDERS:
        shown |= {way.key for way in (slider.low, slider.high) if way}
    for keys in (*VOCABULARY.reaches.values(), *map(of, VOCABULARY.kinds.values())):
        shown |= {*keys}

    assert keys_of(Figure) - shown <= {"start", "middle", "end"}  # the pictures


@pytest.mark.parametrize(("joint", "slider"), SLIDERS)
def test_what_a_slider_marks_is_what_is_said(joint: Any, slider: Any) -> None:
    """Nothing in the usual range, a warning behind it, a fault behind the limit."""
    if not slider.limit:
        return
    for bound, usual, way in zip(
        slider.limit, slider.usual, (slider.low, slider.high), strict=True
    ):
        if way is None:
            continue
        for degrees, kinds in (
            (abs(usual), set()),
            (abs(bound), {"near-limit"} if abs(usual) < abs(bound) else set()),
            (abs(bound) + 1, {"past-limit"}),
        ):
            text = done(STANDING, Write(("end", joint.keys[0], way.key), degrees))
            at = ("end", joint.keys[0], way.key)
            found = {fault.kind for fault in faults_of(figure_of(text)) if fault.at == at}

            assert found == kinds
        assert abs(bound) + 1 <= abs(slider.most if way is slider.high else slider.least)
    assert pytest.approx(0.8) == NEAR


# Edits


@pytest.mark.parametrize(("joint", "slider"), SLIDERS)
def test_a_slider_bends_its_joint(joint: Any, slider: Any, *, long: bool) -> None:
    """On each side, whatever held the limb before; the page is told so too."""
    for base in get_args(BaseName) if long else ("sitting",):
        for key in joint.keys:
            for end in (slider.least, slider.most) if long else (slider.most or slider.least,):
                degrees = round(end / 2) * slider.sign
                bent = done(STUDIO.bases[base], Bend("end", key, slider.movement, degrees))
                angles = STUDIO.drawn(Work(bent, "woman")).pictures[-1].angles
                sides = joint.keys[:2] if key == joint.keys[-1] else [key]

                assert [angles.get(side, {}).get(slider.movement, 0) for side in sides] == [
                    degrees
                ] * len(sides)


def test_a_sole_that_is_level_bends_its_ankle() -> None:
    """Its slider shows how far; moved, it says so in place of `flat`."""
    text = done(STANDING, Bend("end", "hip_right", "flexion", -20))
    text = done(text, Write(("end", "ankle_right", "flat"), True))

    angles = STUDIO.drawn(Work(text, "woman")).pictures[-1].angles
    assert angles["ankle_right"]["dorsiflexion"] == pytest.approx(20, abs=9)
    assert "ankle_right: {dorsiflexion: 5}" in done(
        text, Bend("end", "ankle_right", "dorsiflexion", 5)
    )


def test_what_changes_nothing_is_left_out() -> None:
    """An angle as in the picture before, and a value that it would have anyway."""
    bent = done(STANDING, Bend("end", "neck", "flexion", 20))

    assert done(bent, Bend("end", "neck", "flexion", 0)) == STANDING
    assert done(bent, Bend("end", "neck", "flexion", None)) == STANDING
    assert done(STANDING, Bend("end", "shoulder_left", "abduction", 8)) == STANDING
    assert done(STANDING, Write(("view",), "side")) == STANDING
    assert "{abduction: 0}" in done(STANDING, Bend("end", "shoulder_left", "abduction", 0))


def test_the_other_direction_takes_the_place_of_the_first() -> None:
    """One key for each movement; and both sides alike take the place of each."""
    text = done(
        STANDING, Bend("end", "hip_left", "flexion", 20), Bend("end", "hip_left", "flexion", -9)
    )
    assert "hip_left: {extension: 9}" in text

    text = done(text, Bend("end", "hips", "flexion", 12), Bend("end", "hip_right", "rotation", 5))
    assert "hips: {flexion: 12}" in text
    assert "hip_left" not in text
    assert "hip_right: {internal_rotation: 5}" in text


@pytest.mark.parametrize("base", get_args(BaseName))
@pytest.mark.parametrize("joint", ["knee_left", "elbow_right", "wrist_left", "ankle_right"])
def test_who_lets_go_stays_where_he_was(base: str, joint: str) -> None:
    """A limb that went somewhere is held there by its angles, but for the joint that is bent."""
    text = STUDIO.bases[base]
    figure = figure_of(text)
    pose, body = poses_of(figure)[-1], scene_of(figure, "woman").bodies[-1].skeleton
    part, _, side = joint.partition("_")
    limb, movement = (
        ("foot", "dorsiflexion" if part == "ankle" else "flexion")
        if part in {"knee", "ankle"}
        else ("hand", "flexion")
    )
    if f"{limb}_{side}" not in pose.reaches:
        return
    angles = STUDIO.drawn(Work(text, "woman")).pictures[-1].angles
    text = done(text, Bend("end", joint, movement, angles[joint][movement]))
    after = figure_of(text)
    name = f"{'leg' if limb == 'foot' else 'arm'}_{side}"
    freed = scene_of(after, "woman").bodies[-1].skeleton.limbs[name]

    assert f"{limb}_{side}" not in poses_of(after)[-1].reaches
    other = {"left": "right", "right": "left"}[side]
    assert (f"{limb}_{other}" in pose.reaches) == (f"{limb}_{other}" in poses_of(after)[-1].reaches)
    # The body may settle anew, for instance where it rested on that limb alone.
    was, moved = (
        body.limbs[name],
        body.pelvis[2] - scene_of(after, "woman").bodies[-1].skeleton.pelvis[2],
    )
    assert distance(freed.moved((0, 0, moved)).tip, was.tip) < 0.025


def test_both_hands_apart_when_one_lets_go() -> None:
    """What was said of both is still said of the other one, on its side."""
    reach: Any = {"to": "thigh-left", "at": [0.1, 0.2], "fingers": "left", "bend": [1, 0.5, 0]}
    text = done(STANDING, Write(("end", "hands"), reach))

    left = done(text, Bend("end", "elbow_right", "flexion", 30))
    right = done(text, Bend("end", "elbow_left", "flexion", 30))

    assert "hand_left: {to: thigh-left, at: [0.1, 0.2], fingers: left, bend: [1, 0.5, 0]}" in left
    assert (
        "hand_right: {to: thigh-right, at: [0.1, -0.2], fingers: right, bend: [1, -0.5, 0]}"
        in right
    )


@pytest.mark.parametrize("limb", ["hand_left", "hands", "foot_right", "feet"])
@pytest.mark.parametrize("to", ["floor", "wall", "point", "head", "thigh-right"])
def test_a_hand_sent_somewhere_contradicts_no_angle(limb: str, to: Any) -> None:
    """Angles that would say otherwise are gone; in the room it begins where it is."""
    bent = [
        Bend("end", joint, "flexion", 30)
        for joint in ("elbow_left", "elbows", "knee_right", "knees")
    ]
    text = done(STANDING, *bent, Send("end", limb, to))

    assert [f for f in faults_of(figure_of(text)) if f.kind == "contradiction"] == []
    assert f"{limb}: {{to: {to}" in text
    before = scene_of(figure_of(STANDING), "woman").bodies[-1].skeleton.limbs["arm_left"].tip
    if (limb, to) == ("hand_left", "point"):
        sent = scene_of(figure_of(done(STANDING, Send("end", limb, to))), "woman").bodies[-1]
        assert distance(sent.skeleton.limbs["arm_left"].tip, before) < 0.09


@pytest.mark.parametrize(
    "edit",
    [
        Bend("end", "tail", "flexion", 3),
        Bend("middle", "neck", "flexion", 3),
        Bend("end", "caption", "flexion", 3),
        Bend("end", "hands", "flexion", 3),
        Bend("end", "neck", "abduction", 3),
        Send("middle", "hand_left", "floor"),
        Send("end", "neck", "floor"),
        Send("end", "hand_middle", "floor"),
    ],
)
def test_what_there_is_not_is_not_done(edit: Edit) -> None:
    """A joint without that movement, a picture that is not there."""
    assert done(STANDING, edit) == STANDING


# Opening


def test_every_stretch_and_every_base_can_be_opened() -> None:
    """With its title; drawn as it is opened, it has the faults of its file."""
    titles = STUDIO.titles()

    assert titles == {slug: STRETCHES[slug].title for slug in titles}
    assert titles.keys() == STRETCHES.keys()
    for slug in titles:
        opened = STUDIO.opened(slug)
        assert opened
        assert opened.text == figure_text_of(STRETCHES[slug].source_file)
        assert opened.path.endswith(f"{slug}.md")
    for base in get_args(BaseName):
        started = STUDIO.started(base)
        assert started
        assert STUDIO.drawn(Work(started.text, "woman")).faults == ()


@pytest.mark.parametrize(
    "slug", ["", "nowhere", "../guide", "..%2fguide", "Calf-Wall", "a" * 999, "con"]
)
def test_nothing_but_stretches_can_be_opened(slug: str) -> None:
    """No name leads out of the folder."""
    assert STUDIO.opened(slug) is None
    assert STUDIO.started(slug) is None


def test_a_stretch_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """No figure, front matter that is none, a figure without end, a link."""
    folder = tmp_path / "stretches"
    folder.mkdir()
    (folder / "none.md").write_text("---\ntitle: None yet\n---\n")
    (folder / "broken.md").write_text("---\ntitle: [\n")
    (folder / "long.md").write_text(
        f"---\nfigure:\n  base: standing\n  # {'x' * LONGEST_TEXT}\n  end: {{}}\n---\n"
    )
    (folder / "link.md").symlink_to(folder / "none.md")
    studio = Studio(Layers.of(tmp_path), LAYERS)

    assert studio.titles() == {
        "broken": "broken",
        "link": "link",
        "long": "long",
        "none": "None yet",
    }
    for slug in ("none", "broken", "long"):
        opened = studio.opened(slug)
        assert opened
        assert opened.why_not
        assert opened.text == ""
    assert studio.opened("link") is None


# Drawing


@pytest.mark.parametrize("slug", list(STRETCHES)[::9])
def test_pictures_and_faults_are_those_of_a_build(slug: str) -> None:
    """What one sees in the studio is what the guide will show."""
    figure = STRETCHES[slug].figure
    assert figure
    drawn = STUDIO.drawn(Work(figure_text_of(STRETCHES[slug].source_file), "woman"))

    assert [(fault.at, fault.message) for fault in drawn.faults] == [
        (fault.at, fault.message) for fault in faults_of(figure)
    ]
    assert [picture.pose for picture in drawn.pictures][:: len(drawn.pictures) - 1] == [
        "start",
        "end",
    ]
    assert all(
        picture.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        for picture in drawn.pictures
    )


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("figure:\n  base: [\n", (), (2, 10)),
        (STANDING.replace("back", "bak"), ("regions", 0), (4, 13)),
        (STANDING.replace("{}", "{neck: {flexion: stiff}}"), ("end", "neck", "flexion"), (3, 25)),
        (STANDING.replace("end:", "finish:"), ("finish",), (3, 3)),
        ("&a [*a]", (), (1, 1)),
        ("[" * 500, (), (1, 13)),
        ("x" * LONGEST_TEXT, (), (1, 1)),
        ("", (), (1, 1)),
    ],
)
def test_a_text_that_is_no_figure_is_told_where(
    text: str, at: tuple[str, ...], place: tuple[int, int]
) -> None:
    """Nothing is drawn, nothing raises, and an edit leaves it as it is or mends it."""
    drawn = STUDIO.drawn(Work(text, "woman", (Bend("end", "neck", "flexion", 3),)))

    assert drawn.pictures == ()
    assert drawn.text == text
    assert any(fault.at == at and fault.place == place for fault in drawn.faults)
    assert all(fault.is_error for fault in drawn.faults)


def test_a_picture_of_a_step_that_there_is_not_is_told() -> None:
    """Where it says so, as a build would; of a new picture nobody knows the steps."""
    opened = STUDIO.opened("calf-wall")
    assert opened
    text = done(opened.text, Write(("end", "step"), 7))

    (fault,) = STUDIO.drawn(Work(text, "woman", steps=opened.steps)).faults
    assert fault.at == ("end", "step")
    assert fault.message == f"There is no step 7; the last is {opened.steps}."
    assert STUDIO.drawn(Work(text, "woman")).faults == ()


def test_words_of_a_text_never_become_markup() -> None:
    """Neither in a picture nor in a fault, however they are quoted."""
    text = STANDING.replace("{}", "{caption: '</title><script>x</script>'}")
    drawn = STUDIO.drawn(Work(text, "woman"))

    assert all("script" not in picture.svg for picture in drawn.pictures)


def test_no_text_takes_long_to_draw() -> None:
    """More things than any picture has are not drawn at all."""
    many = "{follow: head, gap: -1, start: -20, end: 20}"
    drawn = STUDIO.drawn(Work(f"{STANDING}  arrows: [{', '.join([many] * 21)}]\n", "woman"))

    assert drawn.pictures == ()
    assert "more than 20 things" in drawn.faults[0].message


# Over HTTP


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A preview with a studio."""
    guide = Workshop(tmp_path_factory.mktemp("studio") / "guide")
    guide.write("index.html", page("Home"))
    with open_workshop(guide.folder, studio=STUDIO) as opened:
        yield opened


def post(preview: Workshop, body: bytes, **headers: str) -> Answer:
    """Ask for a drawing as the page does; a header without a value is left out."""
    all_headers = {"Origin": preview.address, **JSON} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE_SECONDS)
    try:
        sent = {name: value for name, value in all_headers.items() if value}
        connection.request("POST", "/_studio/draw", body, sent)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())
    finally:
        connection.close()


def asked(*edits: dict[str, Any]) -> bytes:
    """What is sent to ask for a drawing with edits."""
    return json.dumps({"text": STANDING, "body": "woman", "edits": edits}).encode()


WORK = msgspec.json.encode({"text": STANDING, "body": "woman"})


def test_the_page_can_do_all_it_needs(preview: Workshop) -> None:
    """Its files, its data, a drawing; with a policy that lets no other script in."""
    html = preview.ask("/_studio/")
    for name in ("studio.js", "studio.css", "pictures.css", "vocabulary.json", "choices.json"):
        assert preview.ask(f"/_studio/{name}").status == 200
    opened = json.loads(preview.ask("/_studio/open.json?stretch=calf-wall").text)
    drawn = json.loads(
        post(preview, json.dumps({"text": opened["text"], "body": opened["body"]}).encode()).text
    )

    assert "script-src 'self'" in html.headers["Content-Security-Policy"]
    assert "unsafe" not in html.headers["Content-Security-Policy"]
    assert preview.ask("/_studio").text == html.text
    assert drawn["text"] == opened["text"]
    assert len(drawn["pictures"]) == 2
    assert preview.ask("/_studio/open.json?base=sitting").status == 200


@pytest.mark.parametrize(
    "address",
    ["nowhere", "studio.py", "../studio.py", "%2e%2e/studio.py", "page/studio.js", "open.json",
     "open.json?stretch=nowhere", "open.json?stretch=../guide", "jsconfig.json", "types.d.ts"],
)  # fmt: skip
def test_no_other_file_is_served(preview: Workshop, address: str) -> None:
    """What stands beside the page is not the page."""
    assert preview.ask(f"/_studio/{address}").status == 404


@pytest.mark.parametrize(
    "address", ["", "studio.js", "pictures.css", "choices.json", "open.json?base=sitting", "draw"]
)
def test_the_guard_of_the_preview_stands_before_it(preview: Workshop, address: str) -> None:
    """Neither a foreign name nor another website gets anything."""
    path = f"/_studio/{address}"
    asked_by_a_page = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}

    assert preview.ask(path, Host=f"evil.example:{preview.port}").status == 421
    assert preview.ask(path, **asked_by_a_page, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert preview.ask(path, Origin="http://evil.example").status == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_drawings_are_asked_for_in_one_way(preview: Workshop, method: str) -> None:
    """So no link, picture or form of another website can ask for one."""
    answer = preview.ask("/_studio/draw", method)

    assert answer.status == 405
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": ""}, 415),
        ({"Content_Type": "application/json; charset=utf-8"}, 200),
    ],
)
def test_only_its_own_page_is_drawn_for(
    preview: Workshop, headers: dict[str, str], status: int
) -> None:
    """A browser sends JSON to another website only where that allows it."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}

    assert post(preview, WORK, **headers).status == status


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{}", b"\xff", b"[" * 50_000, b'{"text": 1, "body": "woman"}',
        b'{"text": "", "body": "dog"}', b'{"text": "", "body": "man", "more": 1}',
        b'{"text": "\\ud800", "body": "man"}',
        asked({"do": "run"}),
        asked({"do": "write", "at": [], "value": 1}),
        asked({"do": "write", "at": ["props", -1], "value": 1}),
        asked({"do": "write", "at": ["a"], "value": [[[1]]]}),
        *(
            asked({"do": "bend", "pose": "end", "joint": "a", "movement": "b", "degrees": degrees})
            for degrees in (1e9, "1", nan)
        ),
        json.dumps({"text": "x" * (LONGEST_TEXT + 1), "body": "man"}).encode(),
        asked(*[{"do": "write", "at": ["a"], "value": 1}] * 13),
    ],
)  # fmt: skip
def test_what_is_no_work_is_refused(preview: Workshop, body: bytes) -> None:
    """In one line, and the next drawing is made."""
    answer = post(preview, body)

    assert answer.status == 400
    assert answer.text == "This is no figure with edits.\n"
    assert post(preview, WORK).status == 200


def test_a_long_request_is_refused(preview: Workshop) -> None:
    """Before any of it is read as JSON."""
    assert post(preview, b" " * LONGEST_REQUEST + WORK).status == 413


@pytest.mark.parametrize(
    "edit",
    [
        {"at": ["end", "\u202e: {x"], "value": "\u2028\n---\n&a"},
        {"at": ["props", 10**18], "value": "mat"},
        {"at": ["props", -1, "at"], "value": [1e308, -1e308]},
        {"at": [0], "value": None},
        {"at": ["regions", "x", 3], "value": {"a": [1]}},
        {"at": ["end"], "value": "standing"},
        {"at": ["figure"], "value": {"figure": "figure"}},
        {"at": ["end", "neck", "flexion"], "value": 10**40},
    ],
)
def test_hostile_edits_are_answered(preview: Workshop, edit: dict[str, Any]) -> None:
    """As a text with faults, or as none that there can be."""
    answer = post(preview, asked({"do": "write", **edit}))

    assert answer.status in {200, 400}
    assert post(preview, WORK).status == 200


@contextmanager
def far_preview() -> Iterator[int]:
    """A preview that believes to listen in the network; yields its port."""

    class FarSocket(socket.socket):
        def getsockname(self) -> tuple[str, int]:
            return "192.168.1.20", int(super().getsockname()[1])

    with FarSocket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with PreviewServer(listening, Built({}), Editor("", "/"), STUDIO):
            yield listening.getsockname()[1]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "address",
    ["/_studio", "/_studio/", "/_studio/draw", "/_studio/studio.js", "/_studio/open.json"],
)
def test_in_the_network_there_is_no_studio(method: str, address: str) -> None:
    """It computes for whoever asks; whoever is told so knows what to do."""
    with far_preview() as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        host = f"192.168.1.20:{port}"
        connection.request(
            method, address, WORK, {"Host": host, "Origin": f"http://{host}", **JSON}
        )
        response = connection.getresponse()

        assert (response.status, response.read().decode()) == (404, NOT_HERE)
        connection.close()


def test_nothing_of_the_studio_is_published(site: Path) -> None:
    """No file of a website has its address, its name or its scripts."""
    files = [path for path in site.rglob("*") if path.is_file()]

    assert [
        path
        for path in files
        if "studio" in path.as_posix().lower().removeprefix(site.as_posix().lower())
    ] == []
    assert [path for path in files if b"_studio" in path.read_bytes()] == []
