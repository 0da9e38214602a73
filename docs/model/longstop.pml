/*
 * One milestone of one case, two daemons, their store, and a relay. README.md beside
 * this file says what each part stands for, and what is left out.
 *
 * A guard is taken out with -DWITHOUT_…, a thing that the design takes for granted
 * with -DBEYOND_…; each must give a counterexample. FENCED is a change that is not
 * made yet.
 */

/* How much may go wrong in one run. Everything else is tried in every order. */
#ifndef CRASHES
#define CRASHES 1    /* a daemon is killed, and starts again */
#endif
#ifndef LAPSES
#define LAPSES 1     /* a lease ends under a daemon that is at work */
#endif
#ifndef DEFERRALS
#define DEFERRALS 1  /* the relay says "later", or refuses: an email waits again */
#endif
#ifndef DROPS
#define DROPS 1      /* the answer to the final dot is lost */
#endif
#ifndef STATEMENTS
#define STATEMENTS 2 /* what the clerk says of the case */
#endif
#ifndef BACKUPS
#define BACKUPS 1    /* the store is put back to what it was at some moment */
#endif

/* What a store keeps: of the case its revision, whether the milestone is done, and the
 * ledger's mark that people were told; in the outbox the email, the revision that it
 * was decided at, whether it is due or its lease is over, and the token of its owner. */
typedef Store {
	byte revision; bit done; bit mark;
	bit waits; byte decided; bit due; byte owner;
	byte writes            /* how much was written since the backup */
};
Store store, backup;

#define NOBODY 0
#define DEAD 3               /* the token of a process that was killed: nobody has it again */

/* The redo logs: for each daemon the writes since the backup, by their numbers. */
#define ROOM 12
#define CASE 1               /* what an entry holds: the state of the case, */
#define DONE 2
#define MARK 4
#define WAITS 8              /* an email that waits from then on, */
#define SETTLED 16           /* one that does not any more, */
#define AT(revision) ((revision) * 32) /* and the revision */
short redo[24];              /* two daemons, ROOM for each */
byte known[3];               /* how much a daemon knows to have been written */
bit counting;                /* a backup was taken that may still be put back */
bit older;                   /* the store was put back and not reconciled */

/* What a daemon does, and how far it is with an email. */
#define IDLE 0
#define PLANS 1
#define CLAIMED 2
#define LOOKED 3             /* the last look was good */
#define WRITES 4             /* the clock was looked at: the content and the dot go out */
#define ACCEPTED 5           /* the relay has it, and no record says so yet */
byte phase[4];
bit lapsed[4];               /* its time for the email is over, by its own clock */
bit asking;                  /* the clerk's statement is being written */

/* What only the judge knows. */
byte deliveries, doubts;
bit doubted[3];              /* this attempt is counted in doubts */
bit stale[3];                /* when claimed, the email was no longer true */
bit untrue[3];               /* nor at the last look */
bit acknowledged;            /* the clerk was told that the milestone is done */
bit forgone;                 /* writes that no log had were given up */

byte crashes = CRASHES, lapses = LAPSES, deferrals = DEFERRALS, drops = DROPS, statements = STATEMENTS;

/* --- the guards, each with what is left of it when it is taken out --- */

/* commit.lua: a change is made from the revision that was read. */
#ifdef WITHOUT_REVISION
#define same(read) true
#else
#define same(read) (store.revision == read)
#endif

/* claim_emails.lua: an email that somebody is at work on is not due. */
#ifdef WITHOUT_LEASE
#define claimable store.waits
#else
#define claimable (store.waits && store.due)
#endif

/* review.go: true is an email whose case is as it was, or in which it still holds. */
#define holds (store.revision == store.decided || !store.done)
#ifdef WITHOUT_REVIEW
#define reviewed true
#else
#define reviewed holds
#endif
#ifdef WITHOUT_LOOK
#define looked true
#else
#define looked holds
#endif

/* renew.lua, settle.lua: only the owner of the token. Beyond it, both daemons are one
 * process that claims an email a second time, with the token that it has already. */
#ifdef BEYOND_TOKENS
#define token(d) (store.owner == 1 || store.owner == 2)
#else
#define token(d) (store.owner == d)
#endif
#ifdef WITHOUT_TOKEN_AT_RENEW
#define renews(d) true
#else
#define renews(d) token(d)
#endif
#ifdef WITHOUT_TOKEN_AT_SETTLE
#define settles(d) true
#else
#define settles(d) token(d)
#endif

/* notifier/guard.go: nothing is written once the lease is over. */
#ifdef WITHOUT_CONNECTION
#define speaks(d) true
#else
#define speaks(d) (!lapsed[d])
#endif

/* app/guard.go: nothing is begun while the store is older than it was. */
#ifdef WITHOUT_HOLD
#define held(d) false
#else
#define held(d) (store.writes < known[d])
#endif

/* What would mend BEYOND_QUIET: each script is told how much its caller knows to have
 * been written, and refuses when the store has less. */
#ifdef FENCED
#define fenced(d) (store.writes >= known[d])
#else
#define fenced(d) true
#endif

/* The store is put back while nobody has begun what is still to be written. */
#ifdef BEYOND_QUIET
#define quiet true
#else
#define quiet (phase[1] == IDLE && phase[2] == IDLE && !asking)
#endif

/* A clock that is ahead ends a lease of somebody else only before the last look. */
#ifdef BEYOND_CLOCKS
#define early(d) (phase[d] >= CLAIMED)
#elif defined(BEYOND_TOKENS)
#define early(d) false /* one process has one clock */
#else
#define early(d) (phase[d] == CLAIMED)
#endif

/* After a connection that was lost in doubt the same bytes go out again. */
#ifdef WITHOUT_RESENDING
#define DROPPED SENT
#else
#define DROPPED AGAIN
#endif

/* What no log has was given up by the operator (--accept-loss). */
#ifdef BEYOND_LOSS
#define lost false
#else
#define lost forgone
#endif
#ifdef BEYOND_REVISIONS
#define untold false
#else
#define untold forgone
#endif

/* --- steps that several share --- */

inline doubt(d) {
	if
	:: !doubted[d] -> doubted[d] = 1; doubts++
	:: else
	fi
}

/* A write gets its number from the store, and the redo log has to keep what it was. */
#define state (CASE + DONE * store.done + MARK * store.mark + AT(store.revision))

inline written(what) {
	if
	:: counting -> store.writes++; number = store.writes; entry = what; assert(number < ROOM)
	:: else
	fi
}

inline keep(d) {
	if
	:: counting && number > 0 ->
		redo[(d - 1) * ROOM + number] = entry;
		if
		:: known[d] < number -> known[d] = number
		:: else
		fi
	:: else
	fi;
	number = 0; entry = 0
}

/* --- a daemon --- */

#define SENT 1       /* how an attempt ended: delivered, or wanted no longer; */
#define AGAIN 2      /* or it waits for another one */

#define mayPlan(d) (!held(d) && !store.done && !store.mark)
#define mayClaim(d) (!held(d) && claimable)

inline decide() {
	store.waits = 1; store.due = 1; store.owner = NOBODY; store.decided = store.revision
}

proctype Daemon(byte d) {
	byte revision, number, end; bit done; short entry;

idle:
endIdle:
	if
	:: d_step { mayPlan(d) -> phase[d] = PLANS; revision = store.revision; done = store.done;
		printf("daemon %d reads the case at revision %d: people have to be told\n", d, revision)
	   }; goto plan
	:: d_step { mayClaim(d) -> phase[d] = CLAIMED; store.due = 0; store.owner = d; stale[d] = store.done;
		printf("daemon %d claims the email\n", d)
	   }; goto review
	fi;

	/* commit.lua: the mark in the ledger and the email in one step. */
plan:	atomic {
		if
		:: fenced(d) && same(revision) ->
			store.revision = revision + 1; store.done = done; revision = 0; done = 0;
			printf("daemon %d commits revision %d\n", d, store.revision);
#ifdef WITHOUT_MARK
			decide(); written(state + WAITS)
		:: else -> goto rest
		fi
	};
	atomic {
		if
		:: true -> store.mark = 1; printf("daemon %d marks in the ledger that people were told\n", d)
#elif defined(WITHOUT_OUTBOX)
			store.mark = 1; written(state)
		:: else -> goto rest
		fi
	};
	atomic {
		if
		:: true -> decide(); printf("daemon %d puts the email into the outbox\n", d)
		:: crashes > 0 -> crashes--; goto crash
#else
			store.mark = 1; decide(); written(state + WAITS)
		:: else -> printf("daemon %d is overtaken: its commit writes nothing\n", d); goto rest
#endif
		fi;
		if
		:: !counting -> goto rest
		:: else
		fi
	};
	goto record;

	/* The review before, in scheduler/review.go; then MAIL and RCPT, in notifier/exchange.go. */
review:	atomic {
		if
		:: !reviewed -> end = SENT; printf("daemon %d finds it true no longer\n", d); goto settle
		:: else
		fi;
		if
		:: lapsed[d] -> end = AGAIN; printf("daemon %d goes on: its time is over\n", d); goto settle
		:: !lapsed[d] -> printf("daemon %d offers it to the relay, which agrees to the recipient\n", d);
			assert(!stale[d] || untold)    /* no relay is asked about what was true no longer */
		:: !lapsed[d] && deferrals > 0 -> deferrals--; end = AGAIN;
			printf("daemon %d offers it to the relay, which says: later, or not to this address\n", d); goto settle
		:: crashes > 0 -> crashes--; goto crash
		fi
	};

	/* The last look, in scheduler/delivery.go: the review again, then renew.lua. */
	atomic {
		if
		:: lapsed[d] -> printf("daemon %d goes on: its time is over, and it leaves the email\n", d); goto rest
		:: !lapsed[d] && !looked -> end = SENT;
			printf("daemon %d finds at the last look that it is true no longer\n", d); goto settle
		:: !lapsed[d] && looked -> untrue[d] = store.done
		fi;
		if
		:: !fenced(d) || !renews(d) -> printf("daemon %d finds at the last look that the email is not its own\n", d); goto rest
		:: fenced(d) && renews(d) -> store.due = 0; phase[d] = LOOKED;
			printf("daemon %d looks again and renews its lease\n", d)
		fi
	};

	/* notifier/guard.go looks at the clock before each write. */
	atomic {
		if
		:: !speaks(d) -> end = AGAIN; printf("daemon %d goes on: its time is over, and nothing more is written\n", d); goto settle
		:: speaks(d) -> phase[d] = WRITES; printf("daemon %d has time left, and sends the content\n", d)
		:: crashes > 0 -> crashes--; goto crash
		fi
	};

	/* DATA, the content and the dot; what the relay makes of it, and what is heard of that. */
	atomic {
		if
		:: deliveries++; printf("the relay accepts it from daemon %d: delivery %d\n", d, deliveries);
			assert(!untrue[d] || untold);        /* nothing goes out that was true no longer */
			assert(deliveries <= 1 + doubts);    /* nobody is told twice without cause */
			if
			:: phase[d] = ACCEPTED; end = SENT
			:: drops > 0 -> drops--; doubt(d); end = DROPPED;
				printf("the connection of daemon %d is lost before the answer\n", d)
			fi
		:: drops > 0 -> drops--; end = DROPPED; printf("the connection of daemon %d is lost, and the relay has nothing\n", d)
		:: deferrals > 0 -> deferrals--; end = AGAIN; printf("the relay says to daemon %d: later\n", d)
		fi
	};

	/* settle.lua */
settle:	atomic {
		if
		:: crashes > 0 && phase[d] == ACCEPTED -> crashes--; goto crash
		:: fenced(d) && settles(d) ->
			store.owner = NOBODY;
			if
			:: end == SENT -> store.waits = 0; store.due = 0; store.decided = 0; written(SETTLED);
				printf("daemon %d settles the email: it waits no longer\n", d)
			:: end == AGAIN -> store.waits = 1; store.due = 1; written(WAITS + AT(store.decided));
				printf("daemon %d settles the email: it waits for another attempt\n", d)
			fi
		:: !(fenced(d) && settles(d)) -> printf("daemon %d cannot settle the email: it is not its own\n", d); goto rest
		fi;
		if
		:: !counting -> goto rest
		:: else
		fi
	};

	/* internal/redo/log.go: the write is kept before anything follows from it. */
record:	atomic {
		if
		:: true
		:: crashes > 0 -> crashes--; goto crash
		fi;
		d_step { keep(d); printf("daemon %d keeps the write in its redo log\n", d) }
	};

rest:	atomic {
		revision = 0; done = 0; end = 0;
		phase[d] = IDLE; lapsed[d] = 0; doubted[d] = 0; stale[d] = 0; untrue[d] = 0
	};
	goto idle;

	/* Killed, and started again with another token. Its redo log is on disk. */
crash:	atomic {
		printf("daemon %d is killed, and starts again\n", d);
		if
		:: phase[d] == ACCEPTED -> doubt(d)
		:: else
		fi;
		if
		:: store.owner == d -> store.owner = DEAD
		:: else
		fi;
		if
		:: backup.owner == d -> backup.owner = DEAD
		:: else
		fi;
		number = 0; entry = 0
	};
	goto rest
}

/* --- the clerk, who speaks to the first daemon (scheduler/cases.go) --- */

proctype Clerk() {
	byte revision, number; bit done, mark, says; short entry;

endIdle:
	atomic {
		statements > 0 && !store.done && !held(1) -> statements--;
		if
		:: says = 1     /* the milestone is done */
		:: true         /* something else, after which it is still owed */
		fi
	};
	do
	:: d_step {
		!held(1) -> asking = 1; revision = store.revision; mark = store.mark; done = store.done || says;
		printf("daemon 1 reads the case at revision %d, for the clerk\n", revision)
	   };
	   atomic {
		if
		:: fenced(1) && same(revision) ->
			store.revision = revision + 1; store.done = done; store.mark = mark; written(state);
			if
			:: says -> printf("daemon 1 commits revision %d: the milestone is done\n", store.revision)
			:: else -> printf("daemon 1 commits revision %d: something else of the case\n", store.revision)
			fi;
			break
		:: else -> asking = 0; printf("daemon 1 is overtaken: the clerk's statement writes nothing yet\n")
		fi
	   }
	od;
	atomic {
		if
#ifdef WITHOUT_REDO
		:: true -> acknowledged = acknowledged || done; printf("the clerk is told that it is recorded\n"); goto forgot
#else
		:: true -> keep(1); acknowledged = acknowledged || done; printf("the write is in the redo log, and the clerk is told that it is recorded\n")
#endif
		:: crashes > 0 -> crashes--; printf("daemon 1 is killed before it has answered the clerk\n")
		fi
	};
over:	atomic { asking = 0; number = 0; entry = 0; revision = 0; mark = 0; done = 0; says = 0 };
	goto endIdle;
#ifdef WITHOUT_REDO
forgot:	atomic {
		if
		:: true -> keep(1)
		:: crashes > 0 -> crashes--; printf("daemon 1 is killed before the write is in its redo log\n")
		fi
	};
	goto over
#endif
}

/* --- time, and the operator --- */

#define leased (store.waits && !store.due)
#define atWork (store.owner != NOBODY && store.owner != DEAD && phase[store.owner] >= CLAIMED && !lapsed[store.owner])
#ifdef WITHOUT_LAPSE
#define mayLapse false
#else
#define mayLapse (leased && !atWork)
#endif
#define mayReconcile (older && (held(1) || held(2)) && phase[1] == IDLE && phase[2] == IDLE && !asking)

proctype World() {
	byte i; short e;

endIdle:
	do
	/* The lease of whoever is not at work ends. */
	:: d_step { mayLapse -> store.due = 1; printf("the lease on the email ends, and nobody is at work on it\n") }
	/* A daemon is stopped, or waits, until its lease is over. */
	:: d_step {
		lapses > 0 && leased && atWork ->
		lapses--; lapsed[store.owner] = 1; store.due = 1;
		printf("daemon %d is stopped until its lease is over\n", store.owner);
		if
		:: phase[store.owner] >= WRITES -> doubt(store.owner)
		:: else
		fi
	   }
	/* It is over by the clock of the other, which is ahead. */
	:: d_step { lapses > 0 && leased && atWork && early(store.owner) ->
		lapses--; store.due = 1; printf("the lease of daemon %d is over by the clock of the other, which is ahead\n", store.owner)
	   }
	/* longstop reconcile --yes --accept-loss, with the redo logs of both (internal/redo/
	 * missing.go, restore.lua). */
	:: d_step {
		mayReconcile ->
		printf("the operator reconciles\n");
		i = store.writes + 1;
		do
		:: i <= known[1] || i <= known[2] ->
			e = (redo[i] != 0 -> redo[i] : redo[ROOM + i]);
			if
			:: e == 0 -> doubts++; forgone = 1; printf("write %d is in no redo log: the loss is accepted\n", i)
			:: else
			fi;
			if
			:: (e & CASE) && (e >> 5) > store.revision ->
				store.revision = e >> 5; store.done = (e & DONE) != 0; store.mark = (e & MARK) != 0
			:: else
			fi;
			if
			:: e & WAITS -> store.waits = 1; store.due = 1; store.owner = NOBODY; store.decided = e >> 5
			:: else
			fi;
#ifndef WITHOUT_SETTLED
			if
			:: e & SETTLED -> store.waits = 0; store.due = 0; store.owner = NOBODY; store.decided = 0
			:: else
			fi;
#endif
			i++
		:: else -> break
		od;
		older = 0; counting = 0; store.writes = 0; known[1] = 0; known[2] = 0;
		i = 0; do :: i < 24 -> redo[i] = 0; i++ :: else -> break od;
		i = 0; e = 0
	   }
	od
}

/* --- what may go wrong with the store, once --- */

inline copy(from, to) {
	to.revision = from.revision; to.done = from.done; to.mark = from.mark;
	to.waits = from.waits; to.decided = from.decided; to.due = from.due; to.owner = from.owner;
	to.writes = from.writes
}

proctype Fate() {
#if BACKUPS > 0
endNever:
	d_step { counting = 1; copy(store, backup); printf("a backup of the store is taken\n") };
endPutBack:
	d_step {
		quiet && store.writes > 0 ->
		older = 1; stale[1] = 0; stale[2] = 0; /* what is true is what the store knows */
		printf("the backup is put back; writes that the store forgets: %d\n", store.writes);
#ifndef WITHOUT_SEEING
		known[1] = store.writes; known[2] = store.writes;
#endif
		if :: phase[1] >= LOOKED -> doubt(1) :: else fi;
		if :: phase[2] >= LOOKED -> doubt(2) :: else fi;
		copy(backup, store);
		backup.revision = 0; backup.done = 0; backup.mark = 0; backup.waits = 0;
		backup.decided = 0; backup.due = 0; backup.owner = 0
	}
#else
	skip
#endif
}

/* --- the end of every run: nobody has anything left to do --- */

#define finished (phase[1] == IDLE && phase[2] == IDLE && !asking && !mayPlan(1) && !mayPlan(2) && \
	!mayClaim(1) && !mayClaim(2) && !mayLapse && !mayReconcile)

proctype Judge() {
endWaits:
	d_step {
		finished ->
		printf("nobody has anything left to do\n");
		assert(!store.waits);                                   /* nothing waits for ever */
		assert(!acknowledged || store.done);                    /* what the clerk was told is so */
		assert(deliveries > 0 || store.done || lost)        /* people were told, if they had to be */
	}
}

init {
	d_step { store.revision = 1 };
	atomic { run Daemon(1); run Daemon(2); run Clerk(); run World(); run Fate(); run Judge() }
}
