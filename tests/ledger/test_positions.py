"""The place where a photo was taken, in all the ways in which a file may tell it, and a picture that loses nothing."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, TiffImagePlugin

from hazardctl.ledger import pictures, positions

SECRET = b"GPSLatitude 29,50.12N City Tongliang"
NOISE = Image.effect_noise((160, 120), 60).convert("RGB")
OTHER = ImageChops.invert(NOISE)


def exif() -> Any:
    """What a phone writes: camera, day, which side is up, position."""
    block = Image.Exif()
    block[0x010F], block[0x0132], block[0x0112] = "Phone", "2023:07:10 09:00:00", 6
    block.get_ifd(0x8769)[0x9003] = "2023:07:10 08:59:58"
    block.get_ifd(0x8825).update({1: "N", 2: (29.0, 50.0, 7.25)})
    return block


def written(path: Path, **more: Any) -> Path:
    NOISE.save(path, exif=exif(), **more)
    return path


def jpeg_with(path: Path, marker: int, body: bytes) -> Path:
    """Write a JPEG with one more segment behind its head, and no EXIF of its own."""
    out = BytesIO()
    NOISE.save(out, "JPEG")
    segment = bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body
    path.write_bytes(out.getvalue()[:20] + segment + out.getvalue()[20:])
    return path


def frames(content: bytes | Path) -> list[bytes]:
    with Image.open(BytesIO(content) if isinstance(content, bytes) else content) as image:
        pages = []
        for page in range(getattr(image, "n_frames", 1)):
            image.seek(page)
            pages.append(image.convert("RGBA").tobytes())
        return pages


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("a.jpg", {}),
        ("a.jpe", {"comment": SECRET}),
        ("a.jfif", {"progressive": True, "icc_profile": b"profile" * 10_000, "xmp": SECRET}),
        ("a.png", {"icc_profile": b"profile"}),
        ("a.webp", {"xmp": SECRET, "lossless": True}),
        ("moving.png", {"save_all": True, "append_images": [OTHER]}),
        ("moving.webp", {"save_all": True, "append_images": [OTHER], "lossless": True}),
        ("two.mpo", {"save_all": True, "append_images": [OTHER]}),
    ],
)
def test_a_position_goes_and_every_frame_stays_as_it_is(
    tmp_path: Path, name: str, more: dict[str, Any]
) -> None:
    path = written(tmp_path / name, **more)
    taken = positions.take_out(path)
    assert (taken.place, taken.details, taken.left) == (True, False, False)
    assert taken.content
    assert frames(taken.content) == frames(path)
    assert SECRET not in taken.content
    with Image.open(BytesIO(taken.content)) as copy:
        told = copy.getexif()
        assert 0x8825 not in told
        assert (told[0x0112], told[0x0132]) == (6, "2023:07:10 09:00:00")
        assert told.get_ifd(0x8769)[0x9003] == "2023:07:10 08:59:58"
        assert copy.info.get("icc_profile") == more.get("icc_profile")


@pytest.mark.parametrize("name", ["IMG_0001", "照片.bmp", "照片.heic"])
def test_content_says_what_a_file_is_and_not_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(written(tmp_path / "a.jpg").read_bytes())
    assert positions.take_out(path).place


@pytest.mark.parametrize(
    ("marker", "body"),
    [
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<photoshop:City>x" + SECRET),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
        (0xED, b"Photoshop 3.0\0" + SECRET),
        (0xFE, SECRET),
    ],
    ids=["xmp", "extended xmp", "iptc", "comment"],
)
def test_each_segment_that_may_tell_a_place_goes(tmp_path: Path, marker: int, body: bytes) -> None:
    taken = positions.take_out(jpeg_with(tmp_path / "a.jpg", marker, body))
    assert taken.place
    assert SECRET not in (taken.content or SECRET)


def test_a_second_exif_block_a_preview_s_position_and_a_film_behind_the_picture_go(tmp_path: Path) -> None:
    second = jpeg_with(tmp_path / "a.jpg", 0xE1, exif().tobytes())
    second.write_bytes(
        jpeg_with(tmp_path / "b.jpg", 0xE1, b"Exif\0\0broken").read_bytes()[:34] + second.read_bytes()[20:]
    )
    assert b"\x88\x25" not in (positions.take_out(second).content or b"\x88\x25").split(b"\xff\xda")[0]
    film = tmp_path / "动态.jpg"
    film.write_bytes(written(tmp_path / "c.jpg").read_bytes() + b"\0\0\0\x18ftypmp42\xa9xyz+29.83")
    assert b"ftyp" not in (positions.take_out(film).content or b"ftyp")


def test_a_png_s_words_go_and_what_its_colours_need_stays(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Location", "29.8")
    words.add_itxt("Comment", "在双龙村拍")
    words.add_text("Zipped", "29.8" * 99, zip=True)
    path = tmp_path / "a.png"
    NOISE.save(path, pnginfo=words, dpi=(300, 300), transparency=(1, 2, 3))
    taken = positions.take_out(path)
    assert taken.place
    with Image.open(BytesIO(taken.content or b"")) as copy:
        copy.load()
        assert {"Location", "Comment", "Zipped"} & set(copy.info) == set()
        assert (round(copy.info["dpi"][0]), copy.info["transparency"]) == (300, (1, 2, 3))


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_that_breaks_off_loses_its_position_and_nothing_else(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name)
    content = path.read_bytes()
    path.write_bytes(content[:-500])
    taken = positions.take_out(path)
    assert taken.place
    assert len(taken.content or b"") > len(content) - 1_000
    assert content[-900:-520] in (taken.content or b"")


def test_a_tiff_of_several_pages_keeps_them_and_its_position_is_written_over(tmp_path: Path) -> None:
    told = TiffImagePlugin.ImageFileDirectory_v2()
    told[0x8825] = {1: "N", 2: (29.0, 50.0, 7.25)}
    told[700], told[270] = SECRET, "测试"
    path = tmp_path / "扫描.tif"
    NOISE.copy().save(path, save_all=True, append_images=[OTHER.copy()], tiffinfo=told)
    before = frames(path)
    taken = positions.take_out(path)
    assert (taken.place, len(before)) == (True, 2)
    assert frames(taken.content or b"") == before
    assert SECRET not in (taken.content or SECRET)
    with Image.open(BytesIO(taken.content or b"")) as copy:
        assert {0x8825, 700, 270} & set(copy.getexif()) == set()


def test_a_huge_picture_is_taken_apart_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "全景.png"
    Image.new("1", (20_000, 8_000)).save(path, exif=exif())
    assert positions.take_out(path).place


def test_a_picture_without_particulars_stays_as_it_is_and_a_second_time_changes_nothing(
    tmp_path: Path,
) -> None:
    plain = tmp_path / "a.jpg"
    NOISE.save(plain)
    assert positions.take_out(plain) == positions.NOTHING
    once = tmp_path / "b.jpg"
    once.write_bytes(positions.take_out(written(tmp_path / "c.jpg")).content or b"")
    assert positions.take_out(once) == positions.NOTHING


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"\0\0\0\x1cftypavif", True),
        (b"\0\0\0\x18ftypqt  " + b"\xa9xyz+29.8+106.0/", True),
        (b"\0\0\0\x18ftypmp42" + b"nothing", False),
        (b"II+\0 a BigTIFF", True),
        (b"II*\0\xff\xff\xff\xff broken", False),
        (b"%PDF-1.7 /Location (x)", False),
    ],
)
def test_what_cannot_be_taken_apart_is_said_where_it_may_tell_a_place(
    tmp_path: Path, *, content: bytes, left: bool
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    taken = positions.take_out(path)
    assert (taken.content, taken.left) == (None, left)


def test_a_copy_for_a_paper_is_white_below_and_says_nothing_beside_its_pixels(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    glass = tmp_path / "a.png"
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(glass)
    remarked = written(tmp_path / "b.jpg", comment=SECRET)
    corrupt = jpeg_with(tmp_path / "c.jpg", 0xE1, exif().tobytes()[:40])
    for path, corner in ((glass, (255, 255, 255)), (remarked, None), (corrupt, None)):
        made = pictures.for_paper(path)
        assert made
        content, width, height = made
        assert SECRET not in content.getvalue()
        with Image.open(content) as copy:
            assert (copy.size, copy.getexif()) == ((width, height), Image.Exif())
            assert corner is None or copy.getpixel((0, 0)) == corner
    assert capfd.readouterr().err == ""
