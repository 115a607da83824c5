#!/usr/bin/env bash
# Whether a clean clone runs and passes its tests on a new machine: a bare Debian 12 with Python, make and
# certificates, in a folder of its own. As root, on Debian or Ubuntu, with about 5 GB of disk:
#
#   bench/fresh_machine.sh [--only run|test|full] [--keep]
#
# --only does one part (the others: `make run`, `make test`, `make test-full`); --keep leaves the folder, and says
# where it is. ARGS="-k words" in the environment is for pytest. What is cloned is the last commit. Mirrors, proxies
# and certificates are those that this machine has set for apt, pip and npm.
set -euo pipefail

script=$(readlink -f "$0")
repository=$(dirname "$(dirname "$script")")

minutes() { awk -v began="$1" -v now="$SECONDS" 'BEGIN { printf "%.1f minutes", (now - began) / 60 }'; }

# ---- outside: a folder, and in it a view of files and processes that ends with all that is mounted and started in it

outside() {
  parts=(run test full)
  keep= machine=
  while [ $# -gt 0 ]; do
    case "$1 ${2:-}" in
      "--only run" | "--only test" | "--only full") parts=("$2"); shift ;;
      "--keep "*) keep=1 ;;
      *) sed -n '5s/^# *//p' "$script" >&2; exit 2 ;;
    esac
    shift
  done
  [ "$(id -u)" -eq 0 ] || { echo "Only root can make a machine in a folder." >&2; exit 1; }
  if ! command -v debootstrap >/dev/null; then
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends debootstrap >/dev/null
  fi
  room=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-machine.XXXXXX")
  chmod 755 "$room"
  trap tidy EXIT
  trap 'exit 130' INT TERM HUP
  unshare --mount --pid --fork --kill-child --mount-proc -- "$script" --inside "$room" "${parts[@]}" &
  machine=$!
  wait "$machine"
}

tidy() {
  if [ -n "$machine" ] && kill -KILL "$machine" 2>/dev/null; then wait "$machine" 2>/dev/null || true; fi
  if [ -n "$keep" ]; then echo "The machine is left in $room"; else rm -rf --one-file-system "$room"; fi
}

# ---- inside: Debian, the clone, and make

inside() {
  room=$1
  shift
  began=$SECONDS
  mapfile -t surroundings < <(surroundings)
  debian
  mount --rbind /dev "$room/dev"
  mount -t tmpfs -o mode=1777 shm "$room/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$room/dev/pts"
  mount -t proc proc "$room/proc"
  mount --rbind /sys "$room/sys"
  path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  in_room=(chroot "$room" env -i -C /srv/guide HOME=/srv TERM=dumb "PATH=$path" "${surroundings[@]}")
  "${in_room[@]}" update-ca-certificates >/dev/null 2>&1
  echo "A bare Debian 12 is ready after $(minutes "$began")"
  failed=()
  for part in "$@"; do
    printf '\n== %s\n' "$part"
    began=$SECONDS
    if "part_$part"; then result=well; else result=badly; failed+=("$part"); fi
    echo "== $part ended $result after $(minutes "$began")"
  done
  [ ${#failed[@]} -eq 0 ] || { echo "failed: ${failed[*]}" >&2; exit 1; }
}

part_test() { "${in_room[@]}" make test ARGS="${ARGS:-}"; }
part_full() { "${in_room[@]}" make test-full ARGS="${ARGS:-}"; }

# The guide must answer on its port; it is then ended.
part_run() {
  port=$("${in_room[@]}" python3 -c 'import socket
with socket.create_server(("127.0.0.1", 0)) as free: print(free.getsockname()[1])')
  "${in_room[@]}" make run PORT="$port" &
  server=$!
  while kill -0 "$server" 2>/dev/null; do
    if "${in_room[@]}" python3 -c "import urllib.request as request
request.build_opener(request.ProxyHandler({})).open('http://127.0.0.1:$port/', timeout=10).read()" 2>/dev/null; then
      kill "$server"
      wait "$server" 2>/dev/null || true
      return 0
    fi
    sleep 1
  done
  return 1
}

debian() {
  mirrors=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | sort -u)
  mirror=$(awk '$2 == "bookworm" && $3 == "main" { print $1; exit }' <<<"$mirrors")
  proxy=$(apt-config shell value Acquire::http::Proxy | sed -n "s/^value='\(.*\)'$/\1/p")
  [ -z "$proxy" ] || export http_proxy=$proxy
  said=$(debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates \
    bookworm "$room" ${mirror:+"$mirror"} 2>&1) || { tail -n 20 <<<"$said" >&2; exit 1; }
  if [ -n "$mirror" ]; then
    awk '$2 ~ /^bookworm(-updates|-security)?$/ && $3 == "main" { print "deb", $0 }' <<<"$mirrors" \
      >"$room/etc/apt/sources.list"
  fi
  apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries)' >"$room/etc/apt/apt.conf.d/90machine" || true
  cp -L /etc/resolv.conf /etc/hosts "$room/etc/"
  find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$room/usr/local/share/ca-certificates" {} + || true
  git clone --quiet --no-hardlinks "$repository" "$room/srv/guide"
  git -C "$room/srv/guide" checkout --quiet --detach "$(git -C "$repository" rev-parse HEAD)"
}

# What is set here for the network, by variable or by configuration, as variables.
surroundings() {
  env | grep -iE '^((https?|no|all)_proxy|pip_(index_url|extra_index_url|trusted_host|proxy|default_timeout))=' || true
  for variable in SSL_CERT_FILE PIP_CERT NODE_EXTRA_CA_CERTS; do
    echo "$variable=/etc/ssl/certs/ca-certificates.crt"
  done
  for name in index_url trusted_host proxy; do
    value=$(python3 -m pip config get "global.${name//_/-}" 2>/dev/null) && echo "PIP_${name^^}=$value"
  done
  for name in registry proxy https-proxy; do
    value=$(npm config get "$name" 2>/dev/null) && [ "$value" != null ] && echo "npm_config_${name//-/_}=$value"
  done
  true
}

if [ "${1:-}" = --inside ]; then inside "${@:2}"; else outside "$@"; fi
