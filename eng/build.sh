# Sourced by run.sh, test.sh and bench.sh: finds the .NET SDK and Node.js, and builds one project or solution.
# Expects $root, the repository's directory.

export DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_TELEMETRY_OPTOUT="${DOTNET_CLI_TELEMETRY_OPTOUT:-1}"

# dotnet and NuGet keep their caches under HOME and fail obscurely without one (cron, bare containers).
if [ -z "${HOME:-}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi

require_sdk() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET 10 SDK is needed, and no 'dotnet' is on the PATH. Install it from https://dot.net/download, then run this again." >&2
    exit 1
  fi
  if ! (cd "$root" && dotnet --version >/dev/null 2>&1); then
    echo "The .NET 10 SDK is needed, and 'dotnet' ($(command -v dotnet)) has only: $(dotnet --list-sdks 2>/dev/null | awk '{ printf "%s%s", sep, $1; sep = ", " } END { if (!NR) printf "no SDK at all" }')." >&2
    echo "Install a 10.0 SDK from https://dot.net/download, then run this again." >&2
    exit 1
  fi
}

require_node() {
  if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' >/dev/null 2>&1; then
    echo "Node.js 20 or newer is needed to build the web interface, and $(command -v node >/dev/null 2>&1 && echo "$(node --version) is on the PATH" || echo "no 'node' is on the PATH"). Install it from https://nodejs.org, then run this again." >&2
    exit 1
  fi
}

# build PROJECT: Release, silent unless it fails. One build at a time, since all of them write the same obj folders.
# The compiler servers that a build leaves behind must inherit neither the lock nor the caller's output.
build() {
  local log status=0
  mkdir -p "$root/artifacts"
  log="$(mktemp "$root/artifacts/build.XXXXXX")" || exit 1
  trap 'rm -f "$log"' EXIT
  exec 9>"$root/artifacts/.build-lock"
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  (cd "$root" && exec dotnet build "$1" -c Release -nologo -v quiet "-clp:ErrorsOnly;NoSummary") >"$log" 2>&1 </dev/null 9>&- || status=$?
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    echo "The build of $1 failed (see above)." >&2
  fi
  rm -f "$log"
  trap - EXIT
  return "$status"
}

# Called once what was built is no longer needed in place.
end_build() { exec 9>&-; }
