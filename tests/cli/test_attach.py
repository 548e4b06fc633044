"""Files that prove something about a hazard, kept beside the ledger."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.ledger.queries import evidence
from hazardctl.services import attachments

if TYPE_CHECKING:
    from tests.cli.conftest import Office


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "整改前.JPG"
    path.write_bytes(b"photo")
    return path


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "发票"
    path.write_bytes(b"receipt")
    return path


def kept(office: "Office") -> list[Path]:
    return sorted(path for path in (office.home / "evidence").rglob("*") if path.is_file())


def test_files_are_kept_beside_the_ledger_for_the_office_alone(
    office: "Office", photo: Path, receipt: Path
) -> None:
    no = office.registers()
    done = office.asks("hazard", "attach", no, str(photo), str(receipt))
    assert (done["no"], [one["name"] for one in done["added"]]) == (no, ["整改前.JPG", "发票"])
    assert [one["size"] for one in done["files"]] == [5, 7]
    files = kept(office)
    assert sorted(path.read_bytes() for path in files) == [b"photo", b"receipt"]
    assert sorted(path.suffix for path in files) == ["", ".jpg"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    folders = {office.home / "evidence", *(path.parent for path in files)}
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_the_original_may_go_and_the_copy_stays(office: "Office", photo: Path) -> None:
    office.does("hazard", "attach", office.registers(), str(photo))
    photo.unlink()
    assert [path.read_bytes() for path in kept(office)] == [b"photo"]


def test_what_proves_a_hazard_is_asked_for_by_its_uid(office: "Office", photo: Path, receipt: Path) -> None:
    no, other = office.registers(), office.registers(title="另一处")
    office.does("hazard", "attach", no, str(photo))
    office.does("hazard", "attach", other, str(receipt))
    uid = office.asks("hazard", "show", no)["uid"]
    with office.store.reading() as reader:
        assert [one.name for one in attachments.of_hazard(reader, uid)] == ["整改前.JPG"]
        assert len(evidence.everything(reader)) == 2


def test_the_same_file_is_listed_once_under_whatever_name(
    office: "Office", photo: Path, tmp_path: Path
) -> None:
    no = office.registers()
    again = tmp_path / "再拍.jpg"
    again.write_bytes(b"photo")
    done = office.asks("hazard", "attach", no, str(photo), str(photo), str(again))
    assert [one["name"] for one in done["files"]] == ["整改前.JPG"]
    assert office.is_refused("hazard", "attach", no, str(again)) == ["already_attached"]
    again.write_bytes(b"another")
    done = office.asks("hazard", "attach", no, str(photo), str(again))
    assert [one["name"] for one in done["added"]] == ["再拍.jpg"]
    assert [one["name"] for one in done["files"]] == ["整改前.JPG", "再拍.jpg"]


def test_one_file_may_prove_two_hazards_and_is_stored_once(office: "Office", photo: Path) -> None:
    for no in (office.registers(), office.registers(title="另一处")):
        office.does("hazard", "attach", no, str(photo))
    assert len(kept(office)) == 1


def test_files_that_cannot_be_kept_are_all_named_and_nothing_is_written(
    office: "Office", photo: Path, tmp_path: Path
) -> None:
    no = office.registers()
    huge = tmp_path / "录像.mp4"
    with huge.open("wb") as file:
        file.truncate(201 * 2**20)
    words = ("hazard", "attach", no, str(photo), str(tmp_path / "没有.jpg"), str(tmp_path), str(huge))
    assert office.is_refused(*words) == ["no_file", "is_folder", "file_too_big"]
    said = office.run(*words).err
    assert "没有.jpg" in said
    assert "录像.mp4 超过 200 MB" in said
    assert not (office.home / "evidence").exists()


@pytest.mark.parametrize("name", ["/dev/zero", "长" * 200, "管道"], ids=["device", "long name", "pipe"])
def test_what_is_no_file_is_not_waited_for(office: "Office", tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "管道")
    assert office.is_refused("hazard", "attach", office.registers(), name) == ["no_file"]


def test_a_void_hazard_takes_no_files_and_an_unknown_one_is_not_found(office: "Office", photo: Path) -> None:
    no = office.registers()
    office.does("hazard", "void", no, "--reason", "重复")
    assert office.is_refused("hazard", "attach", no, str(photo)) == ["void"]
    assert office.run("hazard", "attach", "BY-2023-0099", str(photo)).code == 3
    assert office.run("hazard", "attach", no).code == 2


def test_the_page_names_the_files_with_their_size(office: "Office", photo: Path, tmp_path: Path) -> None:
    plan = tmp_path / "方案.pdf"
    plan.write_bytes(b"x" * 2048)
    said = office.does("hazard", "attach", office.registers(), str(photo), str(plan)).out
    assert "整改前.JPG、方案.pdf" in said
    assert "5 字节" in said
    assert "2 KB" in said


@pytest.mark.parametrize(
    "words", [("accident", "add", "--summary", "坠落", "--village", "双龙村")], ids=["accident"]
)
def test_a_matter_keeps_its_files_in_the_same_way(
    office: "Office", words: tuple[str, ...], photo: Path, receipt: Path
) -> None:
    uid = office.asks(*words, "--attach", str(photo), "--attach", str(receipt))["uid"]
    with office.store.reading() as reader:
        assert [one.name for one in evidence.of(reader, uid)] == ["整改前.JPG", "发票"]
    assert {path.stat().st_mode & 0o777 for path in kept(office)} == {0o600}


@pytest.mark.parametrize(
    "words",
    [
        ("accident", "add", "--summary", "坠落", "--village", "双龙村"),
        ("task", "log", "2-12", "--enterprise", "某某食品厂"),
    ],
    ids=["accident", "duty"],
)
def test_what_is_said_of_a_photo_attached_to_anything_else(
    office: "Office", words: tuple[str, ...], tmp_path: Path
) -> None:
    photo = _photographed(tmp_path / "现\u200b场.jpg")
    heic = tmp_path / "远景.heic"
    heic.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"Exif GPS" * 9)
    empty = tmp_path / "空.txt"
    empty.touch()
    told = office.does(*words, *(f"--attach={path}" for path in (photo, heic, empty, photo))).err
    assert "附件已存入" in told
    assert "：现场.jpg、远景.heic、空.txt" in told, "wherever it lies"
    assert "已去掉 现场.jpg 里的拍摄位置" in told
    assert "远景.heic 的拍摄位置没能去掉" in told
    assert "空.txt 是空文件" in told
    assert not [path for path in kept(office) if b"GPSLatitude" in path.read_bytes()]


def test_a_hazard_s_own_page_names_its_files(office: "Office", tmp_path: Path) -> None:
    no = office.registers()
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"photo")
    office.does("hazard", "attach", no, str(photo))
    assert office.asks("hazard", "show", no)["attachments"] == ["现场.jpg"]
    assert "现场.jpg" in office.does("hazard", "show", no).out


def _photographed(path: Path, *, size: tuple[int, int] = (64, 48)) -> Path:
    """Write a photo as a phone does: camera, day and position in EXIF, the position in XMP once more."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "某手机", "2023:07:10 09:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 50.0, 7.25), 3: "E", 4: (106.0, 3.0, 3.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>29,50.12N</exif:GPSLatitude></x:xmpmeta>'
    Image.effect_noise(size, 60).convert("RGB").save(path, exif=exif, xmp=xmp)
    return path


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_the_place_where_a_photo_was_taken_comes_out_of_it_and_the_rest_stays(
    office: "Office", tmp_path: Path, suffix: str
) -> None:
    from PIL import Image, ImageChops, ImageStat

    original = _photographed(tmp_path / f"现场.{suffix}")
    before = original.read_bytes()
    done = office.asks("hazard", "attach", office.registers(), str(original))
    assert done["positions_removed"] == [original.name]
    (path,) = kept(office)
    assert b"GPSLatitude" not in path.read_bytes()
    with Image.open(path) as copy, Image.open(original) as source:
        assert 0x8825 not in copy.getexif()
        assert copy.getexif()[0x0132] == "2023:07:10 09:00:00"
        change = ImageStat.Stat(ImageChops.difference(copy.convert("RGB"), source.convert("RGB"))).mean
        assert max(change) < 1.5, "of 255: the picture itself is as it was"
    assert original.read_bytes() == before


def test_a_position_stays_when_it_is_kept_on_purpose(office: "Office", tmp_path: Path) -> None:
    original = _photographed(tmp_path / "现场.jpg")
    done = office.asks("hazard", "attach", office.registers(), str(original), "--keep-position")
    assert done["positions_removed"] == []
    assert [path.read_bytes() for path in kept(office)] == [original.read_bytes()]


def test_what_is_said_of_a_photo_s_position(office: "Office", tmp_path: Path) -> None:
    told = office.does("hazard", "attach", office.registers(), str(_photographed(tmp_path / "现场.jpg"))).out
    assert "已去掉 现场.jpg 里的拍摄位置" in told


def test_a_file_is_opened_under_the_name_it_has_and_listed_under_one_that_can_be_shown(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers()
    names = {
        " 前面有空格.jpg": "前面有空格.jpg",
        "看不见\u200b的\u202e字.jpg": "看不见的字.jpg",
        "两\n行.jpg": "两 行.jpg",
        "cafe\u0301.jpg": "café.jpg",
        "长" * 80 + ".jpg": "长" * 80 + ".jpg",
        "x" * 200 + ".jpg": "x" * 116 + ".jpg",
    }
    for said, listed in names.items():
        (tmp_path / said).write_bytes(said.encode())
        done = office.asks("hazard", "attach", no, str(tmp_path / said))
        assert [one["name"] for one in done["added"]] == [listed]
    assert len(kept(office)) == len(names)


def test_a_name_that_is_not_utf_8_can_be_attached(office: "Office", tmp_path: Path) -> None:
    no, path = office.registers(), os.fsencode(tmp_path) + "/照片.jpg".encode("gb18030")
    Path(os.fsdecode(path)).write_bytes(b"photo")
    done = office.process("hazard", "attach", no, path)
    assert (done.returncode, len(kept(office))) == (0, 1), done.stderr.decode()


def test_a_lost_file_comes_back_with_its_original(office: "Office", photo: Path, tmp_path: Path) -> None:
    no = office.registers()
    office.does("hazard", "attach", no, str(photo))
    again = tmp_path / "同一张.png"
    again.write_bytes(photo.read_bytes())
    for harm in (office.loses, office.spoils):
        (path,) = kept(office)
        harm(path)
        assert office.run("check", "--only", "evidence").code == 1
        told = office.does("hazard", "attach", no, str(again))
        assert "已补回 整改前.JPG" in told.err
        assert office.run("check", "--only", "evidence").code == 0
        for other in kept(office):
            if other != path:
                other.unlink()
    assert office.is_refused("hazard", "attach", no, str(again)) == ["already_attached"]


def test_what_check_says_of_a_lost_file_can_be_done(office: "Office", photo: Path) -> None:
    office.does("hazard", "attach", office.registers(), str(photo))
    office.loses(kept(office)[0])
    said = office.run("check", "--only", "evidence").out
    assert "hazardctl hazard attach" in said
    assert "从备份找回" not in said


def test_a_file_in_the_folder_s_place_is_named(office: "Office", photo: Path) -> None:
    (office.home / "evidence").write_bytes(b"")
    told = office.run("hazard", "attach", office.registers(), str(photo))
    assert (told.code, "evidence" in told.err, "ledger.db" in told.err) == (7, True, False)


def test_an_empty_file_is_said_to_be_empty(office: "Office", tmp_path: Path) -> None:
    (tmp_path / "空.jpg").write_bytes(b"")
    told = office.does("hazard", "attach", office.registers(), str(tmp_path / "空.jpg"))
    assert "空.jpg 是空文件" in told.err


def test_no_advice_names_an_option_that_attach_lacks(office: "Office", tmp_path: Path) -> None:
    huge = tmp_path / "录像.mp4"
    with huge.open("wb") as file:
        file.truncate(201 * 2**20)
    assert "--note" not in office.run("hazard", "attach", office.registers(), str(huge)).err


def test_a_picture_whose_position_cannot_be_taken_out_is_named_and_kept_as_it_is(
    office: "Office", tmp_path: Path
) -> None:
    photo = tmp_path / "x.heic"
    photo.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"Exif GPS" * 9)
    told = office.does("hazard", "attach", office.registers(), str(photo))
    assert "x.heic 的拍摄位置没能去掉：先转成 JPG" in told.err
    assert [path.read_bytes() for path in kept(office)] == [photo.read_bytes()]
    again = office.does("hazard", "attach", office.registers(title="另一处"), str(photo), "--keep-position")
    assert "没能去掉" not in again.err
