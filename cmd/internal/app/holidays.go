package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// refresher asks the source of bank holidays that is configured.
type refresher struct {
	cfg     config.Holidays
	almanac *almanac.Almanac
	store   claims
	log     *slog.Logger
	fetches *prometheus.CounterVec
}

// claims is what the refresher needs of the store: it claims an hour, so that no
// other daemon asks in it, and notes that the source agreed.
type claims interface {
	Enqueue(ctx context.Context, key string, keep time.Duration, intents []*scheduler.Intent) (bool, error)
	NoteJournal(ctx context.Context, applied int, checked time.Time) error
}

// The results of a question that was answered. One that was not has a [feed.Reason].
const (
	resultImported  = "imported"
	resultUnchanged = "unchanged"
	resultRefused   = "refused"
)

// claimFor is how long the store remembers that a daemon asks in this hour.
const claimFor = 2 * time.Hour

// newRefresher returns a refresher whose results are all counted from zero.
func newRefresher(cfg config.Holidays, almanac *almanac.Almanac, store claims, reg prometheus.Registerer, log *slog.Logger) *refresher {
	r := &refresher{cfg: cfg, almanac: almanac, store: store, log: log, fetches: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "longstop_calendar_fetches_total", Help: "Times that this process asked the source of bank holidays, by what came of it.",
	}, []string{"result"})}
	for _, result := range []string{resultImported, resultUnchanged, resultRefused} {
		r.fetches.WithLabelValues(result)
	}
	for _, reason := range feed.Reasons() {
		r.fetches.WithLabelValues(string(reason))
	}
	reg.MustRegister(r.fetches)
	return r
}

// daily asks the source once a day. Of several daemons one asks; if the source does
// not answer, or its list is refused, one of them asks again each hour.
func (r *refresher) daily(ctx context.Context, now time.Time) error {
	if err := r.almanac.Sync(ctx); err != nil {
		return err
	}
	today := calendar.DateOf(now).At(r.cfg.At.Hour(), r.cfg.At.Minute(), 0)
	if !r.almanac.State().Checked.Before(today) {
		return nil
	}
	mine, err := r.store.Enqueue(ctx, "calendar/fetch/"+now.UTC().Truncate(time.Hour).Format(time.RFC3339), claimFor, nil)
	if err != nil || !mine {
		return err
	}
	_, err = r.refresh(ctx, false, "longstop", now)
	return err
}

// refresh asks the source now and imports what is new there; a preview only says
// what would move. Its error is a *[almanac.RefusedList] where the list is refused,
// or a *[plan.InputError] where the source does not answer.
func (r *refresher) refresh(ctx context.Context, preview bool, by string, now time.Time) (*almanac.Report, error) {
	source := r.cfg.Source()
	got, err := feed.Fetch(ctx, source, r.conditions())
	if err != nil {
		var failed *feed.Error
		if errors.As(err, &failed) {
			r.fetches.WithLabelValues(string(failed.Reason)).Inc()
		}
		r.log.Warn("the source of bank holidays did not answer; the list in use stays", "error", err)
		return nil, &plan.InputError{Field: "holidays", Message: err.Error()}
	}
	if got.NotModified {
		report := &almanac.Report{Version: r.newest(), Unchanged: true}
		if preview {
			return report, nil
		}
		r.count(report, nil)
		return report, r.store.NoteJournal(ctx, 0, now)
	}
	list := almanac.Received{
		Data: got.Data, Source: r.name(), ETag: got.ETag, LastModified: got.LastModified, By: by, KeepHistory: r.cfg.KeepHistory,
	}
	if preview {
		return r.almanac.Preview(ctx, list, now)
	}
	report, err := r.almanac.Import(ctx, list, now)
	r.count(report, err)
	if err != nil {
		return nil, err
	}
	return report, r.store.NoteJournal(ctx, 0, now)
}

// count counts how an import ended.
func (r *refresher) count(report *almanac.Report, err error) {
	refused, ok := errors.AsType[*almanac.RefusedList](err)
	switch {
	case ok:
		r.fetches.WithLabelValues(resultRefused).Inc()
		r.log.Error("the list of bank holidays that the source sent is refused; the one in use stays", "version", refused.Version, "problems", len(refused.Problems))
	case err != nil:
	case report.Unchanged:
		r.fetches.WithLabelValues(resultUnchanged).Inc()
	default:
		r.fetches.WithLabelValues(resultImported).Inc()
	}
}

// conditions returns the conditions under which the source need not send its list
// again. There are none unless the newest list came from this source.
func (r *refresher) conditions() feed.Conditions {
	lines := r.almanac.Lines()
	for i := len(lines) - 1; i >= 0; i-- {
		l := lines[i]
		if l.What == almanac.Approved {
			continue
		}
		if l.What == almanac.Imported && l.Source == r.name() && l.Version == r.newest() {
			return feed.Conditions{ETag: l.ETag, LastModified: l.LastModified}
		}
		break // another source, or a list that was refused: it has to be seen again
	}
	return feed.Conditions{}
}

func (r *refresher) newest() string {
	eras := r.almanac.Eras()
	return eras[len(eras)-1].Newest().Version()
}

// name returns the source for the journal, without the query, which may be secret.
func (r *refresher) name() string {
	if r.cfg.URL == "" {
		return "file " + filepath.Base(r.cfg.File)
	}
	u, err := url.Parse(r.cfg.URL)
	if err != nil {
		return "the address that is configured"
	}
	return fmt.Sprintf("%s://%s%s", u.Scheme, u.Host, u.Path)
}
