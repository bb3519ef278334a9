#!/usr/bin/env bash
# The one door to the benchmarks: ./bench.sh lists them, ./bench.sh NAME [arguments] runs one.
# A run ends with lines "RESULT name=… ours=… unit=… reference=… ratio=…", where ratio is ours/reference.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
. "$root/eng/build.sh"

project=benchmarks/Alforis.Workflows.Benchmarks
require_sdk
require_node
build "$project"
end_build
exec dotnet "$root/$project/bin/Release/net10.0/Alforis.Workflows.Benchmarks.dll" "$@"
