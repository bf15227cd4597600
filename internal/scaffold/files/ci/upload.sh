#!/usr/bin/env bash
# 書き出した public/ を公開先へ送ります。使い方: upload.sh public build
#
# UPLOAD_TO に公開先を書きます。
#   s3://バケット名          Amazon S3(CLOUDFRONT_ID があれば、CDN に残った古い写しも消します)
#   rsync://利用者@ホスト:/場所   ふつうのサーバー
# ほかの公開先は、この下に書き足してください。順番は変えないでください。
#   1. 部品(画像、CSS)を送る  2. ページを送る  3. なくなったものを消す  4. CDN の写しを消す
set -euo pipefail
public=${1:?usage: upload.sh public build}
report=${2:?usage: upload.sh public build}

s3() {
	aws s3 sync "$public/assets" "$1/assets" --cache-control 'public, max-age=31536000, immutable' --no-progress
	# 大きさも日時も変わらずに中身だけが変わることがあるので、ページは比べずにすべて送る
	aws s3 cp "$public" "$1" --recursive --exclude 'assets/*' --cache-control 'public, max-age=300' --no-progress
	aws s3 sync "$public" "$1" --delete --size-only --no-progress
	if [ -n "${CLOUDFRONT_ID:-}" ] && [ -s "$report/purge.txt" ]; then
		purge_cloudfront
	fi
}

# 消す宛先は一度に 3000 件まで。多いときは全部を消す(1 件と数えられる)。
purge_cloudfront() {
	local -a paths
	mapfile -t paths < <(sed -E 's|^https?://[^/]+||' "$report/purge.txt")
	if [ "${#paths[@]}" -gt 1000 ]; then
		paths=('/*')
	fi
	aws cloudfront create-invalidation --distribution-id "$CLOUDFRONT_ID" --paths "${paths[@]}" >/dev/null
}

server() {
	rsync --archive --checksum --exclude '/.well-known/' "$public/assets/" "$1/assets/"
	rsync --archive --checksum --exclude '/.well-known/' --delete-after "$public/" "$1/"
}

case "${UPLOAD_TO:-}" in
s3://*) s3 "${UPLOAD_TO%/}" ;;
rsync://*) target=${UPLOAD_TO#rsync://}; server "${target%/}" ;;
*)
	echo "upload.sh: UPLOAD_TO に公開先を書いてください(s3://… または rsync://利用者@ホスト:/場所)" >&2
	exit 1
	;;
esac
