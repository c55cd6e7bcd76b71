# What the tests of tines-mock share; sourced with its path as the argument, from the top of the
# checkout.
mock=$1
. scripts/lib/executable_test.bash

log=$dir/log
# start ARGUMENTS…: serves on any free port, with its log in $log. Sets $pid, $ready (the line that it
# prints when it is ready) and $url (its base URL). With command=demo it plays the demo, whose first line
# has the page's address.
start() {
  rm -f "$dir/out"
  mkfifo "$dir/out"
  "$mock" "${command:-serve}" --port 0 "$@" >"$dir/out" 2>"$log" 3<&- 4<&- &
  pid=$!
  pids+=("$pid")
  exec 3<"$dir/out"
  read -r -t 20 ready <&3
  url=$(base_url_in "$ready")
  [ "${command:-serve}" = serve ] || url=$(grep -o 'https\?://[^/]*' <<<"$ready")
}
# stop [SIGNAL]: ends the server that was started last, and returns its exit status.
stop() {
  kill "-${1:-TERM}" "$pid"
  wait_for_exit
}
# stop_and_read FILE: like stop; FILE gets what the server printed after its first line.
stop_and_read() {
  kill -TERM "$pid"
  cat <&3 >"$1"
  wait_for_exit
}
wait_for_exit() {
  local code=0
  wait "$pid" || code=$?
  exec 3<&-
  return "$code"
}
# refused WORDS ARGUMENTS…: tines-mock exits with 2, prints one line on stderr, which contains WORDS, and
# nothing on stdout.
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
# status CURL-ARGUMENTS…: the status of the response.
status() { ask -o /dev/null -w '%{http_code}\n' "$@"; }
