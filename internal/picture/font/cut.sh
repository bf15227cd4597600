#!/bin/sh
# Cuts card.ttf from Noto Serif JP Bold: the characters of Windows-31J (JIS X 0208 with the kanji of names
# that NEC and IBM added), Latin, Greek, and the signs that titles use. It was run once, with fonttools 4.38
# of Debian 12; the result is kept, since a card's bytes must not depend on a tool.
#
#   npm pack @expo-google-fonts/noto-serif-jp@0.4.3 && tar xf expo-google-fonts-noto-serif-jp-0.4.3.tgz
#   sh cut.sh package/700Bold/NotoSerifJP_700Bold.ttf
set -eu
list=$(mktemp)
trap 'rm -f "$list"' EXIT
/usr/bin/python3 - > "$list" <<'PYTHON'
points = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x370, 0x400))
points |= set(range(0x2010, 0x2048)) | set(range(0x2070, 0x20A0)) | set(range(0x2150, 0x21D5))
points |= set(range(0x2460, 0x2500)) | set(range(0x31F0, 0x3200)) | set(range(0x3220, 0x3244))
points |= set(range(0x3280, 0x32B1)) | set(range(0x3380, 0x33E0))
points |= {0x20AC, 0x2116, 0x2121, 0x2122, 0x212B, 0x2E3A, 0x2E3B, 0x301C, 0x3094, 0x3099, 0x309A}
points |= set(range(0x30F7, 0x30FB))
points |= {ord(c) for c in "髙﨑𠮷𠮟濵栁邊邉槗靑德瀨廣𣘺圓惠澤濱櫻龍"}
for high in range(0x81, 0xFD):
    for low in [*range(0x40, 0x7F), *range(0x80, 0xFD)]:
        try:
            text = bytes([high, low]).decode("cp932")
        except UnicodeDecodeError:
            continue
        if not 0xE000 <= ord(text[0]) <= 0xF8FF:
            points |= {ord(c) for c in text}
print("\n".join(f"{p:04X}" for p in sorted(points)))
PYTHON
pyftsubset "$1" --unicodes-file="$list" --output-file=card.ttf --layout-features='' --no-hinting \
  --no-glyph-names --notdef-outline --name-IDs='0,1,2,3,4,5,6,7,13,14' \
  --drop-tables+=GSUB,GPOS,GDEF,BASE,vhea,vmtx,VORG,STAT,DSIG,gasp,meta
