#!/bin/sh
# Verifies the model: docs/model/check.sh
#
# README.md beside this file says what is modelled. The whole model must hold in every
# state of each of its worlds, and no run may go on for ever.
set -eu
cd "$(dirname "$0")"

model=$PWD/longstop.pml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
	printf 'FAILED: %s\n' "$*" >&2
	exit 1
}

# compile NAME HOW FLAG…: the verifier of one variant. HOW is how it searches.
compile() {
	dir=$work/$1 how=$2
	shift 2
	mkdir "$dir"
	(
		cd "$dir"
		spin -a "$@" "$model" >spin.out 2>&1 || { cat spin.out; exit 1; }
		# shellcheck disable=SC2086 # several words on purpose
		gcc -O1 -w $how -DCOLLAPSE -DMEMLIM=4000 -o pan pan.c
	) || fail "the variant $dir does not compile"
}

# holds NAME FLAG…: in every state all assertions hold and somebody can go on, or there
# is nothing to do; and no run goes on for ever. Nothing in the model is marked as
# progress, so a cycle without progress (NP) is any cycle.
holds() {
	name=$1
	shift
	search "$name" "-DSAFETY" "" "$@"
	states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' "$work/$name/pan.out")
	search "$name-ends" "-DNP" "-l" "$@"
	printf '%-22s holds in all of its %d states, and every run ends\n' "$name" "$states"
}

# search NAME HOW OPTION FLAG…
search() {
	variant=$1 how=$2 option=$3
	shift 3
	compile "$variant" "$how" "$@"
	# shellcheck disable=SC2086 # there may be none
	(cd "$work/$variant" && ./pan $option -m100000 -w23 >pan.out 2>&1) || true
	if grep -q 'errors: 0' "$work/$variant/pan.out" &&
		! grep -q -e 'too small' -e 'out of memory' -e 'not completed' "$work/$variant/pan.out"; then return 0; fi
	cat "$work/$variant/pan.out"
	fail "the model does not hold in the world $variant"
}

# --- the whole model --------------------------------------------------------------

# Everything that may go wrong, all at once, has more states than can be visited in a
# minute. The first world has all of it but the backup; in the others the backup meets
# each of the rest.
worlds() {
	holds no-backup -DBACKUPS=0
	holds backup-crash -DLAPSES=0 -DDROPS=0
	holds backup-pause -DCRASHES=0 -DDROPS=0 -DSTATEMENTS=1
	holds backup-crash-pause -DDROPS=0 -DDEFERRALS=0 -DSTATEMENTS=1
	holds backup-drop -DCRASHES=0 -DLAPSES=0 -DSTATEMENTS=1
}

worlds
