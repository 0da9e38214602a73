package procedure

import "github.com/longstop/longstop/internal/yamlfile"

// Nearest returns the known word that was most likely meant, or "".
func Nearest(word string, known []string) string { return yamlfile.Nearest(word, known) }
