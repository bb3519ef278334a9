#!/usr/bin/env bash
# Takes the pictures of README and docs anew: eng/screenshots.sh. They go to docs/images; look at them before you commit them.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/eng/build.sh"
require_sdk
require_node
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
  || { echo "A Chromium is needed: apt-get install chromium" >&2; exit 1; }

most=200000
project=Alforis.Workflows.EndToEnd
build "tests/$project"
taken="$root/artifacts/screenshots" images="$root/docs/images"
rm -f "$taken"/page-*.png
status=0
"$root/tests/$project/bin/Release/net10.0/$project" -class "$project.Browser.EveryPageTests" || status=$?
end_build

# What is taken -> what it is called.
pictures=(
  "workflows workflows"
  "execution-dark execution-dark"
  "statistics statistics"
  "attention attention"
  "workflow-phone workflow-phone"
)
mkdir -p "$images"
for picture in "${pictures[@]}"; do
  read -r from to <<<"$picture"
  if [ ! -s "$taken/page-$from.png" ]; then
    echo "No picture of $from was taken (see the failures above)." >&2
    exit 1
  fi
  cp "$taken/page-$from.png" "$images/$to.png"
  # Fewer colours where a tool for that is there; flat pages lose nothing visible.
  if command -v pngquant >/dev/null 2>&1; then pngquant --force --skip-if-larger --ext .png 256 "$images/$to.png" || true; fi
  size="$(wc -c <"$images/$to.png")"
  echo "docs/images/$to.png: $size bytes"
  if [ "$size" -gt "$most" ]; then
    echo "docs/images/$to.png has more than $most bytes: install pngquant and take it again." >&2
    status=1
  fi
done
exit "$status"
