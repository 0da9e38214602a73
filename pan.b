	switch (t->back) {
	default: Uerror("bad return move");
	case  0: goto R999; /* nothing to undo */

		 /* PROC :init: */
	case 3: // STATE 2
		sv_restor();
		goto R999;

	case 4: // STATE 3
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 5: // STATE 4
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 6: // STATE 5
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 7: // STATE 6
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 8: // STATE 7
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 9: // STATE 8
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 10: // STATE 10
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC Judge */
	case 11: // STATE 5
		sv_restor();
		goto R999;

	case 12: // STATE 6
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC Fate */
	case 13: // STATE 11
		sv_restor();
		goto R999;
	case 14: // STATE 54
		sv_restor();
		goto R999;

	case 15: // STATE 55
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC World */
	case 16: // STATE 3
		sv_restor();
		goto R999;
	case 17: // STATE 19
		sv_restor();
		goto R999;
	case 18: // STATE 23
		sv_restor();
		goto R999;
	case 19: // STATE 79
		sv_restor();
		goto R999;

	case 20: // STATE 83
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC Clerk */

	case 21: // STATE 3
		;
		now.asking = trpt->bup.ovals[1];
		now.statements = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 22: // STATE 4
		;
		((P1 *)_this)->says = trpt->bup.oval;
		;
		goto R999;
;
		
	case 23: // STATE 7
		goto R999;
;
		
	case 24: // STATE 5
		goto R999;
	case 25: // STATE 13
		sv_restor();
		goto R999;

	case 26: // STATE 17
		;
		now.store.mark = trpt->bup.ovals[2];
		now.store.done = trpt->bup.ovals[1];
		now.store.revision = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 27: // STATE 21
		;
		((P1 *)_this)->entry = trpt->bup.ovals[2];
		((P1 *)_this)->number = trpt->bup.ovals[1];
		now.store.writes = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		
	case 28: // STATE 27
		goto R999;

	case 29: // STATE 37
		;
		now.redo[ Index((((1-1)*12)+((P1 *)_this)->number), 24) ] = trpt->bup.oval;
		;
		goto R999;

	case 30: // STATE 49
		;
		now.acknowledged = trpt->bup.ovals[3];
		((P1 *)_this)->entry = trpt->bup.ovals[2];
		((P1 *)_this)->number = trpt->bup.ovals[1];
		now.known[1] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 31: // STATE 49
		;
		now.acknowledged = trpt->bup.ovals[2];
		((P1 *)_this)->entry = trpt->bup.ovals[1];
		((P1 *)_this)->number = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		
	case 32: // STATE 53
		goto R999;

	case 33: // STATE 51
		;
		now.crashes = trpt->bup.oval;
		;
		goto R999;

	case 34: // STATE 61
		;
		((P1 *)_this)->says = trpt->bup.ovals[6];
		((P1 *)_this)->done = trpt->bup.ovals[5];
		((P1 *)_this)->mark = trpt->bup.ovals[4];
		((P1 *)_this)->revision = trpt->bup.ovals[3];
		((P1 *)_this)->entry = trpt->bup.ovals[2];
		((P1 *)_this)->number = trpt->bup.ovals[1];
		now.asking = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

		 /* PROC Daemon */
	case 35: // STATE 5
		sv_restor();
		goto R999;
	case 36: // STATE 12
		sv_restor();
		goto R999;

	case 37: // STATE 21
		;
		now.store.mark = trpt->bup.ovals[4];
		((P0 *)_this)->done = trpt->bup.ovals[3];
		((P0 *)_this)->revision = trpt->bup.ovals[2];
		now.store.done = trpt->bup.ovals[1];
		now.store.revision = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 5);
		goto R999;

	case 38: // STATE 25
		;
		now.store.decided = trpt->bup.ovals[3];
		now.store.owner = trpt->bup.ovals[2];
		now.store.due = trpt->bup.ovals[1];
		now.store.waits = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 39: // STATE 30
		;
		((P0 *)_this)->entry = trpt->bup.ovals[2];
		((P0 *)_this)->number = trpt->bup.ovals[1];
		now.store.writes = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		
	case 40: // STATE 40
		goto R999;

	case 41: // STATE 48
		;
		((P0 *)_this)->end = trpt->bup.oval;
		;
		goto R999;

	case 42: // STATE 54
		;
		((P0 *)_this)->end = trpt->bup.oval;
		;
		goto R999;
;
		
	case 43: // STATE 66
		goto R999;
;
		
	case 44: // STATE 56
		goto R999;

	case 45: // STATE 60
		;
		((P0 *)_this)->end = trpt->bup.ovals[1];
		now.deferrals = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 46: // STATE 63
		;
		now.crashes = trpt->bup.oval;
		;
		goto R999;
;
		
	case 47: // STATE 68
		goto R999;

	case 48: // STATE 71
		;
		((P0 *)_this)->end = trpt->bup.oval;
		;
		goto R999;

	case 49: // STATE 74
		;
		now.untrue[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.oval;
		;
		goto R999;
;
		
	case 50: // STATE 77
		goto R999;
;
		
	case 51: // STATE 83
		goto R999;

	case 52: // STATE 81
		;
		now.phase[ Index(((P0 *)_this)->d, 4) ] = trpt->bup.ovals[1];
		now.store.due = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 53: // STATE 86
		;
		((P0 *)_this)->end = trpt->bup.oval;
		;
		goto R999;
;
		
	case 54: // STATE 94
		goto R999;

	case 55: // STATE 89
		;
		now.phase[ Index(((P0 *)_this)->d, 4) ] = trpt->bup.oval;
		;
		goto R999;

	case 56: // STATE 91
		;
		now.crashes = trpt->bup.oval;
		;
		goto R999;

	case 57: // STATE 96
		;
		now.deliveries = trpt->bup.oval;
		;
		goto R999;

	case 58: // STATE 100
		;
		((P0 *)_this)->end = trpt->bup.ovals[1];
		now.phase[ Index(((P0 *)_this)->d, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		
	case 59: // STATE 112
		goto R999;

	case 60: // STATE 102
		;
		now.drops = trpt->bup.oval;
		;
		goto R999;

	case 61: // STATE 110
		;
		((P0 *)_this)->end = trpt->bup.ovals[2];
		now.doubts = trpt->bup.ovals[1];
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 62: // STATE 110
		;
		((P0 *)_this)->end = trpt->bup.oval;
		;
		goto R999;
;
		
	case 63: // STATE 120
		goto R999;

	case 64: // STATE 115
		;
		((P0 *)_this)->end = trpt->bup.ovals[1];
		now.drops = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 65: // STATE 118
		;
		((P0 *)_this)->end = trpt->bup.ovals[1];
		now.deferrals = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 66: // STATE 123
		;
		now.crashes = trpt->bup.oval;
		;
		goto R999;

	case 67: // STATE 126
		;
		now.store.owner = trpt->bup.oval;
		;
		goto R999;

	case 68: // STATE 130
		;
		now.store.decided = trpt->bup.ovals[3];
		now.store.due = trpt->bup.ovals[2];
		now.store.waits = trpt->bup.ovals[1];
	/* 0 */	((P0 *)_this)->end = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 69: // STATE 134
		;
		((P0 *)_this)->entry = trpt->bup.ovals[2];
		((P0 *)_this)->number = trpt->bup.ovals[1];
		now.store.writes = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 70: // STATE 142
		;
		now.store.due = trpt->bup.ovals[2];
		now.store.waits = trpt->bup.ovals[1];
	/* 0 */	((P0 *)_this)->end = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 71: // STATE 146
		;
		((P0 *)_this)->entry = trpt->bup.ovals[2];
		((P0 *)_this)->number = trpt->bup.ovals[1];
		now.store.writes = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		
	case 72: // STATE 154
		goto R999;
;
		
	case 73: // STATE 158
		goto R999;
;
		
	case 74: // STATE 164
		goto R999;

	case 75: // STATE 166
		;
		now.crashes = trpt->bup.oval;
		;
		goto R999;
	case 76: // STATE 183
		sv_restor();
		goto R999;

	case 77: // STATE 192
		;
		now.untrue[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.ovals[7];
		now.stale[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.ovals[6];
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.ovals[5];
		now.lapsed[ Index(((P0 *)_this)->d, 4) ] = trpt->bup.ovals[4];
		now.phase[ Index(((P0 *)_this)->d, 4) ] = trpt->bup.ovals[3];
		((P0 *)_this)->end = trpt->bup.ovals[2];
		((P0 *)_this)->done = trpt->bup.ovals[1];
		((P0 *)_this)->revision = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 8);
		goto R999;
;
		;
		
	case 79: // STATE 198
		;
		now.doubts = trpt->bup.ovals[1];
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 80: // STATE 207
		;
		now.store.owner = trpt->bup.oval;
		;
		goto R999;

	case 81: // STATE 217
		;
		((P0 *)_this)->entry = trpt->bup.ovals[2];
		((P0 *)_this)->number = trpt->bup.ovals[1];
		now.backup.owner = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 82: // STATE 217
		;
		((P0 *)_this)->entry = trpt->bup.ovals[1];
		((P0 *)_this)->number = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
	}

