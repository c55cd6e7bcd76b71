# What every test of an executable shares; sourced from the top of the checkout. Makes a temporary
# directory $dir; at the end it is removed, and every process in $pids is killed.
set -euo pipefail
dir=$(mktemp -d)
pids=()
clean_up() {
  for pid in "${pids[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap clean_up EXIT

failures=0
# check SENTENCE COMMAND…: the sentence is true when the command succeeds. Goes on after a failure.
check() {
  local sentence=$1
  shift
  "$@" >"$dir/check" 2>&1 && return
  echo "FAILED: $sentence" >&2
  tail -c 3000 "$dir/check" | sed 's/^/  | /' >&2
  failures=$((failures + 1))
}
# finish: the last line of a test; its exit status says whether every check held.
finish() {
  [ "$failures" = 0 ] && exit 0
  echo "$failures checks failed" >&2
  exit 1
}

no() { ! "$@"; }
# is FOUND EXPECTED
is() { [ "$1" = "$2" ] || { echo "found $1, expected $2"; return 1; }; }
# contains FILE TEXT, lacks FILE TEXT
contains() { grep -qF -- "$2" "$1" || { cat "$1"; return 1; }; }
lacks() { no grep -F -- "$2" "$1"; }

# base_url_in LINE: the base URL in the line that `tines-mock serve` prints when it is ready.
base_url_in() { sed -E 's/^\{"url":"([^"]*)".*/\1/' <<<"$1"; }

# ask CURL-ARGUMENTS…: a request with the key of the sample world's origin tenant.
ask() { curl -sS -m 20 -H 'Authorization: Bearer origin-key' "$@"; }
