# What the tests of the executable share; sourced with its path, from the top of the checkout.
set -euo pipefail
mock=$1
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
  tail -n 5 "$dir/check" | cut -c 1-200 | sed 's/^/  | /' >&2
  failures=$((failures + 1))
}
finish() {
  [ "$failures" = 0 ] && exit 0
  echo "$failures not as they should be" >&2
  exit 1
}
no() { ! "$@"; }
contains() { grep -qF -- "$2" "$1" || { cat "$1"; return 1; }; }
is() { [ "$1" = "$2" ] || { echo "found $1, expected $2"; return 1; }; }

log=$dir/log
# start ARGUMENTS…: serves on any free port, with its log in $log; leaves its pid in $pid, its ready
# line in $ready, its base URL in $url.
start() {
  rm -f "$dir/out"
  mkfifo "$dir/out"
  "$mock" serve --port 0 "$@" >"$dir/out" 2>"$log" 3<&- 4<&- &
  pid=$!
  pids+=("$pid")
  exec 3<"$dir/out"
  read -r -t 20 ready <&3
  url=$(sed -E 's/^\{"url":"([^"]*)".*/\1/' <<<"$ready")
}
# stop [SIGNAL]: the exit code of what was started last.
stop() {
  kill "-${1:-TERM}" "$pid"
  local code=0
  wait "$pid" || code=$?
  exec 3<&-
  return "$code"
}
# stop_and_read FILE: as stop; what comes on stdout after the ready line is read from then on.
stop_and_read() {
  kill -TERM "$pid"
  cat <&3 >"$1"
  local code=0
  wait "$pid" || code=$?
  exec 3<&-
  return "$code"
}
# refused WORDS ARGUMENTS…: one line on stderr that holds WORDS, nothing on stdout, exit 2.
refused() {
  local words=$1 code=0
  shift
  timeout 20 "$mock" "$@" >"$dir/refused.out" 2>"$dir/refused.err" || code=$?
  cat "$dir/refused.err"
  [ "$code" = 2 ] && [ ! -s "$dir/refused.out" ] && [ "$(wc -l <"$dir/refused.err")" = 1 ] \
    && grep -qF -- "$words" "$dir/refused.err"
}
create='{"destination_tenant_url": "https://dest.tines.com", "destination_tenant_api_key": "dest-key",
         "destination_team_id": 42, "team_id": 7, "story_ids": [9981, 9982]}'
ask() { curl -sS -m 20 -H 'Authorization: Bearer origin-key' "$@"; }
status() { ask -o /dev/null -w '%{http_code}\n' "$@"; }
