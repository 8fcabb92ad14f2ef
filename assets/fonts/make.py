#!/usr/bin/env python3
"""Makes the Noto and emoji files of this folder again, with their .woff2 twins and the style sheet of the pages.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install 'fonttools[woff]==4.68.0' nanoemoji==0.16.0
    cd /tmp/fonts && apt-get download fonts-noto-core=20201225-1 fonts-noto-cjk=1:20220127+repack1-1
    for f in *.deb; do dpkg-deb -x "$f" noto; done
    npm pack @discordapp/twemoji@16.0.1 && tar xzf discordapp-twemoji-16.0.1.tgz
    PATH=/tmp/fonts/bin:$PATH python assets/fonts/make.py /tmp/fonts    (in the repository)

Inter, Twemoji Mozilla, the main CJK and symbols files, Arabic, Hebrew, Thai and Devanagari are not made here (README.md says
how they were made); what the files below leave out is what those have. The same sources give the same bytes.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
WOFF2 = HERE / "woff2"
STYLE = HERE.parent.parent / "ui/src/view/scripts.css"

# Scripts with a file each: name of the Noto file, where its text is (Unicode blocks), in the order of the layout.
SCRIPTS = {
    "Hebrew": "U+0591-05F4, U+FB1D-FB4F",
    "Arabic": "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFC",
    "Thai": "U+0E01-0E5B",
    "Devanagari": "U+0900-097F, U+1CD0-1CFA, U+A8E0-A8FF",
    "Armenian": "U+0531-058F, U+FB13-FB17",
    "Georgian": "U+10A0-10FF, U+1C90-1CBF, U+2D00-2D2D",
    "Ethiopic": "U+1200-1399, U+2D80-2DDE, U+AB01-AB2E",
    "Bengali": "U+0980-09FE",
    "Gurmukhi": "U+0A01-0A76",
    "Gujarati": "U+0A81-0AFF",
    "Oriya": "U+0B01-0B77",
    "Tamil": "U+0B82-0BFA",
    "Telugu": "U+0C00-0C7F",
    "Kannada": "U+0C80-0CF2",
    "Malayalam": "U+0D00-0D7F",
    "Sinhala": "U+0D82-0DF4, U+111E1-111F4",
    "Lao": "U+0E81-0EDF",
    "Tibetan": "U+0F00-0FDA",
    "Myanmar": "U+1000-109F, U+A9E0-A9FE, U+AA60-AA7F",
    "Khmer": "U+1780-17F9, U+19E0-19FF",
    "Mongolian": "U+1800-1878, U+1880-18AA, U+11660-1166C",
    "Thaana": "U+0780-07B1",
    "Syriac": "U+0700-074F, U+0860-086A",
    "NKo": "U+07C0-07FF",
    "Adlam": "U+1E900-1E95F",
    "Cherokee": "U+13A0-13FD, U+AB70-ABBF",
    "CanadianAboriginal": "U+1400-167F, U+18B0-18F5",
    "Tifinagh": "U+2D30-2D7F",
    "Yi": "U+A000-A4C6",
    "OlChiki": "U+1C50-1C7F",
    "MeeteiMayek": "U+AAE0-AAF6, U+ABC0-ABF9",
    "Javanese": "U+A980-A9DF",
}
# Made long ago, otherwise; only their lines of the style sheet are written.
KEPT = {"Hebrew", "Arabic", "Thai", "Devanagari"}
# Where no sans is to be had.
SERIF = {"Tibetan"}

EMOJI_RANGE = (
    "U+231A-231B, U+23E9-23F3, U+25FD-25FE, U+2614-2615, U+2648-2653, U+267F, U+2693, U+26A1, U+26AA-26AB, "
    "U+26BD-26BE, U+26C4-26C5, U+26CE, U+26D4, U+26EA, U+26F2-26F5, U+26FA, U+26FD, U+2705, U+270A-270B, U+2728, "
    "U+274C, U+274E, U+2753-2755, U+2757, U+2764, U+2795-2797, U+27B0, U+27BF, U+2B1B-2B1C, U+2B50, U+2B55, "
    "U+FE0F, U+1F000-1FAFF, U+E0020-E007F"
)
# Other files, and what of them elements of the page use.
OTHERS = [
    ("NotoSansSymbols2-More", "U+1F000-1FBFF"),
    ("NotoSansMath-Subset", "U+2100-2AFF, U+1D400-1D7FF"),
    ("NotoSansSymbols-Subset", "U+2000-27BF, U+1F100-1F1FF, U+1F700-1F77F"),
    ("NotoSansSymbols2-Subset", "U+2000-2BFF"),
    ("NotoSans-Letters", "U+0180-052F, U+1AB0-1AFF, U+1C80-1C8F, U+1D00-1FFF, U+2C60-2C7F, U+A640-A69F, U+A700-A7FF, U+AB30-AB6F"),
    ("NotoSansCJKsc-Subset", "U+1100-11FF, U+2E80-9FFF, U+A960-A97F, U+AC00-D7FF, U+F900-FAFF, U+FE30-FE4F, U+FF00-FFEF"),
    ("TwemojiMozilla", EMOJI_RANGE),
    ("TwemojiNew", None),
]
# Fonts of the systems themselves: elements of the page (not the wall) need no download where one of them is.
SYSTEM_CJK = [
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK TC", "Noto Sans CJK KR", "Source Han Sans SC",
    "PingFang SC", "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Microsoft YaHei", "Yu Gothic", "Meiryo",
    "Malgun Gothic", "WenQuanYi Micro Hei",
]
# Seconds since 1904 that the emoji file bears: 2024-09-10, when Unicode 16 came out.
EMOJI_TIME = 3808771200
# Ideographs of one slice of the rare ones: some 170 KB to download for a name.
SLICE = 1000


def characters(path):
    return set(TTFont(path).getBestCmap())


def is_ideograph(c):
    return 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000


def cut(source, target, unicodes=None, features="*", drop=(), number=None, no_marks=False):
    """One call of pyftsubset, without hints and signatures."""
    options = ["--no-hinting", f"--layout-features={features}", "--notdef-outline", "--name-IDs=*"]
    options.append("--drop-tables+=" + ",".join(["DSIG", "MATH", *drop]))
    if number is not None:
        options.append(f"--font-number={number}")
    if unicodes is None:
        options += ["--unicodes=*", "--glyphs=*"]
    else:
        options.append("--unicodes=" + ",".join(f"{c:x}" for c in sorted(unicodes)))
    subset.main([str(source), *options, f"--output-file={target}"])


def rename(path, family):
    """A family of its own: runs name one file each."""
    font = TTFont(path, recalcTimestamp=False)
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID == 6:
            name = family.replace(" ", "") + "-Regular"
            font["name"].setName(name, 6, record.platformID, record.platEncID, record.langID)
    if "CFF " in font:
        font["CFF "].cff.fontNames = [family.replace(" ", "") + "-Regular"]
    font.save(path)


def pack(path, name=None):
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(WOFF2 / ((name or path.stem) + ".woff2"))


def make_scripts(noto):
    for script in SCRIPTS.keys() - KEPT:
        kind = "Serif" if script in SERIF else "Sans"
        target = HERE / f"Noto{kind}{script}-Regular.ttf"
        cut(noto / f"Noto{kind}{script}-Regular.ttf", target)
        pack(target)


def make_rest(noto):
    """Letters and symbols that neither Inter nor the main CJK file has, each from the first file that has it."""
    inter = characters(HERE / "Inter-Regular.ttf")
    known = inter | characters(HERE / "NotoSansCJKsc-Subset.otf") | characters(HERE / "NotoSansSymbols2-Subset.ttf")
    latin = HERE / "NotoSans-Letters.ttf"
    source = noto / "NotoSans-Regular.ttf"
    # Also the letters that Inter has: a letter and its marks are drawn by one file.
    letters = {c for c in characters(source) if not 0x900 <= c <= 0x97F and not 0xA8E0 <= c <= 0xA8FF}
    cut(source, latin, letters, features="ccmp,locl,mark,mkmk,kern,liga")
    pack(latin)
    known |= letters
    for stem, target in [
        ("NotoSansSymbols", "NotoSansSymbols-Subset.ttf"),
        ("NotoSansMath", "NotoSansMath-Subset.ttf"),
        ("NotoSansSymbols2", "NotoSansSymbols2-More.ttf"),
    ]:
        source = noto / f"{stem}-Regular.ttf"
        wanted = characters(source) - known
        cut(source, HERE / target, wanted, features="", drop=["GSUB", "GPOS", "GDEF"])
        known |= wanted
    rename(HERE / "NotoSansSymbols2-More.ttf", "Noto Sans Symbols2 More")
    for stem in ["NotoSansSymbols-Subset", "NotoSansMath-Subset", "NotoSansSymbols2-More"]:
        pack(HERE / f"{stem}.ttf")


def make_rare_ideographs(collection):
    """Every ideograph of the face that the main file lacks; for pages in slices, so that a name costs one of them."""
    target = HERE / "NotoSansCJKsc-Rare.otf"
    every = set(TTCollection(collection).fonts[2].getBestCmap())
    rare = sorted(c for c in every - characters(HERE / "NotoSansCJKsc-Subset.otf") if is_ideograph(c))
    drop = ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF"]
    cut(collection, target, rare, features="", drop=drop, number=2)
    rename(target, "Noto Sans CJK SC Rare")
    slices = []
    for at in range(0, len(rare), SLICE):
        part = rare[at : at + SLICE]
        name = f"NotoSansCJKsc-Rare-{at // SLICE:02}"
        cut(target, WOFF2 / "part.otf", part, features="")
        pack(WOFF2 / "part.otf", name)
        (WOFF2 / "part.otf").unlink()
        slices.append((name, f"U+{part[0]:X}-{part[-1]:X}"))
    return slices


def make_new_emoji(pictures):
    """Emoji that Twemoji Mozilla is too old for, in its measures (nanoemoji, COLR version 0)."""
    old = characters(HERE / "TwemojiMozilla.ttf")
    single = [path for path in sorted(pictures.glob("*.svg")) if "-" not in path.stem]
    wanted = [path for path in single if int(path.stem, 16) not in old and int(path.stem, 16) > 0x1F000]
    target = HERE / "TwemojiNew.ttf"
    with tempfile.TemporaryDirectory() as folder:
        options = ["--color_format=glyf_colr_0", "--family=Twemoji New", "--upem=512", "--width=512", "--ascender=448"]
        options += ["--descender=-64", f"--build_dir={folder}", f"--output_file={target}"]
        subprocess.run(["nanoemoji", *options, *wanted], check=True)
    font = TTFont(target, recalcTimestamp=False)
    font["head"].created = font["head"].modified = EMOJI_TIME
    font.save(target)
    pack(target)
    return ", ".join(f"U+{path.stem.upper()}" for path in wanted)


def face(family, files, ranges=None):
    sources = ",\n    ".join(
        f"local('{file[6:]}')" if file.startswith("local:")
        else f"url('../../../assets/fonts/woff2/{file}.woff2') format('woff2')"
        for file in files
    )
    limits = f"\n  unicode-range: {ranges};" if ranges else ""
    src = f"src: {sources};" if len(files) == 1 else f"src:\n    {sources};"
    return f"@font-face {{\n  font-family: '{family}';\n  {src}{limits}\n}}\n"


def family_of(stem):
    file = next(HERE / f"{stem}.{end}" for end in ("ttf", "otf") if (HERE / f"{stem}.{end}").exists())
    return TTFont(file)["name"].getBestFamilyName()


def write_style(slices, new_emoji):
    """For the wall each file under its own name, whole; for elements all under one name, each for its text only."""
    scripts = [(f"Noto{'Serif' if name in SERIF else 'Sans'}{name}-Regular", text) for name, text in SCRIPTS.items()]
    out = ["/* Written by assets/fonts/make.py. Runs of the wall name a file; it is fetched when the first needs it. */\n"]
    out += [face(family_of(stem), [stem]) for stem, _ in [*scripts, *OTHERS]]
    out += [face("Noto Sans CJK SC Rare", [name], ranges) for name, ranges in slices]
    # Of two faces that have a character, browsers take the later one.
    out.append("\n/* Elements of the page: one name, of which a browser fetches what the text at hand needs. */\n")
    out += [face("Scripts", [name], ranges) for name, ranges in slices]
    for stem, ranges in [*OTHERS, *scripts]:
        system = [f"local:{name}" for name in SYSTEM_CJK] if "CJK" in stem else []
        out.append(face("Scripts", [*system, stem], new_emoji if stem == "TwemojiNew" else ranges))
    STYLE.write_text("".join(out))


def main():
    sources = Path(sys.argv[1])
    noto = sources / "noto/usr/share/fonts/truetype/noto"
    make_scripts(noto)
    make_rest(noto)
    slices = make_rare_ideographs(sources / "noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    new_emoji = make_new_emoji(sources / "package/dist/svg")
    write_style(slices, new_emoji)


if __name__ == "__main__":
    main()
