#!/usr/bin/env bash
# Builds once, runs every test project, adds up the results. The last line is "N passed, N failed, N skipped".
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
. "$root/eng/build.sh"

usage() {
  cat <<'TEXT'
./test.sh [--fast] [FILTER...]

  --fast   leave out the categories Slow, Crash and Browser
  FILTER   a dotnet test filter, or just part of a test's full name; several must all hold
           e.g. ./test.sh Binding    ./test.sh 'FullyQualifiedName~Parse&Category!=Slow'

TEST_TIMEOUT=SECONDS bounds each test project (default 1200).
TEXT
}

filter= named=
also() { filter="${filter:+$filter&}($1)"; }
for argument in "$@"; do
  case "$argument" in
    --fast) also 'Category!=Slow&Category!=Crash&Category!=Browser' ;;
    -h | --help) usage; exit 0 ;;
    -* | '') usage >&2; exit 2 ;;
    *[=~]*) also "$argument"; named=yes ;;
    *) also "FullyQualifiedName~$argument"; named=yes ;;
  esac
done

passed=0 failed=0 skipped=0
finish() {
  if [ "$((passed + failed))" -eq 0 ]; then
    echo "No test ran${filter:+: none matches $filter}." >&2
    status=1
  else
    status=$((failed > 0))
  fi
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$status"
}

require_sdk
require_node
if ! build Alforis.Workflows.sln; then
  failed=1
  finish
fi
end_build

# What tests talk to for real. Where it cannot be had they are skipped, and say why.
python=/usr/bin/python3
if [ ! -x "$python" ]; then python=python3; fi
# RUNLEVEL keeps a package from starting its service.
install() { DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 timeout -k 20 300 apt-get "$@" >/dev/null 2>&1 </dev/null; }
need() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $1, the $2 of the tests." >&2
    install install -y --no-install-recommends "$1" \
      || { install update && install install -y --no-install-recommends "$1"; } \
      || echo "It cannot be installed here: the tests that need it do not run." >&2
  else
    echo "$1, the $2 of the tests, is not installed: the tests that need it do not run." >&2
  fi
}
"$python" -c 'import aiosmtpd' >/dev/null 2>&1 || need python3-aiosmtpd "mail server"
command -v chromium >/dev/null 2>&1 || need chromium "browser"
PATH="$PATH:/usr/sbin:/sbin" command -v pgbouncer >/dev/null 2>&1 || need pgbouncer "connection pooler"

limit="${TEST_TIMEOUT:-1200}"
results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

# Each of the two below says on its standard output what failed, and in a last line "passed failed skipped NAME (SECONDS s)".
running=
test_project() {
  local project="$1" name started=$SECONDS status=0 report p f s
  name="$(basename "$project" .csproj)"
  timeout -k 20 "$limit" dotnet test "$project" --no-build -c Release --nologo \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" ${filter:+--filter "$filter"} \
    >"$results/$name.log" 2>&1 </dev/null &
  running=$!
  wait "$running" || status=$?
  running=

  # No file and no error: the project has no test, or the filter leaves none.
  report="0 0 0"
  if [ -s "$results/$name.trx" ]; then report="$(awk -f "$root/eng/trx.awk" "$results/$name.trx")"; fi
  read -r p f s <<<"$(tail -n 1 <<<"$report")"
  sed '$d' <<<"$report"

  # A project that ended badly without naming a failed test has crashed, hung, or could not start.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
    f=1
    case "$status" in
      124 | 137) echo "FAILED  $name did not end within $limit s and was stopped. The end of its output:" ;;
      *) echo "FAILED  $name ended with code $status and named no failed test. The end of its output:" ;;
    esac
    tail -n 60 "$results/$name.log" | sed 's/^/        /'
  fi
  echo "$p $f $s $name ($((SECONDS - started)) s)"
}

# The client: types, style, and its own tests.
test_client() {
  local started=$SECONDS p=0 f=0 s=0 counts cp cf cs
  local client="$root/src/Alforis.Workflows.Host/client" log="$results/client.log" report="$results/client.json"
  in_client() { (cd "$client" && exec timeout -k 20 300 "$@") >>"$log" 2>&1 </dev/null & running=$!; wait "$running"; }
  if ! in_client npm run --silent check; then
    f=1
    echo "FAILED  the client's types or style. The end of what its check says:"
    tail -n 40 "$log" | sed 's/^/        /'
  fi
  in_client npx vitest run --reporter=json --outputFile="$report"
  running=
  if counts="$(node "$root/eng/vitest.mjs" "$report")"; then
    read -r cp cf cs <<<"$(tail -n 1 <<<"$counts")"
    sed '$d' <<<"$counts"
    p=$((p + cp)) f=$((f + cf)) s=$((s + cs))
  else
    f=$((f + 1))
    echo "FAILED  the client's tests did not run. The end of their output:"
    tail -n 40 "$log" | sed 's/^/        /'
  fi
  echo "$p $f $s client ($((SECONDS - started)) s)"
}

# One after the other. Two at once take twice as long each on two processors: nothing is won, and what waits for a host waits too long.
tell() {
  local p f s name
  sed '$d' <<<"$1"
  read -r p f s name <<<"$(tail -n 1 <<<"$1")"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  echo "${name%% *}: $p passed, $f failed, $s skipped ${name#* }"
}
# A background command ignores Ctrl-C: it is handed on, to the whole group that timeout made.
trap '[ -n "$running" ] && kill -TERM "$running" 2>/dev/null; wait; echo "Interrupted." >&2; exit 130' INT TERM
said="$results/said"
for project in "$root"/tests/*/*.csproj; do
  test_project "$project" >"$said"
  tell "$(cat "$said")"
done
# A filter names tests of .NET.
if [ -z "$named" ]; then
  test_client >"$said"
  tell "$(cat "$said")"
fi
rm "$said"
finish
