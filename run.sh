#!/usr/bin/env bash
# Builds the host if anything changed and becomes it: ./run.sh [verb] [options], see ./run.sh --help.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
. "$root/eng/build.sh"

project=src/Alforis.Workflows.Host
out="$root/$project/bin/Release/net10.0"
runs="$root/artifacts/run"

require_sdk
require_node
[ -e "$out/Alforis.Workflows.Host.dll" ] || echo "Building Alforis Workflows; the first time takes about a minute." >&2
build "$project"

# The host runs from a copy named after its content: a later build may overwrite what is in bin/, never what runs.
id="$(cd "$out" && find . -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum | tr -d ' ')"
mkdir -p "$runs"
if [ ! -d "$runs/$id" ]; then
  rm -rf "$runs"/.new.*
  mkdir "$runs/.new.$$"
  cp -R "$out/." "$runs/.new.$$"
  mv "$runs/.new.$$" "$runs/$id"
fi
# exec keeps the process id, so this marks the copy as in use for as long as the host lives.
: >"$runs/$id/.in-use.$$"

# Copies that nobody runs any more.
for copy in "$runs"/*/; do
  alive=
  for mark in "$copy".in-use.*; do
    [ -e "$mark" ] || continue
    if kill -0 "${mark##*.}" 2>/dev/null; then alive=1; else rm -f "$mark"; fi
  done
  [ -n "$alive" ] || rm -rf "$copy"
done
end_build

export ALFORIS_DEFAULT_DATA="$root/.alforis"
exec dotnet "$runs/$id/Alforis.Workflows.Host.dll" "$@"
