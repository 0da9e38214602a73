#ifdef PEG
struct T_SRC {
	char *fl; int ln;
} T_SRC[NTRANS];

void
tr_2_src(int m, char *file, int ln)
{	T_SRC[m].fl = file;
	T_SRC[m].ln = ln;
}

void
putpeg(int n, int m)
{	printf("%5d	trans %4d ", m, n);
	printf("%s:%d\n",
		T_SRC[n].fl, T_SRC[n].ln);
}
#endif

void
settable(void)
{	Trans *T;
	Trans *settr(int, int, int, int, int, char *, int, int, int);

	trans = (Trans ***) emalloc(7*sizeof(Trans **));

	/* proctype 5: :init: */

	trans[5] = (Trans **) emalloc(11*sizeof(Trans *));

/*->*/	trans[5][2]	= settr(429,32,9,3,3,"D_STEP523", 1, 2, 0);
	T = trans[ 5][9] = settr(436,2,0,0,0,"ATOMIC", 0, 2, 0);
	T->nxt	= settr(436,2,3,0,0,"ATOMIC", 0, 2, 0);
	trans[5][3]	= settr(430,2,4,4,4,"(run Daemon(1))", 0, 2, 0);
	trans[5][4]	= settr(431,2,5,5,5,"(run Daemon(2))", 0, 2, 0);
	trans[5][5]	= settr(432,2,6,6,6,"(run Clerk())", 0, 2, 0);
	trans[5][6]	= settr(433,2,7,7,7,"(run World())", 0, 2, 0);
	trans[5][7]	= settr(434,2,8,8,8,"(run Fate())", 0, 2, 0);
	trans[5][8]	= settr(435,0,10,9,9,"(run Judge())", 0, 2, 0);
	trans[5][10]	= settr(437,0,0,10,10,"-end-", 0, 3500, 0);

	/* proctype 4: Judge */

	trans[4] = (Trans **) emalloc(7*sizeof(Trans *));

/*->*/	trans[4][5]	= settr(426,32,6,11,11,"D_STEP514", 1, 2, 0);
	trans[4][6]	= settr(427,0,0,12,12,"-end-", 0, 3500, 0);

	/* proctype 3: Fate */

	trans[3] = (Trans **) emalloc(56*sizeof(Trans *));

/*->*/	trans[3][11]	= settr(377,32,54,13,13,"D_STEP488", 1, 2, 0);
/*->*/	trans[3][54]	= settr(420,32,55,14,14,"D_STEP490", 1, 2, 0);
	trans[3][55]	= settr(421,0,0,15,15,"-end-", 0, 3500, 0);

	/* proctype 2: World */

	trans[2] = (Trans **) emalloc(84*sizeof(Trans *));

	trans[2][81]	= settr(364,0,80,1,0,".(goto)", 0, 2, 0);
	T = trans[2][80] = settr(363,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(363,0,3,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(363,0,19,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(363,0,23,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(363,0,79,0,0,"DO", 0, 2, 0);
/*->*/	trans[2][3]	= settr(286,32,80,16,16,"D_STEP428", 1, 2, 0);
/*->*/	trans[2][19]	= settr(302,32,80,17,17,"D_STEP430", 1, 2, 0);
/*->*/	trans[2][23]	= settr(306,32,80,18,18,"D_STEP439", 1, 2, 0);
/*->*/	trans[2][79]	= settr(362,32,80,19,19,"D_STEP442", 1, 2, 0);
	trans[2][82]	= settr(365,0,83,1,0,"break", 0, 2, 0);
	trans[2][83]	= settr(366,0,0,20,20,"-end-", 0, 3500, 0);

	/* proctype 1: Clerk */

	trans[1] = (Trans **) emalloc(65*sizeof(Trans *));

	T = trans[ 1][8] = settr(227,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(227,2,1,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1]	= settr(220,2,6,21,21,"((((statements>0)&&!(store.done))&&!((store.writes<known[1]))))", 1, 2, 0); /* m: 2 -> 6,0 */
	reached1[2] = 1;
	trans[1][2]	= settr(0,0,0,0,0,"statements = (statements-1)",0,0,0);
	trans[1][3]	= settr(0,0,0,0,0,"asking = 1",0,0,0);
	T = trans[1][6] = settr(225,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(225,2,4,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(225,2,5,0,0,"IF", 1, 2, 0);
	trans[1][4]	= settr(223,0,32,22,22,"says = 1", 1, 2, 0); /* m: 7 -> 0,32 */
	reached1[7] = 1;
	trans[1][7]	= settr(226,0,32,23,23,".(goto)", 1, 2, 0);
	trans[1][5]	= settr(224,0,32,24,24,"(1)", 1, 2, 0); /* m: 7 -> 32,0 */
	reached1[7] = 1;
	trans[1][33]	= settr(252,0,32,1,0,".(goto)", 0, 2, 0);
	T = trans[1][32] = settr(251,0,0,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(251,0,13,0,0,"DO", 0, 2, 0);
/*->*/	trans[1][13]	= settr(232,32,31,25,25,"D_STEP379", 1, 2, 0);
	T = trans[ 1][31] = settr(250,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(250,2,29,0,0,"ATOMIC", 1, 2, 0);
	T = trans[1][29] = settr(248,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(248,2,14,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(248,2,28,0,0,"IF", 1, 2, 0);
	trans[1][14]	= settr(233,2,26,26,26,"((1&&(store.revision==revision)))", 1, 2, 0); /* m: 15 -> 26,0 */
	reached1[15] = 1;
	trans[1][15]	= settr(0,0,0,0,0,"store.revision = (revision+1)",0,0,0);
	trans[1][16]	= settr(0,0,0,0,0,"store.done = done",0,0,0);
	trans[1][17]	= settr(0,0,0,0,0,"store.mark = mark",0,0,0);
	T = trans[ 1][26] = settr(245,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(245,0,24,0,0,"sub-sequence", 1, 2, 0);
	T = trans[1][24] = settr(243,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(243,2,18,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(243,2,23,0,0,"IF", 1, 2, 0);
	trans[1][18]	= settr(237,4,34,27,27,"(counting)", 1, 2, 0); /* m: 19 -> 34,0 */
	reached1[19] = 1;
	trans[1][19]	= settr(0,0,0,0,0,"store.writes = (store.writes+1)",0,0,0);
	trans[1][20]	= settr(0,0,0,0,0,"number = store.writes",0,0,0);
	trans[1][21]	= settr(0,0,0,0,0,"entry = (((1+(2*store.done))+(4*store.mark))+(store.revision*32))",0,0,0);
	trans[1][22]	= settr(0,0,0,0,0,"assert((number<12))",0,0,0);
	trans[1][25]	= settr(244,2,27,1,0,".(goto)", 1, 2, 0); /* m: 27 -> 0,34 */
	reached1[27] = 1;
	trans[1][23]	= settr(242,2,25,2,0,"else", 1, 2, 0);
	trans[1][27]	= settr(246,0,34,28,28,"goto :b0", 1, 2, 0); /* m: 54 -> 0,34 */
	reached1[54] = 1;
	trans[1][30]	= settr(249,0,32,1,0,".(goto)", 1, 2, 0);
	trans[1][28]	= settr(247,2,30,2,0,"else", 1, 2, 0);
	trans[1][34]	= settr(253,0,54,1,0,"break", 0, 2, 0);
	T = trans[ 1][54] = settr(273,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(273,2,52,0,0,"ATOMIC", 1, 2, 0);
	T = trans[1][52] = settr(271,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(271,2,35,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(271,2,50,0,0,"IF", 1, 2, 0);
	trans[1][35]	= settr(254,2,48,1,0,"(1)", 1, 2, 0);
	T = trans[ 1][48] = settr(267,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(267,0,44,0,0,"sub-sequence", 1, 2, 0);
	T = trans[1][44] = settr(263,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(263,2,36,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(263,2,43,0,0,"IF", 1, 2, 0);
	trans[1][36]	= settr(255,2,41,29,29,"((counting&&(number>0)))", 1, 2, 0); /* m: 37 -> 41,0 */
	reached1[37] = 1;
	trans[1][37]	= settr(0,0,0,0,0,"redo[(((1-1)*12)+number)] = entry",0,0,0);
	T = trans[1][41] = settr(260,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(260,2,38,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(260,2,40,0,0,"IF", 1, 2, 0);
	trans[1][38]	= settr(257,4,62,30,30,"((known[1]<number))", 1, 2, 0); /* m: 39 -> 62,0 */
	reached1[39] = 1;
	trans[1][39]	= settr(0,0,0,0,0,"known[1] = number",0,0,0);
	trans[1][42]	= settr(261,2,46,1,0,".(goto)", 1, 2, 0); /* m: 46 -> 0,62 */
	reached1[46] = 1;
	trans[1][40]	= settr(259,2,46,2,0,"else", 1, 2, 0);
	trans[1][45]	= settr(264,2,46,1,0,".(goto)", 1, 2, 0); /* m: 46 -> 0,62 */
	reached1[46] = 1;
	trans[1][43]	= settr(262,2,46,2,0,"else", 1, 2, 0);
	trans[1][46]	= settr(265,4,62,31,31,"number = 0", 1, 2, 0); /* m: 47 -> 0,62 */
	reached1[47] = 1;
	trans[1][47]	= settr(0,0,0,0,0,"entry = 0",0,0,0);
	trans[1][49]	= settr(0,0,0,0,0,"acknowledged = (acknowledged||done)",0,0,0);
	trans[1][53]	= settr(272,0,62,32,32,".(goto)", 1, 2, 0);
	trans[1][50]	= settr(269,4,62,33,33,"((crashes>0))", 1, 2, 0); /* m: 51 -> 62,0 */
	reached1[51] = 1;
	trans[1][51]	= settr(0,0,0,0,0,"crashes = (crashes-1)",0,0,0);
	T = trans[ 1][62] = settr(281,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(281,2,55,0,0,"ATOMIC", 1, 2, 0);
	trans[1][55]	= settr(274,0,8,34,34,"asking = 0", 1, 2, 0); /* m: 56 -> 0,8 */
	reached1[56] = 1;
	trans[1][56]	= settr(0,0,0,0,0,"number = 0",0,0,0);
	trans[1][57]	= settr(0,0,0,0,0,"entry = 0",0,0,0);
	trans[1][58]	= settr(0,0,0,0,0,"revision = 0",0,0,0);
	trans[1][59]	= settr(0,0,0,0,0,"mark = 0",0,0,0);
	trans[1][60]	= settr(0,0,0,0,0,"done = 0",0,0,0);
	trans[1][61]	= settr(0,0,0,0,0,"says = 0",0,0,0);
	trans[1][63]	= settr(282,0,8,1,0,"goto endIdle", 0, 2, 0);
	trans[1][64]	= settr(0,0,0,0,0,"-end-",0,0,0);

	/* proctype 0: Daemon */

	trans[0] = (Trans **) emalloc(221*sizeof(Trans *));

	T = trans[0][14] = settr(13,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(13,0,5,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(13,0,12,0,0,"IF", 0, 2, 0);
/*->*/	trans[0][5]	= settr(4,32,45,35,35,"D_STEP225", 1, 2, 0);
	trans[0][6]	= settr(5,0,45,1,0,"goto plan", 0, 2, 0);
	trans[0][15]	= settr(14,0,45,1,0,".(goto)", 0, 2, 0);
/*->*/	trans[0][12]	= settr(11,32,67,36,36,"D_STEP226", 1, 2, 0);
	trans[0][13]	= settr(12,0,67,1,0,"goto review", 0, 2, 0);
	T = trans[ 0][45] = settr(44,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(44,2,38,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][38] = settr(37,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(37,2,16,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(37,2,36,0,0,"IF", 1, 2, 0);
	trans[0][16]	= settr(15,2,26,37,37,"((1&&(store.revision==revision)))", 1, 2, 0); /* m: 17 -> 26,0 */
	reached0[17] = 1;
	trans[0][17]	= settr(0,0,0,0,0,"store.revision = (revision+1)",0,0,0);
	trans[0][18]	= settr(0,0,0,0,0,"store.done = done",0,0,0);
	trans[0][19]	= settr(0,0,0,0,0,"revision = 0",0,0,0);
	trans[0][20]	= settr(0,0,0,0,0,"done = 0",0,0,0);
	trans[0][21]	= settr(0,0,0,0,0,"store.mark = 1",0,0,0);
	T = trans[ 0][26] = settr(25,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(25,0,22,0,0,"sub-sequence", 1, 2, 0);
	trans[0][22]	= settr(21,2,35,38,38,"store.waits = 1", 1, 2, 0); /* m: 23 -> 0,35 */
	reached0[23] = 1;
	trans[0][23]	= settr(0,0,0,0,0,"store.due = 1",0,0,0);
	trans[0][24]	= settr(0,0,0,0,0,"store.owner = 0",0,0,0);
	trans[0][25]	= settr(0,0,0,0,0,"store.decided = store.revision",0,0,0);
	T = trans[ 0][35] = settr(34,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(34,0,33,0,0,"sub-sequence", 1, 2, 0);
	T = trans[0][33] = settr(32,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(32,2,27,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(32,2,32,0,0,"IF", 1, 2, 0);
	trans[0][27]	= settr(26,2,43,39,39,"(counting)", 1, 2, 0); /* m: 28 -> 43,0 */
	reached0[28] = 1;
	trans[0][28]	= settr(0,0,0,0,0,"store.writes = (store.writes+1)",0,0,0);
	trans[0][29]	= settr(0,0,0,0,0,"number = store.writes",0,0,0);
	trans[0][30]	= settr(0,0,0,0,0,"entry = ((((1+(2*store.done))+(4*store.mark))+(store.revision*32))+8)",0,0,0);
	trans[0][31]	= settr(0,0,0,0,0,"assert((number<12))",0,0,0);
	trans[0][34]	= settr(33,2,43,1,0,".(goto)", 1, 2, 0);
	trans[0][32]	= settr(31,2,43,2,0,"else", 1, 2, 0);
	trans[0][39]	= settr(38,2,43,1,0,".(goto)", 1, 2, 0);
	trans[0][36]	= settr(35,2,37,2,0,"else", 1, 2, 0);
	trans[0][37]	= settr(36,0,193,1,0,"goto rest", 1, 2, 0);
	T = trans[0][43] = settr(42,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(42,2,40,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(42,2,42,0,0,"IF", 1, 2, 0);
	trans[0][40]	= settr(39,4,193,40,40,"(!(counting))", 1, 2, 0); /* m: 41 -> 193,0 */
	reached0[41] = 1;
	trans[0][41]	= settr(40,0,193,1,0,"goto rest", 1, 2, 0);
	trans[0][44]	= settr(43,0,184,1,0,".(goto)", 1, 2, 0);
	trans[0][42]	= settr(41,2,44,2,0,"else", 1, 2, 0);
	trans[0][46]	= settr(45,0,184,1,0,"goto record", 0, 2, 0);
	T = trans[ 0][67] = settr(66,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(66,2,51,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][51] = settr(50,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(50,2,47,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(50,2,50,0,0,"IF", 1, 2, 0);
	trans[0][47]	= settr(46,4,163,41,41,"(!(((store.revision==store.decided)||!(store.done))))", 1, 2, 0); /* m: 48 -> 163,0 */
	reached0[48] = 1;
	trans[0][48]	= settr(0,0,0,0,0,"end = 1",0,0,0);
	trans[0][49]	= settr(48,0,163,1,0,"goto settle", 1, 2, 0);
	trans[0][52]	= settr(51,2,65,1,0,".(goto)", 1, 2, 0);
	trans[0][50]	= settr(49,2,65,2,0,"else", 1, 2, 0);
	T = trans[0][65] = settr(64,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(64,2,53,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(64,2,56,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(64,2,58,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(64,2,62,0,0,"IF", 1, 2, 0);
	trans[0][53]	= settr(52,4,163,42,42,"(lapsed[d])", 1, 2, 0); /* m: 54 -> 163,0 */
	reached0[54] = 1;
	trans[0][54]	= settr(0,0,0,0,0,"end = 2",0,0,0);
	trans[0][55]	= settr(54,0,163,1,0,"goto settle", 1, 2, 0);
	trans[0][66]	= settr(65,0,84,43,43,".(goto)", 1, 2, 0);
	trans[0][56]	= settr(55,4,84,44,44,"(!(lapsed[d]))", 1, 2, 0); /* m: 57 -> 84,0 */
	reached0[57] = 1;
	trans[0][57]	= settr(0,0,0,0,0,"assert((!(stale[d])||forgone))",0,0,0);
	trans[0][58]	= settr(57,4,163,45,45,"((!(lapsed[d])&&(deferrals>0)))", 1, 2, 0); /* m: 59 -> 163,0 */
	reached0[59] = 1;
	trans[0][59]	= settr(0,0,0,0,0,"deferrals = (deferrals-1)",0,0,0);
	trans[0][60]	= settr(0,0,0,0,0,"end = 2",0,0,0);
	trans[0][61]	= settr(60,0,163,1,0,"goto settle", 1, 2, 0);
	trans[0][62]	= settr(61,4,218,46,46,"((crashes>0))", 1, 2, 0); /* m: 63 -> 218,0 */
	reached0[63] = 1;
	trans[0][63]	= settr(0,0,0,0,0,"crashes = (crashes-1)",0,0,0);
	trans[0][64]	= settr(63,0,218,1,0,"goto crash", 1, 2, 0);
	T = trans[ 0][84] = settr(83,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(83,2,75,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][75] = settr(74,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(74,2,68,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(74,2,70,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(74,2,73,0,0,"IF", 1, 2, 0);
	trans[0][68]	= settr(67,4,193,47,47,"(lapsed[d])", 1, 2, 0); /* m: 69 -> 193,0 */
	reached0[69] = 1;
	trans[0][69]	= settr(68,0,193,1,0,"goto rest", 1, 2, 0);
	trans[0][76]	= settr(75,2,82,1,0,".(goto)", 1, 2, 0);
	trans[0][70]	= settr(69,4,163,48,48,"((!(lapsed[d])&&!(((store.revision==store.decided)||!(store.done)))))", 1, 2, 0); /* m: 71 -> 163,0 */
	reached0[71] = 1;
	trans[0][71]	= settr(0,0,0,0,0,"end = 1",0,0,0);
	trans[0][72]	= settr(71,0,163,1,0,"goto settle", 1, 2, 0);
	trans[0][73]	= settr(72,2,82,49,49,"((!(lapsed[d])&&((store.revision==store.decided)||!(store.done))))", 1, 2, 0); /* m: 74 -> 82,0 */
	reached0[74] = 1;
	trans[0][74]	= settr(0,0,0,0,0,"untrue[d] = store.done",0,0,0);
	T = trans[0][82] = settr(81,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(81,2,77,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(81,2,79,0,0,"IF", 1, 2, 0);
	trans[0][77]	= settr(76,4,193,50,50,"((!(1)||!((store.owner==d))))", 1, 2, 0); /* m: 78 -> 193,0 */
	reached0[78] = 1;
	trans[0][78]	= settr(77,0,193,1,0,"goto rest", 1, 2, 0);
	trans[0][83]	= settr(82,0,95,51,51,".(goto)", 1, 2, 0);
	trans[0][79]	= settr(78,4,95,52,52,"((1&&(store.owner==d)))", 1, 2, 0); /* m: 80 -> 95,0 */
	reached0[80] = 1;
	trans[0][80]	= settr(0,0,0,0,0,"store.due = 0",0,0,0);
	trans[0][81]	= settr(0,0,0,0,0,"phase[d] = 3",0,0,0);
	T = trans[ 0][95] = settr(94,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(94,2,93,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][93] = settr(92,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(92,2,85,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(92,2,88,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(92,2,90,0,0,"IF", 1, 2, 0);
	trans[0][85]	= settr(84,4,163,53,53,"(!(!(lapsed[d])))", 1, 2, 0); /* m: 86 -> 163,0 */
	reached0[86] = 1;
	trans[0][86]	= settr(0,0,0,0,0,"end = 2",0,0,0);
	trans[0][87]	= settr(86,0,163,1,0,"goto settle", 1, 2, 0);
	trans[0][94]	= settr(93,0,121,54,54,".(goto)", 1, 2, 0);
	trans[0][88]	= settr(87,4,121,55,55,"(!(lapsed[d]))", 1, 2, 0); /* m: 89 -> 121,0 */
	reached0[89] = 1;
	trans[0][89]	= settr(0,0,0,0,0,"phase[d] = 4",0,0,0);
	trans[0][90]	= settr(89,4,218,56,56,"((crashes>0))", 1, 2, 0); /* m: 91 -> 218,0 */
	reached0[91] = 1;
	trans[0][91]	= settr(0,0,0,0,0,"crashes = (crashes-1)",0,0,0);
	trans[0][92]	= settr(91,0,218,1,0,"goto crash", 1, 2, 0);
	T = trans[ 0][121] = settr(120,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(120,2,119,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][119] = settr(118,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(118,2,96,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(118,2,113,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(118,2,116,0,0,"IF", 1, 2, 0);
	trans[0][96]	= settr(95,2,111,57,57,"deliveries = (deliveries+1)", 1, 2, 0); /* m: 97 -> 0,111 */
	reached0[97] = 1;
	trans[0][97]	= settr(0,0,0,0,0,"assert((!(untrue[d])||forgone))",0,0,0);
	trans[0][98]	= settr(0,0,0,0,0,"assert((deliveries<=(1+doubts)))",0,0,0);
	T = trans[0][111] = settr(110,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(110,2,99,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(110,2,101,0,0,"IF", 1, 2, 0);
	trans[0][99]	= settr(98,4,163,58,58,"phase[d] = 5", 1, 2, 0); /* m: 100 -> 0,163 */
	reached0[100] = 1;
	trans[0][100]	= settr(0,0,0,0,0,"end = 1",0,0,0);
	trans[0][112]	= settr(111,4,163,59,59,".(goto)", 1, 2, 0); /* m: 120 -> 0,163 */
	reached0[120] = 1;
	trans[0][101]	= settr(100,2,109,60,60,"((drops>0))", 1, 2, 0); /* m: 102 -> 109,0 */
	reached0[102] = 1;
	trans[0][102]	= settr(0,0,0,0,0,"drops = (drops-1)",0,0,0);
	T = trans[ 0][109] = settr(108,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(108,0,107,0,0,"sub-sequence", 1, 2, 0);
	T = trans[0][107] = settr(106,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(106,2,103,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(106,2,106,0,0,"IF", 1, 2, 0);
	trans[0][103]	= settr(102,4,163,61,61,"(!(doubted[d]))", 1, 2, 0); /* m: 104 -> 163,0 */
	reached0[104] = 1;
	trans[0][104]	= settr(0,0,0,0,0,"doubted[d] = 1",0,0,0);
	trans[0][105]	= settr(0,0,0,0,0,"doubts = (doubts+1)",0,0,0);
	trans[0][108]	= settr(107,2,110,1,0,".(goto)", 1, 2, 0); /* m: 110 -> 0,163 */
	reached0[110] = 1;
	trans[0][106]	= settr(105,2,110,2,0,"else", 1, 2, 0);
	trans[0][110]	= settr(109,4,163,62,62,"end = 2", 1, 2, 0); /* m: 112 -> 0,163 */
	reached0[112] = 1;
	trans[0][120]	= settr(119,0,163,63,63,".(goto)", 1, 2, 0);
	trans[0][113]	= settr(112,4,163,64,64,"((drops>0))", 1, 2, 0); /* m: 114 -> 163,0 */
	reached0[114] = 1;
	trans[0][114]	= settr(0,0,0,0,0,"drops = (drops-1)",0,0,0);
	trans[0][115]	= settr(0,0,0,0,0,"end = 2",0,0,0);
	trans[0][116]	= settr(115,4,163,65,65,"((deferrals>0))", 1, 2, 0); /* m: 117 -> 163,0 */
	reached0[117] = 1;
	trans[0][117]	= settr(0,0,0,0,0,"deferrals = (deferrals-1)",0,0,0);
	trans[0][118]	= settr(0,0,0,0,0,"end = 2",0,0,0);
	T = trans[ 0][163] = settr(162,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(162,2,156,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][156] = settr(155,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(155,2,122,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(155,2,125,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(155,2,154,0,0,"IF", 1, 2, 0);
	trans[0][122]	= settr(121,4,218,66,66,"(((crashes>0)&&(phase[d]==5)))", 1, 2, 0); /* m: 123 -> 218,0 */
	reached0[123] = 1;
	trans[0][123]	= settr(0,0,0,0,0,"crashes = (crashes-1)",0,0,0);
	trans[0][124]	= settr(123,0,218,1,0,"goto crash", 1, 2, 0);
	trans[0][157]	= settr(156,2,161,1,0,".(goto)", 1, 2, 0);
	trans[0][125]	= settr(124,2,152,67,67,"((1&&(store.owner==d)))", 1, 2, 0); /* m: 126 -> 152,0 */
	reached0[126] = 1;
	trans[0][126]	= settr(0,0,0,0,0,"store.owner = 0",0,0,0);
	T = trans[0][152] = settr(151,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(151,2,127,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(151,2,140,0,0,"IF", 1, 2, 0);
	trans[0][127]	= settr(126,2,139,68,68,"((end==1))", 1, 2, 0); /* m: 128 -> 139,0 */
	reached0[128] = 1;
	trans[0][128]	= settr(0,0,0,0,0,"store.waits = 0",0,0,0);
	trans[0][129]	= settr(0,0,0,0,0,"store.due = 0",0,0,0);
	trans[0][130]	= settr(0,0,0,0,0,"store.decided = 0",0,0,0);
	T = trans[ 0][139] = settr(138,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(138,0,137,0,0,"sub-sequence", 1, 2, 0);
	T = trans[0][137] = settr(136,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(136,2,131,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(136,2,136,0,0,"IF", 1, 2, 0);
	trans[0][131]	= settr(130,2,161,69,69,"(counting)", 1, 2, 0); /* m: 132 -> 161,0 */
	reached0[132] = 1;
	trans[0][132]	= settr(0,0,0,0,0,"store.writes = (store.writes+1)",0,0,0);
	trans[0][133]	= settr(0,0,0,0,0,"number = store.writes",0,0,0);
	trans[0][134]	= settr(0,0,0,0,0,"entry = 16",0,0,0);
	trans[0][135]	= settr(0,0,0,0,0,"assert((number<12))",0,0,0);
	trans[0][138]	= settr(137,2,161,1,0,".(goto)", 1, 2, 0);
	trans[0][136]	= settr(135,2,161,2,0,"else", 1, 2, 0);
	trans[0][153]	= settr(152,2,161,1,0,".(goto)", 1, 2, 0);
	trans[0][140]	= settr(139,2,151,70,70,"((end==2))", 1, 2, 0); /* m: 141 -> 151,0 */
	reached0[141] = 1;
	trans[0][141]	= settr(0,0,0,0,0,"store.waits = 1",0,0,0);
	trans[0][142]	= settr(0,0,0,0,0,"store.due = 1",0,0,0);
	T = trans[ 0][151] = settr(150,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(150,0,149,0,0,"sub-sequence", 1, 2, 0);
	T = trans[0][149] = settr(148,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(148,2,143,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(148,2,148,0,0,"IF", 1, 2, 0);
	trans[0][143]	= settr(142,2,161,71,71,"(counting)", 1, 2, 0); /* m: 144 -> 161,0 */
	reached0[144] = 1;
	trans[0][144]	= settr(0,0,0,0,0,"store.writes = (store.writes+1)",0,0,0);
	trans[0][145]	= settr(0,0,0,0,0,"number = store.writes",0,0,0);
	trans[0][146]	= settr(0,0,0,0,0,"entry = (8+(store.decided*32))",0,0,0);
	trans[0][147]	= settr(0,0,0,0,0,"assert((number<12))",0,0,0);
	trans[0][150]	= settr(149,2,161,1,0,".(goto)", 1, 2, 0);
	trans[0][148]	= settr(147,2,161,2,0,"else", 1, 2, 0);
	trans[0][154]	= settr(153,4,193,72,72,"(!((1&&(store.owner==d))))", 1, 2, 0); /* m: 155 -> 193,0 */
	reached0[155] = 1;
	trans[0][155]	= settr(154,0,193,1,0,"goto rest", 1, 2, 0);
	T = trans[0][161] = settr(160,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(160,2,158,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(160,2,160,0,0,"IF", 1, 2, 0);
	trans[0][158]	= settr(157,4,193,73,73,"(!(counting))", 1, 2, 0); /* m: 159 -> 193,0 */
	reached0[159] = 1;
	trans[0][159]	= settr(158,0,193,1,0,"goto rest", 1, 2, 0);
	trans[0][162]	= settr(161,0,184,1,0,".(goto)", 1, 2, 0);
	trans[0][160]	= settr(159,2,162,2,0,"else", 1, 2, 0);
	T = trans[ 0][184] = settr(183,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(183,2,168,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][168] = settr(167,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(167,2,164,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(167,2,165,0,0,"IF", 1, 2, 0);
	trans[0][164]	= settr(163,2,183,74,74,"(1)", 1, 2, 0); /* m: 169 -> 183,0 */
	reached0[169] = 1;
	trans[0][169]	= settr(168,2,183,1,0,".(goto)", 1, 2, 0);
	trans[0][165]	= settr(164,4,218,75,75,"((crashes>0))", 1, 2, 0); /* m: 166 -> 218,0 */
	reached0[166] = 1;
	trans[0][166]	= settr(0,0,0,0,0,"crashes = (crashes-1)",0,0,0);
	trans[0][167]	= settr(166,0,218,1,0,"goto crash", 1, 2, 0);
/*->*/	trans[0][183]	= settr(182,36,193,76,76,"D_STEP337", 1, 2, 0);
	T = trans[ 0][193] = settr(192,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(192,2,185,0,0,"ATOMIC", 1, 2, 0);
	trans[0][185]	= settr(184,0,14,77,77,"revision = 0", 1, 2, 0); /* m: 186 -> 0,14 */
	reached0[186] = 1;
	trans[0][186]	= settr(0,0,0,0,0,"done = 0",0,0,0);
	trans[0][187]	= settr(0,0,0,0,0,"end = 0",0,0,0);
	trans[0][188]	= settr(0,0,0,0,0,"phase[d] = 0",0,0,0);
	trans[0][189]	= settr(0,0,0,0,0,"lapsed[d] = 0",0,0,0);
	trans[0][190]	= settr(0,0,0,0,0,"doubted[d] = 0",0,0,0);
	trans[0][191]	= settr(0,0,0,0,0,"stale[d] = 0",0,0,0);
	trans[0][192]	= settr(0,0,0,0,0,"untrue[d] = 0",0,0,0);
	trans[0][194]	= settr(193,0,14,1,0,"goto idle", 0, 2, 0);
	T = trans[ 0][218] = settr(217,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(217,2,204,0,0,"ATOMIC", 1, 2, 0);
	T = trans[0][204] = settr(203,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(203,2,195,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(203,2,203,0,0,"IF", 1, 2, 0);
	trans[0][195]	= settr(194,2,202,78,0,"((phase[d]==5))", 1, 2, 0);
	T = trans[ 0][202] = settr(201,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(201,0,200,0,0,"sub-sequence", 1, 2, 0);
	T = trans[0][200] = settr(199,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(199,2,196,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(199,2,199,0,0,"IF", 1, 2, 0);
	trans[0][196]	= settr(195,2,209,79,79,"(!(doubted[d]))", 1, 2, 0); /* m: 197 -> 209,0 */
	reached0[197] = 1;
	trans[0][197]	= settr(0,0,0,0,0,"doubted[d] = 1",0,0,0);
	trans[0][198]	= settr(0,0,0,0,0,"doubts = (doubts+1)",0,0,0);
	trans[0][201]	= settr(200,2,209,1,0,".(goto)", 1, 2, 0);
	trans[0][199]	= settr(198,2,209,2,0,"else", 1, 2, 0);
	trans[0][205]	= settr(204,2,209,1,0,".(goto)", 1, 2, 0);
	trans[0][203]	= settr(202,2,209,2,0,"else", 1, 2, 0);
	T = trans[0][209] = settr(208,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(208,2,206,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(208,2,208,0,0,"IF", 1, 2, 0);
	trans[0][206]	= settr(205,2,214,80,80,"((store.owner==d))", 1, 2, 0); /* m: 207 -> 214,0 */
	reached0[207] = 1;
	trans[0][207]	= settr(0,0,0,0,0,"store.owner = 3",0,0,0);
	trans[0][210]	= settr(209,2,214,1,0,".(goto)", 1, 2, 0);
	trans[0][208]	= settr(207,2,214,2,0,"else", 1, 2, 0);
	T = trans[0][214] = settr(213,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(213,2,211,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(213,2,213,0,0,"IF", 1, 2, 0);
	trans[0][211]	= settr(210,0,193,81,81,"((backup.owner==d))", 1, 2, 0); /* m: 212 -> 193,0 */
	reached0[212] = 1;
	trans[0][212]	= settr(0,0,0,0,0,"backup.owner = 3",0,0,0);
	trans[0][215]	= settr(214,2,216,1,0,".(goto)", 1, 2, 0); /* m: 216 -> 0,193 */
	reached0[216] = 1;
	trans[0][213]	= settr(212,2,216,2,0,"else", 1, 2, 0);
	trans[0][216]	= settr(215,0,193,82,82,"number = 0", 1, 2, 0); /* m: 217 -> 0,193 */
	reached0[217] = 1;
	trans[0][217]	= settr(0,0,0,0,0,"entry = 0",0,0,0);
	trans[0][219]	= settr(218,0,193,1,0,"goto rest", 0, 2, 0);
	trans[0][220]	= settr(0,0,0,0,0,"-end-",0,0,0);
	/* np_ demon: */
	trans[_NP_] = (Trans **) emalloc(3*sizeof(Trans *));
	T = trans[_NP_][0] = settr(9997,0,1,_T5,0,"(np_)", 1,2,0);
	    T->nxt	  = settr(9998,0,0,_T2,0,"(1)",   0,2,0);
	T = trans[_NP_][1] = settr(9999,0,1,_T5,0,"(np_)", 1,2,0);
}

Trans *
settr(	int t_id, int a, int b, int c, int d,
	char *t, int g, int tpe0, int tpe1)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	tmp->atom  = a&(6|32);	/* only (2|8|32) have meaning */
	if (!g) tmp->atom |= 8;	/* no global references */
	tmp->st    = b;
	tmp->tpe[0] = tpe0;
	tmp->tpe[1] = tpe1;
	tmp->tp    = t;
	tmp->t_id  = t_id;
	tmp->forw  = c;
	tmp->back  = d;
	return tmp;
}

Trans *
cpytr(Trans *a)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	int i;
	tmp->atom  = a->atom;
	tmp->st    = a->st;
#ifdef HAS_UNLESS
	tmp->e_trans = a->e_trans;
	for (i = 0; i < HAS_UNLESS; i++)
		tmp->escp[i] = a->escp[i];
#endif
	tmp->tpe[0] = a->tpe[0];
	tmp->tpe[1] = a->tpe[1];
	for (i = 0; i < 6; i++)
	{	tmp->qu[i] = a->qu[i];
		tmp->ty[i] = a->ty[i];
	}
	tmp->tp    = (char *) emalloc(strlen(a->tp)+1);
	strcpy(tmp->tp, a->tp);
	tmp->t_id  = a->t_id;
	tmp->forw  = a->forw;
	tmp->back  = a->back;
	return tmp;
}

#ifndef NOREDUCE
int
srinc_set(int n)
{	if (n <= 2) return LOCAL;
	if (n <= 2+  DELTA) return Q_FULL_F; /* 's' or nfull  */
	if (n <= 2+2*DELTA) return Q_EMPT_F; /* 'r' or nempty */
	if (n <= 2+3*DELTA) return Q_EMPT_T; /* empty */
	if (n <= 2+4*DELTA) return Q_FULL_T; /* full  */
	if (n ==   5*DELTA) return GLOBAL;
	if (n ==   6*DELTA) return TIMEOUT_F;
	if (n ==   7*DELTA) return ALPHA_F;
	Uerror("cannot happen srinc_class");
	return BAD;
}
int
srunc(int n, int m)
{	switch(m) {
	case Q_FULL_F: return n-2;
	case Q_EMPT_F: return n-2-DELTA;
	case Q_EMPT_T: return n-2-2*DELTA;
	case Q_FULL_T: return n-2-3*DELTA;
	case ALPHA_F:
	case TIMEOUT_F: return 257; /* non-zero, and > MAXQ */
	}
	Uerror("cannot happen srunc");
	return 0;
}
#endif
int cnt;
#ifdef HAS_UNLESS
int
isthere(Trans *a, int b)
{	Trans *t;
	for (t = a; t; t = t->nxt)
		if (t->t_id == b)
			return 1;
	return 0;
}
#endif
#ifndef NOREDUCE
int
mark_safety(Trans *t) /* for conditional safety */
{	int g = 0, i, j, k;

	if (!t) return 0;
	if (t->qu[0])
		return (t->qu[1])?2:1;	/* marked */

	for (i = 0; i < 2; i++)
	{	j = srinc_set(t->tpe[i]);
		if (j >= GLOBAL && j != ALPHA_F)
			return -1;
		if (j != LOCAL)
		{	k = srunc(t->tpe[i], j);
			if (g == 0
			||  t->qu[0] != k
			||  t->ty[0] != j)
			{	t->qu[g] = k;
				t->ty[g] = j;
				g++;
	}	}	}
	return g;
}
#endif
void
retrans(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
	/* process n, with m states, is=initial state */
{	Trans *T0, *T1, *T2, *T3;
	Trans *T4, *T5; /* t_reverse or has_unless */
	int i;
#if defined(HAS_UNLESS) || !defined(NOREDUCE)
	int k;
#endif
#ifndef NOREDUCE
	int g, h, j, aa;
#endif
#ifdef HAS_UNLESS
	int p;
#endif
	if (state_tables >= 4)
	{	printf("STEP 1 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	do {
		for (i = 1, cnt = 0; i < m; i++)
		{	T2 = trans[n][i];
			T1 = T2?T2->nxt:(Trans *)0;
/* prescan: */		for (T0 = T1; T0; T0 = T0->nxt)
/* choice in choice */	{	if (T0->st && trans[n][T0->st]
				&&  trans[n][T0->st]->nxt)
					break;
			}
#if 0
		if (T0)
		printf("\tstate %d / %d: choice in choice\n",
		i, T0->st);
#endif
			if (T0)
			for (T0 = T1; T0; T0 = T0->nxt)
			{	T3 = trans[n][T0->st];
				if (!T3->nxt)
				{	T2->nxt = cpytr(T0);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
					continue;
				}
				do {	T3 = T3->nxt;
					T2->nxt = cpytr(T3);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
				} while (T3->nxt);
				cnt++;
			}
		}
	} while (cnt);
	if (state_tables >= 3)
	{	printf("STEP 2 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	for (i = 1; i < m; i++)
	{	if (trans[n][i] && trans[n][i]->nxt) /* optimize */
		{	T1 = trans[n][i]->nxt;
#if 0
			printf("\t\tpull %d (%d) to %d\n",
			T1->st, T1->forw, i);
#endif
			srcln[i] = srcln[T1->st];	/* Oyvind Teig, 5.2.0 */

			if (!trans[n][T1->st]) continue;
			T0 = cpytr(trans[n][T1->st]);
			trans[n][i] = T0;
			reach[T1->st] = 1;
			imed(T0, T1->st, n, i);
			for (T1 = T1->nxt; T1; T1 = T1->nxt)
			{
#if 0
			printf("\t\tpull %d (%d) to %d\n",
				T1->st, T1->forw, i);
#endif
		/*		srcln[i] = srcln[T1->st];  gh: not useful */
				if (!trans[n][T1->st]) continue;
				T0->nxt = cpytr(trans[n][T1->st]);
				T0 = T0->nxt;
				reach[T1->st] = 1;
				imed(T0, T1->st, n, i);
	}	}	}
	if (state_tables >= 2)
	{	printf("STEP 3 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
#ifdef HAS_UNLESS
	for (i = 1; i < m; i++)
	{	if (!trans[n][i]) continue;
		/* check for each state i if an
		 * escape to some state p is defined
		 * if so, copy and mark p's transitions
		 * and prepend them to the transition-
		 * list of state i
		 */
	 if (!like_java) /* the default */
	 {	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->e_trans = p;
				T2->nxt = trans[n][i];
				trans[n][i] = T2;
		}	}
	 } else /* outermost unless checked first */
	 {	T4 = T3 = (Trans *) 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->nxt = (Trans *) 0;
				T2->e_trans = p;
				if (T3)	T3->nxt = T2;
				else	T4 = T2;
				T3 = T2;
		}	}
		if (T4)
		{	T3->nxt = trans[n][i];
			trans[n][i] = T4;
		}
	 }
	}
#endif
#ifndef NOREDUCE
	for (i = 1; i < m; i++)
	{	if (a_cycles)
		{ /* moves through these states are visible */
	#if PROG_LAB>0 && defined(HAS_NP)
			if (progstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (progstate[n][T1->st])
					goto degrade;
	#endif
			if (accpstate[n][i] || visstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (accpstate[n][T1->st])
					goto degrade;
		}
		T1 = trans[n][i];
		if (!T1) continue;
		g = mark_safety(T1);	/* V3.3.1 */
		if (g < 0) goto degrade; /* global */
		/* check if mixing of guards preserves reduction */
		if (T1->nxt)
		{	k = 0;
			for (T0 = T1; T0; T0 = T0->nxt)
			{	if (!(T0->atom&8))
					goto degrade;
				for (aa = 0; aa < 2; aa++)
				{	j = srinc_set(T0->tpe[aa]);
					if (j >= GLOBAL && j != ALPHA_F)
						goto degrade;
					if (T0->tpe[aa]
					&&  T0->tpe[aa]
					!=  T1->tpe[0])
						k = 1;
			}	}
			/* g = 0;	V3.3.1 */
			if (k)	/* non-uniform selection */
			for (T0 = T1; T0; T0 = T0->nxt)
			for (aa = 0; aa < 2; aa++)
			{	j = srinc_set(T0->tpe[aa]);
				if (j != LOCAL)
				{	k = srunc(T0->tpe[aa], j);
					for (h = 0; h < 6; h++)
						if (T1->qu[h] == k
						&&  T1->ty[h] == j)
							break;
					if (h >= 6)
					{	T1->qu[g%6] = k;
						T1->ty[g%6] = j;
						g++;
			}	}	}
			if (g > 6)
			{	T1->qu[0] = 0;	/* turn it off */
				printf("pan: warning, line %d, ",
					srcln[i]);
			 	printf("too many stmnt types (%d)",
					g);
			  	printf(" in selection\n");
			  goto degrade;
			}
		}
		/* mark all options global if >=1 is global */
		for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			if (!(T1->atom&8)) break;
		if (T1)
degrade:	for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			T1->atom &= ~8;	/* mark as unsafe */
		/* can only mix 'r's or 's's if on same chan */
		/* and not mixed with other local operations */
		T1 = trans[n][i];
		if (!T1 || T1->qu[0]) continue;
		j = T1->tpe[0];
		if (T1->nxt && T1->atom&8)
		{ if (j == 5*DELTA)
		  {	printf("warning: line %d ", srcln[i]);
			printf("mixed condition ");
			printf("(defeats reduction)\n");
			goto degrade;
		  }
		  for (T0 = T1; T0; T0 = T0->nxt)
		  for (aa = 0; aa < 2; aa++)
		  if  (T0->tpe[aa] && T0->tpe[aa] != j)
		  {	printf("warning: line %d ", srcln[i]);
			printf("[%d-%d] mixed %stion ",
				T0->tpe[aa], j, 
				(j==5*DELTA)?"condi":"selec");
			printf("(defeats reduction)\n");
			printf("	'%s' <-> '%s'\n",
				T1->tp, T0->tp);
			goto degrade;
		} }
	}
#endif
	for (i = 1; i < m; i++)
	{	T2 = trans[n][i];
		if (!T2
		||  T2->nxt
		||  strncmp(T2->tp, ".(goto)", 7)
		||  !stopstate[n][i])
			continue;
		stopstate[n][T2->st] = 1;
	}
	if (state_tables && !verbose)
	{	if (dodot)
		{	char buf[256], *q = buf, *p = procname[n];
			while (*p != '\0')
			{	if (*p != ':')
				{	*q++ = *p;
				}
				p++;
			}
			*q = '\0';
			printf("digraph ");
			switch (Btypes[n]) {
			case I_PROC:  printf("init {\n"); break;
			case N_CLAIM: printf("claim_%s {\n", buf); break;
			case E_TRACE: printf("notrace {\n"); break;
			case N_TRACE: printf("trace {\n"); break;
			default:      printf("p_%s {\n", buf); break;
			}
			printf("size=\"8,10\";\n");
			printf("  GT [shape=box,style=dotted,label=\"%s\"];\n", buf);
			printf("  GT -> S%d;\n", is);
		} else
		{	switch (Btypes[n]) {
			case I_PROC:  printf("init\n"); break;
			case N_CLAIM: printf("claim %s\n", procname[n]); break;
			case E_TRACE: printf("notrace assertion\n"); break;
			case N_TRACE: printf("trace assertion\n"); break;
			default:      printf("proctype %s\n", procname[n]); break;
		}	}
		for (i = 1; i < m; i++)
		{	reach[i] = 1;
		}
		tagtable(n, m, is, srcln, reach);
		if (dodot) printf("}\n");
	} else
	for (i = 1; i < m; i++)
	{	int nrelse;
		if (Btypes[n] != N_CLAIM)
		{	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			{	if (T0->st == i
				&& strcmp(T0->tp, "(1)") == 0)
				{	printf("error: proctype '%s' ",
						procname[n]);
		  			printf("line %d, state %d: has un",
						srcln[i], i);
					printf("conditional self-loop\n");
					pan_exit(1);
		}	}	}
		nrelse = 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		{	if (strcmp(T0->tp, "else") == 0)
				nrelse++;
		}
		if (nrelse > 1)
		{	printf("error: proctype '%s' state",
				procname[n]);
		  	printf(" %d, inherits %d", i, nrelse);
		  	printf(" 'else' stmnts\n");
			pan_exit(1);
	}	}
#if !defined(LOOPSTATE) && !defined(BFS_PAR)
	if (state_tables)
#endif
	do_dfs(n, m, is, srcln, reach, lpstate);

	if (!t_reverse)
	{	return;
	}
	/* process n, with m states, is=initial state -- reverse list */
	if (!state_tables && Btypes[n] != N_CLAIM)
	{	for (i = 1; i < m; i++)
		{	Trans *Tx = (Trans *) 0; /* list of escapes */
			Trans *Ty = (Trans *) 0; /* its tail element */
			T1 = (Trans *) 0; /* reversed list */
			T2 = (Trans *) 0; /* its tail */
			T3 = (Trans *) 0; /* remembers possible 'else' */

			/* find unless-escapes, they should go first */
			T4 = T5 = T0 = trans[n][i];
	#ifdef HAS_UNLESS
			while (T4 && T4->e_trans) /* escapes are first in orig list */
			{	T5 = T4;	  /* remember predecessor */
				T4 = T4->nxt;
			}
	#endif
			/* T4 points to first non-escape, T5 to its parent, T0 to original list */
			if (T4 != T0)		 /* there was at least one escape */
			{	T3 = T5->nxt;		 /* start of non-escapes */
				T5->nxt = (Trans *) 0;	 /* separate */
				Tx = T0;		 /* start of the escapes */
				Ty = T5;		 /* its tail */
				T0 = T3;		 /* the rest, to be reversed */
			}
			/* T0 points to first non-escape, Tx to the list of escapes, Ty to its tail */

			/* first tail-add non-escape transitions, reversed */
			T3 = (Trans *) 0;
			for (T5 = T0; T5; T5 = T4)
			{	T4 = T5->nxt;
	#ifdef HAS_UNLESS
				if (T5->e_trans)
				{	printf("error: cannot happen!\n");
					continue;
				}
	#endif
				if (strcmp(T5->tp, "else") == 0)
				{	T3 = T5;
					T5->nxt = (Trans *) 0;
				} else
				{	T5->nxt = T1;
					if (!T1) { T2 = T5; }
					T1 = T5;
			}	}
			/* T3 points to a possible else, which is removed from the list */
			/* T1 points to the reversed list so far (without escapes) */
			/* T2 points to the tail element -- where the else should go */
			if (T2 && T3)
			{	T2->nxt = T3;	/* add else */
			} else
			{	if (T3) /* there was an else, but there's no tail */
				{	if (!T1)	/* and no reversed list */
					{	T1 = T3; /* odd, but possible */
					} else		/* even stranger */
					{	T1->nxt = T3;
			}	}	}

			/* add in the escapes, to that they appear at the front */
			if (Tx && Ty) { Ty->nxt = T1; T1 = Tx; }

			trans[n][i] = T1;
			/* reversed, with escapes first and else last */
	}	}
	if (state_tables && verbose)
	{	printf("FINAL proctype %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
	}
}
void
imed(Trans *T, int v, int n, int j)	/* set intermediate state */
{	progstate[n][T->st] |= progstate[n][v];
	accpstate[n][T->st] |= accpstate[n][v];
	stopstate[n][T->st] |= stopstate[n][v];
	mapstate[n][j] = T->st;
}
void
tagtable(int n, int m, int is, short srcln[], uchar reach[])
{	Trans *z;

	if (is >= m || !trans[n][is]
	||  is <= 0 || reach[is] == 0)
		return;
	reach[is] = 0;
	if (state_tables)
	for (z = trans[n][is]; z; z = z->nxt)
	{	if (dodot)
			dot_crack(n, is, z);
		else
			crack(n, is, z, srcln);
	}

	for (z = trans[n][is]; z; z = z->nxt)
	{
#ifdef HAS_UNLESS
		int i, j;
#endif
		tagtable(n, m, z->st, srcln, reach);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			tagtable(n, m, j, srcln, reach);
		}
#endif
	}
}

extern Trans *t_id_lkup[];

void
dfs_table(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	Trans *z;

	if (is >= m || is <= 0 || !trans[n][is])
		return;
	if ((reach[is] & (4|8|16)) != 0)
	{	if ((reach[is] & (8|16)) == 16)	/* on stack, not yet recorded */
		{	lpstate[is] = 1;
			reach[is] |= 8; /* recorded */
			if (state_tables && verbose)
			{	printf("state %d line %d is a loopstate\n", is, srcln[is]);
		}	}
		return;
	}
	reach[is] |= (4|16);	/* visited | onstack */
	for (z = trans[n][is]; z; z = z->nxt)
	{	t_id_lkup[z->t_id] = z;
#ifdef HAS_UNLESS
		int i, j;
#endif
		dfs_table(n, m, z->st, srcln, reach, lpstate);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			dfs_table(n, m, j, srcln, reach, lpstate);
		}
#endif
	}
	reach[is] &= ~16; /* no longer on stack */
}
void
do_dfs(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	int i;
	dfs_table(n, m, is, srcln, reach, lpstate);
	for (i = 0; i < m; i++)
		reach[i] &= ~(4|8|16);
}
void
crack(int n, int j, Trans *z, short srcln[])
{	int i;

	if (!z) return;
	printf("	state %3d -(tr %3d)-> state %3d  ",
		j, z->forw, z->st);
	printf("[id %3d tp %3d", z->t_id, z->tpe[0]);
	if (z->tpe[1]) printf(",%d", z->tpe[1]);
#ifdef HAS_UNLESS
	if (z->e_trans)
		printf(" org %3d", z->e_trans);
	else if (state_tables >= 2)
	for (i = 0; i < HAS_UNLESS; i++)
	{	if (!z->escp[i]) break;
		printf(" esc %d", z->escp[i]);
	}
#endif
	printf("]");
	printf(" [%s%s%s%s%s] %s:%d => ",
		z->atom&6?"A":z->atom&32?"D":"-",
		accpstate[n][j]?"a" :"-",
		stopstate[n][j]?"e" : "-",
		progstate[n][j]?"p" : "-",
		z->atom & 8 ?"L":"G",
		PanSource, srcln[j]);
	for (i = 0; z->tp[i]; i++)
		if (z->tp[i] == '\n')
			printf("\\n");
		else
			putchar(z->tp[i]);
	if (verbose && z->qu[0])
	{	printf("\t[");
		for (i = 0; i < 6; i++)
			if (z->qu[i])
				printf("(%d,%d)",
				z->qu[i], z->ty[i]);
		printf("]");
	}
	printf("\n");
	fflush(stdout);
}
/* spin -a m.pml; cc -o pan pan.c; ./pan -D | dot -Tps > foo.ps; ps2pdf foo.ps */
void
dot_crack(int n, int j, Trans *z)
{	int i;

	if (!z) return;
	printf("	S%d -> S%d  [color=black", j, z->st);

	if (z->atom&6) printf(",style=dashed");
	else if (z->atom&32) printf(",style=dotted");
	else if (z->atom&8) printf(",style=solid");
	else printf(",style=bold");

	printf(",label=\"");
	for (i = 0; z->tp[i]; i++)
	{	if (z->tp[i] == '\\'
		&&  z->tp[i+1] == 'n')
		{	i++; printf(" ");
		} else
		{	putchar(z->tp[i]);
	}	}
	printf("\"];\n");
	if (accpstate[n][j]) printf("  S%d [color=red,style=bold];\n", j);
	else if (progstate[n][j]) printf("  S%d [color=green,style=bold];\n", j);
	if (stopstate[n][j]) printf("  S%d [color=blue,style=bold,shape=box];\n", j);
}

#ifdef VAR_RANGES
#define BYTESIZE	32	/* 2^8 : 2^3 = 256:8 = 32 */

typedef struct Vr_Ptr {
	char	*nm;
	uchar	vals[BYTESIZE];
	struct Vr_Ptr *nxt;
} Vr_Ptr;
Vr_Ptr *ranges = (Vr_Ptr *) 0;

void
logval(char *s, int v)
{	Vr_Ptr *tmp;

	if (v<0 || v > 255) return;
	for (tmp = ranges; tmp; tmp = tmp->nxt)
		if (!strcmp(tmp->nm, s))
			goto found;
	tmp = (Vr_Ptr *) emalloc(sizeof(Vr_Ptr));
	tmp->nxt = ranges;
	ranges = tmp;
	tmp->nm = s;
found:
	tmp->vals[(v)/8] |= 1<<((v)%8);
}

void
dumpval(uchar X[], int range)
{	int w, x, i, j = -1;

	for (w = i = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
from:		if ((X[w] & (1<<x)))
		{	printf("%d", i);
			j = i;
			goto upto;
	}	}
	return;
	for (w = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
upto:		if (!(X[w] & (1<<x)))
		{	if (i-1 == j)
				printf(", ");
			else
				printf("-%d, ", i-1);
			goto from;
	}	}
	if (j >= 0 && j != 255)
		printf("-255");
}

void
dumpranges(void)
{	Vr_Ptr *tmp;
	printf("\nValues assigned within ");
	printf("interval [0..255]:\n");
	for (tmp = ranges; tmp; tmp = tmp->nxt)
	{	printf("\t%s\t: ", tmp->nm);
		dumpval(tmp->vals, BYTESIZE);
		printf("\n");
	}
}
#endif
