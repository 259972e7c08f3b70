#!/usr/bin/env bash
# Makes the pictures of this folder, which the program's own decoders had no part in, and in expected/
# what ImageMagick makes of them: sRGB, relative colorimetric, with black point compensation. Needs
# imagemagick, libheif-examples, libavif-bin, libjxl-tools, webp, ghostscript's profiles, python3.
set -euo pipefail
cd "$(dirname "$0")"
icc=/usr/share/color/icc/ghostscript
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
mkdir -p expected

# Twelve fields of 16 px, light and dark, grey and coloured.
fields() {
    local -a row1=(rgb\(250,250,250\) rgb\(180,120,90\) rgb\(60,90,160\) rgb\(200,40,50\))
    local -a row2=(rgb\(20,110,60\) rgb\(235,200,40\) rgb\(120,60,140\) rgb\(90,90,90\))
    local -a row3=(rgb\(30,30,35\) rgb\(150,200,220\) rgb\(240,150,170\) rgb\(10,40,30\))
    convert -size 16x16 \
        \( "${row1[@]/#/xc:}" +append \) \( "${row2[@]/#/xc:}" +append \) \
        \( "${row3[@]/#/xc:}" +append \) -append -depth 8 -strip "$scratch/fields.png"
}

# expect FILE OPTIONS…: what ImageMagick makes of it, with the options between.
expect() {
    convert "$1" "${@:2}" -intent relative -black-point-compensation -profile "$icc/srgb.icc" \
        -alpha off -depth 8 -strip PNG24:"expected/${1%.*}.png"
}

fields
./profiles.py
source="$scratch/fields.png"

convert "$source" -profile "$icc/a98.icc" -quality 98 -sampling-factor 4:4:4 adobe.jpg
convert "$source" -profile "$icc/a98.icc" -type TrueColor -depth 16 \
    -compress zip deep.tif
convert "$source" -profile swapped.icc table.png
convert "$source" -colorspace gray -profile "$icc/ps_gray.icc" gray.jpg
# As if the numbers were inks, once with the profile that says which, once without.
convert "$source" -depth 8 -colorspace CMYK -profile inks.icc -compress zip inks.tif
convert "$source" -depth 8 -colorspace CMYK -profile inks.icc -quality 98 inkjpeg.jpg
convert inks.tif -depth 16 -compress lzw inks16.tif
for file in adobe.jpg deep.tif table.png gray.jpg inks.tif inkjpeg.jpg inks16.tif; do
    expect "$file"
done

heif-enc -q 95 -p chroma=444 "$source" -o heic.heic >/dev/null
avifenc --min 0 --max 5 -y 444 "$source" avif.avif >/dev/null
cjxl -d 0 "$source" jxl.jxl 2>/dev/null
cwebp -quiet -lossless "$source" -o webp.webp
convert "$source" gif.gif
convert "$source" -orient TopLeft -type TrueColor -compress none tga.tga
printf '\0\0\0\0\0\0\0\0TRUEVISION-XFILE.\0' >>tga.tga # which makes it one of version 2
for file in heic.heic avif.avif webp.webp gif.gif tga.tga; do
    convert "$file" -alpha off -depth 8 -strip PNG24:"expected/${file%.*}.png"
done
djxl jxl.jxl expected/jxl.png 2>/dev/null

# Several pictures in one file.
pages=(xc:rgb\(200,40,50\) xc:rgb\(60,90,160\))
convert -size 24x16 "${pages[@]}" pages.gif
convert -size 24x16 "${pages[@]}" xc:rgb\(20,110,60\) -compress zip pages.tif
convert -size 24x16 "${pages[@]}" -define webp:lossless=true pages.webp

# Light: half of it is field 188 of 255, and more than white is white.
convert "$source" -colorspace RGB -evaluate multiply 0.8 hdr.hdr
convert "$source" -colorspace RGB -define quantum:format=floating-point -depth 32 -compress zip \
    float.tif
convert "$source" -colorspace RGB -compress zip exr.exr
cp "$source" expected/float.png
cp "$source" expected/exr.png
convert "$source" -colorspace RGB -evaluate multiply 0.8 -colorspace sRGB -depth 8 -strip \
    expected/hdr.png
