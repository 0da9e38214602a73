package procedure

import "github.com/longstop/longstop/internal/yamlfile"

// Errors are all the mistakes of a file: the error of everything here that reads
// one.
type Errors = yamlfile.Errors

// Error is one of them: its place in the file, the field, what is wrong, and what
// would be right where that can be said.
type Error = yamlfile.Error
