"""Archives as GENESIS databases hand them out."""

import random
import zipfile

import pytest
import werdegang as wg


@pytest.fixture
def flat(fixtures):
    return fixtures / "flat"


def write(path, files, method=zipfile.ZIP_DEFLATED, **options):
    with zipfile.ZipFile(path, "w", method, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def files(flat):
    return {path.name: path.read_bytes() for path in sorted(flat.glob("*.csv"))}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_is_read_like_the_files_in_it(tmp_path, flat, files, method):
    archive = write(tmp_path / "a.zip", {"readme.txt": "Hinweise", "data/": "", "__MACOSX/._x.csv": b"\0"} | files, method)
    packed, plain = wg.read_official(archive), wg.read_official(flat)
    assert [source.file for source in packed.sources] == [f"a.zip/{name}" for name in files]
    assert packed.table()["value"].tolist() == plain.table()["value"].tolist()
    assert packed.findings.to_dict()["code"] == plain.findings.to_dict()["code"]
    assert [file.file for file in wg.describe(archive)] == [source.file for source in packed.sources]


@pytest.mark.parametrize("level", [1, 6, 9])
@pytest.mark.parametrize("size", [1, 100, 70_000])
def test_every_way_to_pack_is_unpacked(tmp_path, flat, level, size):
    text = (flat / "99111-0001_de_flat.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    noise = random.Random(size)
    label = "".join(noise.choice("abcdefghijklmnopqrstuvwxyz ÄÖÜß0123456789") for _ in range(size))
    content = "".join([text[0], *(line.replace("Erdachte Statistik", label) for line in text[1:3])])
    archive = write(tmp_path / "a.zip", {"a.csv": content}, compresslevel=level)
    assert wg.read_official(archive).sources[0].title == " ".join(label.split())


def test_the_same_file_packed_and_unpacked_counts_once(tmp_path, files):
    name = "99111-0001_de_flat.csv"
    (tmp_path / name).write_bytes(files[name])
    write(tmp_path / "packed.zip", {name: files[name]})
    observations = wg.read_official(tmp_path)
    assert len(observations.sources) == 1 and "repeated_file" in observations.findings.to_dict()["code"]


def broken(tmp_path, content):
    path = tmp_path / "broken.zip"
    path.write_bytes(content)
    with pytest.raises(wg.FormatError) as error:
        wg.read_official(path)
    return str(error.value)


def test_a_broken_archive_is_an_error_in_a_sentence(tmp_path, files):
    whole = write(tmp_path / "a.zip", files).read_bytes()
    assert "no directory at its end; the archive is broken or was cut: download it again" in broken(tmp_path, whole[: len(whole) // 2])
    data = whole.index(b"statistics") if b"statistics" in whole else 200
    for place in (data, 400, 700):
        flipped = bytearray(whole)
        flipped[place] ^= 0x55
        assert "download it again" in broken(tmp_path, bytes(flipped))
    directory = whole.rindex(b"PK\x01\x02")
    assert "the directory of the ZIP archive cannot be read" in broken(tmp_path, whole[:directory] + b"XX" + whole[directory + 2 :])
    assert "lies outside the archive" in broken(tmp_path, whole[: directory + 42] + b"\xff\xff\xff\x7f" + whole[directory + 46 :])


def test_any_cut_or_flip_is_an_error_or_the_same_figures(tmp_path, files):
    name = "99222BJ002_cube.csv"
    whole = write(tmp_path / "a.zip", {name: files[name]}).read_bytes()
    expected = wg.read_official(tmp_path / "a.zip").table()["value"].tolist()
    choice = random.Random(1)
    for _ in range(200):
        content = bytearray(whole)
        content[choice.randrange(len(content))] ^= 1 << choice.randrange(8)
        path = tmp_path / "b.zip"
        path.write_bytes(bytes(content) if choice.random() < 0.7 else bytes(content[: choice.randrange(len(content))]))
        try:
            assert wg.read_official(path).table()["value"].tolist() == expected
        except wg.FormatError as error:
            assert len(str(error)) > 20


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, files):
    name = "99222BJ002_cube.csv"
    whole = bytearray(write(tmp_path / "a.zip", {name: files[name]}).read_bytes())
    directory = whole.rindex(b"PK\x01\x02")
    whole[directory + 24 : directory + 28] = (3 << 30).to_bytes(4, "little")
    assert "ZIP bomb" in broken(tmp_path, bytes(whole))
    whole[directory + 24 : directory + 28] = (len(files[name]) - 1).to_bytes(4, "little")
    assert "does not unpack to what was packed" in broken(tmp_path, bytes(whole))


def test_locked_archives_and_other_methods_say_what_is_expected(tmp_path, files):
    name = "99222BJ002_cube.csv"
    whole = bytearray(write(tmp_path / "a.zip", {name: files[name]}).read_bytes())
    directory = whole.rindex(b"PK\x01\x02")
    whole[directory + 8] |= 1
    assert "locked by a password" in broken(tmp_path, bytes(whole))
    assert "packed by method 14" in broken(tmp_path, write(tmp_path / "b.zip", {name: files[name]}, zipfile.ZIP_LZMA).read_bytes())


def test_an_archive_without_csv_says_so(tmp_path):
    assert "the archive holds no csv file" in broken(tmp_path, write(tmp_path / "a.zip", {"a.pdf": b"%PDF"}).read_bytes())
    assert "this is an XLSX workbook" in broken(tmp_path, write(tmp_path / "b.zip", {"xl/workbook.xml": b"<x/>"}).read_bytes())


def test_one_bad_file_in_an_archive_stops_it_and_is_named(tmp_path, files):
    archive = write(tmp_path / "a.zip", files | {"z.csv": "GENESIS-Tabelle: 1\n"})
    with pytest.raises(wg.FormatError, match="a.zip/z.csv"):
        wg.read_official(archive)
    assert "a.zip/z.csv" in wg.describe(archive).problem
