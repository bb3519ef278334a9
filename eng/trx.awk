# Reads a .trx file: prints failures with message and stack, skips with their reason, and a last line of three counts,
# "passed failed skipped". Outcomes are counted one by one: the file's own counters leave out skips.
BEGIN { RS = "<" }

function attribute(name,    at, rest) {
  at = index($0, " " name "=\"")
  if (!at) return ""
  rest = substr($0, at + length(name) + 3)
  return plain(substr(rest, 1, index(rest, "\"") - 1))
}

function plain(text) {
  gsub(/&#x[Dd];/, "", text); gsub(/&#x[Aa];/, "\n", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text); gsub(/&amp;/, "\\&", text)
  return text
}

function body() { return plain(substr($0, index($0, ">") + 1)) }

function indented(text) { gsub(/\r/, "", text); sub(/[ \n]+$/, "", text); gsub(/\n/, "\n          ", text); return "          " text }

function report() {
  if (outcome == "Passed") passed++
  else if (outcome == "NotExecuted") { skipped++; print "SKIPPED " test; if (message != "") print indented(message) }
  else { failed++; print "FAILED  " test; print indented(message); if (stack != "") print indented(stack) }
}

/^UnitTestResult / { outcome = attribute("outcome"); test = attribute("testName"); message = ""; stack = ""; open = 1; if ($0 ~ /\/>[ \r\n]*$/) { report(); open = 0 } }
open && /^Message>/ { message = body() }
open && /^StackTrace>/ { stack = body() }
open && /^StdOut>/ && message == "" && outcome == "NotExecuted" { message = body() }
/^\/UnitTestResult>/ { if (open) report(); open = 0 }

END { printf "%d %d %d\n", passed, failed, skipped }
