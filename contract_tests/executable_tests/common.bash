# What the tests of tines-contract share; sourced with TINES-CONTRACT and TINES-MOCK as arguments, from
# the top of the checkout. Starts tines-contract as its users do.
set -euo pipefail
contract=$1
mock=$2
dir=$(mktemp -d)
pids=()
clean() {
  for pid in "${pids[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap clean EXIT

failures=0
check() {  # check "what should be so" command…
  local what=$1
  shift
  "$@" >"$dir/check" 2>&1 && return
  echo "not so: $what" >&2
  tail -c 3000 "$dir/check" | sed 's/^/  | /' >&2
  failures=$((failures + 1))
}
contains() { grep -qF -- "$2" "$1" || { cat "$1"; return 1; }; }
lacks() { ! grep -F -- "$2" "$1"; }
finish() {
  [ "$failures" = 0 ] && exit 0
  echo "$failures not as they should be" >&2
  exit 1
}

# start ARGUMENTS…: a mock on any free port; leaves its base URL in $url.
start() {
  rm -f "$dir/ready"
  mkfifo "$dir/ready"
  "$mock" serve --port 0 --log none "$@" >"$dir/ready" 2>"$dir/mock.err" &
  pids+=("$!")
  disown
  local line
  read -r line <"$dir/ready"
  url=$(sed -E 's/^\{"url":"([^"]*)".*/\1/' <<<"$line")
  export TINES_TENANT_URL=$url/t/origin TINES_DESTINATION_TENANT_URL=$url/t/dest
}
ask() { curl -sS -m 20 -H 'Authorization: Bearer origin-key' "$@"; }
control() { curl -sS -m 20 -f -H 'Content-Type: application/json' "$@"; }
has_destinations() { ask "$url/t/origin/api/v1/admin/sync_destinations" | grep -F "\"count\":$1}"; }
no_copies() { ! curl -sS -m 20 -H 'Authorization: Bearer dest-key' \
  "$url/t/dest/api/v1/stories?per_page=500" | grep -F tines-contract; }
# came OPERATION: whether the journal has such a request.
came() { control "$url/__admin/requests?operation=$1" | grep -qF "\"operation\":\"$1\""; }
wait_until() {
  for _ in {1..2000}; do
    "$@" >/dev/null && return
  done
  return 1
}
mine() { HOME=$dir/home "$contract" "$@" </dev/null; }
# exits STATUS ARGUMENTS…: leaves what was said in $dir/out and $dir/err.
exits() {
  local wanted=$1 code=0
  shift
  mine "$@" >"$dir/out" 2>"$dir/err" || code=$?
  [ "$code" = "$wanted" ] || { echo "exit $code"; cat "$dir/err" "$dir/out"; return 1; }
}
# refused WORDS ARGUMENTS…: exit 2, WORDS on stderr, nothing on stdout: no tenant was asked.
refused() {
  local words=$1
  shift
  exits 2 "$@" && contains "$dir/err" "$words" && [ ! -s "$dir/out" ]
}
# turned_away WORDS ARGUMENTS…: exit 2, WORDS on stderr; the tenant was looked at and not judged.
turned_away() {
  local words=$1
  shift
  exits 2 "$@" && contains "$dir/err" "$words" && contains "$dir/out" "Target: " &&
    lacks "$dir/out" " kept" && lacks "$dir/out" "BROKEN"
}

unset "${!TINES_@}" XDG_STATE_HOME

# What the mocks of `start` need to be judged as tenants.
with_settings() {
  export TINES_API_KEY=origin-key TINES_TEAM_ID=7 TINES_STORY_IDS=9981,9982 \
    TINES_DESTINATION_API_KEY=dest-key TINES_DESTINATION_TEAM_ID=42
}
with() { (export "$1=$2"; shift 2; "$@"); }
without() { (unset "$1"; shift; "$@"); }
