#define rand	pan_rand
#define pthread_equal(a,b)	((a)==(b))
#if defined(HAS_CODE) && defined(VERBOSE)
	#ifdef BFS_PAR
		bfs_printf("Pr: %d Tr: %d\n", II, t->forw);
	#else
		cpu_printf("Pr: %d Tr: %d\n", II, t->forw);
	#endif
#endif
	switch (t->forw) {
	default: Uerror("bad forward move");
	case 0:	/* if without executable clauses */
		continue;
	case 1: /* generic 'goto' or 'skip' */
		IfNotBlocked
		_m = 3; goto P999;
	case 2: /* generic 'else' */
		IfNotBlocked
		if (trpt->o_pm&1) continue;
		_m = 3; goto P999;

		 /* PROC :init: */
	case 3: // STATE 2 - /tmp/h-model/docs/model/longstop.pml:523 - [D_STEP523]
		IfNotBlocked

		reached[5][2] = 1;
		reached[5][t->st] = 1;
		reached[5][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_428_0: /* 2 */
		now.store.revision = 1;
#ifdef VAR_RANGES
		logval("store.revision", ((int)now.store.revision));
#endif
		;
		goto S_436_0;
S_436_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 4: // STATE 3 - /tmp/h-model/docs/model/longstop.pml:524 - [(run Daemon(1))] (0:0:0 - 1)
		IfNotBlocked
		reached[5][3] = 1;
		if (!(addproc(II, 1, 0, 1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 5: // STATE 4 - /tmp/h-model/docs/model/longstop.pml:524 - [(run Daemon(2))] (0:0:0 - 1)
		IfNotBlocked
		reached[5][4] = 1;
		if (!(addproc(II, 1, 0, 2)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 6: // STATE 5 - /tmp/h-model/docs/model/longstop.pml:524 - [(run Clerk())] (0:0:0 - 1)
		IfNotBlocked
		reached[5][5] = 1;
		if (!(addproc(II, 1, 1, 0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 7: // STATE 6 - /tmp/h-model/docs/model/longstop.pml:524 - [(run World())] (0:0:0 - 1)
		IfNotBlocked
		reached[5][6] = 1;
		if (!(addproc(II, 1, 2, 0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 8: // STATE 7 - /tmp/h-model/docs/model/longstop.pml:524 - [(run Fate())] (0:0:0 - 1)
		IfNotBlocked
		reached[5][7] = 1;
		if (!(addproc(II, 1, 3, 0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 9: // STATE 8 - /tmp/h-model/docs/model/longstop.pml:524 - [(run Judge())] (0:0:0 - 1)
		IfNotBlocked
		reached[5][8] = 1;
		if (!(addproc(II, 1, 4, 0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 10: // STATE 10 - /tmp/h-model/docs/model/longstop.pml:525 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[5][10] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC Judge */
	case 11: // STATE 5 - /tmp/h-model/docs/model/longstop.pml:514 - [D_STEP514]
		if (!(boq == -1 && (((((((((((int)now.phase[1])==0)&&(((int)now.phase[2])==0))&& !(((int)now.asking)))&& !((( !((((int)now.store.writes)<((int)now.known[1])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))&& !((( !((((int)now.store.writes)<((int)now.known[2])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))&& !(( !((((int)now.store.writes)<((int)now.known[1])))&&(((int)now.store.waits)&&((int)now.store.due)))))&& !(( !((((int)now.store.writes)<((int)now.known[2])))&&(((int)now.store.waits)&&((int)now.store.due)))))&& !(((((int)now.store.waits)&& !(((int)now.store.due)))&& !(((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ])))))))&& !((((int)now.older)&&((((int)now.store.writes)<((int)now.known[1]))||(((int)now.store.writes)<((int)now.known[2]))))))))
			continue;

		reached[4][5] = 1;
		reached[4][t->st] = 1;
		reached[4][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_422_0: /* 2 */
		if (!((((((((((((int)now.phase[1])==0)&&(((int)now.phase[2])==0))&& !(((int)now.asking)))&& !((( !((((int)now.store.writes)<((int)now.known[1])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))&& !((( !((((int)now.store.writes)<((int)now.known[2])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))&& !(( !((((int)now.store.writes)<((int)now.known[1])))&&(((int)now.store.waits)&&((int)now.store.due)))))&& !(( !((((int)now.store.writes)<((int)now.known[2])))&&(((int)now.store.waits)&&((int)now.store.due)))))&& !(((((int)now.store.waits)&& !(((int)now.store.due)))&& !(((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ])))))))&& !((((int)now.older)&&((((int)now.store.writes)<((int)now.known[1]))||(((int)now.store.writes)<((int)now.known[2]))))))))
			Uerror("block in d_step seq");
S_423_0: /* 2 */
		spin_assert( !(((int)now.store.waits)), " !(store.waits)", II, tt, t);
S_424_0: /* 2 */
		spin_assert(( !(((int)now.acknowledged))||((int)now.store.done)), "( !(acknowledged)||store.done)", II, tt, t);
S_425_0: /* 2 */
		spin_assert((((((int)now.deliveries)>0)||((int)now.store.done))||((int)now.forgone)), "(((deliveries>0)||store.done)||forgone)", II, tt, t);
		goto S_427_0;
S_427_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 12: // STATE 6 - /tmp/h-model/docs/model/longstop.pml:520 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[4][6] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC Fate */
	case 13: // STATE 11 - /tmp/h-model/docs/model/longstop.pml:488 - [D_STEP488]
		IfNotBlocked

		reached[3][11] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_367_0: /* 2 */
		now.counting = 1;
#ifdef VAR_RANGES
		logval("counting", ((int)now.counting));
#endif
		;
S_376_0: /* 2 */
S_368_0: /* 2 */
		now.backup.revision = ((int)now.store.revision);
#ifdef VAR_RANGES
		logval("backup.revision", ((int)now.backup.revision));
#endif
		;
S_369_0: /* 2 */
		now.backup.done = ((int)now.store.done);
#ifdef VAR_RANGES
		logval("backup.done", ((int)now.backup.done));
#endif
		;
S_370_0: /* 2 */
		now.backup.mark = ((int)now.store.mark);
#ifdef VAR_RANGES
		logval("backup.mark", ((int)now.backup.mark));
#endif
		;
S_371_0: /* 2 */
		now.backup.waits = ((int)now.store.waits);
#ifdef VAR_RANGES
		logval("backup.waits", ((int)now.backup.waits));
#endif
		;
S_372_0: /* 2 */
		now.backup.decided = ((int)now.store.decided);
#ifdef VAR_RANGES
		logval("backup.decided", ((int)now.backup.decided));
#endif
		;
S_373_0: /* 2 */
		now.backup.due = ((int)now.store.due);
#ifdef VAR_RANGES
		logval("backup.due", ((int)now.backup.due));
#endif
		;
S_374_0: /* 2 */
		now.backup.owner = ((int)now.store.owner);
#ifdef VAR_RANGES
		logval("backup.owner", ((int)now.backup.owner));
#endif
		;
S_375_0: /* 2 */
		now.backup.writes = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("backup.writes", ((int)now.backup.writes));
#endif
		;
		goto S_420_0;
S_420_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 14: // STATE 54 - /tmp/h-model/docs/model/longstop.pml:490 - [D_STEP490]
		if (!(boq == -1 && ((((((int)now.phase[1])==0)&&(((int)now.phase[2])==0))&& !(((int)now.asking)))&&(((int)now.store.writes)>0))))
			continue;

		reached[3][54] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_378_0: /* 2 */
		if (!(((((((int)now.phase[1])==0)&&(((int)now.phase[2])==0))&& !(((int)now.asking)))&&(((int)now.store.writes)>0))))
			Uerror("block in d_step seq");
S_379_0: /* 2 */
		now.older = 1;
#ifdef VAR_RANGES
		logval("older", ((int)now.older));
#endif
		;
S_380_0: /* 2 */
		now.known[1] = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("known[1]", ((int)now.known[1]));
#endif
		;
S_381_0: /* 2 */
		now.known[2] = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("known[2]", ((int)now.known[2]));
#endif
		;
S_391_0: /* 2 */
S_382_0: /* 2 */
		if (!((((int)now.phase[1])>=3)))
			goto S_391_1;
S_389_0: /* 2 */
S_387_0: /* 2 */
S_383_0: /* 2 */
		if (!( !(((int)now.doubted[1]))))
			goto S_387_1;
S_384_0: /* 2 */
		now.doubted[1] = 1;
#ifdef VAR_RANGES
		logval("doubted[1]", ((int)now.doubted[1]));
#endif
		;
S_385_0: /* 2 */
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
		goto S_388_0;
S_387_1: /* 3 */
S_386_0: /* 2 */
		/* else */;
		goto S_388_0;
S_387_2: /* 3 */
		Uerror("blocking sel in d_step (nr.0, near line 178)");
S_388_0: /* 2 */
		goto S_392_0;
S_391_1: /* 3 */
S_390_0: /* 2 */
		/* else */;
		goto S_392_0;
S_391_2: /* 3 */
		Uerror("blocking sel in d_step (nr.1, near line 496)");
S_392_0: /* 2 */
S_402_0: /* 2 */
S_393_0: /* 2 */
		if (!((((int)now.phase[2])>=3)))
			goto S_402_1;
S_400_0: /* 2 */
S_398_0: /* 2 */
S_394_0: /* 2 */
		if (!( !(((int)now.doubted[2]))))
			goto S_398_1;
S_395_0: /* 2 */
		now.doubted[2] = 1;
#ifdef VAR_RANGES
		logval("doubted[2]", ((int)now.doubted[2]));
#endif
		;
S_396_0: /* 2 */
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
		goto S_399_0;
S_398_1: /* 3 */
S_397_0: /* 2 */
		/* else */;
		goto S_399_0;
S_398_2: /* 3 */
		Uerror("blocking sel in d_step (nr.2, near line 178)");
S_399_0: /* 2 */
		goto S_403_0;
S_402_1: /* 3 */
S_401_0: /* 2 */
		/* else */;
		goto S_403_0;
S_402_2: /* 3 */
		Uerror("blocking sel in d_step (nr.3, near line 497)");
S_403_0: /* 2 */
S_412_0: /* 2 */
S_404_0: /* 2 */
		now.store.revision = ((int)now.backup.revision);
#ifdef VAR_RANGES
		logval("store.revision", ((int)now.store.revision));
#endif
		;
S_405_0: /* 2 */
		now.store.done = ((int)now.backup.done);
#ifdef VAR_RANGES
		logval("store.done", ((int)now.store.done));
#endif
		;
S_406_0: /* 2 */
		now.store.mark = ((int)now.backup.mark);
#ifdef VAR_RANGES
		logval("store.mark", ((int)now.store.mark));
#endif
		;
S_407_0: /* 2 */
		now.store.waits = ((int)now.backup.waits);
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
S_408_0: /* 2 */
		now.store.decided = ((int)now.backup.decided);
#ifdef VAR_RANGES
		logval("store.decided", ((int)now.store.decided));
#endif
		;
S_409_0: /* 2 */
		now.store.due = ((int)now.backup.due);
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
S_410_0: /* 2 */
		now.store.owner = ((int)now.backup.owner);
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
S_411_0: /* 2 */
		now.store.writes = ((int)now.backup.writes);
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
		goto S_413_0;
S_413_0: /* 2 */
		now.backup.revision = 0;
#ifdef VAR_RANGES
		logval("backup.revision", ((int)now.backup.revision));
#endif
		;
S_414_0: /* 2 */
		now.backup.done = 0;
#ifdef VAR_RANGES
		logval("backup.done", ((int)now.backup.done));
#endif
		;
S_415_0: /* 2 */
		now.backup.mark = 0;
#ifdef VAR_RANGES
		logval("backup.mark", ((int)now.backup.mark));
#endif
		;
S_416_0: /* 2 */
		now.backup.waits = 0;
#ifdef VAR_RANGES
		logval("backup.waits", ((int)now.backup.waits));
#endif
		;
S_417_0: /* 2 */
		now.backup.decided = 0;
#ifdef VAR_RANGES
		logval("backup.decided", ((int)now.backup.decided));
#endif
		;
S_418_0: /* 2 */
		now.backup.due = 0;
#ifdef VAR_RANGES
		logval("backup.due", ((int)now.backup.due));
#endif
		;
S_419_0: /* 2 */
		now.backup.owner = 0;
#ifdef VAR_RANGES
		logval("backup.owner", ((int)now.backup.owner));
#endif
		;
		goto S_421_0;
S_421_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 15: // STATE 55 - /tmp/h-model/docs/model/longstop.pml:505 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[3][55] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC World */
	case 16: // STATE 3 - /tmp/h-model/docs/model/longstop.pml:428 - [D_STEP428]
		if (!(boq == -1 && ((((int)now.store.waits)&& !(((int)now.store.due)))&& !(((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ])))))))
			continue;

		reached[2][3] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_284_0: /* 2 */
		if (!(((((int)now.store.waits)&& !(((int)now.store.due)))&& !(((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ])))))))
			Uerror("block in d_step seq");
S_285_0: /* 2 */
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		goto S_364_0;
S_364_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 17: // STATE 19 - /tmp/h-model/docs/model/longstop.pml:430 - [D_STEP430]
		if (!(boq == -1 && (((((int)now.lapses)>0)&&(((int)now.store.waits)&& !(((int)now.store.due))))&&((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ]))))))
			continue;

		reached[2][19] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_287_0: /* 2 */
		if (!((((((int)now.lapses)>0)&&(((int)now.store.waits)&& !(((int)now.store.due))))&&((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ]))))))
			Uerror("block in d_step seq");
S_288_0: /* 2 */
		now.lapses = (((int)now.lapses)-1);
#ifdef VAR_RANGES
		logval("lapses", ((int)now.lapses));
#endif
		;
S_289_0: /* 2 */
		now.lapsed[ Index(now.store.owner, 4) ] = 1;
#ifdef VAR_RANGES
		logval("lapsed[store.owner]", ((int)now.lapsed[ Index(((int)now.store.owner), 4) ]));
#endif
		;
S_290_0: /* 2 */
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
S_300_0: /* 2 */
S_291_0: /* 2 */
		if (!((((int)now.phase[ Index(((int)now.store.owner), 4) ])>=4)))
			goto S_300_1;
S_298_0: /* 2 */
S_296_0: /* 2 */
S_292_0: /* 2 */
		if (!( !(((int)now.doubted[ Index(((int)now.store.owner), 3) ]))))
			goto S_296_1;
S_293_0: /* 2 */
		now.doubted[ Index(now.store.owner, 3) ] = 1;
#ifdef VAR_RANGES
		logval("doubted[store.owner]", ((int)now.doubted[ Index(((int)now.store.owner), 3) ]));
#endif
		;
S_294_0: /* 2 */
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
		goto S_297_0;
S_296_1: /* 3 */
S_295_0: /* 2 */
		/* else */;
		goto S_297_0;
S_296_2: /* 3 */
		Uerror("blocking sel in d_step (nr.4, near line 178)");
S_297_0: /* 2 */
		goto S_301_0;
S_300_1: /* 3 */
S_299_0: /* 2 */
		/* else */;
		goto S_301_0;
S_300_2: /* 3 */
		Uerror("blocking sel in d_step (nr.5, near line 433)");
S_301_0: /* 2 */
		goto S_364_0; /* '.' */
		goto S_364_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 18: // STATE 23 - /tmp/h-model/docs/model/longstop.pml:439 - [D_STEP439]
		if (!(boq == -1 && ((((((int)now.lapses)>0)&&(((int)now.store.waits)&& !(((int)now.store.due))))&&((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ]))))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])==2))))
			continue;

		reached[2][23] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_303_0: /* 2 */
		if (!(((((((int)now.lapses)>0)&&(((int)now.store.waits)&& !(((int)now.store.due))))&&((((((int)now.store.owner)!=0)&&(((int)now.store.owner)!=3))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])>=2))&& !(((int)now.lapsed[ Index(((int)now.store.owner), 4) ]))))&&(((int)now.phase[ Index(((int)now.store.owner), 4) ])==2))))
			Uerror("block in d_step seq");
S_304_0: /* 2 */
		now.lapses = (((int)now.lapses)-1);
#ifdef VAR_RANGES
		logval("lapses", ((int)now.lapses));
#endif
		;
S_305_0: /* 2 */
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		goto S_364_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 19: // STATE 79 - /tmp/h-model/docs/model/longstop.pml:442 - [D_STEP442]
		if (!(boq == -1 && (((int)now.older)&&((((int)now.store.writes)<((int)now.known[1]))||(((int)now.store.writes)<((int)now.known[2]))))))
			continue;

		reached[2][79] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_307_0: /* 2 */
		if (!((((int)now.older)&&((((int)now.store.writes)<((int)now.known[1]))||(((int)now.store.writes)<((int)now.known[2]))))))
			Uerror("block in d_step seq");
S_308_0: /* 2 */
		((P2 *)_this)->i = (((int)now.store.writes)+1);
#ifdef VAR_RANGES
		logval("World:i", ((int)((P2 *)_this)->i));
#endif
		;
S_344_0: /* 2 */
S_343_0: /* 2 */
S_309_0: /* 2 */
		if (!(((((int)((P2 *)_this)->i)<=((int)now.known[1]))||(((int)((P2 *)_this)->i)<=((int)now.known[2])))))
			goto S_343_1;
S_310_0: /* 2 */
		((P2 *)_this)->e = ( ((now.redo[ Index(((int)((P2 *)_this)->i), 24) ]!=0)) ? (now.redo[ Index(((int)((P2 *)_this)->i), 24) ]) : (now.redo[ Index((12+((int)((P2 *)_this)->i)), 24) ]) );
#ifdef VAR_RANGES
		logval("World:e", ((P2 *)_this)->e);
#endif
		;
S_315_0: /* 2 */
S_311_0: /* 2 */
		if (!((((P2 *)_this)->e==0)))
			goto S_315_1;
S_312_0: /* 2 */
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
S_313_0: /* 2 */
		now.forgone = 1;
#ifdef VAR_RANGES
		logval("forgone", ((int)now.forgone));
#endif
		;
		goto S_316_0;
S_315_1: /* 3 */
S_314_0: /* 2 */
		/* else */;
		goto S_316_0;
S_315_2: /* 3 */
		Uerror("blocking sel in d_step (nr.6, near line 448)");
S_316_0: /* 2 */
S_322_0: /* 2 */
S_317_0: /* 2 */
		if (!(((((P2 *)_this)->e&1)&&((((P2 *)_this)->e>>5)>((int)now.store.revision)))))
			goto S_322_1;
S_318_0: /* 2 */
		now.store.revision = (((P2 *)_this)->e>>5);
#ifdef VAR_RANGES
		logval("store.revision", ((int)now.store.revision));
#endif
		;
S_319_0: /* 2 */
		now.store.done = ((((P2 *)_this)->e&2)!=0);
#ifdef VAR_RANGES
		logval("store.done", ((int)now.store.done));
#endif
		;
S_320_0: /* 2 */
		now.store.mark = ((((P2 *)_this)->e&4)!=0);
#ifdef VAR_RANGES
		logval("store.mark", ((int)now.store.mark));
#endif
		;
		goto S_323_0;
S_322_1: /* 3 */
S_321_0: /* 2 */
		/* else */;
		goto S_323_0;
S_322_2: /* 3 */
		Uerror("blocking sel in d_step (nr.7, near line 452)");
S_323_0: /* 2 */
S_330_0: /* 2 */
S_324_0: /* 2 */
		if (!((((P2 *)_this)->e&8)))
			goto S_330_1;
S_325_0: /* 2 */
		now.store.waits = 1;
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
S_326_0: /* 2 */
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
S_327_0: /* 2 */
		now.store.owner = 0;
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
S_328_0: /* 2 */
		now.store.decided = (((P2 *)_this)->e>>5);
#ifdef VAR_RANGES
		logval("store.decided", ((int)now.store.decided));
#endif
		;
		goto S_331_0;
S_330_1: /* 3 */
S_329_0: /* 2 */
		/* else */;
		goto S_331_0;
S_330_2: /* 3 */
		Uerror("blocking sel in d_step (nr.8, near line 457)");
S_331_0: /* 2 */
S_338_0: /* 2 */
S_332_0: /* 2 */
		if (!((((P2 *)_this)->e&16)))
			goto S_338_1;
S_333_0: /* 2 */
		now.store.waits = 0;
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
S_334_0: /* 2 */
		now.store.due = 0;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
S_335_0: /* 2 */
		now.store.owner = 0;
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
S_336_0: /* 2 */
		now.store.decided = 0;
#ifdef VAR_RANGES
		logval("store.decided", ((int)now.store.decided));
#endif
		;
		goto S_339_0;
S_338_1: /* 3 */
S_337_0: /* 2 */
		/* else */;
		goto S_339_0;
S_338_2: /* 3 */
		Uerror("blocking sel in d_step (nr.9, near line 462)");
S_339_0: /* 2 */
S_340_0: /* 2 */
		((P2 *)_this)->i = (((int)((P2 *)_this)->i)+1);
#ifdef VAR_RANGES
		logval("World:i", ((int)((P2 *)_this)->i));
#endif
		;
		goto S_344_0; /* ';' */
S_343_1: /* 3 */
S_341_0: /* 2 */
		/* else */;
S_342_0: /* 2 */
		goto S_346_0;	/* 'goto' */
S_343_2: /* 3 */
		Uerror("blocking sel in d_step (nr.10, near line 445)");
S_345_0: /* 2 */
		goto S_346_0;	/* 'break' */
S_346_0: /* 2 */
		now.older = 0;
#ifdef VAR_RANGES
		logval("older", ((int)now.older));
#endif
		;
S_347_0: /* 2 */
		now.counting = 0;
#ifdef VAR_RANGES
		logval("counting", ((int)now.counting));
#endif
		;
S_348_0: /* 2 */
		now.store.writes = 0;
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
S_349_0: /* 2 */
		now.known[1] = 0;
#ifdef VAR_RANGES
		logval("known[1]", ((int)now.known[1]));
#endif
		;
S_350_0: /* 2 */
		now.known[2] = 0;
#ifdef VAR_RANGES
		logval("known[2]", ((int)now.known[2]));
#endif
		;
S_351_0: /* 2 */
		((P2 *)_this)->i = 0;
#ifdef VAR_RANGES
		logval("World:i", ((int)((P2 *)_this)->i));
#endif
		;
S_358_0: /* 2 */
S_357_0: /* 2 */
S_352_0: /* 2 */
		if (!((((int)((P2 *)_this)->i)<24)))
			goto S_357_1;
S_353_0: /* 2 */
		now.redo[ Index(((P2 *)_this)->i, 24) ] = 0;
#ifdef VAR_RANGES
		logval("redo[World:i]", now.redo[ Index(((int)((P2 *)_this)->i), 24) ]);
#endif
		;
S_354_0: /* 2 */
		((P2 *)_this)->i = (((int)((P2 *)_this)->i)+1);
#ifdef VAR_RANGES
		logval("World:i", ((int)((P2 *)_this)->i));
#endif
		;
		goto S_358_0; /* ';' */
S_357_1: /* 3 */
S_355_0: /* 2 */
		/* else */;
S_356_0: /* 2 */
		goto S_360_0;	/* 'goto' */
S_357_2: /* 3 */
		Uerror("blocking sel in d_step (nr.11, near line 471)");
S_359_0: /* 2 */
		goto S_360_0;	/* 'break' */
S_360_0: /* 2 */
		((P2 *)_this)->i = 0;
#ifdef VAR_RANGES
		logval("World:i", ((int)((P2 *)_this)->i));
#endif
		;
S_361_0: /* 2 */
		((P2 *)_this)->e = 0;
#ifdef VAR_RANGES
		logval("World:e", ((P2 *)_this)->e);
#endif
		;
		goto S_364_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 20: // STATE 83 - /tmp/h-model/docs/model/longstop.pml:475 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[2][83] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC Clerk */
	case 21: // STATE 1 - /tmp/h-model/docs/model/longstop.pml:372 - [((((statements>0)&&!(store.done))&&!((store.writes<known[1]))))] (6:0:2 - 1)
		IfNotBlocked
		reached[1][1] = 1;
		if (!((((((int)now.statements)>0)&& !(((int)now.store.done)))&& !((((int)now.store.writes)<((int)now.known[1]))))))
			continue;
		/* merge: statements = (statements-1)(6, 2, 6) */
		reached[1][2] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.statements);
		now.statements = (((int)now.statements)-1);
#ifdef VAR_RANGES
		logval("statements", ((int)now.statements));
#endif
		;
		/* merge: asking = 1(6, 3, 6) */
		reached[1][3] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.asking);
		now.asking = 1;
#ifdef VAR_RANGES
		logval("asking", ((int)now.asking));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 22: // STATE 4 - /tmp/h-model/docs/model/longstop.pml:374 - [says = 1] (0:32:1 - 1)
		IfNotBlocked
		reached[1][4] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->says);
		((P1 *)_this)->says = 1;
#ifdef VAR_RANGES
		logval("Clerk:says", ((int)((P1 *)_this)->says));
#endif
		;
		/* merge: .(goto)(32, 7, 32) */
		reached[1][7] = 1;
		;
		/* merge: .(goto)(0, 33, 32) */
		reached[1][33] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 23: // STATE 7 - /tmp/h-model/docs/model/longstop.pml:377 - [.(goto)] (0:32:0 - 2)
		IfNotBlocked
		reached[1][7] = 1;
		;
		/* merge: .(goto)(0, 33, 32) */
		reached[1][33] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 24: // STATE 5 - /tmp/h-model/docs/model/longstop.pml:375 - [(1)] (32:0:0 - 1)
		IfNotBlocked
		reached[1][5] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(32, 7, 32) */
		reached[1][7] = 1;
		;
		/* merge: .(goto)(0, 33, 32) */
		reached[1][33] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 25: // STATE 13 - /tmp/h-model/docs/model/longstop.pml:379 - [D_STEP379]
		if (!(boq == -1 &&  !((((int)now.store.writes)<((int)now.known[1])))))
			continue;

		reached[1][13] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_228_0: /* 2 */
		if (!( !((((int)now.store.writes)<((int)now.known[1])))))
			Uerror("block in d_step seq");
S_229_0: /* 2 */
		((P1 *)_this)->revision = ((int)now.store.revision);
#ifdef VAR_RANGES
		logval("Clerk:revision", ((int)((P1 *)_this)->revision));
#endif
		;
S_230_0: /* 2 */
		((P1 *)_this)->mark = ((int)now.store.mark);
#ifdef VAR_RANGES
		logval("Clerk:mark", ((int)((P1 *)_this)->mark));
#endif
		;
S_231_0: /* 2 */
		((P1 *)_this)->done = (((int)now.store.done)||((int)((P1 *)_this)->says));
#ifdef VAR_RANGES
		logval("Clerk:done", ((int)((P1 *)_this)->done));
#endif
		;
		goto S_250_0;
S_250_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 26: // STATE 14 - /tmp/h-model/docs/model/longstop.pml:382 - [((1&&(store.revision==revision)))] (26:0:3 - 1)
		IfNotBlocked
		reached[1][14] = 1;
		if (!((1&&(((int)now.store.revision)==((int)((P1 *)_this)->revision)))))
			continue;
		/* merge: store.revision = (revision+1)(26, 15, 26) */
		reached[1][15] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.store.revision);
		now.store.revision = (((int)((P1 *)_this)->revision)+1);
#ifdef VAR_RANGES
		logval("store.revision", ((int)now.store.revision));
#endif
		;
		/* merge: store.done = done(26, 16, 26) */
		reached[1][16] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.store.done);
		now.store.done = ((int)((P1 *)_this)->done);
#ifdef VAR_RANGES
		logval("store.done", ((int)now.store.done));
#endif
		;
		/* merge: store.mark = mark(26, 17, 26) */
		reached[1][17] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.store.mark);
		now.store.mark = ((int)((P1 *)_this)->mark);
#ifdef VAR_RANGES
		logval("store.mark", ((int)now.store.mark));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 27: // STATE 18 - /tmp/h-model/docs/model/longstop.pml:189 - [(counting)] (34:0:3 - 1)
		IfNotBlocked
		reached[1][18] = 1;
		if (!(((int)now.counting)))
			continue;
		/* merge: store.writes = (store.writes+1)(34, 19, 34) */
		reached[1][19] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.store.writes);
		now.store.writes = (((int)now.store.writes)+1);
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
		/* merge: number = store.writes(34, 20, 34) */
		reached[1][20] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->number);
		((P1 *)_this)->number = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("Clerk:number", ((int)((P1 *)_this)->number));
#endif
		;
		/* merge: entry = (((1+(2*store.done))+(4*store.mark))+(store.revision*32))(34, 21, 34) */
		reached[1][21] = 1;
		(trpt+1)->bup.ovals[2] = ((P1 *)_this)->entry;
		((P1 *)_this)->entry = (((1+(2*((int)now.store.done)))+(4*((int)now.store.mark)))+(((int)now.store.revision)*32));
#ifdef VAR_RANGES
		logval("Clerk:entry", ((P1 *)_this)->entry);
#endif
		;
		/* merge: assert((number<12))(34, 22, 34) */
		reached[1][22] = 1;
		spin_assert((((int)((P1 *)_this)->number)<12), "(number<12)", II, tt, t);
		/* merge: .(goto)(34, 25, 34) */
		reached[1][25] = 1;
		;
		/* merge: goto :b0(34, 27, 34) */
		reached[1][27] = 1;
		;
		_m = 3; goto P999; /* 6 */
	case 28: // STATE 27 - /tmp/h-model/docs/model/longstop.pml:383 - [goto :b0] (0:34:0 - 3)
		IfNotBlocked
		reached[1][27] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 29: // STATE 36 - /tmp/h-model/docs/model/longstop.pml:196 - [((counting&&(number>0)))] (41:0:1 - 1)
		IfNotBlocked
		reached[1][36] = 1;
		if (!((((int)now.counting)&&(((int)((P1 *)_this)->number)>0))))
			continue;
		/* merge: redo[(((1-1)*12)+number)] = entry(0, 37, 41) */
		reached[1][37] = 1;
		(trpt+1)->bup.oval = now.redo[ Index((((1-1)*12)+((int)((P1 *)_this)->number)), 24) ];
		now.redo[ Index((((1-1)*12)+((P1 *)_this)->number), 24) ] = ((P1 *)_this)->entry;
#ifdef VAR_RANGES
		logval("redo[(((1-1)*12)+Clerk:number)]", now.redo[ Index((((1-1)*12)+((int)((P1 *)_this)->number)), 24) ]);
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 30: // STATE 38 - /tmp/h-model/docs/model/longstop.pml:199 - [((known[1]<number))] (62:0:4 - 1)
		IfNotBlocked
		reached[1][38] = 1;
		if (!((((int)now.known[1])<((int)((P1 *)_this)->number))))
			continue;
		/* merge: known[1] = number(62, 39, 62) */
		reached[1][39] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)now.known[1]);
		now.known[1] = ((int)((P1 *)_this)->number);
#ifdef VAR_RANGES
		logval("known[1]", ((int)now.known[1]));
#endif
		;
		/* merge: .(goto)(62, 42, 62) */
		reached[1][42] = 1;
		;
		/* merge: .(goto)(62, 45, 62) */
		reached[1][45] = 1;
		;
		/* merge: number = 0(62, 46, 62) */
		reached[1][46] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->number);
		((P1 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Clerk:number", ((int)((P1 *)_this)->number));
#endif
		;
		/* merge: entry = 0(62, 47, 62) */
		reached[1][47] = 1;
		(trpt+1)->bup.ovals[2] = ((P1 *)_this)->entry;
		((P1 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Clerk:entry", ((P1 *)_this)->entry);
#endif
		;
		/* merge: acknowledged = (acknowledged||done)(62, 49, 62) */
		reached[1][49] = 1;
		(trpt+1)->bup.ovals[3] = ((int)now.acknowledged);
		now.acknowledged = (((int)now.acknowledged)||((int)((P1 *)_this)->done));
#ifdef VAR_RANGES
		logval("acknowledged", ((int)now.acknowledged));
#endif
		;
		/* merge: .(goto)(62, 53, 62) */
		reached[1][53] = 1;
		;
		_m = 3; goto P999; /* 7 */
	case 31: // STATE 46 - /tmp/h-model/docs/model/longstop.pml:204 - [number = 0] (0:62:3 - 5)
		IfNotBlocked
		reached[1][46] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->number);
		((P1 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Clerk:number", ((int)((P1 *)_this)->number));
#endif
		;
		/* merge: entry = 0(62, 47, 62) */
		reached[1][47] = 1;
		(trpt+1)->bup.ovals[1] = ((P1 *)_this)->entry;
		((P1 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Clerk:entry", ((P1 *)_this)->entry);
#endif
		;
		/* merge: acknowledged = (acknowledged||done)(62, 49, 62) */
		reached[1][49] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.acknowledged);
		now.acknowledged = (((int)now.acknowledged)||((int)((P1 *)_this)->done));
#ifdef VAR_RANGES
		logval("acknowledged", ((int)now.acknowledged));
#endif
		;
		/* merge: .(goto)(62, 53, 62) */
		reached[1][53] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 32: // STATE 53 - /tmp/h-model/docs/model/longstop.pml:397 - [.(goto)] (0:62:0 - 2)
		IfNotBlocked
		reached[1][53] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 33: // STATE 50 - /tmp/h-model/docs/model/longstop.pml:395 - [((crashes>0))] (62:0:1 - 1)
		IfNotBlocked
		reached[1][50] = 1;
		if (!((((int)now.crashes)>0)))
			continue;
		/* merge: crashes = (crashes-1)(62, 51, 62) */
		reached[1][51] = 1;
		(trpt+1)->bup.oval = ((int)now.crashes);
		now.crashes = (((int)now.crashes)-1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		/* merge: .(goto)(62, 53, 62) */
		reached[1][53] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 34: // STATE 55 - /tmp/h-model/docs/model/longstop.pml:398 - [asking = 0] (0:8:7 - 1)
		IfNotBlocked
		reached[1][55] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.asking);
		now.asking = 0;
#ifdef VAR_RANGES
		logval("asking", ((int)now.asking));
#endif
		;
		/* merge: number = 0(8, 56, 8) */
		reached[1][56] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->number);
		((P1 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Clerk:number", ((int)((P1 *)_this)->number));
#endif
		;
		/* merge: entry = 0(8, 57, 8) */
		reached[1][57] = 1;
		(trpt+1)->bup.ovals[2] = ((P1 *)_this)->entry;
		((P1 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Clerk:entry", ((P1 *)_this)->entry);
#endif
		;
		/* merge: revision = 0(8, 58, 8) */
		reached[1][58] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->revision);
		((P1 *)_this)->revision = 0;
#ifdef VAR_RANGES
		logval("Clerk:revision", ((int)((P1 *)_this)->revision));
#endif
		;
		/* merge: mark = 0(8, 59, 8) */
		reached[1][59] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->mark);
		((P1 *)_this)->mark = 0;
#ifdef VAR_RANGES
		logval("Clerk:mark", ((int)((P1 *)_this)->mark));
#endif
		;
		/* merge: done = 0(8, 60, 8) */
		reached[1][60] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->done);
		((P1 *)_this)->done = 0;
#ifdef VAR_RANGES
		logval("Clerk:done", ((int)((P1 *)_this)->done));
#endif
		;
		/* merge: says = 0(8, 61, 8) */
		reached[1][61] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->says);
		((P1 *)_this)->says = 0;
#ifdef VAR_RANGES
		logval("Clerk:says", ((int)((P1 *)_this)->says));
#endif
		;
		/* merge: goto endIdle(0, 63, 8) */
		reached[1][63] = 1;
		;
		_m = 3; goto P999; /* 7 */

		 /* PROC Daemon */
	case 35: // STATE 5 - /tmp/h-model/docs/model/longstop.pml:225 - [D_STEP225]
		if (!(boq == -1 && (( !((((int)now.store.writes)<((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))
			continue;

		reached[0][5] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_000_0: /* 2 */
		if (!((( !((((int)now.store.writes)<((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ])))&& !(((int)now.store.done)))&& !(((int)now.store.mark)))))
			Uerror("block in d_step seq");
S_001_0: /* 2 */
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 1;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
S_002_0: /* 2 */
		((P0 *)_this)->revision = ((int)now.store.revision);
#ifdef VAR_RANGES
		logval("Daemon:revision", ((int)((P0 *)_this)->revision));
#endif
		;
S_003_0: /* 2 */
		((P0 *)_this)->done = ((int)now.store.done);
#ifdef VAR_RANGES
		logval("Daemon:done", ((int)((P0 *)_this)->done));
#endif
		;
		goto S_005_0;
S_005_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 36: // STATE 12 - /tmp/h-model/docs/model/longstop.pml:226 - [D_STEP226]
		if (!(boq == -1 && ( !((((int)now.store.writes)<((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ])))&&(((int)now.store.waits)&&((int)now.store.due)))))
			continue;

		reached[0][12] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_006_0: /* 2 */
		if (!(( !((((int)now.store.writes)<((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ])))&&(((int)now.store.waits)&&((int)now.store.due)))))
			Uerror("block in d_step seq");
S_007_0: /* 2 */
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 2;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
S_008_0: /* 2 */
		now.store.due = 0;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
S_009_0: /* 2 */
		now.store.owner = ((int)((P0 *)_this)->d);
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
S_010_0: /* 2 */
		now.stale[ Index(((P0 *)_this)->d, 3) ] = ((int)now.store.done);
#ifdef VAR_RANGES
		logval("stale[Daemon:d]", ((int)now.stale[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		goto S_012_0;
S_012_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 37: // STATE 16 - /tmp/h-model/docs/model/longstop.pml:232 - [((1&&(store.revision==revision)))] (26:0:5 - 1)
		IfNotBlocked
		reached[0][16] = 1;
		if (!((1&&(((int)now.store.revision)==((int)((P0 *)_this)->revision)))))
			continue;
		/* merge: store.revision = (revision+1)(26, 17, 26) */
		reached[0][17] = 1;
		(trpt+1)->bup.ovals = grab_ints(5);
		(trpt+1)->bup.ovals[0] = ((int)now.store.revision);
		now.store.revision = (((int)((P0 *)_this)->revision)+1);
#ifdef VAR_RANGES
		logval("store.revision", ((int)now.store.revision));
#endif
		;
		/* merge: store.done = done(26, 18, 26) */
		reached[0][18] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.store.done);
		now.store.done = ((int)((P0 *)_this)->done);
#ifdef VAR_RANGES
		logval("store.done", ((int)now.store.done));
#endif
		;
		/* merge: revision = 0(26, 19, 26) */
		reached[0][19] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P0 *)_this)->revision);
		((P0 *)_this)->revision = 0;
#ifdef VAR_RANGES
		logval("Daemon:revision", ((int)((P0 *)_this)->revision));
#endif
		;
		/* merge: done = 0(26, 20, 26) */
		reached[0][20] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P0 *)_this)->done);
		((P0 *)_this)->done = 0;
#ifdef VAR_RANGES
		logval("Daemon:done", ((int)((P0 *)_this)->done));
#endif
		;
		/* merge: store.mark = 1(26, 21, 26) */
		reached[0][21] = 1;
		(trpt+1)->bup.ovals[4] = ((int)now.store.mark);
		now.store.mark = 1;
#ifdef VAR_RANGES
		logval("store.mark", ((int)now.store.mark));
#endif
		;
		_m = 3; goto P999; /* 5 */
	case 38: // STATE 22 - /tmp/h-model/docs/model/longstop.pml:216 - [store.waits = 1] (0:35:4 - 1)
		IfNotBlocked
		reached[0][22] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)now.store.waits);
		now.store.waits = 1;
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
		/* merge: store.due = 1(35, 23, 35) */
		reached[0][23] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.store.due);
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		/* merge: store.owner = 0(35, 24, 35) */
		reached[0][24] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.store.owner);
		now.store.owner = 0;
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
		/* merge: store.decided = store.revision(35, 25, 35) */
		reached[0][25] = 1;
		(trpt+1)->bup.ovals[3] = ((int)now.store.decided);
		now.store.decided = ((int)now.store.revision);
#ifdef VAR_RANGES
		logval("store.decided", ((int)now.store.decided));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 39: // STATE 27 - /tmp/h-model/docs/model/longstop.pml:189 - [(counting)] (43:0:3 - 1)
		IfNotBlocked
		reached[0][27] = 1;
		if (!(((int)now.counting)))
			continue;
		/* merge: store.writes = (store.writes+1)(43, 28, 43) */
		reached[0][28] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.store.writes);
		now.store.writes = (((int)now.store.writes)+1);
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
		/* merge: number = store.writes(43, 29, 43) */
		reached[0][29] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->number);
		((P0 *)_this)->number = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
		/* merge: entry = ((((1+(2*store.done))+(4*store.mark))+(store.revision*32))+8)(43, 30, 43) */
		reached[0][30] = 1;
		(trpt+1)->bup.ovals[2] = ((P0 *)_this)->entry;
		((P0 *)_this)->entry = ((((1+(2*((int)now.store.done)))+(4*((int)now.store.mark)))+(((int)now.store.revision)*32))+8);
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		/* merge: assert((number<12))(43, 31, 43) */
		reached[0][31] = 1;
		spin_assert((((int)((P0 *)_this)->number)<12), "(number<12)", II, tt, t);
		/* merge: .(goto)(0, 34, 43) */
		reached[0][34] = 1;
		;
		/* merge: .(goto)(0, 39, 43) */
		reached[0][39] = 1;
		;
		_m = 3; goto P999; /* 6 */
	case 40: // STATE 40 - /tmp/h-model/docs/model/longstop.pml:257 - [(!(counting))] (193:0:0 - 1)
		IfNotBlocked
		reached[0][40] = 1;
		if (!( !(((int)now.counting))))
			continue;
		/* merge: goto rest(0, 41, 193) */
		reached[0][41] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 41: // STATE 47 - /tmp/h-model/docs/model/longstop.pml:266 - [(!(((store.revision==store.decided)||!(store.done))))] (163:0:1 - 1)
		IfNotBlocked
		reached[0][47] = 1;
		if (!( !(((((int)now.store.revision)==((int)now.store.decided))|| !(((int)now.store.done))))))
			continue;
		/* merge: end = 1(163, 48, 163) */
		reached[0][48] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 1;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: goto settle(163, 49, 163) */
		reached[0][49] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 42: // STATE 53 - /tmp/h-model/docs/model/longstop.pml:270 - [(lapsed[d])] (163:0:1 - 1)
		IfNotBlocked
		reached[0][53] = 1;
		if (!(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ])))
			continue;
		/* merge: end = 2(163, 54, 163) */
		reached[0][54] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: goto settle(163, 55, 163) */
		reached[0][55] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 43: // STATE 66 - /tmp/h-model/docs/model/longstop.pml:275 - [.(goto)] (0:84:0 - 1)
		IfNotBlocked
		reached[0][66] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 44: // STATE 56 - /tmp/h-model/docs/model/longstop.pml:271 - [(!(lapsed[d]))] (84:0:0 - 1)
		IfNotBlocked
		reached[0][56] = 1;
		if (!( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]))))
			continue;
		/* merge: assert((!(stale[d])||forgone))(84, 57, 84) */
		reached[0][57] = 1;
		spin_assert(( !(((int)now.stale[ Index(((int)((P0 *)_this)->d), 3) ]))||((int)now.forgone)), "( !(stale[d])||forgone)", II, tt, t);
		/* merge: .(goto)(84, 66, 84) */
		reached[0][66] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 45: // STATE 58 - /tmp/h-model/docs/model/longstop.pml:272 - [((!(lapsed[d])&&(deferrals>0)))] (163:0:2 - 1)
		IfNotBlocked
		reached[0][58] = 1;
		if (!(( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]))&&(((int)now.deferrals)>0))))
			continue;
		/* merge: deferrals = (deferrals-1)(163, 59, 163) */
		reached[0][59] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.deferrals);
		now.deferrals = (((int)now.deferrals)-1);
#ifdef VAR_RANGES
		logval("deferrals", ((int)now.deferrals));
#endif
		;
		/* merge: end = 2(163, 60, 163) */
		reached[0][60] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: goto settle(163, 61, 163) */
		reached[0][61] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 46: // STATE 62 - /tmp/h-model/docs/model/longstop.pml:273 - [((crashes>0))] (218:0:1 - 1)
		IfNotBlocked
		reached[0][62] = 1;
		if (!((((int)now.crashes)>0)))
			continue;
		/* merge: crashes = (crashes-1)(218, 63, 218) */
		reached[0][63] = 1;
		(trpt+1)->bup.oval = ((int)now.crashes);
		now.crashes = (((int)now.crashes)-1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		/* merge: goto crash(218, 64, 218) */
		reached[0][64] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 47: // STATE 68 - /tmp/h-model/docs/model/longstop.pml:280 - [(lapsed[d])] (193:0:0 - 1)
		IfNotBlocked
		reached[0][68] = 1;
		if (!(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ])))
			continue;
		/* merge: goto rest(0, 69, 193) */
		reached[0][69] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 48: // STATE 70 - /tmp/h-model/docs/model/longstop.pml:281 - [((!(lapsed[d])&&!(((store.revision==store.decided)||!(store.done)))))] (163:0:1 - 1)
		IfNotBlocked
		reached[0][70] = 1;
		if (!(( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]))&& !(((((int)now.store.revision)==((int)now.store.decided))|| !(((int)now.store.done)))))))
			continue;
		/* merge: end = 1(163, 71, 163) */
		reached[0][71] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 1;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: goto settle(163, 72, 163) */
		reached[0][72] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 49: // STATE 73 - /tmp/h-model/docs/model/longstop.pml:282 - [((!(lapsed[d])&&((store.revision==store.decided)||!(store.done))))] (82:0:1 - 1)
		IfNotBlocked
		reached[0][73] = 1;
		if (!(( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]))&&((((int)now.store.revision)==((int)now.store.decided))|| !(((int)now.store.done))))))
			continue;
		/* merge: untrue[d] = store.done(0, 74, 82) */
		reached[0][74] = 1;
		(trpt+1)->bup.oval = ((int)now.untrue[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.untrue[ Index(((P0 *)_this)->d, 3) ] = ((int)now.store.done);
#ifdef VAR_RANGES
		logval("untrue[Daemon:d]", ((int)now.untrue[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: .(goto)(0, 76, 82) */
		reached[0][76] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 50: // STATE 77 - /tmp/h-model/docs/model/longstop.pml:285 - [((!(1)||!((store.owner==d))))] (193:0:0 - 1)
		IfNotBlocked
		reached[0][77] = 1;
		if (!(( !(1)|| !((((int)now.store.owner)==((int)((P0 *)_this)->d))))))
			continue;
		/* merge: goto rest(0, 78, 193) */
		reached[0][78] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 51: // STATE 83 - /tmp/h-model/docs/model/longstop.pml:288 - [.(goto)] (0:95:0 - 1)
		IfNotBlocked
		reached[0][83] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 52: // STATE 79 - /tmp/h-model/docs/model/longstop.pml:286 - [((1&&(store.owner==d)))] (95:0:2 - 1)
		IfNotBlocked
		reached[0][79] = 1;
		if (!((1&&(((int)now.store.owner)==((int)((P0 *)_this)->d)))))
			continue;
		/* merge: store.due = 0(95, 80, 95) */
		reached[0][80] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.store.due);
		now.store.due = 0;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		/* merge: phase[d] = 3(95, 81, 95) */
		reached[0][81] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]);
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 3;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
		/* merge: .(goto)(95, 83, 95) */
		reached[0][83] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 53: // STATE 85 - /tmp/h-model/docs/model/longstop.pml:293 - [(!(!(lapsed[d])))] (163:0:1 - 1)
		IfNotBlocked
		reached[0][85] = 1;
		if (!( !( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ])))))
			continue;
		/* merge: end = 2(163, 86, 163) */
		reached[0][86] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: goto settle(163, 87, 163) */
		reached[0][87] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 54: // STATE 94 - /tmp/h-model/docs/model/longstop.pml:297 - [.(goto)] (0:121:0 - 1)
		IfNotBlocked
		reached[0][94] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 55: // STATE 88 - /tmp/h-model/docs/model/longstop.pml:294 - [(!(lapsed[d]))] (121:0:1 - 1)
		IfNotBlocked
		reached[0][88] = 1;
		if (!( !(((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]))))
			continue;
		/* merge: phase[d] = 4(121, 89, 121) */
		reached[0][89] = 1;
		(trpt+1)->bup.oval = ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]);
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 4;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
		/* merge: .(goto)(121, 94, 121) */
		reached[0][94] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 56: // STATE 90 - /tmp/h-model/docs/model/longstop.pml:295 - [((crashes>0))] (218:0:1 - 1)
		IfNotBlocked
		reached[0][90] = 1;
		if (!((((int)now.crashes)>0)))
			continue;
		/* merge: crashes = (crashes-1)(218, 91, 218) */
		reached[0][91] = 1;
		(trpt+1)->bup.oval = ((int)now.crashes);
		now.crashes = (((int)now.crashes)-1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		/* merge: goto crash(218, 92, 218) */
		reached[0][92] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 57: // STATE 96 - /tmp/h-model/docs/model/longstop.pml:302 - [deliveries = (deliveries+1)] (0:111:1 - 1)
		IfNotBlocked
		reached[0][96] = 1;
		(trpt+1)->bup.oval = ((int)now.deliveries);
		now.deliveries = (((int)now.deliveries)+1);
#ifdef VAR_RANGES
		logval("deliveries", ((int)now.deliveries));
#endif
		;
		/* merge: assert((!(untrue[d])||forgone))(111, 97, 111) */
		reached[0][97] = 1;
		spin_assert(( !(((int)now.untrue[ Index(((int)((P0 *)_this)->d), 3) ]))||((int)now.forgone)), "( !(untrue[d])||forgone)", II, tt, t);
		/* merge: assert((deliveries<=(1+doubts)))(111, 98, 111) */
		reached[0][98] = 1;
		spin_assert((((int)now.deliveries)<=(1+((int)now.doubts))), "(deliveries<=(1+doubts))", II, tt, t);
		_m = 3; goto P999; /* 2 */
	case 58: // STATE 99 - /tmp/h-model/docs/model/longstop.pml:305 - [phase[d] = 5] (0:163:2 - 1)
		IfNotBlocked
		reached[0][99] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]);
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 5;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
		/* merge: end = 1(163, 100, 163) */
		reached[0][100] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 1;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: .(goto)(163, 112, 163) */
		reached[0][112] = 1;
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 59: // STATE 112 - /tmp/h-model/docs/model/longstop.pml:308 - [.(goto)] (0:163:0 - 2)
		IfNotBlocked
		reached[0][112] = 1;
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 60: // STATE 101 - /tmp/h-model/docs/model/longstop.pml:306 - [((drops>0))] (109:0:1 - 1)
		IfNotBlocked
		reached[0][101] = 1;
		if (!((((int)now.drops)>0)))
			continue;
		/* merge: drops = (drops-1)(0, 102, 109) */
		reached[0][102] = 1;
		(trpt+1)->bup.oval = ((int)now.drops);
		now.drops = (((int)now.drops)-1);
#ifdef VAR_RANGES
		logval("drops", ((int)now.drops));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 61: // STATE 103 - /tmp/h-model/docs/model/longstop.pml:179 - [(!(doubted[d]))] (163:0:3 - 1)
		IfNotBlocked
		reached[0][103] = 1;
		if (!( !(((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]))))
			continue;
		/* merge: doubted[d] = 1(163, 104, 163) */
		reached[0][104] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = 1;
#ifdef VAR_RANGES
		logval("doubted[Daemon:d]", ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: doubts = (doubts+1)(163, 105, 163) */
		reached[0][105] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.doubts);
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
		/* merge: .(goto)(163, 108, 163) */
		reached[0][108] = 1;
		;
		/* merge: end = 2(163, 110, 163) */
		reached[0][110] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: .(goto)(163, 112, 163) */
		reached[0][112] = 1;
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 6 */
	case 62: // STATE 110 - /tmp/h-model/docs/model/longstop.pml:306 - [end = 2] (0:163:1 - 3)
		IfNotBlocked
		reached[0][110] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: .(goto)(163, 112, 163) */
		reached[0][112] = 1;
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 63: // STATE 120 - /tmp/h-model/docs/model/longstop.pml:311 - [.(goto)] (0:163:0 - 3)
		IfNotBlocked
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 64: // STATE 113 - /tmp/h-model/docs/model/longstop.pml:308 - [((drops>0))] (163:0:2 - 1)
		IfNotBlocked
		reached[0][113] = 1;
		if (!((((int)now.drops)>0)))
			continue;
		/* merge: drops = (drops-1)(163, 114, 163) */
		reached[0][114] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.drops);
		now.drops = (((int)now.drops)-1);
#ifdef VAR_RANGES
		logval("drops", ((int)now.drops));
#endif
		;
		/* merge: end = 2(163, 115, 163) */
		reached[0][115] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 65: // STATE 116 - /tmp/h-model/docs/model/longstop.pml:309 - [((deferrals>0))] (163:0:2 - 1)
		IfNotBlocked
		reached[0][116] = 1;
		if (!((((int)now.deferrals)>0)))
			continue;
		/* merge: deferrals = (deferrals-1)(163, 117, 163) */
		reached[0][117] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.deferrals);
		now.deferrals = (((int)now.deferrals)-1);
#ifdef VAR_RANGES
		logval("deferrals", ((int)now.deferrals));
#endif
		;
		/* merge: end = 2(163, 118, 163) */
		reached[0][118] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 2;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: .(goto)(163, 120, 163) */
		reached[0][120] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 66: // STATE 122 - /tmp/h-model/docs/model/longstop.pml:316 - [(((crashes>0)&&(phase[d]==5)))] (218:0:1 - 1)
		IfNotBlocked
		reached[0][122] = 1;
		if (!(((((int)now.crashes)>0)&&(((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ])==5))))
			continue;
		/* merge: crashes = (crashes-1)(218, 123, 218) */
		reached[0][123] = 1;
		(trpt+1)->bup.oval = ((int)now.crashes);
		now.crashes = (((int)now.crashes)-1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		/* merge: goto crash(218, 124, 218) */
		reached[0][124] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 67: // STATE 125 - /tmp/h-model/docs/model/longstop.pml:317 - [((1&&(store.owner==d)))] (152:0:1 - 1)
		IfNotBlocked
		reached[0][125] = 1;
		if (!((1&&(((int)now.store.owner)==((int)((P0 *)_this)->d)))))
			continue;
		/* merge: store.owner = 0(0, 126, 152) */
		reached[0][126] = 1;
		(trpt+1)->bup.oval = ((int)now.store.owner);
		now.store.owner = 0;
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 68: // STATE 127 - /tmp/h-model/docs/model/longstop.pml:320 - [((end==1))] (139:0:4 - 1)
		IfNotBlocked
		reached[0][127] = 1;
		if (!((((int)((P0 *)_this)->end)==1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: end */  (trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((P0 *)_this)->end;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->end = 0;
		/* merge: store.waits = 0(139, 128, 139) */
		reached[0][128] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.store.waits);
		now.store.waits = 0;
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
		/* merge: store.due = 0(139, 129, 139) */
		reached[0][129] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.store.due);
		now.store.due = 0;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		/* merge: store.decided = 0(139, 130, 139) */
		reached[0][130] = 1;
		(trpt+1)->bup.ovals[3] = ((int)now.store.decided);
		now.store.decided = 0;
#ifdef VAR_RANGES
		logval("store.decided", ((int)now.store.decided));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 69: // STATE 131 - /tmp/h-model/docs/model/longstop.pml:189 - [(counting)] (161:0:3 - 1)
		IfNotBlocked
		reached[0][131] = 1;
		if (!(((int)now.counting)))
			continue;
		/* merge: store.writes = (store.writes+1)(161, 132, 161) */
		reached[0][132] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.store.writes);
		now.store.writes = (((int)now.store.writes)+1);
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
		/* merge: number = store.writes(161, 133, 161) */
		reached[0][133] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->number);
		((P0 *)_this)->number = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
		/* merge: entry = 16(161, 134, 161) */
		reached[0][134] = 1;
		(trpt+1)->bup.ovals[2] = ((P0 *)_this)->entry;
		((P0 *)_this)->entry = 16;
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		/* merge: assert((number<12))(161, 135, 161) */
		reached[0][135] = 1;
		spin_assert((((int)((P0 *)_this)->number)<12), "(number<12)", II, tt, t);
		/* merge: .(goto)(0, 138, 161) */
		reached[0][138] = 1;
		;
		/* merge: .(goto)(0, 153, 161) */
		reached[0][153] = 1;
		;
		/* merge: .(goto)(0, 157, 161) */
		reached[0][157] = 1;
		;
		_m = 3; goto P999; /* 7 */
	case 70: // STATE 140 - /tmp/h-model/docs/model/longstop.pml:321 - [((end==2))] (151:0:3 - 1)
		IfNotBlocked
		reached[0][140] = 1;
		if (!((((int)((P0 *)_this)->end)==2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: end */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P0 *)_this)->end;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->end = 0;
		/* merge: store.waits = 1(151, 141, 151) */
		reached[0][141] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.store.waits);
		now.store.waits = 1;
#ifdef VAR_RANGES
		logval("store.waits", ((int)now.store.waits));
#endif
		;
		/* merge: store.due = 1(151, 142, 151) */
		reached[0][142] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.store.due);
		now.store.due = 1;
#ifdef VAR_RANGES
		logval("store.due", ((int)now.store.due));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 71: // STATE 143 - /tmp/h-model/docs/model/longstop.pml:189 - [(counting)] (161:0:3 - 1)
		IfNotBlocked
		reached[0][143] = 1;
		if (!(((int)now.counting)))
			continue;
		/* merge: store.writes = (store.writes+1)(161, 144, 161) */
		reached[0][144] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.store.writes);
		now.store.writes = (((int)now.store.writes)+1);
#ifdef VAR_RANGES
		logval("store.writes", ((int)now.store.writes));
#endif
		;
		/* merge: number = store.writes(161, 145, 161) */
		reached[0][145] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->number);
		((P0 *)_this)->number = ((int)now.store.writes);
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
		/* merge: entry = (8+(store.decided*32))(161, 146, 161) */
		reached[0][146] = 1;
		(trpt+1)->bup.ovals[2] = ((P0 *)_this)->entry;
		((P0 *)_this)->entry = (8+(((int)now.store.decided)*32));
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		/* merge: assert((number<12))(161, 147, 161) */
		reached[0][147] = 1;
		spin_assert((((int)((P0 *)_this)->number)<12), "(number<12)", II, tt, t);
		/* merge: .(goto)(0, 150, 161) */
		reached[0][150] = 1;
		;
		/* merge: .(goto)(0, 153, 161) */
		reached[0][153] = 1;
		;
		/* merge: .(goto)(0, 157, 161) */
		reached[0][157] = 1;
		;
		_m = 3; goto P999; /* 7 */
	case 72: // STATE 154 - /tmp/h-model/docs/model/longstop.pml:323 - [(!((1&&(store.owner==d))))] (193:0:0 - 1)
		IfNotBlocked
		reached[0][154] = 1;
		if (!( !((1&&(((int)now.store.owner)==((int)((P0 *)_this)->d))))))
			continue;
		/* merge: goto rest(0, 155, 193) */
		reached[0][155] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 73: // STATE 158 - /tmp/h-model/docs/model/longstop.pml:326 - [(!(counting))] (193:0:0 - 1)
		IfNotBlocked
		reached[0][158] = 1;
		if (!( !(((int)now.counting))))
			continue;
		/* merge: goto rest(0, 159, 193) */
		reached[0][159] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 74: // STATE 164 - /tmp/h-model/docs/model/longstop.pml:334 - [(1)] (183:0:0 - 1)
		IfNotBlocked
		reached[0][164] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(0, 169, 183) */
		reached[0][169] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 75: // STATE 165 - /tmp/h-model/docs/model/longstop.pml:335 - [((crashes>0))] (218:0:1 - 1)
		IfNotBlocked
		reached[0][165] = 1;
		if (!((((int)now.crashes)>0)))
			continue;
		/* merge: crashes = (crashes-1)(218, 166, 218) */
		reached[0][166] = 1;
		(trpt+1)->bup.oval = ((int)now.crashes);
		now.crashes = (((int)now.crashes)-1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		/* merge: goto crash(218, 167, 218) */
		reached[0][167] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 76: // STATE 183 - /tmp/h-model/docs/model/longstop.pml:337 - [D_STEP337]
		if (!(((boq == -1 && (((int)now.counting)&&(((int)((P0 *)_this)->number)>0)))) || (boq == -1 /* else */)))
			continue;

		reached[0][183] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;


		reached[0][183] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		sv_save();
		S_181_0: /* 2 */
S_177_0: /* 2 */
S_169_0: /* 2 */
		if (!((((int)now.counting)&&(((int)((P0 *)_this)->number)>0))))
			goto S_177_1;
S_170_0: /* 2 */
		now.redo[ Index((((((P0 *)_this)->d-1)*12)+((P0 *)_this)->number), 24) ] = ((P0 *)_this)->entry;
#ifdef VAR_RANGES
		logval("redo[(((Daemon:d-1)*12)+Daemon:number)]", now.redo[ Index((((((int)((P0 *)_this)->d)-1)*12)+((int)((P0 *)_this)->number)), 24) ]);
#endif
		;
S_174_0: /* 2 */
S_171_0: /* 2 */
		if (!((((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ])<((int)((P0 *)_this)->number))))
			goto S_174_1;
S_172_0: /* 2 */
		now.known[ Index(((P0 *)_this)->d, 3) ] = ((int)((P0 *)_this)->number);
#ifdef VAR_RANGES
		logval("known[Daemon:d]", ((int)now.known[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		goto S_175_0;
S_174_1: /* 3 */
S_173_0: /* 2 */
		/* else */;
		goto S_175_0;
S_174_2: /* 3 */
		Uerror("blocking sel in d_step (nr.12, near line 198)");
S_175_0: /* 2 */
		goto S_178_0;
S_177_1: /* 3 */
S_176_0: /* 2 */
		/* else */;
		goto S_178_0;
S_177_2: /* 3 */
		Uerror("blocking sel in d_step (nr.13, near line 195)");
S_178_0: /* 2 */
S_179_0: /* 2 */
		((P0 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
S_180_0: /* 2 */
		((P0 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		goto S_192_0;
S_192_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 77: // STATE 185 - /tmp/h-model/docs/model/longstop.pml:341 - [revision = 0] (0:14:8 - 1)
		IfNotBlocked
		reached[0][185] = 1;
		(trpt+1)->bup.ovals = grab_ints(8);
		(trpt+1)->bup.ovals[0] = ((int)((P0 *)_this)->revision);
		((P0 *)_this)->revision = 0;
#ifdef VAR_RANGES
		logval("Daemon:revision", ((int)((P0 *)_this)->revision));
#endif
		;
		/* merge: done = 0(14, 186, 14) */
		reached[0][186] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->done);
		((P0 *)_this)->done = 0;
#ifdef VAR_RANGES
		logval("Daemon:done", ((int)((P0 *)_this)->done));
#endif
		;
		/* merge: end = 0(14, 187, 14) */
		reached[0][187] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P0 *)_this)->end);
		((P0 *)_this)->end = 0;
#ifdef VAR_RANGES
		logval("Daemon:end", ((int)((P0 *)_this)->end));
#endif
		;
		/* merge: phase[d] = 0(14, 188, 14) */
		reached[0][188] = 1;
		(trpt+1)->bup.ovals[3] = ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]);
		now.phase[ Index(((P0 *)_this)->d, 4) ] = 0;
#ifdef VAR_RANGES
		logval("phase[Daemon:d]", ((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
		/* merge: lapsed[d] = 0(14, 189, 14) */
		reached[0][189] = 1;
		(trpt+1)->bup.ovals[4] = ((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]);
		now.lapsed[ Index(((P0 *)_this)->d, 4) ] = 0;
#ifdef VAR_RANGES
		logval("lapsed[Daemon:d]", ((int)now.lapsed[ Index(((int)((P0 *)_this)->d), 4) ]));
#endif
		;
		/* merge: doubted[d] = 0(14, 190, 14) */
		reached[0][190] = 1;
		(trpt+1)->bup.ovals[5] = ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = 0;
#ifdef VAR_RANGES
		logval("doubted[Daemon:d]", ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: stale[d] = 0(14, 191, 14) */
		reached[0][191] = 1;
		(trpt+1)->bup.ovals[6] = ((int)now.stale[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.stale[ Index(((P0 *)_this)->d, 3) ] = 0;
#ifdef VAR_RANGES
		logval("stale[Daemon:d]", ((int)now.stale[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: untrue[d] = 0(14, 192, 14) */
		reached[0][192] = 1;
		(trpt+1)->bup.ovals[7] = ((int)now.untrue[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.untrue[ Index(((P0 *)_this)->d, 3) ] = 0;
#ifdef VAR_RANGES
		logval("untrue[Daemon:d]", ((int)now.untrue[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: goto idle(0, 194, 14) */
		reached[0][194] = 1;
		;
		_m = 3; goto P999; /* 8 */
	case 78: // STATE 195 - /tmp/h-model/docs/model/longstop.pml:349 - [((phase[d]==5))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][195] = 1;
		if (!((((int)now.phase[ Index(((int)((P0 *)_this)->d), 4) ])==5)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 79: // STATE 196 - /tmp/h-model/docs/model/longstop.pml:179 - [(!(doubted[d]))] (209:0:2 - 1)
		IfNotBlocked
		reached[0][196] = 1;
		if (!( !(((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]))))
			continue;
		/* merge: doubted[d] = 1(209, 197, 209) */
		reached[0][197] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]);
		now.doubted[ Index(((P0 *)_this)->d, 3) ] = 1;
#ifdef VAR_RANGES
		logval("doubted[Daemon:d]", ((int)now.doubted[ Index(((int)((P0 *)_this)->d), 3) ]));
#endif
		;
		/* merge: doubts = (doubts+1)(209, 198, 209) */
		reached[0][198] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.doubts);
		now.doubts = (((int)now.doubts)+1);
#ifdef VAR_RANGES
		logval("doubts", ((int)now.doubts));
#endif
		;
		/* merge: .(goto)(0, 201, 209) */
		reached[0][201] = 1;
		;
		/* merge: .(goto)(0, 205, 209) */
		reached[0][205] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 80: // STATE 206 - /tmp/h-model/docs/model/longstop.pml:353 - [((store.owner==d))] (214:0:1 - 1)
		IfNotBlocked
		reached[0][206] = 1;
		if (!((((int)now.store.owner)==((int)((P0 *)_this)->d))))
			continue;
		/* merge: store.owner = 3(0, 207, 214) */
		reached[0][207] = 1;
		(trpt+1)->bup.oval = ((int)now.store.owner);
		now.store.owner = 3;
#ifdef VAR_RANGES
		logval("store.owner", ((int)now.store.owner));
#endif
		;
		/* merge: .(goto)(0, 210, 214) */
		reached[0][210] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 81: // STATE 211 - /tmp/h-model/docs/model/longstop.pml:357 - [((backup.owner==d))] (193:0:3 - 1)
		IfNotBlocked
		reached[0][211] = 1;
		if (!((((int)now.backup.owner)==((int)((P0 *)_this)->d))))
			continue;
		/* merge: backup.owner = 3(193, 212, 193) */
		reached[0][212] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.backup.owner);
		now.backup.owner = 3;
#ifdef VAR_RANGES
		logval("backup.owner", ((int)now.backup.owner));
#endif
		;
		/* merge: .(goto)(193, 215, 193) */
		reached[0][215] = 1;
		;
		/* merge: number = 0(193, 216, 193) */
		reached[0][216] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P0 *)_this)->number);
		((P0 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
		/* merge: entry = 0(193, 217, 193) */
		reached[0][217] = 1;
		(trpt+1)->bup.ovals[2] = ((P0 *)_this)->entry;
		((P0 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		/* merge: goto rest(0, 219, 193) */
		reached[0][219] = 1;
		;
		_m = 3; goto P999; /* 5 */
	case 82: // STATE 216 - /tmp/h-model/docs/model/longstop.pml:360 - [number = 0] (0:193:2 - 3)
		IfNotBlocked
		reached[0][216] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P0 *)_this)->number);
		((P0 *)_this)->number = 0;
#ifdef VAR_RANGES
		logval("Daemon:number", ((int)((P0 *)_this)->number));
#endif
		;
		/* merge: entry = 0(193, 217, 193) */
		reached[0][217] = 1;
		(trpt+1)->bup.ovals[1] = ((P0 *)_this)->entry;
		((P0 *)_this)->entry = 0;
#ifdef VAR_RANGES
		logval("Daemon:entry", ((P0 *)_this)->entry);
#endif
		;
		/* merge: goto rest(0, 219, 193) */
		reached[0][219] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case  _T5:	/* np_ */
		if (!((!(trpt->o_pm&4) && !(trpt->tau&128))))
			continue;
		/* else fall through */
	case  _T2:	/* true */
		_m = 3; goto P999;
#undef rand
	}

