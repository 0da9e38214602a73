package feed_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
)

// What came is read by calendar.ParseList, and fetched again only where it is
// another.
func ExampleFetch() {
	dir, err := os.MkdirTemp("", "feed")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	source := feed.Source{File: filepath.Join(dir, "bank-holidays.json")} // or URL

	_, err = feed.Fetch(context.Background(), source, feed.Conditions{})
	if failed, ok := errors.AsType[*feed.Error](err); ok {
		fmt.Println(failed.Reason)
	}

	if err := os.WriteFile(source.File, calendar.Shipped().JSON(), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	got, err := feed.Fetch(context.Background(), source, feed.Conditions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := calendar.ParseList(got.Data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("the list that ships:", list.Hash() == calendar.Shipped().Hash())

	again, err := feed.Fetch(context.Background(), source, feed.Conditions{ETag: got.ETag, LastModified: got.LastModified})
	fmt.Println("not modified:", again.NotModified, err)
	// Output:
	// file
	// the list that ships: true
	// not modified: true <nil>
}
