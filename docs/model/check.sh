#!/bin/sh
# Verifies the model, and that each guard is needed: docs/model/check.sh [update]
#
# README.md beside this file says what is modelled. The whole model must hold in every
# state of each of its worlds, and no run may go on for ever. Then each guard is taken
# out, and each assumption: Spin must find a counterexample, the shortest that there
# is, and it must be the one that is kept here. With "update" it is written anew.
set -eu
cd "$(dirname "$0")"

update=${1:-}
model=$PWD/longstop.pml
work=$(mktemp -d)
other=
trap 'if [ -n "$other" ]; then kill "$other" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
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

# falls NAME WHAT FLAG…: without WHAT the model does not hold, and NAME.txt tells how.
falls() {
	name=$1 what=$2
	shift 2
	compile "$name" "-DSAFETY -DBFS" "$@"
	(cd "$work/$name" && ./pan -m100000 -w22 >pan.out 2>&1) || true
	[ -e "$work/$name/longstop.pml.trail" ] || {
		cat "$work/$name/pan.out"
		fail "$name gives no counterexample: the model holds all the same"
	}
	(cd "$work/$name" && spin -k longstop.pml.trail -t -T "$@" "$model" >story 2>&1) || true
	{
		printf '%s\n\n' "$what" | fold -s -w 100 | sed 's/ $//'
		grep -e '^daemon' -e '^the ' -e '^a backup' -e '^write ' -e '^nobody' "$work/$name/story" | awk '{ printf "%2d  %s\n", NR, $0 }'
		printf '\n'
		sed -n 's/^spin: text of failed assertion: assert(\(.*\))$/\1/p' "$work/$name/story" | head -n 1 | sed "$sentences"
	} >"$work/$name.txt"
	if [ "$update" = update ]; then cp "$work/$name.txt" "$name.txt"; fi
	diff -u "$name.txt" "$work/$name.txt" || fail "$name.txt is not what Spin finds now: docs/model/check.sh update, and read the diff"
	printf '%-22s counterexample of %d steps\n' "$name" "$(grep -c '^ *[0-9]' "$name.txt")"
}

# What each assertion says, in words.
sentences='
s/^.*stale.*$/So the relay was asked about an email that was no longer true when it was claimed./
s/^.*untrue.*$/So an email went out that was no longer true at the last look./
s/^.*deliveries<=.*$/So a person was told twice, and nothing was in doubt./
s/^.*store.waits.*$/So an email waits for ever./
s/^.*acknowledged.*$/So what the clerk was told is recorded is not in the store./
s/^.*deliveries>0.*$/So people were not told of a milestone that is not done, and never will be./
s/^.*number<.*$/So the model is too small for this: give it more ROOM./'

# --- the whole model --------------------------------------------------------------

# Everything that may go wrong, all at once, has more states than can be visited in a
# minute. The first world has all of it but the backup; in the others the backup meets
# each of the rest.
relay=-DBACKUPS=0
store="-DLAPSES=0 -DDROPS=0"
worlds() {
	holds no-backup -DBACKUPS=0
	holds backup-crash -DLAPSES=0 -DDROPS=0
	holds backup-pause -DCRASHES=0 -DDROPS=0 -DSTATEMENTS=1
	holds backup-crash-pause -DDROPS=0 -DDEFERRALS=0 -DSTATEMENTS=1
	holds backup-drop -DCRASHES=0 -DLAPSES=0 -DSTATEMENTS=1
	holds fenced -DLAPSES=0 -DDROPS=0 -DSTATEMENTS=1 -DBEYOND_QUIET -DFENCED
}

# --- without one guard each -------------------------------------------------------

# shellcheck disable=SC2086 # several flags on purpose
guards() {
	falls without-revision "Without the revision check of a commit (commit.lua)." $relay -DWITHOUT_REVISION
	falls without-mark "Without the mark in the ledger in the commit that decides on the email (commit.lua): it is written afterwards." $relay -DWITHOUT_MARK
	falls without-outbox "Without the email in the commit that marks the ledger (commit.lua): it is queued afterwards." $relay -DWITHOUT_OUTBOX
	falls without-lease "Without the lease (claim_emails.lua): an email is claimed while another daemon is at work on it." $relay -DWITHOUT_LEASE
	falls without-lapse "Without an end of the lease (claim_emails.lua): what is claimed stays claimed." $relay -DWITHOUT_LAPSE
	falls without-review "Without the review before the relay is asked (scheduler/review.go)." $relay -DWITHOUT_REVIEW
	falls without-look "Without the review in the last look, between the answer to RCPT and DATA (scheduler/delivery.go)." $relay -DWITHOUT_LOOK
	falls without-token-at-renew "Without the token in the last look (renew.lua)." $relay -DWITHOUT_TOKEN_AT_RENEW
	falls without-token-at-settle "Without the token in the settlement (settle.lua)." $relay -DWITHOUT_TOKEN_AT_SETTLE
	falls without-connection "Without the clock on the connection (notifier/guard.go): a daemon writes on when its lease is over." $relay -DWITHOUT_CONNECTION
	falls without-resending "Without sending again what is in doubt (scheduler/delivery.go): it counts as sent." $relay -DWITHOUT_RESENDING
	falls without-hold "Without holding still while the store is older than it was (app/guard.go)." $store -DWITHOUT_HOLD
	falls without-seeing "Without noting what other daemons have written (app/guard.go, redo.Log.See)." $store -DWITHOUT_SEEING
	falls without-redo "Without the redo log before the acknowledgement (redisstore/commit.go): the clerk is answered first." $store -DWITHOUT_REDO
	falls without-settled "Without the settled emails in what reconcile writes again (restore.lua)." $store -DWITHOUT_SETTLED
}

# --- beyond what the design takes for granted ----------------------------------------

# shellcheck disable=SC2086
assumptions() {
	falls beyond-quiet "If the store is put back while a daemon is at work, and its next write comes before it is asked how much it has." $store -DCRASHES=0 -DBEYOND_QUIET
	falls beyond-clocks "If the clock of another daemon is ahead by more than the lease still lasts after the last look." $relay -DBEYOND_CLOCKS
	falls beyond-tokens "If a process claims again an email that another part of it is still about to settle: both have one token. Here the two daemons are the two parts of one process." $relay -DBEYOND_TOKENS
	falls beyond-loss "If writes that no redo log has are given up (reconcile --accept-loss), and one of them decided on an email." $store -DBEYOND_LOSS
	falls beyond-revisions "If writes are given up, and revisions are counted anew: an email of the restored outbox has the number of another state of its case." $store -DBEYOND_REVISIONS
}

# The two halves run side by side. A failure of either ends both.
worlds >"$work/worlds.out" 2>&1 &
other=$!
guards
assumptions
half=$other other=
wait "$half" || { cat "$work/worlds.out"; exit 1; }
cat "$work/worlds.out"
