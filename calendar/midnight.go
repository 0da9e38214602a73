package calendar

import (
	"sync"
	"time"
)

// Every plan asks for the ends of many days. A stretch of days has its clocks
// looked up together, when the first of its days is asked for.
const stretch = 512

var midnights = func() []func() *[stretch]int64 {
	out := make([]func() *[stretch]int64, int(tableLast-tableFirst)/stretch+1)
	for i := range out {
		out[i] = sync.OnceValue(func() *[stretch]int64 {
			var starts [stretch]int64
			for k := range starts {
				starts[k] = (tableFirst + Date(i*stretch+k)).At(0, 0, 0).Unix()
			}
			return &starts
		})
	}
	return out
}()

// Start returns the first instant of the day in London.
func (d Date) Start() time.Time {
	if !d.counted() {
		return d.At(0, 0, 0)
	}
	i := int(d - tableFirst)
	return time.Unix(midnights[i/stretch]()[i%stretch], 0).UTC()
}

// End returns the last second of the day in London, 23:59:59: what is done by
// then is done on that day.
func (d Date) End() time.Time {
	if next := d + 1; next.counted() {
		return next.Start().Add(-time.Second)
	}
	return d.At(23, 59, 59)
}
