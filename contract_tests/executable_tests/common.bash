# What the tests of tines-contract share; sourced with TINES-CONTRACT and TINES-MOCK as arguments, from
# the top of the checkout.
contract=$1
mock=$2
. scripts/lib/executable_test.bash

unset "${!TINES_@}" XDG_STATE_HOME

# start ARGUMENTS…: a mock on any free port, as the tenants under test. Sets $url, its base URL.
start() {
  rm -f "$dir/ready"
  mkfifo "$dir/ready"
  "$mock" serve --port 0 --log none "$@" >"$dir/ready" 2>"$dir/mock.err" &
  pids+=("$!")
  disown
  local line
  read -r line <"$dir/ready"
  url=$(base_url_in "$line")
  export TINES_TENANT_URL=$url/t/origin TINES_DESTINATION_TENANT_URL=$url/t/dest
}
# with_settings: the settings that such tenants need besides their URLs.
with_settings() {
  export TINES_API_KEY=origin-key TINES_TEAM_ID=7 TINES_STORY_IDS=9981,9982 \
    TINES_DESTINATION_API_KEY=dest-key TINES_DESTINATION_TEAM_ID=42
}
# with SETTING VALUE COMMAND…, without SETTING COMMAND…, without_settings COMMAND…
with() { (export "$1=$2"; shift 2; "$@"); }
without() { (unset "$1"; shift; "$@"); }
without_settings() { (unset "${!TINES_@}"; "$@"); }

# control CURL-ARGUMENTS…: a request to the mock's control API.
control() { curl -sS -m 20 -f -H 'Content-Type: application/json' "$@"; }
# add_fault RULE, remove_fault NAME: a fault rule of the mock, as JSON.
add_fault() { control "$url/__admin/faults" -o "$dir/fault" -d "$1"; }
remove_fault() { control -X DELETE "$url/__admin/faults/$1" -o "$dir/fault"; }
# has_destinations COUNT: the origin tenant has so many sync destinations.
has_destinations() { ask "$url/t/origin/api/v1/admin/sync_destinations" | grep -F "\"count\":$1}"; }
# received OPERATION: the journal has a request of that operation.
received() { control "$url/__admin/requests?operation=$1" | grep -qF "\"operation\":\"$1\""; }
wait_until() {
  for _ in {1..2000}; do
    "$@" >/dev/null && return
  done
  return 1
}

# run_contract ARGUMENTS…: tines-contract with a home directory of its own, and no terminal.
run_contract() { HOME=$dir/home "$contract" "$@" </dev/null; }
# exits STATUS ARGUMENTS…: tines-contract exits so. Its output is then in $dir/out and $dir/err.
exits() {
  local wanted=$1 code=0
  shift
  run_contract "$@" >"$dir/out" 2>"$dir/err" || code=$?
  [ "$code" = "$wanted" ] || { echo "exit $code"; cat "$dir/err" "$dir/out"; return 1; }
}
no_ledger() { no compgen -G "$dir/home/.local/state/tines-contract/*"; }
# refused WORDS ARGUMENTS…: exit 2, WORDS on stderr and nothing on stdout: no request was sent.
refused() {
  local words=$1
  shift
  exits 2 "$@" && contains "$dir/err" "$words" && [ ! -s "$dir/out" ]
}
# not_judged WORDS ARGUMENTS…: exit 2, WORDS on stderr: requests were sent, but no promise was checked.
not_judged() {
  local words=$1
  shift
  exits 2 "$@" && contains "$dir/err" "$words" && contains "$dir/out" "Target: " &&
    lacks "$dir/out" " kept" && lacks "$dir/out" "BROKEN"
}
