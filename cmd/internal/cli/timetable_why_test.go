package cli

import (
	"strings"
	"testing"
)

// --why takes a milestone, one instance, or all instances at once; a slip of the
// pen is answered with what was meant.
func TestWhyOfATimetable(t *testing.T) {
	for _, tc := range []struct {
		why  string
		code int
		want []string // in the answer, or in the complaint
	}{
		{"rapid-review", 0, []string{
			"rapid-review: Complete the Rapid Review\n", "due       Wed 16 September 2026", "weight    statutory",
			"rule      15 working days after notify-national-panel", "not counted: Mon 31 Aug Summer bank holiday", "source    Kent guidance",
		}},
		{"agency-summaries/police", 0, []string{"agency-summaries/police: Return", "owner     agency/police\n"}},
		{"agency-summaries", 0, []string{"agency-summaries/{police,icb}: Return", "owner     agency\n"}},
		{"report-before-publication/ofsted", 0, []string{"report-before-publication/ofsted: Send", "waits for publication\n"}},
		{"rapid-reviw", 1, []string{`no milestone "rapid-reviw" here: did you mean "rapid-review"? (there are: notify-national-panel, rapid-review, `}},
		{"agency-summaries/polcie", 1, []string{`did you mean "agency-summaries/police"?`}},
		{"agency-sumaries", 1, []string{`did you mean "agency-summaries"?`}},
		{"agency-summaries/school", 1, []string{"agency-summaries/police, agency-summaries/icb"}},
		{"something-else-altogether", 1, []string{`no milestone "something-else-altogether" here (there are: `}},
	} {
		code, out, complaint := longstop(t, "timetable", "kent", "--event", "aware=2026-08-18", "--now", "2026-08-20", "--agency", "police", "--agency", "icb", "--why", tc.why)
		if code != tc.code {
			t.Errorf("--why %s: exit %d\n%s%s", tc.why, code, out, complaint)
		}
		for _, want := range tc.want {
			if !strings.Contains(out+complaint, want) {
				t.Errorf("--why %s does not say %q:\n%s%s", tc.why, want, out, complaint)
			}
		}
	}
}

// What has long names is told in lines that fit, for all instances too.
func TestWhyFitsEightyColumns(t *testing.T) {
	out := must(t, "timetable", "kirklees-2018", "--event", "aware=2026-08-18", "--now", "2026-08-20", "--why", "notify")
	if !strings.HasPrefix(out, "notify for national-panel, ofsted, dfe, child-death-review-partners,\n  safeguarding-partners: Report the event\n") {
		t.Errorf("got\n%s", out)
	}
}
